"""The one door: what a message means, given the open flow, the words everybody may say, and who speaks."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from cases.codes import find_codes
from cases.signals import EMERGENCY
from db import people
from db.messages import Incoming, Tap
from db.unit_of_work import UnitOfWork
from handlers import conversation, find_cases, free_text, link_officer, running, track_case, work_case
from handlers.conversation import Option
from handlers.desk import ChatRef, Desk, Visit, button
from handlers.guide_denunciation import guide_denunciation
from handlers.turn import is_skip, pick, step_back
from language.folding import fold
from texts.vi import citizen as texts
from texts.vi import officer as officer_texts

UNTOUCHED = timedelta(hours=12)
_START = re.compile(r"^/?(?:start|batdau)(?:@\w+)?\s+(\S{8,64})\s*$", re.IGNORECASE)


def handle(uow: UnitOfWork, desk: Desk, chat: ChatRef, incoming: Incoming, *, row_id: int, last_seq: int) -> Visit:
    """Handles one message of one person inside the unit of work; never commits."""
    person = people.person_at(uow.session, chat.channel, chat.address, chat.id, chat.private, uow.now)
    state = conversation.load(uow.connection, chat.id, chat.person_key)
    visit = Visit(uow, desk, chat, person, state, incoming, row_id, last_seq)
    _answer(visit)
    conversation.save(uow.connection, chat.id, chat.person_key, visit.state, uow.now)
    return visit


def _answer(visit: Visit) -> None:
    if visit.incoming.prompt is not None:
        visit.state.prompts.append(visit.incoming.prompt)
        if visit.state.active is None:
            running.next_in_line(visit)
    elif (start := _START.match(visit.incoming.text)) is not None:
        link_officer.link_officer(visit, start.group(1))
    else:
        _notice(visit)
        _first_of(visit, _tap, _held, _command, _words, _careful, _flow)
    if visit.state.active is not None and visit.state.active.asked is None:
        running.run(visit, None)


def _first_of(visit: Visit, *steps: Callable[[Visit], bool]) -> None:
    """Each step handles the message or leaves it to the next; what nobody takes is said freely."""
    if not any(step(visit) for step in steps):
        free_text.understand_freely(visit)


def _notice(visit: Visit) -> None:
    """Once in a person's life, before the first answer and never in its way."""
    if visit.person.noticed_at is None:
        visit.person.noticed_at = visit.now
        visit.say(texts.notice(visit.desk.locality.name))


# ---------------------------------------------------------------- taps


def _tap(visit: Visit) -> bool:
    tap = visit.incoming.tap
    if tap is None:
        return False
    flow = visit.state.active
    if flow is not None and (tap.flow, tap.run, tap.key) == (flow.flow, flow.run, flow.asked):
        running.run(visit, visit.incoming)
    elif tap.flow == "resume":
        _resume_tapped(visit, tap)
    elif tap.flow in visit.desk.buttons and visit.state.held is None:
        visit.desk.buttons[tap.flow](visit, tap)
    else:
        _stale(visit)
    return True


def _stale(visit: Visit) -> None:
    """An old button changes nothing and says what stands now."""
    visit.say(texts.old_button(), () if visit.state.active else free_text.menu())
    running.repeat_question(visit)


# ---------------------------------------------------------------- a flow left lying


def _held(visit: Visit) -> bool:
    """A flow untouched for 12 hours first asks whether to go on; meanwhile the new message is held."""
    flow = visit.state.active
    if visit.state.held is not None:
        picked = pick(visit.incoming.text, _resume_options())
        if picked is None:
            _ask_to_resume(visit)
        else:
            _resume_with(visit, picked)
        return True
    if flow is None or visit.now - flow.touched_at < UNTOUCHED:
        return False
    if visit.desk.flows[flow.flow].soft:
        visit.state.active = None
        return False
    visit.state.held = visit.incoming
    _ask_to_resume(visit)
    return True


def _resume_options() -> list[Option]:
    return [
        Option(value="go", label=texts.resume_go()),
        Option(value="drop", label=texts.resume_drop()),
        Option(value="later", label=texts.resume_later()),
    ]


def _ask_to_resume(visit: Visit) -> None:
    flow = visit.state.active
    if flow is not None:
        choices = [button("resume", option.value, str(flow.run), option.label) for option in _resume_options()]
        visit.say(texts.left_lying(texts.flow_name(flow.flow)), choices)


def _resume_tapped(visit: Visit, tap: Tap) -> None:
    flow = visit.state.active if visit.state.held is not None else visit.state.shelved
    if flow is None or str(flow.run) != tap.value or tap.key not in ("go", "drop", "later"):
        _stale(visit)
    else:
        _resume_with(visit, tap.key)


