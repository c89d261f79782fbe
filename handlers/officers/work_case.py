"""What an officer types or taps about a case: `nhận CODE`, `trả lời CODE nội dung` and so on (VERBS)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cases.codes import find_codes
from cases.lifecycle import ActionRefused
from db.queues.messages import Outgoing, Tap
from db.stores import people
from db.tables import Case, Person, Submission
from handlers.engine.visit import Visit, button
from language.folding import fold
from language.masking import mask
from office import gate
from office.cards import front, line
from office.casework import answering, handling, joining
from texts.vi.officer import cards, work
from texts.vi.officer import joining as joining_texts

VERBS = {
    "nhan": "accept", "tra loi": "answer", "hoi": "ask", "chuyen": "transfer", "ghi chu": "note", "lien he": "contact",
    "dong": "close", "dinh chinh": "correct", "xem": "show", "mo lai": "reopen",
    "gia han": "extend", "gop": "merge", "tach": "split",
}  # fmt: skip
PAGE, BUTTONS = 20, 8  # open cases in one message, and those behind a button each
NEEDS_WORDS = ("note",)
WITHOUT_WORDS = ("accept", "contact", "show", "reopen", "split")
PREVIEWED = ("answer", "ask", "transfer", "close", "correct", "extend")  # what leaves the office is shown before it is sent
_CODE = r"[A-Za-z]{2}[\s\-–]*\d{2}[\s\-–]*\d{1,6}[\s\-–]*[A-Za-z]"
_COMMAND = re.compile(rf"^\s*(?P<verb>[^\d\n]{{2,12}}?)[\s:]+(?P<code>{_CODE})\b[\s:,.]*(?P<rest>.*)$", re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A verb, the canonical code, and the words after it."""

    verb: str
    code: str
    rest: str


def parse(text: str) -> Command | None:
    """The officer's command in `text`; None where it is something else."""
    found = _COMMAND.match(text)
    if found is None:
        return None
    verb, codes = VERBS.get(fold(found["verb"])), find_codes(found["code"])
    return Command(verb, codes[0], found["rest"].strip()) if verb and codes else None


def parse_with_code(text: str, code: str) -> Command:
    """What a reply to a card means: a verb and its words, or the draft of an answer."""
    for words, verb in VERBS.items():
        count = len(words.split())
        parts = text.split(maxsplit=count)
        rest = parts[count] if len(parts) > count else ""
        if fold(" ".join(parts[:count])) == words and not (rest and verb in WITHOUT_WORDS):
            return Command(verb, code, rest)
    return Command("answer", code, text)


def run_command(visit: Visit, command: Command) -> None:
    """Does what the officer asked; what cannot be done is said in one line."""
    try:
        _run(visit, command)
    except gate.NotAllowed:
        visit.say(work.not_yours(command.code))
    except ActionRefused as refused:
        visit.say(_why_not(visit, command, refused))


def _why_not(visit: Visit, command: Command, refused: ActionRefused) -> str:
    """Who was quicker, where somebody was; else the state of now."""
    _, case = gate.of_officer(visit, command.code)
    if refused.action == "accept" and refused.state == "accepted" and case.handler_id is not None:
        holder = visit.uow.session.get_one(Person, case.handler_id)
        return work.taken_by(command.code, work.yourself() if holder.id == visit.sender.id else holder.name)
    return work.refused(command.code, refused.state)


def slip(text: str) -> str | None:
    """What is wrong with an officer's command that has no code, or one with a wrong check letter; None where it is no command."""
    verb = fold(text)
    if verb in VERBS:
        return work.missing_code(text.strip().lower())
    found = _COMMAND.match(text)
    return work.wrong_code() if found and VERBS.get(fold(found["verb"])) and not find_codes(found["code"]) else None


def tapped(visit: Visit, tap: Tap) -> None:
    """A button of a card: the same as the command, checked against who pressed it and the state of now."""
    if not visit.is_officer:
        visit.say(work.for_officers_only())
        return
    run_command(visit, Command(tap.key, tap.value, ""))


def _run(visit: Visit, command: Command) -> None:
    submission, case = gate.of_officer(visit, command.code)
    if command.verb in NEEDS_WORDS and not command.rest:
        visit.say(work.needs_words(command.verb, command.code))
    elif command.verb in PREVIEWED:
        visit.new_flow_with_message(f"officer_{command.verb}", {"code": command.code, "text": command.rest})
    elif command.verb in _DEEDS:
        _DEEDS[command.verb](visit, command, submission, case)
    else:
        visit.say(work.unknown_button())


