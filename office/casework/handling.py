"""What an officer does with a case before it is answered. Each deed locks it, asks the gate, appends to the history and tells
who is to know."""

from collections.abc import Sequence
from datetime import date

from db.queues.messages import Attachment, Prompt
from db.stores import matters
from db.tables import Case, Submission
from office import cards, clock, gate
from office.casework import learning, steps
from office.errand import Errand
from office.telling import tell


class NotExtendable(Exception):
    """No promise of the office runs in the case, or it was extended before."""


def accept(errand: Errand, case: Case) -> int:
    """Takes the case on; how many citizens are told."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "accept", audience="citizen")
    case.handler_id = errand.actor.person_id
    return tell(errand, "accepted", case, event, gate.senders(errand, case))


def transfer(errand: Errand, case: Case, authority: str, body: str | None) -> int:
    """Hands the case to another body or commune, whose officers get the card; how many chats got it."""
    session = errand.uow.session
    case = gate.lock(errand, case.id)
    came_from = {"authority": case.authority, "body": case.body}
    data = {"from": came_from, "to": {"authority": authority, "body": body}}
    event = steps.take(errand, case, "transfer", audience="citizen", data=data)
    if authority != case.authority:
        matters.rehome(session, case, authority)
    every = gate.submissions(errand, case)
    learning.transferred(errand, case, every[0], authority, body)
    case.authority, case.body, case.handler_id = authority, body, None
    session.flush()
    standing = [submission for submission in every if submission.withdrawn_at is None]
    told = cards.show_card(errand, case, every[0], event, gate.filed_with(errand, every[0]), len(standing))
    tell(errand, "transferred", case, event, standing)
    return told


def ask_citizen(errand: Errand, case: Case, text: str) -> None:
    """A question to those who sent the case; it waits in their chat until an open flow ends."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "ask", audience="citizen", text=text)
    take_over(errand, case)
    for submission in gate.senders(errand, case):
        if submission.chat_id is not None:
            prompt = Prompt(flow="answer_officer", arguments={"code": submission.code, "question": text})
            errand.uow.prompt(submission.chat_id, prompt, key=f"ask:{case.id}:{event.number}:{submission.id}")


def note(errand: Errand, case: Case, text: str, files: Sequence[Attachment] = ()) -> None:
    case = gate.lock(errand, case.id)
    steps.take(errand, case, "note", audience="officers", text=text, files=files)


def extend(errand: Errand, case: Case, reason: str) -> date:
    """Records that somebody must go and look, once: the office then has longer to resolve it. Until when, as the citizen is told.
    Raises NotExtendable where nothing runs, or it was extended before."""
    case = gate.lock(errand, case.id)
    gate.admit(errand, case, "extend")
    until = clock.extend(errand, case)
    if until is None:
        raise NotExtendable
    event = steps.take(errand, case, "extend", audience="citizen", text=reason, data={"until": until.isoformat()})
    tell(errand, "extended", case, event, gate.senders(errand, case))
    return until


def see_contact(errand: Errand, case: Case) -> Sequence[Submission]:
    """The senders' names and phones; who looked is written into the history."""
    case = gate.lock(errand, case.id)
    steps.take(errand, case, "see_contact", audience="officers")
    return gate.submissions(errand, case)


def take_over(errand: Errand, case: Case) -> None:
    """Whoever works on a case that nobody has, has it."""
    if case.handler_id is None:
        case.handler_id = errand.actor.person_id


def release(errand: Errand, case: Case) -> None:
    """Nobody has the case any more: its card goes to the focal officer, or who stands in for one."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "release", audience="officers", data={"body": case.body})
    case.handler_id = case.body = None
    errand.uow.session.flush()
    every = gate.submissions(errand, case)
    standing = sum(submission.withdrawn_at is None for submission in every)
    cards.show_card(errand, case, every[0], event, gate.filed_with(errand, every[0]), standing)
