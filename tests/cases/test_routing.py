"""Who gets a case: the officers of its body, else those who stand in for them."""

from dataclasses import dataclass
from itertools import permutations

import pytest

from cases.routing import CASE_ROLES, may_see, recipients


@dataclass(frozen=True)
class Held:
    person_id: int
    role: str
    body: str | None = None
    authority: str = "dong-son"


ROADS, ROADS_TOO, SCHOOLS = (
    Held(1, "officer", "kinh-te-xa"), Held(2, "officer", "kinh-te-xa"), Held(3, "officer", "vhxh-xa"),
)  # fmt: skip
ANY, FOCAL, LEADER, CHAIRMAN, EDITOR, ADMIN = (
    Held(number, role) for number, role in enumerate(("officer", "focal", "leader", "chairman", "editor", "admin"), 4)
)
EVERYBODY = [ADMIN, EDITOR, CHAIRMAN, LEADER, FOCAL, ANY, SCHOOLS, ROADS_TOO, ROADS]


def to(posts: list[Held], body: str | None = "kinh-te-xa", **more: bool) -> set[int]:
    return set(recipients(posts, body, **more))


def without(*left_out: Held) -> list[Held]:
    return [post for post in EVERYBODY if post not in left_out]


def test_officers_of_the_body_get_it() -> None:
    assert to(EVERYBODY) == {ROADS.person_id, ROADS_TOO.person_id}


def test_else_the_officers_of_the_commune() -> None:
    assert to(without(ROADS, ROADS_TOO)) == {ANY.person_id, SCHOOLS.person_id}


def test_else_the_focal_officer() -> None:
    assert to(without(ROADS, ROADS_TOO, ANY, SCHOOLS)) == {FOCAL.person_id}


def test_else_leader_and_chairman() -> None:
    assert to([LEADER, CHAIRMAN, EDITOR, ADMIN]) == {LEADER.person_id, CHAIRMAN.person_id}


@pytest.mark.parametrize("posts", [[], [EDITOR], [ADMIN], [EDITOR, ADMIN]])
def test_nobody_at_all(posts: list[Held]) -> None:
    assert to(posts) == set()


def test_unknown_body_goes_to_the_focal_officer_first() -> None:
    assert to(EVERYBODY, None) == {FOCAL.person_id}
    assert to(without(FOCAL), None) == {LEADER.person_id, CHAIRMAN.person_id}
    assert to([ROADS, SCHOOLS, ANY], None) == {ROADS.person_id, SCHOOLS.person_id, ANY.person_id}


def test_feedback_about_an_officer_goes_to_superiors_only() -> None:
    assert to(EVERYBODY, about_officer=True) == {LEADER.person_id, CHAIRMAN.person_id}
    assert to(without(LEADER, CHAIRMAN), about_officer=True) == set()
    assert to(EVERYBODY, about_officer=True, urgent=True) == {LEADER.person_id, CHAIRMAN.person_id}


def test_urgent_reaches_focal_officer_and_superiors_at_once() -> None:
    assert to(EVERYBODY, urgent=True) == {1, 2, FOCAL.person_id, LEADER.person_id, CHAIRMAN.person_id}


def test_nobody_is_told_twice() -> None:
    twice = [ROADS, Held(ROADS.person_id, "officer", "kinh-te-xa"), Held(ROADS.person_id, "leader")]
    assert recipients(twice, "kinh-te-xa", urgent=True) == [ROADS.person_id]


def test_order_of_the_posts_decides_nothing() -> None:
    assert {frozenset(to(list(order))) for order in permutations([ROADS, ANY, FOCAL, LEADER, ADMIN])} == {frozenset({1})}


# ---------------------------------------------------------------- the gate


@pytest.mark.parametrize("role", CASE_ROLES)
def test_casework_roles_see_the_cases_of_their_commune(role: str) -> None:
    post = Held(1, role)
    assert may_see([post], "dong-son", about_officer=False)
    assert not may_see([post], "van-tuong", about_officer=False)


@pytest.mark.parametrize("role", ["editor", "admin", "", "citizen"])
def test_others_see_none(role: str) -> None:
    assert not may_see([Held(1, role)], "dong-son", about_officer=False)


@pytest.mark.parametrize(("role", "sees"), [("officer", False), ("focal", False), ("leader", True), ("chairman", True)])
def test_what_is_about_an_officer_only_superiors_see(role: str, sees: bool) -> None:
    assert may_see([Held(1, role)], "dong-son", about_officer=True) is sees


def test_right_in_one_commune_is_none_in_another() -> None:
    """A leader elsewhere who is an officer here stays an officer here."""
    posts = [Held(1, "leader", authority="van-tuong"), Held(1, "officer")]
    assert may_see(posts, "dong-son", about_officer=False)
    assert not may_see(posts, "dong-son", about_officer=True)
    assert not may_see([], "dong-son", about_officer=False)


def test_who_gets_a_card_may_see_the_case() -> None:
    for about_officer in (False, True):
        for body in ("kinh-te-xa", None):
            told = recipients(EVERYBODY, body, about_officer=about_officer, urgent=True)
            assert told
            for person_id in told:
                held = [post for post in EVERYBODY if post.person_id == person_id]
                assert may_see(held, "dong-son", about_officer=about_officer)
