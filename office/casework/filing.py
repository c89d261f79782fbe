"""What citizens hand in: a submission that opens a case of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.codes import format_code, pin_hash
from cases.deadlines.due import Due
from cases.kinds import PREFIX, Kind
from db.queues.messages import Attachment, Position
from db.stores import filing, matters
from db.stores.counters import next_number
from db.tables import Case, Submission
from office import cards, clock, gate
from office.errand import Errand
from understanding.matters.signature import Signature, sign

SHARED_KINDS: tuple[Kind, ...] = ("feedback", "proposal")  # of a matter that others may have too
PINS = 1_000_000


@dataclass(frozen=True)
class Report:
    """What a citizen hands in. `authority`: today's commune; `unit`: the place as named, former or present."""

    kind: Kind
    text: str
    authority: str
    field: str | None = None
    unit: str | None = None
    place: str = ""
    files: Sequence[Attachment] = ()
    position: Position | None = None
    name: str = ""
    phone: str = ""
    urgent: bool = False
    about_officer: bool = False


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: the code, and the PIN that is shown once."""

    code: str
    pin: str
    case: Case = field(repr=False)
    told: int  # how many officers' chats got the card
    promise: Due | None = None  # until when the office promises to answer; a praise asks for no answer


def open_case(errand: Errand, report: Report) -> Receipt:
    """Files a submission and opens its case; the officers responsible get their cards."""
    case = new_case(errand, report)
    signature = signature_of(errand, case, report.text)  # before the counter of codes is locked, for which others wait
    filing.add_case(errand.uow.session, case)
    gate.opened(errand, case)
    submission, pin = file_submission(errand, case, report)
    event = filing.append_event(
        errand.uow.session, case, "open", now=errand.now, actor_id=errand.actor.person_id, audience="citizen",
        submission_id=submission.id, text=report.text, files=report.files,
    )  # fmt: skip
    promise = clock.start(errand, case)
    keep_matter(errand, case, submission, signature)
    told = cards.show_card(errand, case, submission, event, report.files)
    return Receipt(submission.code, pin, case, told, promise)


def new_case(errand: Errand, report: Report) -> Case:
    locality = errand.desk.locality
    if not any(one.id == report.authority for one in locality.communes(errand.today)):
        raise ValueError("no authority of today")
    return Case(
        kind=report.kind, field=report.field, authority=report.authority, unit=report.unit, place=report.place,
        body=locality.body_for(report.field, report.authority, errand.today), state="new", urgent=report.urgent,
        about_officer=report.about_officer, opened_at=errand.now, head="",
    )  # fmt: skip


def file_submission(errand: Errand, case: Case, report: Report) -> tuple[Submission, str]:
    """The submission, stored, and its PIN."""
    year, origin = errand.today.year, errand.origin
    number = next_number(errand.uow.connection, f"case:{PREFIX[report.kind]}:{year}")
    code = format_code(report.kind, year, number)
    pin = f"{errand.desk.random.randrange(PINS):06d}"
    submission = Submission(
        code=code, case_id=case.id, person_id=errand.actor.person_id, chat_id=origin.chat_id, inbox_id=origin.row_id,
        text=report.text, position=report.position.model_dump() if report.position else None, contact_name=report.name,
        contact_phone=report.phone, pin_hash=pin_hash(errand.desk.secret, code, pin), wrong_pins=0, received_at=errand.now,
    )  # fmt: skip
    filing.add_submission(errand.uow.session, submission)
    return submission, pin


def keep_contact(errand: Errand, name: str, phone: str) -> None:
    """How the citizen wants to be called: asked once in their life."""
    person = errand.person
    person.asked_contact_at = person.asked_contact_at or errand.now
    person.name, person.phone = name or person.name, phone or person.phone


# ---------------------------------------------------------------- what it is about


def signature_of(errand: Errand, case: Case, text: str) -> Signature | None:
    """What somebody says in a case, for `keep_matter`; None where no repeats are looked for."""
    if case.kind not in SHARED_KINDS or not text:
        return None
    said = "\n".join(filter(None, (text, case.place)))
    return sign(said, errand.desk.locality, errand.today, unit=case.unit)


def keep_matter(errand: Errand, case: Case, submission: Submission, signature: Signature | None) -> None:
    """Keeps what the submission is about, by which repeats of it are found; nothing of what may be a denunciation."""
    if signature is not None and signature.kind != "denunciation":
        is_public = not case.about_officer and signature.kind != "complaint"
        matters.keep(errand.uow.session, submission, case, signature, public=is_public)
