"""An officer answers, asks or transfers: written in chat, previewed, and sent only when they press the button."""

from collections.abc import Callable

from cases.answers import missing_in_answer
from cases.lifecycle import OPEN_STATES, ActionRefused
from db.tables import Case
from handlers.engine.accepting import words
from handlers.engine.conversation import Option
from handlers.engine.turn import CANCEL, EDIT, SEND, Abandoned, Answer, Turn
from handlers.engine.visit import Visit
from language.choices import match_choice
from language.folding import fold
from office import gate
from office.casework import answering, handling
from texts.vi.officer import drafts, work

NOTE = "note"
ANSWER_LIMIT = 3500  # with code and signature it stays one message on every channel


def officer_answer(turn: Turn) -> None:
    code = turn.flow.arguments["code"]
    case = _case(turn, code, OPEN_STATES)
    if case is None:
        return
    text = _words(turn, drafts.answer_what(code))
    if text is None:
        raise Abandoned
    files = list(turn.flow.bag.attachments)
    missing = missing_in_answer(text, bool(files))
    options = [
        Option(value=SEND, label=drafts.send_to_citizen()), Option(value=NOTE, label=drafts.keep_as_note()),
        Option(value=EDIT, label=drafts.edit()), Option(value=CANCEL, label=drafts.cancel()),
    ]  # fmt: skip
    picked = turn.choose("send", drafts.preview(code, text, len(files), missing), options, skip=False)
    if picked == EDIT:
        turn.ask_again("text")
    if picked == CANCEL:
        raise Abandoned
    _try(turn, code, lambda: _send(turn, case, code, text, picked == SEND))


def officer_ask(turn: Turn) -> None:
    code = turn.flow.arguments["code"]
    case = _case(turn, code, OPEN_STATES)
    text = _words(turn, drafts.ask_what(code)) if case else None
    if case is None or text is None:
        raise Abandoned
    turn.confirm(
        "send", drafts.ask_preview(code, text), [Option(value="text", label=drafts.item_question())], drafts.send_to_citizen()
    )
    _try(turn, code, lambda: _ask(turn, case, code, text))


def officer_transfer(turn: Turn) -> None:
    code = turn.flow.arguments["code"]
    case = _case(turn, code, OPEN_STATES)
    if case is None:
        raise Abandoned
    options = turn.remember("targets", lambda: [option.model_dump() for option in _targets(turn.visit, case)])
    offered = [Option.model_validate(option) for option in options]
    target = turn.choose("to", drafts.transfer_where(code), offered, prefill=_meant(turn.flow.arguments.get("text", ""), offered))
    if target is None:
        raise Abandoned
    authority, _, body = target.partition("/")
    label = next(option.label for option in offered if option.value == target)
    turn.confirm(
        "send", drafts.transfer_preview(code, label), [Option(value="to", label=drafts.item_target())], drafts.send_transfer()
    )
    _try(turn, code, lambda: _transfer(turn, case, code, authority, body or None, label))


def officer_correct(turn: Turn) -> None:
    code = turn.flow.arguments["code"]
    case = _case(turn, code, ("answered", "closed"))
    if case is None:
        return
    text = _words(turn, drafts.correct_what(code))
    if text is None:
        raise Abandoned
    turn.confirm(
        "send", drafts.correction_preview(code, text), [Option(value="text", label=drafts.item_text())], drafts.send_to_citizen()
    )
    _try(turn, code, lambda: turn.visit.say(work.corrected(code, answering.correct(turn.visit, case, text))))


def officer_close(turn: Turn) -> None:
    """An open case needs a reason, which the citizen is told; one that was answered is closed at once, and nobody hears of it."""
    code = turn.flow.arguments["code"]
    case = _case(turn, code, (*OPEN_STATES, "answered"))
    if case is None:
        return
    given = turn.flow.arguments.get("text", "")
    if case.state == "answered":
        _try(turn, code, lambda: _close(turn, case, code, given))
        return
    reason = turn.ask("text", drafts.close_what(code), _closing_reason, choices=_CLOSING, prefill=given or None)
    if reason is None:
        raise Abandoned
    preview = drafts.close_preview(code, reason)
    turn.confirm("send", preview, [Option(value="text", label=drafts.item_text())], drafts.send_closing())
    _try(turn, code, lambda: _close(turn, case, code, reason))