def _accept(visit: Visit, command: Command, _: Submission, case: Case) -> None:
    told = handling.accept(visit, case)
    visit.say(
        work.accepted(command.code, told),
        [button("case", "answer", command.code, cards.button_answer()), button("case", "ask", command.code, cards.button_ask())],
    )


def _note(visit: Visit, command: Command, _: Submission, case: Case) -> None:
    handling.note(visit, case, command.rest, visit.incoming.attachments)
    visit.say(work.noted(command.code))


def _contact(visit: Visit, _: Command, __: Submission, case: Case) -> None:
    chats = [] if visit.chat.private else people.chats_of(visit.uow.session, [visit.sender.id])
    if not (visit.chat.private or chats):
        visit.say(work.only_in_private())
        return
    senders = handling.see_contact(visit, case)
    text = cards.contacts(
        [
            (submission.code, submission.contact_name, submission.contact_phone, _map_link(submission.position))
            for submission in senders
        ]
    )
    if visit.chat.private:
        visit.say(text)
        return
    for chat in chats:
        visit.uow.send(chat.chat_id, Outgoing(text=text), key=f"contact:{visit.row_id}:{chat.chat_id}")
    visit.say(work.sent_in_private())


def _show(visit: Visit, _: Command, submission: Submission, case: Case) -> None:
    discreet, events = visit.desk.is_abroad(visit.chat.channel), gate.history(visit, case)
    said = [(event, "" if event.action == "open" and event.text == submission.text else event.text) for event in events]
    lines = [cards.history_line(event.at, event.action, mask(text) if discreet else text) for event, text in said]
    card = front(visit, case, submission, len(gate.senders(visit, case)), discreet=discreet)
    visit.say(cards.history(card, lines), visit.desk.offering("card", submission.code), files=gate.files_of(visit, case, events))


def _reopen(visit: Visit, command: Command, _: Submission, case: Case) -> None:
    told = answering.reopen(visit, case)
    visit.say(work.reopened(command.code, told))


def _merge(visit: Visit, command: Command, _: Submission, left: Case) -> None:
    codes = find_codes(command.rest)
    if not codes:
        visit.say(joining_texts.merge_with_what(command.code))
        return
    try:
        _, into = gate.of_officer(visit, codes[0])
        told = joining.merge(visit, left, into)
    except gate.NotAllowed:
        visit.say(work.not_yours(codes[0]))
    except joining.NotJoinable:
        visit.say(joining_texts.not_joinable(command.code, codes[0]))
    except ActionRefused as refused:
        visit.say(work.refused(command.code if refused.action == "merge" else codes[0], refused.state))
    else:
        visit.say(joining_texts.merged(command.code, codes[0], told))


def _split(visit: Visit, command: Command, submission: Submission, case: Case) -> None:
    try:
        joining.split(visit, submission, case)
    except joining.NothingToSplit:
        visit.say(joining_texts.nothing_to_split(command.code))
    else:
        visit.say(joining_texts.split(command.code))


def show_code(visit: Visit, code: str) -> bool:
    """A bare code from an officer who may see its case; False for everybody else."""
    if not _may_see(visit, code):
        return False
    run_command(visit, Command("show", code, ""))
    return True


_DEEDS: dict[str, Callable[[Visit, Command, Submission, Case], None]] = {
    "accept": _accept, "note": _note, "contact": _contact, "show": _show, "reopen": _reopen,
    "merge": _merge, "split": _split,
}  # fmt: skip


def show_open(visit: Visit, page: int = 0) -> None:
    """The open cases an officer may see, oldest first, page by page."""
    count = gate.count_open(visit)
    page = min(page, max(count - 1, 0) // PAGE)  # cases may have ended since the button was shown
    found = gate.open_cases(visit, limit=PAGE, offset=page * PAGE)
    left = count - page * PAGE - len(found)
    buttons = [button("case", "show", submission.code, submission.code) for submission, _ in found[:BUTTONS]]
    more = [button("open", "page", str(page + 1), cards.more_open(left))] if left > 0 else []
    visit.say(cards.open_cases([line(visit, submission, case) for submission, case in found]), [*buttons, *more])


def page_tapped(visit: Visit, tap: Tap) -> None:
    """The next page of the open cases."""
    if visit.is_officer and tap.value.isdecimal():
        show_open(visit, int(tap.value))
    else:
        visit.say(work.for_officers_only() if not visit.is_officer else work.unknown_button())


def _may_see(visit: Visit, code: str) -> bool:
    try:
        gate.of_officer(visit, code)
    except gate.NotAllowed:
        return False
    return True


def _map_link(position: dict[str, object] | None) -> str:
    """Coordinates as text: the officer opens them in whatever map they use."""
    return f"{position['latitude']}, {position['longitude']}" if position else ""
