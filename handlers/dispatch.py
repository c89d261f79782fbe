"""The one door: what a message means, given the open flow, the words everybody may say, and who speaks."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from cases.codes import find_codes
from cases.lifecycle import OPEN_STATES
from db.engine.prepared import Row
from db.queues import chats
from db.queues.messages import Incoming, Tap
from db.stores import arrivals
from db.tables import Chat
from db.unit_of_work import UnitOfWork
from handlers.citizens import free_text, keep_question, track_case
from handlers.citizens.guide_denunciation import guide_denunciation
from handlers.engine import conversation, running
from handlers.engine.conversation import Option
from handlers.engine.turn import is_skip, pick, step_back
from handlers.engine.visit import ChatDesk, ChatRef, Visit, button
from handlers.officers import group_desk, link_officer, work_case
from language.folding import fold
from office import gate
from office.casework import senders
from texts.vi.citizen import asking, greeting, tracking
from texts.vi.officer import work
from understanding.signals import EMERGENCY

UNTOUCHED = timedelta(hours=12)
COURTESY = ("greeting", "thanks", "goodbye", "small")
RECENT = timedelta(hours=24)  # an edited message is taken for a correction of a case as young as this
_MENTION = re.compile(r"^(/\w+)@\w+")  # `/huy@our_bot` is `/huy`
_START = re.compile(r"^/?(?:start|batdau)(?:@\w+)?\s+(\S{8,64})\s*$", re.IGNORECASE)


def answer(visit: Visit) -> None:
    """What a message leads to."""
    if visit.incoming.prompt is not None:
        visit.state.prompts.append(visit.incoming.prompt)
    elif visit.incoming.event:
        chat = visit.uow.session.get_one(Chat, visit.chat.id)
        chat.unreachable = "removed" if visit.incoming.event == "removed" else None
    elif visit.incoming.moved_to:
        chats.rekey(visit.uow.connection, visit.chat.channel, visit.chat.key, visit.incoming.moved_to)
    elif (start := _START.match(visit.incoming.text)) is not None:
        link_officer.link_officer(visit, start.group(1))
    elif not visit.chat.private:
        if not (_tap(visit) or _leave_in_group(visit)):
            group_desk.hear(visit)
    else:
        notice(visit)
        if visit.incoming.failed_files and (visit.incoming.text or visit.state.active):
            visit.say(greeting.files_failed())
        _first_of(visit, _tap, _careful, _held, _more_of_album, _command, _words, _edited, _flow)
    _leave_in_order(visit)


def handle(
    uow: UnitOfWork, desk: ChatDesk, chat: ChatRef, incoming: Incoming, *, row_id: int, seen: Sequence[Row] | None = None,
    answer: Callable[[Visit], None] = answer,
) -> Visit:  # fmt: skip
    """Handles one message of one person inside the unit of work; never commits. `seen`: by `arrivals.look_ahead`; `answer`: what
    is made of the message."""
    if seen is None:
        found = arrivals.look(uow.connection, chat.origin, uow.now)
    else:
        found = arrivals.arrive(uow.connection, chat.origin, seen, uow.now)
    state = conversation.read(found.state)
    state.forget_unknown(desk.flows)
    visit = Visit(uow, desk, chat, found.sender, state, incoming, row_id, found.last)
    answer(visit)
    conversation.save(uow, chat.id, chat.person_key, visit.state)
    return visit


def _leave_in_order(visit: Visit) -> None:
    """What waited comes in where nothing is open; an open question is the last thing said, for a number answers that."""
    state = visit.state
    if state.active is None and state.prompts:
        running.next_in_line(visit)
    said_since = bool(visit.sent) and visit.sent[-1] is not visit.question
    if state.active is not None and state.held is None and (state.active.asked is None or said_since):
        running.repeat_question(visit)


def _first_of(visit: Visit, *steps: Callable[[Visit], bool]) -> None:
    """Each step handles the message or leaves it to the next; what nobody takes is said freely."""
    if not any(step(visit) for step in steps):
        free_text.understand_freely(visit)


def notice(visit: Visit) -> None:
    """Once in a person's life, before the first answer and never in its way."""
    if not visit.sender.noticed:
        arrivals.noticed(visit.uow.connection, visit.sender.id, visit.now)
        visit.say(greeting.notice(visit.desk.locality.name))


# ---------------------------------------------------------------- taps


