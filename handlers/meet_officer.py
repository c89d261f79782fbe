"""A citizen wants a person: a case of kind question for the focal officer, and the office hours."""

from handlers import actions
from handlers.accepting import commune_options, place_in, words_or_files
from handlers.report_problem import contact, say_receipt
from handlers.turn import Turn
from texts.vi import citizen as texts


def meet_officer(turn: Turn) -> None:
    visit, locality = turn.visit, turn.visit.desk.locality
    text = turn.ask("what", texts.meet_about(), words_or_files(texts.meet_about())) or ""
    place = turn.ask(
        "where", texts.meet_where(), place_in(locality, visit.today), choices=commune_options(locality, visit.today)
    ) or {"unit": None, "authority": locality.default_authority, "place": ""}
    name, number = contact(turn)
    text = "\n".join(filter(None, (text, turn.flow.arguments.get("more"))))
    commune = locality.units[place["authority"]].full_name
    turn.confirm("send", texts.meet_summary(text, commune, name, number), [], texts.send_to_officer())
    report = actions.Report(
        kind="question", text=text, authority=place["authority"], unit=place["unit"], place=place["place"],
        files=turn.flow.bag.attachments, name=name, phone=number,
    )  # fmt: skip
    receipt = actions.open_case(visit, report)
    say_receipt(turn, receipt)
    visit.say(texts.office_hours(commune, locality.office_hours(place["authority"]), locality.hotline(place["authority"])))
