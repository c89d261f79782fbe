"""An officer leaves a post: it ends at once, and the open cases they had go to the focal officer."""

from db.stores import people
from db.tables import Case, Post
from office import gate
from office.casework.handling import release
from office.errand import SYSTEM, Errand, Officer
from office.telling import responsible


def revoke(errand: Errand, post_id: int) -> int | None:
    """How many cases were moved; None where no such post is held."""
    post = people.post(errand.uow.session, post_id)
    if post is None or post.revoked_at is not None:
        return None
    return _end(errand, post)


def leave(errand: Errand) -> int:
    """An officer ends the one chat in which they are reached, and with it their posts; how many cases were moved."""
    itself = Errand(errand.uow, errand.desk, SYSTEM)
    held = errand.actor.posts if isinstance(errand.actor, Officer) else ()
    posts = [post for one in held if (post := people.post(errand.uow.session, one.id)) and post.revoked_at is None]
    return sum(_end(itself, post) for post in posts)


def _end(errand: Errand, post: Post) -> int:
    session = errand.uow.session
    left = [case for _, case in gate.open_in(errand, post.authority)]
    had = _had(errand, post, left)
    post.revoked_at, post.invitation_hash = errand.now, None
    session.flush()
    for case in had:
        release(errand, case)
    return len(had)


def _had(errand: Errand, post: Post, cases: list[Case]) -> list[Case]:
    """Those that are in this officer's hands, or were shown to nobody else."""
    present = people.posts_in(errand.uow.session, post.authority, errand.today)
    return [
        case
        for case in cases
        if (case.handler_id == post.person_id if case.handler_id is not None else responsible(present, case) == [post.person_id])
    ]
