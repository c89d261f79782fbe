"""What a citizen does with what they sent: adds to it, takes it back, rates its answer, leaves its chat, comes with its PIN."""

from collections.abc import Sequence

from db.queues import tellings
from db.queues.messages import Attachment
from db.tables import Event, Submission
from office import gate
from office.casework import steps
from office.errand import Errand
from office.telling import tell

LOW = 2  # stars up to which the officers hear of a rating


def add_information(errand: Errand, submission: Submission, text: str, files: Sequence[Attachment]) -> Event:
    """The citizen adds words or files, or answers the officer's question."""
    case = gate.lock(errand, submission.case_id)
    event = steps.take(errand, case, "supplement", submission=submission, text=text, files=files, audience="citizen")
    tell(errand, "supplement", case, event, [submission], files)
    return event


def withdraw(errand: Errand, submission: Submission) -> None:
    """Takes one submission back; the case ends when none is left."""
    session = errand.uow.session
    case = gate.lock(errand, submission.case_id)
    gate.admit(errand, case, "withdraw", submission)
    submission.withdrawn_at = errand.now
    session.flush()
    if gate.senders(errand, case):
        event = steps.record(errand, case, "withdraw", submission=submission, audience="officers")
    else:
        event = steps.take(errand, case, "withdraw", submission=submission, audience="citizen")
    tell(errand, "withdrawn", case, event, [submission])


def rate(errand: Errand, submission: Submission, stars: int) -> None:
    """1 to 5; a later rating replaces the earlier one."""
    case = gate.lock(errand, submission.case_id)
    event = steps.take(errand, case, "rate", submission=submission, data={"stars": stars}, audience="officers")
    submission.rating, submission.rated_at = stars, errand.now
    if stars <= LOW:
        tell(errand, "low_rating", case, event, [submission])


def leave(errand: Errand, submission: Submission) -> None:
    """Its chat is ended: nobody is shown it there, and what becomes of it waits behind code and PIN."""
    case = gate.lock(errand, submission.case_id)
    steps.take(errand, case, "leave", submission=submission, audience="officers")
    submission.chat_id = None


def adopt(errand: Errand, submission: Submission) -> bool:
    """Whoever came with code and PIN (gate.by_pin) sees it; a submission whose chat was ended gets its news here from now on.
    Whether it is this chat's."""
    tellings.shown(errand.uow.connection, submission.id, errand.now)
    if submission.chat_id is None:
        case = gate.lock(errand, submission.case_id)
        steps.take(errand, case, "adopt", submission=submission, audience="officers")
        submission.chat_id, submission.person_id = errand.origin.chat_id, errand.actor.person_id
    return submission.chat_id == errand.origin.chat_id
