"""A citizen looks at their cases: "của tôi", a code, or a code with its PIN from another device."""

from cases.lifecycle import OPEN_STATES
from db.queues import inbox
from db.queues.messages import Choice, Tap
from db.tables import Case, Submission
from handlers.engine.turn import Abandoned, Accept, Answer, NotAccepted, Turn
from handlers.engine.visit import Visit, button
from office import clock, gate
from office.casework import senders
from texts.vi import states
from texts.vi.citizen import greeting, tracking

PAGE = 10  # cases in one message


def show_own(visit: Visit, page: int = 0) -> None:
    """The citizen's cases in this chat, newest first, each behind a button, page by page."""
    mine = gate.own(visit)
    if not mine:
        visit.say(tracking.no_cases(), [button("start", "report", "", greeting.menu_report())])
        return
    page = min(page, (len(mine) - 1) // PAGE)  # an old button
    shown, left = mine[page * PAGE : (page + 1) * PAGE], len(mine) - (page + 1) * PAGE
    buttons = [
        button("mine", "show", submission.code, tracking.case_label(submission.code, submission.text)) for submission, _ in shown
    ]
    more = [button("mine", "page", str(page + 1), tracking.more_cases(left))] if left > 0 else []
    lines = [(submission.code, submission.text, states.for_citizen(case.state)) for submission, case in shown]
    visit.say(tracking.your_cases(lines), [*buttons, *more])


def show_tapped(visit: Visit, tap: Tap) -> None:
    if tap.key == "page" and tap.value.isdecimal():
        show_own(visit, int(tap.value))
    else:
        show_code(visit, tap.value)


def show_code(visit: Visit, code: str) -> None:
    """A case of one's own at once; any other asks for its PIN, whether it exists or not."""
    found = gate.own_by_code(visit, code)
    if found is not None:
        show(visit, *found, own=True)
        return
    visit.new_flow("look_up", {"code": code})


def look_up(turn: Turn) -> None:
    """Code and PIN: what a stranger's chat may see of a case."""
    code = turn.flow.arguments["code"]
    pin = turn.ask("pin", tracking.ask_pin(code), _pin(code))
    if pin is None:
        raise Abandoned
    _look(turn.visit, code, pin)


def _pin(code: str) -> Accept[str]:
    def accept(answer: Answer) -> str:
        digits = "".join(character for character in answer.text if character.isdigit())
        if len(digits) != 6 or answer.incoming.tap:
            raise NotAccepted(tracking.pin_has_six_digits(code), stay=bool(digits))
        return digits

    return accept


def _look(visit: Visit, code: str, pin: str) -> None:
    inbox.wipe(visit.uow.connection, visit.row_id, tracking.pin_typed())  # stored hashed only, also where it was typed
    found = gate.by_pin(visit, code, pin)
    if found is None:
        visit.say(tracking.pin_wrong())
        return
    show(visit, *found, own=senders.adopt(visit, found[0]))


def show(visit: Visit, submission: Submission, case: Case, *, own: bool) -> None:
    locality = visit.desk.locality
    lines = [
        tracking.history_line(event.at, event.action, "" if event.action in ("open", "join") else event.text)
        for event in gate.history(visit, case, submission)
    ]
    place = locality.units[case.unit].full_name if case.unit else case.place
    state = tracking.withdrawn_state() if submission.withdrawn_at else states.for_citizen(case.state)
    promise = clock.promise(visit, case) if submission.withdrawn_at is None else ""
    text = tracking.case_shown(submission.code, state, submission.text, place, lines, promise)
    visit.say(text, _what_next(submission, case) if own and submission.withdrawn_at is None else [])


def _what_next(submission: Submission, case: Case) -> list[Choice]:
    if case.state in OPEN_STATES:
        return [
            button("start", "add", submission.code, greeting.menu_add()),
            button("start", "withdraw", submission.code, greeting.menu_withdraw()),
        ]
    return [button("start", "add", submission.code, greeting.menu_add())]
