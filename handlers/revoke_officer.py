"""An officer leaves a post: it ends at once, and the open cases they had go to the focal officer."""

from db.stores import casework, people
from db.tables import Case, Post
from db.unit_of_work import UnitOfWork
from handlers import actions, notices
from handlers.engine.desk import Desk, Errand


def revoke_officer(uow: UnitOfWork, desk: Desk, post_id: int) -> int | None:
    """How many cases were moved; None where no such post is held."""
    errand = Errand(uow, desk)
    post = people.post(uow.session, post_id)
    if post is None or post.revoked_at is not None:
        return None
    left = [case for _, case in casework.cases_of_officer(uow.session, [post.authority]) if _has(errand, post, case)]
    post.revoked_at, post.invitation_hash = uow.now, None
    uow.session.flush()
    for case in left:
        actions.release(errand, case)
    return len(left)


def _has(errand: Errand, post: Post, case: Case) -> bool:
    """Whether it is in this officer's hands, or was shown to nobody else."""
    if case.handler_id is not None:
        return case.handler_id == post.person_id
    present = people.posts_in(errand.uow.session, post.authority, errand.today)
    return notices.responsible(present, case) == [post.person_id]
