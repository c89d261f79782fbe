"""`/start CODE`: binds a private chat to the officer who was invited."""

import hashlib
from datetime import timedelta

from db.queues.messages import Outgoing
from db.stores import casework, groups, people
from db.tables import OfficeGroup, Person
from handlers import notices
from handlers.engine.desk import Visit
from texts.vi.officer import staff as texts

SHOWN = 5  # waiting cases whose cards come at once
VALID_FOR = timedelta(days=14)


def code_hash(code: str) -> str:
    return hashlib.sha256(f"invitation:{code}".encode()).hexdigest()


def link_officer(visit: Visit, code: str) -> None:
    """The code works once, in a private chat; typed in a group it is voided, since others have read it."""
    session = visit.uow.session
    group = groups.group_invitation(session, code_hash(code))
    if group is not None:
        _link_group(visit, group)
        return
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
    post.person_id, post.linked_at = visit.sender.id, visit.now
    visit.person.name = invited.name or visit.person.name
    visit.person.noticed_at = visit.person.noticed_at or visit.now
    session.flush()
    session.delete(invited)
    locality = visit.desk.locality
    body = locality.bodies[post.body].name if post.body else None
    visit.say(texts.welcome(visit.person.name, texts.role(post.role), locality.units[post.authority].full_name, body))
    _show_waiting(visit, post.authority)


def _link_group(visit: Visit, group: OfficeGroup) -> None:
    """A group's code works once, and only in a group."""
    session, locality = visit.uow.session, visit.desk.locality
    if visit.chat.private or visit.now - group.invited_at > VALID_FOR:
        visit.say(texts.group_code_elsewhere() if visit.chat.private else texts.invitation_unknown())
        return
    before = groups.group_of_chat(session, visit.chat.id)
    if before is not None:
        before.revoked_at, before.chat_id = visit.now, None
        session.flush()
    group.invitation_hash, group.chat_id, group.linked_at = None, visit.chat.id, visit.now
    visit.say(texts.group_linked(notices.office_name(locality, group.authority, group.body)))


def _show_waiting(visit: Visit, authority: str) -> None:
    """What came before anybody was there to get a card."""
    session = visit.uow.session
    posts = people.posts_in(session, authority, visit.today)
    waiting = [
        (one, case)
        for one, case in casework.cases_of_officer(session, [authority])
        if case.handler_id is None and visit.sender.id in notices.responsible(posts, case)
    ]
    for one, case in waiting[:SHOWN]:
        senders = len(casework.senders(session, case.id))
        text = notices.card_text(visit, case, one, senders, discreet=visit.chat.channel in notices.ABROAD)
        visit.send(Outgoing(text=text, choices=notices.card_buttons(one), numbered=False), case_id=case.id)
    if len(waiting) > SHOWN:
        visit.say(texts.more_waiting(len(waiting) - SHOWN))
