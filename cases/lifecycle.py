"""The lifecycle of a case, one table a kind: what may follow what, who may do it, who is told. office.gate enforces it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cases.kinds import Kind

State = Literal["new", "accepted", "waiting_citizen", "answered", "closed", "withdrawn"]
Action = Literal[
    "open", "accept", "transfer", "ask", "supplement", "note", "answer", "correct", "close", "reopen", "rate", "withdraw",
    "see_contact", "release", "extend", "adopt", "leave",
    "join", "merge", "gather", "split",
]  # fmt: skip
Role = Literal["citizen", "officer", "office"]  # the office itself: a timer, the command line
Told = Literal["citizen", "officers", "nobody"]

STATES: tuple[State, ...] = ("new", "accepted", "waiting_citizen", "answered", "closed", "withdrawn")
OPEN_STATES: tuple[State, ...] = ("new", "accepted", "waiting_citizen")


@dataclass(frozen=True)
class Rule:
    """What an action does in a state: the state after it, who may do it, who is told."""

    to: State
    by: Role
    told: Told


Lifecycle = Mapping[tuple[State, Action], Rule]


class ActionRefused(Exception):
    """The action does not fit the state the case is in now."""

    def __init__(self, state: State, action: Action) -> None:
        super().__init__(f"{action} is not possible in state {state}")
        self.state: State = state
        self.action: Action = action


def _in(states: tuple[State, ...], action: Action, by: Role, told: Told, to: State | None = None) -> Lifecycle:
    return {(state, action): Rule(to or state, by, told) for state in states}


_ALONE: Lifecycle = {
    **_in(("new",), "accept", "officer", "citizen", to="accepted"),
    **_in(OPEN_STATES, "transfer", "officer", "citizen", to="new"),
    **_in(OPEN_STATES, "ask", "officer", "citizen", to="waiting_citizen"),
    **_in(("new", "accepted"), "supplement", "citizen", "officers"),
    **_in(("waiting_citizen",), "supplement", "citizen", "officers", to="accepted"),
    **_in(("answered", "closed"), "supplement", "citizen", "officers"),
    **_in(OPEN_STATES, "release", "office", "officers", to="new"),
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
    **_in(STATES, "leave", "citizen", "nobody"),  # its chat is ended: it waits behind code and PIN,
    **_in(STATES, "adopt", "citizen", "nobody"),  # with which it comes to another chat
}
_SHARED: Lifecycle = {
    **_in((*OPEN_STATES, "answered"), "join", "citizen", "officers"),  # somebody else has the same trouble
    **_in(OPEN_STATES, "merge", "officer", "citizen", to="closed"),  # its submissions go to another case,
    **_in((*OPEN_STATES, "answered"), "gather", "officer", "nobody"),  # which takes them in
    **_in((*OPEN_STATES, "answered"), "split", "officer", "citizen"),  # a submission becomes a case of its own
}
LIFECYCLES: Mapping[Kind, Lifecycle] = {
    "feedback": {**_ALONE, **_SHARED},
    "proposal": {**_ALONE, **_SHARED},
    "question": _ALONE,
    "praise": _ALONE,
    "complaint": {},  # never filed in chat, see office/petitions
    "denunciation": {},
}


def rule(kind: Kind, state: State, action: Action) -> Rule:
    """What `action` does in `state`; raises ActionRefused where the table of the kind has nothing."""
    try:
        return LIFECYCLES[kind][state, action]
    except KeyError:
        raise ActionRefused(state, action) from None


def roles_of(kind: Kind, action: Action) -> frozenset[Role]:
    """Who may ever do it in a case of this kind, whatever its state."""
    return frozenset(one.by for (_, known), one in LIFECYCLES[kind].items() if known == action)
