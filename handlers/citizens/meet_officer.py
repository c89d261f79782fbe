"""A citizen wants a person: a case of kind question for the focal officer, and the office hours."""

from handlers.citizens.report_problem import contact, say_receipt
from handlers.engine.accepting import Where, commune_options, place_in, where, words_or_files
from handlers.engine.turn import Turn
from handlers.engine.visit import Visit
from office.casework import filing
from texts.vi.citizen import meeting as texts


def meet_officer(turn: Turn) -> None:
    visit, locality = turn.visit, turn.visit.desk.locality
    text = turn.ask("what", texts.about(), words_or_files(texts.about())) or ""
    named = turn.remember("named", lambda: _one_place(visit, text))
    prefill = where(locality, named, visit.today, "") if named else None
    options, accept = commune_options(locality, visit.today), place_in(locality, visit.today)
    unknown: Where = {"unit": None, "authority": locality.default_authority, "place": ""}
    place = turn.ask("where", texts.where(), accept, choices=options, prefill=prefill) or unknown
    name, number = contact(turn)
    text = "\n".join(filter(None, (text, turn.flow.arguments.get("more"))))
    commune = locality.units[place["authority"]].full_name
    turn.confirm("send", texts.summary(text, commune, name, number), [], texts.send_to_officer())
    report = filing.Report(
        kind="question", text=text, authority=place["authority"], unit=place["unit"], place=place["place"],
        files=turn.flow.bag.attachments, name=name, phone=number,
    )  # fmt: skip
    receipt = filing.open_case(visit, report)
    say_receipt(turn, receipt)
    visit.say(texts.office_hours(commune, locality.office_hours(place["authority"]), locality.hotline(place["authority"])))


def _one_place(visit: Visit, text: str) -> str | None:
    found = visit.desk.locality.resolve(text, visit.today).one
    return found.unit_id if found and found.via != "district" else None