def _tap(visit: Visit) -> bool:
    tap = visit.incoming.tap
    if tap is None:
        return False
    flow = visit.state.active
    if visit.state.held is not None:
        _tap_beside_held(visit, tap)
    elif flow is not None and (tap.flow, tap.run, tap.key) == (flow.flow, flow.run, flow.asked):
        running.run(visit, visit.incoming)
    elif tap.flow in visit.desk.buttons:
        visit.desk.buttons[tap.flow](visit, tap)
    else:  # an old button changes nothing; what stands now follows
        visit.say(asking.old_button(), () if flow else free_text.menu())
    return True


# ---------------------------------------------------------------- a flow left lying


def _held(visit: Visit) -> bool:
    """A flow untouched for 12 hours first asks whether to go on; meanwhile the new message is held."""
    flow = visit.state.active
    if visit.state.held is not None:
        picked = pick(visit.incoming.text, _resume_options())
        if picked is None:
            _hold(visit)
        else:
            _resume_with(visit, picked)
        return True
    if flow is None or visit.now - flow.touched_at < UNTOUCHED:
        return False
    if visit.desk.flows[flow.flow].soft:
        visit.state.active = None
        return False
    _hold(visit)
    return True


def _hold(visit: Visit) -> None:
    """Keeps the message, beside what is held already, until the person has said what is to become of the flow."""
    state, new = visit.state, visit.incoming
    held = state.held or Incoming()
    state.held = new.model_copy(
        update={
            "text": "\n".join(filter(None, (held.text, new.text))),
            "attachments": (*held.attachments, *new.attachments),
            "position": new.position or held.position,
        }
    )
    state.held_rows.append(visit.row_id)
    _ask_to_resume(visit)


def _resume_options() -> list[Option]:
    return [
        Option(value="go", label=asking.resume_go()),
        Option(value="drop", label=asking.resume_drop()),
        Option(value="later", label=asking.resume_later()),
    ]


def _ask_to_resume(visit: Visit) -> None:
    flow = visit.state.active
    if flow is not None:
        choices = [button("resume", option.value, str(flow.run), option.label) for option in _resume_options()]
        visit.say(asking.left_lying(asking.flow_name(flow.flow)), choices)


def _tap_beside_held(visit: Visit, tap: Tap) -> None:
    """Only the buttons of the question that stands now count."""
    flow = visit.state.active
    if flow is not None and tap.flow == "resume" and tap.value == str(flow.run) and tap.key in ("go", "drop", "later"):
        _resume_with(visit, tap.key)
    else:
        visit.say(asking.old_button())
        _ask_to_resume(visit)


def _resume_with(visit: Visit, picked: str) -> None:
    """What was held is handled now: where the flow goes on as its answer, unless it only greets; else as something new."""
    state, held, rows = visit.state, visit.state.held, visit.state.held_rows
    assert held is not None, "only called while a message is held"
    state.held, state.held_rows, visit.incoming = None, [], held
    if picked == "later":
        visit.put_aside()
    elif picked == "drop":
        state.active = None
    if picked == "go" and held.text and visit.understood.intent in COURTESY:
        running.repeat_question(visit)
    else:  # it was read with care when it came
        _first_of(visit, _command, _words, _edited, _flow)
    if state.active is not None:
        state.active.rows.extend(rows)


# ---------------------------------------------------------------- albums and edited messages


def _more_of_album(visit: Visit) -> bool:
    """Further pictures of an album go where its first one went, without a word."""
    album, facts, flow = visit.incoming.album, visit.state.facts, visit.state.active
    if not album:
        return False
    known = facts.get("album") == album
    facts["album"] = album
    if not known or visit.incoming.text or flow is None:
        return False
    flow.bag.attachments.extend(visit.incoming.attachments)
    flow.rows.append(visit.row_id)
    return True


def _edited(visit: Visit) -> bool:
    """A message corrected afterwards: a note to the case it may belong to; an open question is not answered by it."""
    if not visit.incoming.edited:
        return False
    if visit.state.active is not None:
        visit.say(asking.edited_in_flow())
        return True
    own = [
        (submission, case)
        for submission, case in gate.own(visit)
        if case.state in OPEN_STATES and visit.now - submission.received_at < RECENT
    ]
    if own and visit.incoming.text:
        senders.add_information(visit, own[0][0], asking.edited_note(visit.incoming.text), visit.incoming.attachments)
        visit.say(tracking.information_added(own[0][0].code))
        return True
    return False


# ---------------------------------------------------------------- words


