"""The gate over all kinds × states × actions × roles: what the lifecycle's table says of who may do it is enforced."""

from itertools import product
from typing import cast, get_args

import pytest

from cases.kinds import PREFIX, Kind
from cases.lifecycle import LIFECYCLES, STATES, Action, ActionRefused, Role, State
from db.stores.people import HeldPost
from db.tables import Case, Submission
from db.unit_of_work import UnitOfWork
from office import gate
from office.errand import SYSTEM, Actor, Citizen, Client, Desk, Errand, Officer

ACTIONS: tuple[Action, ...] = get_args(Action)
SENDER, STRANGER = 1, 2


def officer(authority: str, role: str = "officer") -> Officer:
    return Officer(STRANGER, (HeldPost(1, STRANGER, authority, None, role),))


ACTORS: dict[str, tuple[Actor, set[Role]]] = {
    "who sent it": (Citizen(SENDER), {"citizen"}),
    "another citizen": (Citizen(STRANGER), set()),
    "officer": (officer("dong-son"), {"officer"}),
    "officer of another commune": (officer("van-tuong"), set()),
    "editor": (officer("dong-son", "editor"), set()),
    "administrator": (officer("dong-son", "admin"), set()),
    "officer who sent it": (Officer(SENDER, (HeldPost(1, SENDER, "dong-son", None, "focal"),)), {"citizen", "officer"}),
    "the office itself": (SYSTEM, {"office"}),
    "a program": (Client("tra-cuu", frozenset({"dong-son"})), set()),
}


def tried(desk: Desk, actor: Actor, kind: Kind, state: State, action: Action, *, about_officer: bool = False) -> str:
    """What the gate says: done, not allowed, refused."""
    case = Case(id=1, kind=kind, state=state, authority="dong-son", about_officer=about_officer)
    one = Submission(id=1, case_id=1, person_id=SENDER)
    errand = Errand(cast(UnitOfWork, None), desk, actor)
    try:
        gate.admit(errand, case, action, one)
    except gate.NotAllowed:
        assert not errand.admitted
        return "not allowed"
    except ActionRefused:
        assert not errand.admitted
        return "refused"
    assert errand.admitted == {1}
    return "done"


@pytest.mark.parametrize("who", ACTORS)
def test_only_who_the_table_names_may_and_only_what_it_has(desk: Desk, who: str) -> None:
    actor, roles = ACTORS[who]
    seen: set[str] = set()
    for kind, state, action in product(PREFIX, STATES, ACTIONS):
        if action == "adopt":
            continue  # by whoever came in with the PIN: below
        wanted = {one.by for (_, known), one in LIFECYCLES[kind].items() if known == action}
        there = (state, action) in LIFECYCLES[kind]
        expected = "not allowed" if wanted and not wanted & roles else "done" if there else "refused"
        assert tried(desk, actor, kind, state, action) == expected, (kind, state, action)
        seen.add(expected)
    assert seen >= ({"done", "refused", "not allowed"} if roles else {"refused", "not allowed"})


@pytest.mark.parametrize("role", ["officer", "focal", "leader", "chairman"])
def test_what_concerns_an_officer_is_worked_on_by_superiors_alone(desk: Desk, role: str) -> None:
    expected = "done" if role in ("leader", "chairman") else "not allowed"
    assert tried(desk, officer("dong-son", role), "feedback", "new", "accept", about_officer=True) == expected


def test_a_submission_goes_to_another_chat_only_with_its_pin(desk: Desk) -> None:
    assert tried(desk, Citizen(STRANGER), "feedback", "answered", "adopt") == "not allowed"
    errand = Errand(cast(UnitOfWork, None), desk, Citizen(STRANGER), admitted={1})  # as gate.by_pin leaves it
    case = Case(id=1, kind="feedback", state="answered", authority="dong-son", about_officer=False)
    assert gate.admit(errand, case, "adopt", Submission(id=1, case_id=1, person_id=SENDER)).to == "answered"


def test_nothing_is_read_of_a_case_by_whom_no_door_let_in(desk: Desk) -> None:
    case = Case(id=1, kind="feedback", state="new", authority="dong-son", about_officer=False)
    for actor, _ in ACTORS.values():
        if actor is SYSTEM:
            continue
        errand = Errand(cast(UnitOfWork, None), desk, actor)
        for read in (gate.submissions, gate.senders, gate.history, gate.last_answer, gate.is_informed):
            with pytest.raises(gate.NotAllowed):
                read(errand, case)


def test_lists_of_the_whole_office_are_for_the_office_itself(desk: Desk) -> None:
    errand = Errand(cast(UnitOfWork, None), desk, officer("dong-son", "chairman"))
    with pytest.raises(gate.NotAllowed):
        gate.open_in(errand, "dong-son")
    with pytest.raises(gate.NotAllowed):
        gate.without_card(errand, "dong-son", None, 1)
    with pytest.raises(gate.NotAllowed):
        gate.running_clocks(errand)
