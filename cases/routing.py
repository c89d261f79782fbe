"""Who is told of a case: the officers of its body, else those who stand in for them. Pure."""

from collections.abc import Sequence
from typing import Protocol

CASE_ROLES = ("officer", "focal", "leader", "chairman")  # editors and the technical administrator see no case
SUPERIORS = ("leader", "chairman")


class Post(Protocol):
    """An officer's place, as far as routing looks at it."""

    @property
    def person_id(self) -> int: ...
    @property
    def body(self) -> str | None: ...
    @property
    def role(self) -> str: ...


def recipients(posts: Sequence[Post], body: str | None, *, about_officer: bool = False, urgent: bool = False) -> list[int]:
    """The people to tell, given an authority's posts: officers of the body, else of the commune, else its focal officer,
    else its leader or chairman; where no body is known the focal officer first. Feedback about an officer goes to the
    superiors only (conflict of interest); what is urgent also to focal officer and superiors at once."""
    seen = [post for post in posts if post.role in CASE_ROLES]
    superiors = [post for post in seen if post.role in SUPERIORS]
    if about_officer:
        return _people(superiors)
    focal = [post for post in seen if post.role == "focal"]
    of_body = [post for post in seen if post.role == "officer" and body is not None and post.body == body]
    of_commune = [post for post in seen if post.role == "officer"]
    order = (of_body, of_commune, focal, superiors) if body is not None else (focal, superiors, of_commune)
    first = next((step for step in order if step), [])
    return _people([*first, *focal, *superiors] if urgent else first)


def may_see(posts: Sequence[Post], authority: str, *, about_officer: bool) -> bool:
    """Whether somebody holding `posts` may work on a case of `authority`."""
    held = [post for post in posts if getattr(post, "authority", None) == authority and post.role in CASE_ROLES]
    return any(post.role in SUPERIORS for post in held) if about_officer else bool(held)


def _people(posts: Sequence[Post]) -> list[int]:
    return list(dict.fromkeys(post.person_id for post in posts))
