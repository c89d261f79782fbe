"""The card of a case: what its officers see first, in their chats or in their group's, and the digest where there are many."""

from collections.abc import Sequence
from datetime import UTC, datetime

from db.queues import timers
from db.queues.messages import Attachment, Outgoing
from db.queues.tellings import Recipient
from db.stores import groups, people
from db.tables import Case, Event, Submission
from language.masking import mask
from office import clock, gate, telling
from office.errand import Errand
from texts.vi.officer import cards as texts

DIGEST = "digest"  # of timer
MANY = 10  # cards waiting for a group from which they are put together
DIGEST_SECONDS = 600
DIGEST_LINES = 30


def show_card(
    errand: Errand, case: Case, submission: Submission, event: Event, files: Sequence[Attachment] = (), senders: int = 1
) -> int:
    """The card of a new or transferred case, to each officer responsible; how many chats got it. `senders`: of the case.

    It carries no name and phone; on a platform abroad no exact place either. A linked group stands for its officers, except
    for what concerns one of them; a group for which many cards wait gets them in one message."""
    session = errand.uow.session
    staff = people.staff(session, case.authority, errand.today)
    shared = [] if case.about_officer or case.body is None else groups.group_chats(session, case.authority, case.body)
    officers = telling.reachable(staff, case, telling.responsible(staff.posts, case)) if case.urgent or not shared else {}
    channels = {chat.chat_id: chat.channel for chats in (shared, *officers.values()) for chat in chats}
    waiting = {chat.chat_id for chat in shared if groups.waiting_cards(session, chat.chat_id) > MANY}
    for chat_id in waiting:
        _digest_later(errand, chat_id)

    def card(chat_id: int) -> Outgoing | None:
        if chat_id in waiting:
            return None
        return make(errand, case, submission, senders, channel=channels[chat_id], files=files)

    to = {Recipient(chat_id=chat.chat_id): [chat.chat_id] for chat in shared if chat.chat_id not in waiting}
    told = telling.send(errand, "card", case, event, to | telling.as_recipients(officers), card)
    return told + len(waiting)


def make(
    errand: Errand, case: Case, submission: Submission, senders: int, *, channel: str, files: Sequence[Attachment] = ()
) -> Outgoing:
    text = front(errand, case, submission, senders, discreet=errand.desk.is_abroad(channel))
    return Outgoing(text=text, choices=errand.desk.offering("card", submission.code), numbered=False, files=tuple(files))


def front(errand: Errand, case: Case, submission: Submission, senders: int, *, discreet: bool = False) -> str:
    """`senders`: of the case; `discreet`: without the exact place, and with long numbers hidden."""
    locality = errand.desk.locality
    unit = locality.units[case.unit] if case.unit else None
    today = locality.units[case.authority]
    return texts.front(
        code=submission.code,
        kind=case.kind,
        field=locality.fields[case.field].label if case.field else None,
        unit=unit.in_sentence if unit else None,
        authority=today.in_sentence if unit and today.id != unit.id else None,
        place="" if discreet else case.place,
        text=mask(submission.text) if discreet else submission.text,
        urgent=case.urgent,
        state=case.state,
        more=_further_lines(errand, case, senders),
    )


def _further_lines(errand: Errand, case: Case, senders: int) -> list[str]:
    """Until when, and how many sent it where they are several."""
    return [line for line in (clock.card_line(errand, case), texts.senders(senders) if senders > 1 else "") if line]


# ---------------------------------------------------------------- many at once


def _digest_later(errand: Errand, chat_id: int) -> None:
    """One message for all that comes within these minutes."""
    bucket = int(errand.now.timestamp() // DIGEST_SECONDS)
    due = datetime.fromtimestamp((bucket + 1) * DIGEST_SECONDS, UTC)
    timers.schedule(errand.uow.connection, f"{DIGEST}:{chat_id}:{bucket}", DIGEST, due, {"chat": chat_id})


def send_digest(errand: Errand, due: timers.DueTimer) -> None:
    """The new cases of a group's office that nobody accepted and whose card was not sent there."""
    chat_id = int(due.payload["chat"])
    group = groups.group_of_chat(errand.uow.session, chat_id)
    found = gate.without_card(errand, group.authority, group.body, chat_id) if group else []
    if found:
        lines = [line(errand, submission, case, discreet=True) for submission, case in found[:DIGEST_LINES]]
        errand.uow.send(chat_id, Outgoing(text=texts.digest(lines, len(found))), key=due.key, lane="case")


def line(errand: Errand, submission: Submission, case: Case, *, discreet: bool = False) -> str:
    """A case in a list."""
    mine = case.handler_id is not None and case.handler_id == errand.actor.person_id
    return texts.open_case(
        submission.code, case.state, case.urgent, mine, mask(submission.text) if discreet else submission.text, due=case.due_on
    )