def _resume_with(visit: Visit, picked: str) -> None:
    """What was held is handled now: as something new, or, where the flow goes on, its files go into the bag."""
    state, held = visit.state, visit.state.held
    if held is None:
        if picked == "go":
            running.resume(visit)
        else:
            state.shelved = None
            visit.say(texts.cancelled())
        return
    state.held = None
    if picked == "go":
        assert state.active is not None, "a message is held only beside an open flow"
        state.active.bag.attachments.extend(held.attachments)
        running.repeat_question(visit)
        return
    state.shelved, state.active = (state.active if picked == "later" else state.shelved), None
    visit.incoming = held
    _first_of(visit, _tap, _command, _words, _careful)


# ---------------------------------------------------------------- words


def _command(visit: Visit) -> bool:
    """An officer's command, recognised by its verb and code."""
    command = work_case.parse(visit.incoming.text)
    if command is None:
        return False
    if not find_cases.is_officer(visit):
        if command.verb == "show":
            track_case.show_code(visit, command.code)
        else:
            visit.say(officer_texts.for_officers_only())
        return True
    work_case.run_command(visit, command)
    if visit.state.active is not None and visit.state.active.asked is not None:
        running.repeat_question(visit)
    return True


def _words(visit: Visit) -> bool:
    """The words everybody may say at any time."""
    said = fold(visit.incoming.text)
    if said.startswith("tra cuu ") and any(character.isdigit() for character in said):
        codes = find_codes(visit.incoming.text)
        track_case.show_code(visit, codes[0]) if codes else visit.say(texts.code_not_right())
        return True
    flow = visit.state.active
    if flow is not None and flow.asked == "name" and visit.incoming.text.strip() == "Huy":
        return False  # a name, and the word for cancelling without its accent
    deed = _WORDS.get(said)
    if deed is not None:
        deed(visit)
    return deed is not None


def _cancel(visit: Visit) -> None:
    flow, visit.state.active = visit.state.active, None
    if flow is None:
        visit.say(texts.nothing_to_cancel(), free_text.menu())
    else:
        visit.say(texts.cancelled())
        running.next_in_line(visit)


def _back(visit: Visit) -> None:
    flow = visit.state.active
    if flow is None:
        visit.say(texts.nothing_to_go_back_to(), free_text.menu())
        return
    if not step_back(flow):
        visit.say(texts.already_at_first())
    running.repeat_question(visit)


def _mine(visit: Visit) -> None:
    if find_cases.is_officer(visit):
        work_case.show_open(visit)
    if find_cases.own(visit) or not find_cases.is_officer(visit):
        track_case.show_own(visit)
    running.repeat_question(visit)


def _go_on(visit: Visit) -> None:
    if visit.state.shelved is not None and visit.state.active is None:
        running.resume(visit)
    else:
        running.repeat_question(visit) if visit.state.active else free_text.greet(visit)


def _open(flow: str) -> Callable[[Visit], None]:
    def deed(visit: Visit) -> None:
        visit.new_flow(flow, {})

    return deed


_WORDS: Mapping[str, Callable[[Visit], None]] = {
    **dict.fromkeys(("huy", "huy bo", "thoat"), _cancel),
    **dict.fromkeys(("quay lai", "tro lai"), _back),
    **dict.fromkeys(("cua toi", "cua tui", "viec cua toi", "cuatoi"), _mine),
    **dict.fromkeys(("gap can bo", "gap nguoi", "cho gap can bo"), _open("meet")),
    **dict.fromkeys(("ket thuc", "ket thuc xoa khoi may nay", "xoa khoi may nay"), _open("end")),
    **dict.fromkeys(("start", "help", "menu", "tro giup"), free_text.greet),
    "tiep tuc": _go_on,
    "rut lai": _open("withdraw"),
    "them thong tin": _open("add"),
}


# ---------------------------------------------------------------- danger, denunciation, the open flow


def _careful(visit: Visit) -> bool:
    """Emergency numbers first; words that look like a denunciation are not kept, whatever the open question."""
    if not visit.incoming.text or find_cases.is_officer(visit):
        return False
    found = visit.understood
    if found.danger is not None:
        known = dict(visit.desk.locality.emergency)
        visit.say(texts.emergency([(number, known[number]) for number in EMERGENCY[found.danger] if number in known]))
    if found.intent == "denunciation":
        guide_denunciation(visit)
        return True
    return False


def _flow(visit: Visit) -> bool:
    if visit.state.active is None:
        if is_skip(visit.incoming.text):
            visit.say(texts.nothing_to_skip(), free_text.menu())
            return True
        return False
    return running.run(visit, visit.incoming)
