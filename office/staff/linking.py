"""An invitation is taken up: a private chat becomes that of an officer, a group chat that of an office."""

from dataclasses import dataclass
from datetime import timedelta

from db.queues import tellings
from db.queues.messages import Outgoing
from db.stores import groups, people
from db.tables import Case, OfficeGroup, Person, Post, Submission
from office import cards, gate
from office.errand import Errand, actor_of
from office.staff.inviting import code_hash
from office.telling import responsible

SHOWN = 5  # waiting cases whose cards come at once
VALID_FOR = timedelta(days=14)


class InvitationUnknown(Exception):
    """No such code waits to be used, or it waited too long."""


class GroupCodeElsewhere(Exception):
    """A group's code was typed in a private chat: it waits on."""


@dataclass(frozen=True)
class Card:
    """To be shown in the chat from which the code came."""

    case_id: int
    telling: str
    outgoing: Outgoing


@dataclass(frozen=True)
class Linked:
    """The post that was taken up, by whom, and what waits there: the first cards, and how many more."""

    post: Post
    name: str
    cards: list[Card]
    more: int


def link(errand: Errand, code: str, *, private: bool, channel: str) -> Linked | OfficeGroup | None:
    """The code works once: an officer's in a private chat, a group's in a group. None where an officer's was typed in a group,
    where others read it: it is void from now on. Raises InvitationUnknown, GroupCodeElsewhere."""
    group = groups.group_invitation(errand.uow.session, code_hash(code))
    if group is not None:
        return _link_group(errand, group, private=private)
    post = people.invitation(errand.uow.session, code_hash(code))
    if post is None or errand.now - post.invited_at > VALID_FOR:
        raise InvitationUnknown
    post.invitation_hash = None
    if not private:
        post.revoked_at = errand.now
        return None
    return _link_officer(errand, post, channel)


def _link_officer(errand: Errand, post: Post, channel: str) -> Linked:
    session, person = errand.uow.session, errand.person
    invited = session.get_one(Person, post.person_id)
    post.person_id, post.linked_at = person.id, errand.now
    person.name = invited.name or person.name
    person.noticed_at = person.noticed_at or errand.now
    session.flush()
    session.delete(invited)
    found, more = _waiting(errand, post, channel)
    return Linked(post, person.name, found, more)


def _waiting(errand: Errand, post: Post, channel: str) -> tuple[list[Card], int]:
    """What came before anybody was there to get a card."""
    held = people.HeldPost(post.id, post.person_id, post.authority, post.body, post.role)
    errand.actor = actor_of(post.person_id, (*errand.actor.posts, held))
    posts = people.posts_in(errand.uow.session, post.authority, errand.today)
    mine = [
        (submission, case)
        for submission, case in gate.open_cases(errand)
        if case.authority == post.authority and case.handler_id is None and post.person_id in responsible(posts, case)
    ]
    counts = gate.sender_counts(errand, [case for _, case in mine[:SHOWN]])
    shown = [_card(errand, submission, case, counts.get(case.id, 0), channel) for submission, case in mine[:SHOWN]]
    return shown, max(len(mine) - SHOWN, 0)


def _card(errand: Errand, submission: Submission, case: Case, senders: int, channel: str) -> Card:
    to = tellings.Recipient(person_id=errand.actor.person_id)
    tellings.add(errand.uow.connection, case.id, case.last_event, "card", [(to, True)], errand.now)
    key = tellings.key(case.id, case.last_event, "card", to)
    return Card(case.id, key, cards.make(errand, case, submission, senders, channel=channel))


def _link_group(errand: Errand, group: OfficeGroup, *, private: bool) -> OfficeGroup:
    if private:
        raise GroupCodeElsewhere
    if errand.now - group.invited_at > VALID_FOR:
        raise InvitationUnknown
    assert errand.origin.chat_id is not None, "a group is a chat"
    before = groups.group_of_chat(errand.uow.session, errand.origin.chat_id)
    if before is not None:
        before.revoked_at, before.chat_id = errand.now, None
        errand.uow.session.flush()
    group.invitation_hash, group.chat_id, group.linked_at = (None, errand.origin.chat_id, errand.now)
    return group
