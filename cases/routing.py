"""Who is told of a case: the officers of its body, else those who stand in for them. Pure."""

from collections.abc import Sequence
from typing import Protocol

ROLES = ("officer", "focal", "leader", "chairman", "editor", "admin")
CASE_ROLES = ("officer", "focal", "leader", "chairman")  # editors and the technical administrator see no case
SUPERIORS = ("leader", "chairman")


class Post(Protocol):
    """A post that an officer holds: all that routing and the gate look at."""

    @property
    def person_id(self) -> int: ...
    @property
    def authority(self) -> str: ...
    @property
    def body(self) -> str | None: ...
    @property
    def role(self) -> str: ...


def tiers(posts: Sequence[Post], body: str | None, *, about_officer: bool = False) -> list[list[int]]:
    """The people responsible, given an authority's posts, then those who stand in for them, and so on: officers of the body, of
    the commune, its focal officer, its leader or chairman; where no body is known the focal officer first. Feedback about an
    officer goes to the superiors only (conflict of interest)."""
    seen = [post for post in posts if post.role in CASE_ROLES]
    superiors = [post for post in seen if post.role in SUPERIORS]
    if about_officer:
        return _filled(superiors)
    focal = [post for post in seen if post.role == "focal"]
    of_body = [post for post in seen if post.role == "officer" and body is not None and post.body == body]
    of_commune = [post for post in seen if post.role == "officer"]
    return _filled(of_body, of_commune, focal, superiors) if body is not None else _filled(focal, superiors, of_commune)


def recipients(posts: Sequence[Post], body: str | None, *, about_officer: bool = False, urgent: bool = False) -> list[int]:
    """The people responsible; what is urgent goes also to focal officer and superiors at once."""
    first = next(iter(tiers(posts, body, about_officer=about_officer)), [])
    if not urgent or about_officer:
        return first
    focal, superiors = [post for post in posts if post.role == "focal"], [post for post in posts if post.role in SUPERIORS]
    return list(dict.fromkeys([*first, *_people([*focal, *superiors])]))


def may_see(posts: Sequence[Post], authority: str, *, about_officer: bool) -> bool:
    """Whether somebody holding `posts` may work on a case of `authority`."""
    held = [post for post in posts if post.authority == authority and post.role in CASE_ROLES]
    return any(post.role in SUPERIORS for post in held) if about_officer else bool(held)


def _filled(*tiers: Sequence[Post]) -> list[list[int]]:
    return [_people(tier) for tier in tiers if tier]


def _people(posts: Sequence[Post]) -> list[int]:
    return list(dict.fromkeys(post.person_id for post in posts))
