"""The only functions that change a case. Flows, commands, timers and the command line all call these.

Each locks the case, asks the lifecycle table, appends to the history, and leaves messages for those who are to be told."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cases import routing
from cases.codes import format_code
from cases.deadlines.due import Due
from cases.kinds import PREFIX, Kind
from cases.lifecycle import Action, ActionRefused, step
from db.queues.messages import Attachment, Position, Prompt
from db.stores import casework, similar
from db.stores.arrivals import Sender
from db.stores.counters import next_number
from db.tables import Case, Event, Submission
from handlers import case_clock, learning, notices
from handlers.engine.desk import Errand, Visit
from understanding.matters.signature import Signature, sign

SHARED_KINDS: tuple[Kind, ...] = ("feedback", "proposal")  # of a matter that others may have too


@dataclass(frozen=True)
class Report:
    """What a citizen hands in. `unit` is the place as named, former or present; `authority` today's commune."""

    kind: Kind
    text: str
    field: str | None = None
    authority: str = ""
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


class NotAllowed(Exception):
    """The case is not the asker's to see; says nothing about whether it exists."""


class NotInformed(Exception):
    """The answer has not reached everybody who sent the case."""


class NotExtendable(Exception):
    """No promise of the office runs in the case, or it was extended before."""


def pin_hash(secret: bytes, code: str, pin: str) -> str:
    return hmac.new(secret, f"{code}:{pin}".encode(), hashlib.sha256).hexdigest()


# ---------------------------------------------------------------- citizens


def open_case(visit: Visit, report: Report) -> Receipt:
    """Files a submission and opens its case; the officers responsible get their cards."""
    session = visit.uow.session
    case = Case(
        kind=report.kind, field=report.field, authority=report.authority, unit=report.unit, place=report.place,
        body=visit.desk.locality.body_for(report.field, report.authority, visit.today), state="new",
        urgent=report.urgent, about_officer=report.about_officer, opened_at=visit.now, head="",
    )  # fmt: skip
    signature = signature_of(visit, case, report.text)  # before the counter of codes is locked, for which others wait
    casework.add_case(session, case)
    one, pin = file_submission(visit, case, report)
    event = casework.append_event(
        session, case, "open", now=visit.now, actor_id=visit.sender.id, audience="citizen", submission_id=one.id,
        text=report.text, files=report.files,
    )  # fmt: skip
    promise = case_clock.start(visit, case)
    keep_matter(visit, case, one, signature)
    told = notices.show_card(visit, case, one, event, report.files)
    return Receipt(one.code, pin, case, told, promise)


def file_submission(visit: Visit, case: Case, report: Report) -> tuple[Submission, str]:
    year = visit.today.year
    number = next_number(visit.uow.connection, f"case:{PREFIX[report.kind]}:{year}")
    code = format_code(report.kind, year, number)
    pin = f"{visit.desk.random.randrange(1_000_000):06d}"
    one = Submission(
        code=code, case_id=case.id, person_id=visit.sender.id, chat_id=visit.chat.id, inbox_id=visit.row_id, text=report.text,
        position=report.position.model_dump() if report.position else None, contact_name=report.name, contact_phone=report.phone,
        pin_hash=pin_hash(visit.desk.secret, code, pin), wrong_pins=0, received_at=visit.now,
    )  # fmt: skip
    casework.add_submission(visit.uow.session, one)
    return one, pin


def signature_of(visit: Visit, case: Case, text: str) -> Signature | None:
    """What somebody says in a case, for `keep_matter`; None where no repeats are looked for."""
    if case.kind not in SHARED_KINDS or not text:
        return None
    said = "\n".join(filter(None, (text, case.place)))
    return sign(said, visit.desk.locality, visit.today, unit=case.unit)


def keep_matter(visit: Visit, case: Case, one: Submission, signature: Signature | None) -> None:
    """Keeps what the submission is about, by which repeats of it are found; nothing of what may be a denunciation."""
    if signature is not None and signature.kind != "denunciation":
        is_public = not case.about_officer and signature.kind != "complaint"
        similar.keep(visit.uow.session, one, case, signature, public=is_public)