def _command(visit: Visit) -> bool:
    """An officer's command, recognised by its verb and code."""
    command = work_case.parse(visit.incoming.text)
    if command is None:
        return visit.is_officer and (group_desk.answer_to_card(visit) or _slip(visit))
    if not visit.is_officer:
        if command.verb == "show":
            track_case.show_code(visit, command.code)
        else:
            visit.say(work.for_officers_only())
        return True
    work_case.run_command(visit, command)
    return True


def _slip(visit: Visit) -> bool:
    """An officer's command without its code, outside any flow of theirs."""
    line = work_case.slip(visit.incoming.text) if visit.state.active is None else None
    if line is not None:
        visit.say(line)
    return line is not None


def _words(visit: Visit) -> bool:
    """The words everybody may say at any time."""
    said = fold(_MENTION.sub(r"\1", visit.incoming.text))
    if said.startswith("tra cuu ") and any(character.isdigit() for character in said):
        codes = find_codes(visit.incoming.text)
        free_text.show_case(visit, codes[0]) if codes else visit.say(tracking.code_not_right())
        return True
    flow = visit.state.active
    if flow is not None and flow.asked == "name" and visit.incoming.text.strip() == "Huy":
        return False  # a name, and the word for cancelling without its accent
    deed = _WORDS.get(said)
    if deed is not None:
        deed(visit)
    return deed is not None


def _leave_in_group(visit: Visit) -> bool:
    """Of these words only those that end or step back one's own open flow are meant for the bot in a group."""
    deed = _WORDS.get(fold(_MENTION.sub(r"\1", visit.incoming.text)))
    if visit.state.active is None or deed not in (_cancel, _back):
        return False
    deed(visit)
    return True


def _cancel(visit: Visit) -> None:
    flow, visit.state.active = visit.state.active, None
    if flow is None:
        visit.say(asking.nothing_to_cancel(), free_text.menu())
    else:
        visit.say(asking.cancelled())
        running.next_in_line(visit)


def _back(visit: Visit) -> None:
    flow = visit.state.active
    if flow is None:
        visit.say(asking.nothing_to_go_back_to(), free_text.menu())
        return
    if not step_back(flow):
        visit.say(asking.already_at_first())
    running.repeat_question(visit)


def _mine(visit: Visit) -> None:
    if visit.is_officer:
        work_case.show_open(visit)
    if gate.own(visit) or not visit.is_officer:
        track_case.show_own(visit)


def _go_on(visit: Visit) -> None:
    if visit.state.active is not None:
        running.repeat_question(visit)
    elif visit.state.shelved:
        running.resume(visit, visit.state.shelved[-1])
    else:
        free_text.greet(visit)


def _open(flow: str) -> Callable[[Visit], None]:
    def deed(visit: Visit) -> None:
        visit.new_flow_with_message(flow, {})

    return deed


_WORDS: Mapping[str, Callable[[Visit], None]] = {
    **dict.fromkeys(("huy", "huy bo", "thoat"), _cancel),
    **dict.fromkeys(("quay lai", "tro lai"), _back),
    **dict.fromkeys(("cua toi", "cua tui", "viec cua toi", "cuatoi"), _mine),
    **dict.fromkeys(("gap can bo", "gap nguoi", "cho gap can bo"), _open("meet")),
    **dict.fromkeys(("ket thuc", "ket thuc xoa khoi may nay", "xoa khoi may nay"), _open("end")),
    **dict.fromkeys(("start", "help", "menu", "tro giup"), free_text.greet),
    "tiep tuc": _go_on,
    "khong giu cau hoi": keep_question.take_back,
    "rut lai": _open("withdraw"),
    "them thong tin": _open("add"),
}


# ---------------------------------------------------------------- danger, denunciation, the open flow


def _careful(visit: Visit) -> bool:
    """Emergency numbers first; words that look like a denunciation are not kept, whatever the open question."""
    if not visit.incoming.text or visit.is_officer:
        return False
    found = visit.understood
    if found.danger is not None:
        known = dict(visit.desk.locality.emergency)
        visit.say(greeting.emergency([(number, known[number]) for number in EMERGENCY[found.danger] if number in known]))
    if found.intent == "denunciation" and visit.match.decision != "answer":  # some ask about swindlers who pose as officials
        guide_denunciation(visit)
        return True
    return False


def _flow(visit: Visit) -> bool:
    if visit.state.active is None:
        if is_skip(visit.incoming.text):
            visit.say(asking.nothing_to_skip(), free_text.menu())
            return True
        return False
    return running.run(visit, visit.incoming)
