"""`/start CODE`: binds a private chat to the officer who was invited."""

import hashlib
from datetime import timedelta

from db import casework, people
from db.tables import Person
from handlers import notices
from handlers.desk import Visit
from texts.vi import officer as texts

VALID_FOR = timedelta(days=14)


def code_hash(code: str) -> str:
    return hashlib.sha256(f"invitation:{code}".encode()).hexdigest()


def link_officer(visit: Visit, code: str) -> None:
    """The code works once, in a private chat; typed in a group it is voided, since others have read it."""
    session = visit.uow.session
    post = people.invitation(session, code_hash(code))
    if post is None or visit.now - post.invited_at > VALID_FOR:
        visit.say(texts.invitation_unknown())
        return
    post.invitation_hash = None
    if not visit.chat.private:
        post.revoked_at = visit.now
        visit.say(texts.invitation_in_group())
        return
    invited = session.get_one(Person, post.person_id)
    post.person_id, post.linked_at = visit.person.id, visit.now
    visit.person.name = invited.name or visit.person.name
    visit.person.noticed_at = visit.person.noticed_at or visit.now
    session.flush()
    session.delete(invited)
    locality = visit.desk.locality
    body = locality.bodies[post.body].name if post.body else None
    visit.say(texts.welcome(visit.person.name, texts.role(post.role), locality.units[post.authority].full_name, body))
    _show_waiting(visit, post.authority)


def _show_waiting(visit: Visit, authority: str) -> None:
    """What came before anybody was there to get a card."""
    session = visit.uow.session
    for one, case in casework.cases_of_officer(session, [authority])[:5]:
        posts = people.posts_in(session, authority, visit.today)
        if case.handler_id is None and visit.person.id in notices.responsible(posts, case):
            visit.say(notices.card_text(visit, case, one), notices.card_buttons(one))
