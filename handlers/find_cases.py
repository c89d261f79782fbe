"""Which case is meant: own ones in this chat, any by code and PIN, officers' ones by what they may see."""

import hmac
from datetime import timedelta

from cases import routing
from db.stores import casework
from db.tables import Case, Submission
from handlers import actions
from handlers.engine.conversation import Option
from handlers.engine.desk import Visit
from handlers.engine.turn import Abandoned, Turn
from texts.vi.citizen import tracking as texts

WRONG_PINS, LOCKED = 5, timedelta(hours=1)


def own(visit: Visit) -> list[tuple[Submission, Case]]:
    """The citizen's own submissions that this chat may show, newest first."""
    return list(casework.submissions_in_chat(visit.uow.session, visit.chat.id, visit.sender.id))


def own_by_code(visit: Visit, code: str) -> tuple[Submission, Case] | None:
    return next(((one, case) for one, case in own(visit) if one.code == code), None)


def by_pin(visit: Visit, code: str, pin: str) -> tuple[Submission, Case] | None:
    """The submission, if the PIN is right; five wrong ones close the code for an hour. Says nothing about unknown codes."""
    one = casework.submission(visit.uow.session, code)
    if one is None:
        return None
    case = casework.lock_case(visit.uow.session, one.case_id)
    visit.uow.session.refresh(one)
    if one.pin_locked_until is not None and visit.now < one.pin_locked_until:
        return None
    if not hmac.compare_digest(one.pin_hash, actions.pin_hash(visit.desk.secret, code, pin)):
        one.wrong_pins += 1
        if one.wrong_pins >= WRONG_PINS:
            one.wrong_pins, one.pin_locked_until = 0, visit.now + LOCKED
        return None
    one.wrong_pins, one.pin_locked_until = 0, None
    return one, case


def of_officer(visit: Visit, code: str) -> tuple[Submission, Case]:
    """The case that any code of it means; NotAllowed where the officer may not see it, or nobody could."""
    found = casework.submission_with_case(visit.uow.session, code)
    if found is None or not routing.may_see(visit.posts, found[1].authority, about_officer=found[1].about_officer):
        raise actions.NotAllowed
    return found


def is_officer(visit: Visit) -> bool:
    return bool(visit.posts)


def which_of_own(turn: Turn, question: str, states: tuple[str, ...]) -> str | None:
    """The code the flow was opened for, else the only case in such a state, else the one chosen."""
    given = turn.flow.arguments.get("code")
    if given:
        return given
    fitting = turn.remember(
        "fitting", lambda: [one.code for one, case in own(turn.visit) if case.state in states and one.withdrawn_at is None]
    )
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0]
    labels = turn.remember("labels", lambda: [label(turn.visit, code) for code in fitting])
    options = [Option(value=code, label=text) for code, text in zip(fitting, labels, strict=True)]
    chosen = turn.choose("which", question, options)
    if chosen is None:
        raise Abandoned
    return chosen


def label(visit: Visit, code: str) -> str:
    found = own_by_code(visit, code)
    return texts.case_label(code, found[0].text if found else "")
