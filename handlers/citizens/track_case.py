"""A citizen looks at their cases: "của tôi", a code, or a code with its PIN from another device."""

from cases.lifecycle import OPEN_STATES
from db.queues import inbox
from db.queues.messages import Choice, Tap
from db.stores import casework
from db.tables import Case, Submission
from handlers import case_clock, find_cases
from handlers.engine.desk import Visit, button
from handlers.engine.turn import Abandoned, Accept, Answer, NotAccepted, Turn
from texts.vi import states
from texts.vi.citizen import greeting, tracking


def show_own(visit: Visit) -> None:
    """All of the citizen's cases in this chat, each behind a button."""
    mine = find_cases.own(visit)
    if not mine:
        visit.say(tracking.no_cases(), [button("start", "report", "", greeting.menu_report())])
        return
    buttons = [button("mine", "show", one.code, tracking.case_label(one.code, one.text)) for one, _ in mine[:10]]
    visit.say(tracking.your_cases([(one.code, one.text, states.for_citizen(case.state)) for one, case in mine[:10]]), buttons)


def show_tapped(visit: Visit, tap: Tap) -> None:
    show_code(visit, tap.value)


def show_code(visit: Visit, code: str) -> None:
    """A case of one's own at once; any other asks for its PIN, whether it exists or not."""
    found = find_cases.own_by_code(visit, code)
    if found is not None:
        show(visit, *found, own=True)
        return
    visit.new_flow("look_up", {"code": code})


def look_up(turn: Turn) -> None:
    """Code and PIN: what a stranger's chat may see of a case."""
    code = turn.flow.arguments["code"]
    if turn.ask("pin", tracking.ask_pin(code), _right_pin(turn.visit, code)) is None:
        raise Abandoned


def _right_pin(visit: Visit, code: str) -> Accept[bool]:
    def accept(answer: Answer) -> bool:
        digits = "".join(character for character in answer.text if character.isdigit())
        if len(digits) != 6 or answer.incoming.tap:
            raise NotAccepted(tracking.pin_has_six_digits(code), stay=bool(digits))
        inbox.wipe(visit.uow.connection, visit.row_id, tracking.pin_typed())  # stored hashed only, also where it was typed
        found = find_cases.by_pin(visit, code, digits)
        if found is None:
            visit.say(tracking.pin_wrong())
            return False
        _bring_here(visit, found[0])
        show(visit, *found, own=found[0].chat_id == visit.chat.id)
        return True

    return accept


def _bring_here(visit: Visit, one: Submission) -> None:
    """A submission whose chat was ended gets its answer here from now on."""
    if one.chat_id is None:
        one.chat_id, one.person_id = visit.chat.id, visit.sender.id


def show(visit: Visit, one: Submission, case: Case, *, own: bool) -> None:
    session, locality = visit.uow.session, visit.desk.locality
    events = [event for event in casework.history_of_all(session, case.id) if event.audience == "citizen"]
    shown = [event for event in events if event.submission_id in (None, one.id)]
    lines = [
        tracking.history_line(event.at, event.action, "" if event.action in ("open", "join") else event.text) for event in shown
    ]
    place = locality.units[case.unit].full_name if case.unit else case.place
    state = tracking.withdrawn_state() if one.withdrawn_at else states.for_citizen(case.state)
    promise = case_clock.promise(visit, case) if one.withdrawn_at is None else ""
    text = tracking.case_shown(one.code, state, one.text, place, lines, promise)
    visit.say(text, _what_next(one, case) if own and one.withdrawn_at is None else [])


def _what_next(one: Submission, case: Case) -> list[Choice]:
    if case.state in OPEN_STATES:
        return [
            button("start", "add", one.code, greeting.menu_add()),
            button("start", "withdraw", one.code, greeting.menu_withdraw()),
        ]
    return [button("start", "add", one.code, greeting.menu_add())]
