"""Before a report goes on: was this matter told before, by the same citizen or by somebody else? Own cases are shown with what
became of them; of others' public ones only what kind of matter, where, when and how far."""

from datetime import timedelta
from typing import TypedDict

from cases.lifecycle import OPEN_STATES, ActionRefused, State
from db.stores.similar import Wanted
from db.tables import Case
from handlers.engine.accepting import Where, unit_label
from handlers.engine.conversation import Option
from handlers.engine.turn import Turn
from handlers.engine.visit import Visit
from office import gate
from office.casework import filing, joining, senders
from texts.vi import states
from texts.vi.citizen import joining as joining_texts
from texts.vi.citizen import tracking
from understanding.matters.signature import sign

OWN_STATES: tuple[State, ...] = (*OPEN_STATES, "answered", "closed")
OTHERS_STATES: tuple[State, ...] = (*OPEN_STATES, "answered")
OWN_WITHIN, OTHERS_WITHIN = timedelta(days=365), timedelta(days=180)
LINES = 3  # of the history
ADD, NEW, STOP, JOIN = "add", "new", "stop", "join"


class Earlier(TypedDict):
    """What was found: the code of an own case, or the id of a public one."""

    own: str | None
    public: int | None


class Settled(TypedDict):
    """What the citizen wants: the report is `done` with, or goes into the public case `joins`, or becomes a case of its own."""

    done: bool
    joins: int | None


def settle(turn: Turn, text: str, place: Where, *, private: bool) -> Settled:
    """Asks where something was found. `private`: of what concerns only the sender, or an officer, others' cases are not shown."""
    earlier = turn.remember("earlier", lambda: _look(turn.visit, text, place, private=private))
    if earlier["own"]:
        return {"done": _own(turn, earlier["own"], text), "joins": None}
    public = earlier["public"]
    if public is not None:
        shown = turn.remember("others", lambda: _others(turn.visit, public))
        options = [Option(value=JOIN, label=joining_texts.me_too()), Option(value=NEW, label=joining_texts.send_as_new())]
        picked = turn.choose(f"join-{earlier['public']}", shown, options)
        return {"done": False, "joins": earlier["public"] if picked == JOIN else None}
    return {"done": False, "joins": None}


def summary(visit: Visit, case_id: int, text: str, files: int, name: str, number: str) -> str:
    """What is sent into somebody else's case, for the last look at it."""
    case = gate.shared(visit, case_id)
    return joining_texts.summary(text, _field(visit, case), _unit(visit, case), files, name, number)


def join(visit: Visit, case_id: int, report: filing.Report) -> filing.Receipt | None:
    """None where the case is over by now: then it becomes one of its own."""
    try:
        return joining.join_case(visit, case_id, report)
    except (ActionRefused, joining.NotJoinable):
        return None


def _look(visit: Visit, text: str, place: Where, *, private: bool) -> Earlier:
    if not text:
        return {"own": None, "public": None}
    signature = sign("\n".join(filter(None, (text, place["place"]))), visit.desk.locality, visit.today, unit=place["unit"])
    mine = [
        (submission, case)
        for submission, case in gate.own(visit)
        if submission.withdrawn_at is None and case.state in OWN_STATES and visit.now - submission.received_at < OWN_WITHIN
    ]
    found = gate.same_of_own(visit, [case for _, case in mine], signature)
    if found:
        return {"own": next(submission.code for submission, case in mine if case.id == found[0].case_id), "public": None}
    if private or not place["authority"]:
        return {"own": None, "public": None}
    wanted = Wanted(place["authority"], OTHERS_STATES, visit.now - OTHERS_WITHIN)
    own_ids = {case.id for _, case in gate.own(visit)}
    others = [one for one in gate.same_of_others(visit, signature, wanted) if one.case_id not in own_ids]
    return {"own": None, "public": others[0].case_id if others else None}


def _own(turn: Turn, code: str, text: str) -> bool:
    """Whether the report is done with: added to the case, or not sent."""
    shown = turn.remember("own", lambda: _mine(turn.visit, code))
    options = [
        Option(value=ADD, label=joining_texts.add_to_own()), Option(value=NEW, label=joining_texts.send_as_new()),
        Option(value=STOP, label=joining_texts.do_not_send()),
    ]  # fmt: skip
    picked = turn.choose(f"own-{code}", shown, options, skip=False)
    if picked == STOP:
        turn.visit.say(joining_texts.not_sent(code))
    elif picked == ADD:
        _add(turn, code, text)
    return picked != NEW


def _add(turn: Turn, code: str, text: str) -> None:
    found = gate.own_by_code(turn.visit, code)
    full = "\n".join(filter(None, (text, turn.flow.arguments.get("more"))))
    try:
        if found is None:
            raise ActionRefused("closed", "supplement")
        senders.add_information(turn.visit, found[0], full, turn.flow.bag.attachments)
    except ActionRefused:
        turn.visit.say(tracking.case_is_over(code))
        return
    turn.visit.say(tracking.information_added(code))


def _mine(visit: Visit, code: str) -> str:
    found = gate.own_by_code(visit, code)
    assert found is not None, "it was found in this very message"
    submission, case = found
    told = [event for event in gate.history(visit, case, submission) if event.action not in ("open", "join")]
    lines = [tracking.history_line(event.at, event.action, event.text) for event in told[-LINES:]]
    return joining_texts.own_repeat(code, submission.received_at, submission.text, states.for_citizen(case.state), lines)


def _others(visit: Visit, case_id: int) -> str:
    case = gate.shared(visit, case_id)
    return joining_texts.others_matter(_field(visit, case), _unit(visit, case), case.opened_at, case.state)


def _field(visit: Visit, case: Case) -> str:
    return visit.desk.locality.fields[case.field].label if case.field else ""


def _unit(visit: Visit, case: Case) -> str:
    unit = case.unit or case.authority
    name = unit_label(visit.desk.locality, unit, visit.today) if unit else ""
    return name[:1].lower() + name[1:]