def officer_extend(turn: Turn) -> None:
    code = turn.flow.arguments["code"]
    case = _case(turn, code, OPEN_STATES)
    if case is None:
        return
    reason = _words(turn, drafts.extend_what(code))
    if reason is None:
        raise Abandoned
    turn.confirm(
        "send", drafts.extend_preview(code, reason), [Option(value="text", label=drafts.item_text())], drafts.send_to_citizen()
    )
    _try(turn, code, lambda: turn.visit.say(work.extended(code, handling.extend(turn.visit, case, reason))))


_CLOSING = (
    Option(value="spam", label=drafts.reason_spam()),
    Option(value="duplicate", label=drafts.reason_duplicate()),
    Option(value="too_little", label=drafts.reason_too_little()),
)


def _closing_reason(answer: Answer) -> str:
    """One of the usual reasons, or the officer's own words."""
    picked = next((option.label for option in _CLOSING if option.value == answer.picked), None)
    return picked or words(drafts.close_what(""), ANSWER_LIMIT)(answer)


def _close(turn: Turn, case: Case, code: str, reason: str) -> None:
    answering.close(turn.visit, case, reason, tried=fold(reason).startswith("da thu"))
    turn.visit.say(work.closed(code))


def _words(turn: Turn, question: str) -> str | None:
    return turn.ask(
        "text", question, words(question, ANSWER_LIMIT), prefill=(turn.flow.arguments.get("text") or "")[:ANSWER_LIMIT] or None
    )


def _case(turn: Turn, code: str, states: tuple[str, ...]) -> Case | None:
    """The case as it stands now; says so and returns None where it may not be worked on any more."""
    try:
        _, case = gate.of_officer(turn.visit, code)
    except gate.NotAllowed:
        turn.visit.say(work.not_yours(code))
        return None
    if case.state not in states:
        turn.visit.say(work.refused(code, case.state))
        return None
    return case


def _try(turn: Turn, code: str, deed: Callable[[], None]) -> None:
    try:
        deed()
    except ActionRefused as refused:
        turn.visit.say(work.refused(code, refused.state))
    except gate.NotAllowed:
        turn.visit.say(work.not_yours(code))
    except handling.NotExtendable:
        turn.visit.say(work.not_extendable(code))
    except answering.NotInformed:
        turn.visit.say(work.not_informed(code))


def _send(turn: Turn, case: Case, code: str, text: str, to_citizen: bool) -> None:
    if not to_citizen:
        handling.note(turn.visit, case, text, turn.flow.bag.attachments)
        turn.visit.say(work.noted(code))
        return
    told = answering.answer(turn.visit, case, text, turn.flow.bag.attachments)
    turn.visit.say(work.answer_sent(code, told))


def _ask(turn: Turn, case: Case, code: str, text: str) -> None:
    handling.ask_citizen(turn.visit, case, text)
    turn.visit.say(work.question_sent(code))


def _transfer(turn: Turn, case: Case, code: str, authority: str, body: str | None, label: str) -> None:
    told = handling.transfer(turn.visit, case, authority, body)
    turn.visit.say(work.transferred(code, label))
    if not told:
        turn.visit.say(work.nobody_there(label))


def _targets(visit: Visit, case: Case) -> list[Option]:
    """The bodies of the case's own commune, then the other communes."""
    locality = visit.desk.locality
    bodies = [
        Option(value=f"{case.authority}/{body.id}", label=body.name) for body in locality.bodies.values() if body.id != case.body
    ]
    others = [Option(value=unit.id, label=unit.full_name) for unit in locality.communes(visit.today) if unit.id != case.authority]
    return [*bodies, *others]


def _meant(typed: str, offered: list[Option]) -> str | None:
    """The target that the words after the code name: an id as in the command line, or a name."""
    said = typed.strip().lower()
    for option in offered:
        if said and said in (option.value, option.value.partition("/")[2]):
            return option.value
    index = match_choice(typed, [option.label for option in offered]) if fold(typed) else None
    return None if index is None else offered[index].value