def add_information(visit: Visit, one: Submission, text: str, files: Sequence[Attachment]) -> Event:
    """The citizen adds words or files, or answers the officer's question."""
    case = casework.lock_case(visit.uow.session, one.case_id)
    event = move(visit, case, "supplement", actor=visit.sender, submission=one, text=text, files=files, audience="citizen")
    notices.tell_officers_of_supplement(visit, case, one, event, text, files)
    return event


def withdraw(visit: Visit, one: Submission) -> None:
    """Takes one submission back; the case ends when none is left."""
    session = visit.uow.session
    case = casework.lock_case(session, one.case_id)
    step(case.state, "withdraw")
    one.withdrawn_at = visit.now
    session.flush()
    left = [other for other in casework.submissions_of_case(session, case.id) if other.withdrawn_at is None]
    if left:
        casework.append_event(
            session, case, "withdraw", now=visit.now, actor_id=visit.sender.id, audience="officers", submission_id=one.id
        )
    else:
        move(visit, case, "withdraw", actor=visit.sender, submission=one, audience="citizen")
    notices.tell_officers_of_withdrawal(visit, case, one)


def rate(visit: Visit, one: Submission, stars: int) -> None:
    """1 to 5; a later rating replaces the earlier one."""
    case = casework.lock_case(visit.uow.session, one.case_id)
    move(visit, case, "rate", actor=visit.sender, submission=one, data={"stars": stars}, audience="officers")
    one.rating, one.rated_at = stars, visit.now
    if stars <= 2:
        notices.tell_officers_of_low_rating(visit, case, one, stars)


# ---------------------------------------------------------------- officers


def accept(visit: Visit, case: Case) -> int:
    """Takes the case on; how many citizens are told."""
    case = locked(visit, case)
    move(visit, case, "accept", actor=visit.sender, audience="citizen")
    case.handler_id = visit.sender.id
    return notices.tell_citizens_of_acceptance(visit, case)


def transfer(visit: Visit, case: Case, authority: str, body: str | None) -> int:
    """Hands the case to another body or commune, whose officers get the card; how many chats got it."""
    session = visit.uow.session
    case = locked(visit, case)
    came_from = {"authority": case.authority, "body": case.body}
    event = move(
        visit,
        case,
        "transfer",
        actor=visit.sender,
        audience="citizen",
        data={"from": came_from, "to": {"authority": authority, "body": body}},
    )
    if authority != case.authority:
        similar.rehome(session, case, authority)
    every = casework.submissions_of_case(session, case.id)
    learning.moved(visit, case, every[0], authority, body)
    case.authority, case.body, case.handler_id = authority, body, None
    session.flush()
    told = _show_card_again(visit, case, every, event)
    notices.tell_citizens_of_transfer(visit, case)
    return told


def ask_citizen(visit: Visit, case: Case, text: str) -> None:
    """A question to those who sent the case; it waits in their chat until an open flow ends."""
    case = locked(visit, case)
    event = move(visit, case, "ask", actor=visit.sender, audience="citizen", text=text)
    _take_over(visit, case)
    for one in notices.reachable(visit, case):
        prompt = Prompt(flow="answer_officer", arguments={"code": one.code, "question": text})
        assert one.chat_id is not None, "only reachable submissions are asked"
        visit.uow.prompt(one.chat_id, prompt, key=f"ask:{case.id}:{event.number}:{one.id}")


def note(visit: Visit, case: Case, text: str, files: Sequence[Attachment] = ()) -> None:
    case = locked(visit, case)
    move(visit, case, "note", actor=visit.sender, audience="officers", text=text, files=files)


def answer(visit: Visit, case: Case, text: str, files: Sequence[Attachment] = ()) -> int:
    """Answers every open submission of the case; how many citizens the answer goes to."""
    case = locked(visit, case)
    event = move(visit, case, "answer", actor=visit.sender, audience="citizen", text=text, files=files)
    _take_over(visit, case)
    case.answered_at = visit.now
    return notices.tell_citizens_of_answer(visit, case, event, text, files)


def correct(visit: Visit, case: Case, text: str) -> int:
    """A correction of an answer already sent: the citizen gets it, the first answer stays in the history."""
    case = locked(visit, case)
    event = move(visit, case, "correct", actor=visit.sender, audience="citizen", text=text)
    return notices.tell_citizens_of_correction(visit, case, event, text)


