"""The lifecycle of a case as one table: what may follow what, who may do it, who is told."""

from dataclasses import dataclass
from typing import Literal

State = Literal["new", "accepted", "waiting_citizen", "answered", "closed", "withdrawn"]
Action = Literal[
    "open", "accept", "transfer", "ask", "supplement", "note", "answer", "correct", "close", "reopen", "rate", "withdraw",
    "see_contact", "release", "extend",
    "join", "merge", "gather", "split",
]  # fmt: skip
Actor = Literal["citizen", "officer", "administrator"]
Told = Literal["citizen", "officers", "nobody"]

STATES: tuple[State, ...] = ("new", "accepted", "waiting_citizen", "answered", "closed", "withdrawn")
OPEN_STATES: tuple[State, ...] = ("new", "accepted", "waiting_citizen")


@dataclass(frozen=True)
class Step:
    """What an action does in a state: the state after it, who may do it, who is told."""

    to: State
    by: Actor
    told: Told


class ActionRefused(Exception):
    """The action does not fit the state the case is in now."""

    def __init__(self, state: State, action: Action) -> None:
        super().__init__(f"{action} is not possible in state {state}")
        self.state: State = state
        self.action: Action = action


def _in(
    states: tuple[State, ...], action: Action, by: Actor, told: Told, to: State | None = None
) -> dict[tuple[State, Action], Step]:
    return {(state, action): Step(to or state, by, told) for state in states}


STEPS: dict[tuple[State, Action], Step] = {
    **_in(("new",), "accept", "officer", "citizen", to="accepted"),
    **_in(OPEN_STATES, "transfer", "officer", "citizen", to="new"),
    **_in(OPEN_STATES, "ask", "officer", "citizen", to="waiting_citizen"),
    **_in(("new", "accepted"), "supplement", "citizen", "officers"),
    **_in(("waiting_citizen",), "supplement", "citizen", "officers", to="accepted"),
    **_in(("answered", "closed"), "supplement", "citizen", "officers"),
    **_in(OPEN_STATES, "release", "administrator", "officers", to="new"),
    **_in(STATES, "note", "officer", "nobody"),
    **_in(OPEN_STATES, "answer", "officer", "citizen", to="answered"),
    **_in(("answered", "closed"), "correct", "officer", "citizen"),
    **_in(OPEN_STATES, "extend", "officer", "citizen"),
    **_in(OPEN_STATES, "close", "officer", "citizen", to="closed"),
    **_in(("answered",), "close", "officer", "nobody", to="closed"),
    **_in(("answered", "closed", "withdrawn"), "reopen", "officer", "citizen", to="accepted"),
    **_in(("answered", "closed"), "rate", "citizen", "officers"),
    **_in(OPEN_STATES, "withdraw", "citizen", "officers", to="withdrawn"),
    **_in(STATES, "see_contact", "officer", "nobody"),
    **_in((*OPEN_STATES, "answered"), "join", "citizen", "officers"),  # somebody else has the same trouble
    **_in(OPEN_STATES, "merge", "officer", "citizen", to="closed"),  # its submissions go to another case,
    **_in((*OPEN_STATES, "answered"), "gather", "officer", "nobody"),  # which takes them in
    **_in((*OPEN_STATES, "answered"), "split", "officer", "citizen"),  # a submission becomes a case of its own
}


def step(state: State, action: Action) -> Step:
    """The step that `action` takes from `state`; raises ActionRefused where the table has none."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise ActionRefused(state, action) from None
