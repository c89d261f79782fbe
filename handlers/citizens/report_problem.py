"""A citizen reports something: what, where, about which field, pictures, and who they are if they want to say."""

import re
from typing import NotRequired, TypedDict

from cases.deadlines.due import TO_COMPLAIN, term
from cases.kinds import Kind
from db.queues.messages import Incoming
from handlers.citizens import repeats
from handlers.engine.accepting import (
    Where,
    candidate_options,
    commune_options,
    person_name,
    phone,
    place_in,
    spot_in,
    unit_label,
    where,
    words_or_files,
)
from handlers.engine.conversation import FlowState, Option
from handlers.engine.turn import Accept, Answer, NotAccepted, Turn, skippable
from handlers.engine.visit import Visit
from language.folding import fold
from localities.fields import OTHER
from office import clock
from office.casework import filing, learning
from texts.vi.citizen import asking, joining, petitions, reporting, understanding
from understanding.message import understand

_SPOT = re.compile(
    r"\b(thon|xom|to \d|doi \d|gan|truoc|canh|ke|sau lung|nga (ba|tu)|dau (ngo|xom|cau)|cong chao|truong|cho|duong \w+\d)\b"
)
COMMON_FIELDS = 8  # offered where the words name no field; the most frequent stand first
FILED_HERE: tuple[Kind, ...] = ("feedback", "proposal", "praise")


class Heard(TypedDict):
    """What was understood of the report, as remembered by the flow."""

    kind: Kind
    fields: list[str]
    urgent: bool
    about_officer: bool
    places: list[str]
    spot: str
    reasons: NotRequired[list[understanding.Reason]]  # conversations begun before there were any have none
    people: NotRequired[int]


def report_problem(turn: Turn) -> None:
    typed = turn.flow.arguments.get("typed")
    text = turn.ask("what", reporting.what(), words_or_files(reporting.what()), prefill=typed) or ""
    heard = turn.remember("heard", lambda: _hear(turn.visit, text))
    if heard["kind"] == "complaint" and not _wants_it_as_feedback(turn):
        return
    if typed:
        turn.say(
            "understood",
            "\n".join((reporting.understood(), *understanding.worth_saying(heard.get("reasons", []), heard.get("people", 1)))),
        )
    place = _place(turn, text, heard)
    repeat = repeats.settle(turn, text, place, private=heard["about_officer"] or heard["kind"] not in filing.SHARED_KINDS)
    if repeat["done"]:
        return
    joins = repeat["joins"]
    field = None if joins else turn.choose("field", reporting.field(), _field_options(turn.visit, heard))
    files = turn.collect("photos", reporting.photos(), reporting.files_so_far)
    more = turn.flow.arguments.get("more", "")
    full = "\n".join(filter(None, (text, more)))
    if not (full or files):
        turn.say("nothing", reporting.nothing_to_report())
        return
    name, number = contact(turn)
    kind: Kind = turn.ask("kind", reporting.kind(), _kind_accept, choices=_kind_options(), prefill=_file_as(heard)) or "feedback"
    if joins:
        summary = repeats.summary(turn.visit, joins, full, len(files), name, number)
    else:
        summary = _summary(turn.visit, kind, full, place, field, len(files), name, number)
    turn.confirm("summary", summary, _items(turn, joins), reporting.send_report())
    report = filing.Report(
        kind=kind,
        text=full,
        field=None if field == OTHER else field,
        authority=place["authority"],
        unit=place["unit"],
        place=place["place"],
        files=files,
        position=turn.flow.bag.position,
        name=name,
        phone=number,
        urgent=heard["urgent"],
        about_officer=heard["about_officer"],
    )
    receipt = repeats.join(turn.visit, joins, report) if joins else None
    if receipt is None:
        receipt = filing.open_case(turn.visit, report)
        _learn(turn.visit, heard, report)
    say_receipt(turn, receipt, joined=bool(joins) and receipt.case.id == joins)


def _learn(visit: Visit, heard: Heard, report: filing.Report) -> None:
    """What the citizen took instead of what was proposed."""
    learning.corrected(visit, "kind", _file_as(heard), report.kind, report.text)
    learning.corrected(visit, "field", next(iter(heard["fields"]), None), report.field or OTHER, report.text)
    proposed = heard["places"][0] if len(heard["places"]) == 1 else None
    learning.corrected(visit, "place", proposed, report.unit, report.text)


def offer_report(turn: Turn) -> None:
    """What may be a report, or not: the citizen says which, or goes on telling."""
    options = [Option(value="report", label=reporting.report_this()), Option(value="no", label=reporting.not_a_report())]
    report = turn.ask("wanted", reporting.is_it_a_report(), _told_further(turn), choices=options)
    if report:
        turn.visit.state.active = None
        bag = turn.flow.bag
        message = Incoming(attachments=tuple(bag.attachments), position=bag.position)
        start(turn.visit, message, report).rows.extend(turn.flow.rows)
    else:
        turn.say("what_else", reporting.what_else())


def _told_further(turn: Turn) -> Accept[str]:
    """The words of the report, empty where it is none."""
    typed = turn.flow.arguments["typed"]

    def accept(answer: Answer) -> str:
        if answer.picked is not None:
            return typed if answer.picked == "report" else ""
        if not answer.text:  # a picture of it
            return typed
        if answer.incoming.tap or not turn.visit.understood.is_feedback:
            raise NotAccepted(reporting.is_it_a_report())
        return f"{typed}\n{answer.text}"

    return accept


