"""The lifecycle as one picture: action by state, the state after it; a dash is a refusal."""

from typing import get_args

import pytest

from cases.kinds import PREFIX, Kind
from cases.lifecycle import LIFECYCLES, OPEN_STATES, STATES, Action, ActionRefused, Rule, State, roles_of, rule

RULES = LIFECYCLES["feedback"]  # the fullest table
PICTURE = """
              new              accepted         waiting_citizen  answered   closed    withdrawn
accept        accepted         -                -                -          -         -
transfer      new              new              new              -          -         -
ask           waiting_citizen  waiting_citizen  waiting_citizen  -          -         -
supplement    new              accepted         accepted         answered   closed    -
release       new              new              new              -          -         -
note          new              accepted         waiting_citizen  answered   closed    withdrawn
answer        answered         answered         answered         -          -         -
correct       -                -                -                answered   closed    -
close         closed           closed           closed           closed     -         -
reopen        -                -                -                accepted   accepted  accepted
rate          -                -                -                answered   closed    -
withdraw      withdrawn        withdrawn        withdrawn        -          -         -
extend        new              accepted         waiting_citizen  -          -         -
see_contact   new              accepted         waiting_citizen  answered   closed    withdrawn
leave         new              accepted         waiting_citizen  answered   closed    withdrawn
adopt         new              accepted         waiting_citizen  answered   closed    withdrawn
join          new              accepted         waiting_citizen  answered   -         -
merge         closed           closed           closed           -          -         -
gather        new              accepted         waiting_citizen  answered   -         -
split         new              accepted         waiting_citizen  answered   -         -
"""
BY = {
    "officer": {
        "accept",
        "transfer",
        "ask",
        "note",
        "answer",
        "correct",
        "close",
        "reopen",
        "see_contact",
        "extend",
        "merge",
        "gather",
        "split",
    },
    "citizen": {"supplement", "rate", "withdraw", "join", "leave", "adopt"},
    "office": {"release"},
}
TOLD = {
    "accept": "citizen", "transfer": "citizen", "ask": "citizen", "answer": "citizen", "correct": "citizen", "reopen": "citizen",
    "extend": "citizen", "merge": "citizen", "split": "citizen", "join": "officers", "gather": "nobody",
    "supplement": "officers", "rate": "officers", "withdraw": "officers", "release": "officers",
    "note": "nobody", "see_contact": "nobody", "leave": "nobody", "adopt": "nobody",
}  # fmt: skip


def step(state: State, action: Action) -> Rule:
    return rule("feedback", state, action)


def drawn() -> dict[tuple[str, str], str]:
    head, *rows = [line.split() for line in PICTURE.strip().splitlines()]
    return {(state, row[0]): after for row in rows for state, after in zip(head, row[1:], strict=True)}


def test_picture_shows_all_pairs() -> None:
    assert {state for state, _ in drawn()} == set(STATES) == set(get_args(State))
    assert {action for _, action in drawn()} == set(get_args(Action)) - {"open"}


@pytest.mark.parametrize(
    ("pair", "after"), drawn().items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else value
)
def test_step(pair: tuple[State, Action], after: str) -> None:
    state, action = pair
    if after == "-":
        with pytest.raises(ActionRefused) as refused:
            step(state, action)
        assert (refused.value.state, refused.value.action) == pair
        assert pair not in RULES
    else:
        assert step(state, action).to == after


def test_who_may_do_it() -> None:
    assert {actor: {action for (_, action), one in RULES.items() if one.by == actor} for actor in BY} == BY


def test_who_is_told() -> None:
    told = {(action, one.told) for (_, action), one in RULES.items() if action != "close"}
    assert told == set(TOLD.items())


def test_closing_tells_the_citizen_unless_they_have_an_answer() -> None:
    assert {state: step(state, "close").told for state in (*OPEN_STATES, "answered")} == {
        "new": "citizen", "accepted": "citizen", "waiting_citizen": "citizen", "answered": "nobody",
    }  # fmt: skip


def test_nothing_is_opened_twice() -> None:
    for state in STATES:
        with pytest.raises(ActionRefused):
            step(state, "open")


def test_refusal_names_no_person_and_no_words() -> None:
    assert str(ActionRefused("closed", "answer")) == "answer is not possible in state closed"


def test_every_state_is_reached() -> None:
    reached: set[State] = {"new"}
    for _ in STATES:
        reached |= {one.to for (state, _), one in RULES.items() if state in reached}
    assert reached == set(STATES)


OF_SEVERAL = {"join", "merge", "gather", "split"}


def test_every_kind_has_a_table() -> None:
    assert set(LIFECYCLES) == set(PREFIX)
    assert LIFECYCLES["proposal"] == RULES


@pytest.mark.parametrize("kind", ["question", "praise"])
def test_what_concerns_one_person_is_never_put_together_with_others(kind: Kind) -> None:
    assert LIFECYCLES[kind] == {pair: one for pair, one in RULES.items() if pair[1] not in OF_SEVERAL}


@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_of_what_is_not_filed_in_chat_nothing_may_be_done(kind: Kind) -> None:
    for state in STATES:
        with pytest.raises(ActionRefused):
            rule(kind, state, "note")
    assert roles_of(kind, "note") == set()