def reopen(visit: Visit, case: Case) -> int:
    """Looks at an answered or closed case again, after a low rating or new facts; how many citizens are told."""
    case = locked(visit, case)
    event = move(visit, case, "reopen", actor=visit.sender, audience="citizen")
    case.handler_id, case.closed_at, case.informed = visit.sender.id, None, None
    return notices.tell_citizens_of_reopening(visit, case, event)


def close(visit: Visit, case: Case, reason: str, *, tried: bool = False) -> None:
    """An answered case is closed quietly, once its answer was delivered or `tried` is recorded (else NotInformed);
    an open one only with a reason that the citizen is told (else ActionRefused: somebody just opened it again)."""
    case = locked(visit, case)
    tells = step(case.state, "close").told == "citizen"
    if tells and not reason:
        raise ActionRefused(case.state, "close")
    if not tells:
        delivered = casework.is_informed(visit.uow.session, case.id)
        if not (delivered or tried):
            raise NotInformed
        case.informed = "delivered" if delivered else "tried"
    event = move(visit, case, "close", actor=visit.sender, audience="citizen" if tells else "officers", text=reason)
    case.closed_at = visit.now
    if tells:
        notices.tell_citizens_of_closing(visit, case, event, reason)


def extend(visit: Visit, case: Case, reason: str) -> date:
    """Records that somebody must go and look, once: the office then has longer to resolve it. Until when, as the citizen is told.
    Raises NotExtendable where nothing runs, or it was extended before."""
    case = locked(visit, case)
    step(case.state, "extend")
    until = case_clock.extend(visit, case)
    if until is None:
        raise NotExtendable
    event = move(visit, case, "extend", actor=visit.sender, audience="citizen", text=reason, data={"until": until.isoformat()})
    notices.tell_citizens_of_extension(visit, case, event, reason)
    return until


def see_contact(visit: Visit, case: Case) -> list[Submission]:
    """The senders' names and phones; who looked is written into the history."""
    case = locked(visit, case)
    move(visit, case, "see_contact", actor=visit.sender, audience="officers")
    return list(casework.submissions_of_case(visit.uow.session, case.id))


# ---------------------------------------------------------------- the office itself


def release(errand: Errand, case: Case) -> None:
    """Nobody has the case any more: its card goes to the focal officer, or who stands in for one."""
    session = errand.uow.session
    case = casework.lock_case(session, case.id)
    event = move(errand, case, "release", actor=None, audience="officers", data={"body": case.body})
    case.handler_id = case.body = None
    session.flush()
    _show_card_again(errand, case, casework.submissions_of_case(session, case.id), event)


# ---------------------------------------------------------------- shared


def move(
    visit: Errand, case: Case, action: Action, *, actor: Sender | None, audience: str, submission: Submission | None = None,
    text: str = "", data: dict[str, object] | None = None, files: Sequence[Attachment] = (),
) -> Event:  # fmt: skip
    case.state = step(case.state, action).to
    case_clock.note(visit, case, action)
    return casework.append_event(
        visit.uow.session, case, action, now=visit.now, actor_id=actor.id if actor else None, audience=audience,
        submission_id=submission.id if submission else None, text=text, data=data, files=files,
    )  # fmt: skip


def _show_card_again(errand: Errand, case: Case, every: Sequence[Submission], event: Event) -> int:
    """The card of a case that comes to others, with the first of its submissions."""
    files = casework.files_filed_with(errand.uow.session, every[0])
    return notices.show_card(errand, case, every[0], event, files, sum(one.withdrawn_at is None for one in every))


def locked(visit: Visit, case: Case) -> Case:
    """The case as it is now, locked. Raises NotAllowed where the officer, by the posts held as the message came in, may not, or
    no longer, work on it."""
    case = casework.lock_case(visit.uow.session, case.id)
    if not routing.may_see(visit.posts, case.authority, about_officer=case.about_officer):
        raise NotAllowed
    return case


def _take_over(visit: Visit, case: Case) -> None:
    if case.handler_id is None:
        case.handler_id = visit.sender.id