def start(visit: Visit, message: Incoming, text: str = "") -> FlowState:
    """Opens the flow; what was already said counts as its first answer, files and place wait in the bag."""
    flow = visit.new_flow("report", {})
    flow.bag.attachments.extend(message.attachments)
    flow.bag.position = message.position
    flow.rows.append(visit.row_id)
    if text:
        flow.arguments["typed"] = text
    return flow


def contact(turn: Turn) -> tuple[str, str]:
    """Name and phone: asked once in a person's life, then taken from what they said."""
    person = turn.visit.person
    if turn.remember("asked_before", lambda: person.asked_contact_at is not None):
        return person.name, person.phone
    name = turn.ask("name", reporting.ask_name(), person_name, choices=skippable()) or ""
    number = turn.ask("phone", reporting.ask_phone(), phone, choices=skippable(), ask_phone=True) or ""
    return name, number


def say_receipt(turn: Turn, receipt: filing.Receipt, *, joined: bool = False) -> None:
    visit = turn.visit
    filing.keep_contact(visit, turn_answer(turn, "name"), turn_answer(turn, "phone"))
    case = receipt.case
    commune = visit.desk.locality.units[case.authority].full_name
    if joined:
        promise = clock.promise(visit, case)
        visit.say(joining.received(receipt.code, commune, promise, answered=case.state == "answered"))
    else:
        visit.say(reporting.case_received(receipt.code, commune, receipt.told, clock.receipt(receipt.promise)))
    visit.say_once(reporting.pin(receipt.code, receipt.pin), reporting.pin_was_shown(receipt.code))


def turn_answer(turn: Turn, key: str) -> str:
    return next(
        (str(record.value) for record in turn.flow.records if record.kind == "ask" and record.key == key and record.value), ""
    )


def _hear(visit: Visit, text: str) -> Heard:
    found = understand(text, visit.desk.locality, visit.today)
    readings = visit.desk.locality.resolve(text, visit.today)
    spot = readings.one.sub_place if readings.one else ""
    return {
        "kind": found.kind or "feedback",
        "fields": list(found.fields),
        "urgent": found.urgent,
        "about_officer": found.about_officer,
        "places": list(dict.fromkeys(one.unit_id for one in readings.candidates if one.via != "district")),
        "spot": spot or "",
        "reasons": list(found.reasons),
        "people": found.people_count,
    }


def _wants_it_as_feedback(turn: Turn) -> bool:
    """A complaint needs a signed paper; it is filed here only as feedback, and only if the citizen wants that."""
    options = [
        Option(value="feedback", label=petitions.file_as_feedback()),
        Option(value="paper", label=petitions.how_to_complain()),
    ]
    wanted = turn.choose("complaint", petitions.complaint_explained(), options)
    if wanted != "feedback":
        turn.say("on_paper", petitions.complaint_on_paper(term(TO_COMPLAIN, turn.visit.today)))
    return wanted == "feedback"


def _place(turn: Turn, text: str, heard: Heard) -> Where:
    visit, locality = turn.visit, turn.visit.desk.locality
    accept = place_in(locality, visit.today)
    prefill = where(locality, heard["places"][0], visit.today, heard["spot"]) if len(heard["places"]) == 1 else None
    options = commune_options(locality, visit.today)
    question = reporting.where()
    if len(heard["places"]) > 1:
        question, options = asking.which_place(), candidate_options(locality, locality.resolve(text, visit.today), visit.today)
    unknown: Where = {"unit": None, "authority": locality.default_authority, "place": ""}
    place: Where = turn.ask("where", question, accept, choices=options, prefill=prefill) or unknown
    unclear = not place["place"] and not _names_a_spot(text)
    if turn.remember("needs_spot", lambda: unclear and turn.flow.bag.position is None):
        spot = turn.ask("spot", reporting.spot(), spot_in, choices=skippable(), ask_position=True)
        return {"unit": place["unit"], "authority": place["authority"], "place": spot or ""}
    return place


def _names_a_spot(text: str) -> bool:
    """Whether the report itself says where, more closely than the commune: the officer will read it there."""
    return _SPOT.search(fold(text)) is not None


def _field_options(visit: Visit, heard: Heard) -> list[Option]:
    fields = visit.desk.locality.fields
    known = [one for one in heard["fields"] if one != OTHER] or [one for one in fields if one != OTHER][:COMMON_FIELDS]
    likely = [Option(value=one, label=fields[one].label) for one in known]
    return [*likely, Option(value=OTHER, label=reporting.other_field())]


def _file_as(heard: Heard) -> Kind:
    return heard["kind"] if heard["kind"] in FILED_HERE else "feedback"


def _kind_options() -> list[Option]:
    return [Option(value=kind, label=reporting.kind_label(kind)) for kind in FILED_HERE]


def _kind_accept(answer: Answer) -> Kind:
    for kind in FILED_HERE:
        if answer.picked == kind:
            return kind
    raise NotAccepted(asking.please_choose(reporting.kind()))


def _summary(visit: Visit, kind: Kind, text: str, place: Where, field: str | None, files: int, name: str, number: str) -> str:
    locality = visit.desk.locality
    unit = unit_label(locality, place["unit"], visit.today) if place["unit"] else None
    label = locality.fields[field or OTHER].label
    return reporting.summary(
        kind=kind, text=text, unit=unit, place=place["place"], field=label, files=files, name=name, phone=number
    )


def _items(turn: Turn, joins: int | None) -> list[Option]:
    """What was asked in this conversation may be asked again; the kind of somebody else's case stands."""
    asked = {record.key for record in turn.flow.records if record.kind == "ask"} - ({"kind"} if joins else set())
    return [
        Option(value=key, label=reporting.item(key))
        for key in ("what", "where", "field", "photos", "kind", "name", "phone")
        if key in asked
    ]
