"""People, where they are reached, and the posts that officers hold. Who writes a message stands in db.arrivals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, Integer, and_, bindparam, select
from sqlalchemy.orm import Session

from db.engine.prepared import SOME, Prepared, filled, some
from db.engine.storing import read_all
from db.tables import Chat, Contact, Person, Post

HELD = (Post.linked_at.is_not(None), Post.revoked_at.is_(None))
POST = (Post.id, Post.person_id, Post.authority, Post.body, Post.role)


@dataclass(frozen=True)
class Destination:
    """A chat in which somebody can be told something."""

    chat_id: int
    channel: str


@dataclass(frozen=True)
class HeldPost:
    """A post that somebody holds, to look at; `post` gives one to change."""

    id: int
    person_id: int
    authority: str
    body: str | None
    role: str


@dataclass(frozen=True)
class Staff:
    """The posts of an authority whose holders are linked and present; and where each of them is who can be reached in a chat."""

    posts: Sequence[HeldPost]
    chats: Mapping[int, Sequence[Destination]]

    def reach(self, person_ids: Sequence[int]) -> list[Destination]:
        """In the order of the people, of each the oldest chat first."""
        return _in_order(person_ids, self.chats)


def unlink(session: Session, channel: str, address: str) -> None:
    """The address belongs to nobody any more: a shared computer was left."""
    contact = session.scalar(select(Contact).where(Contact.channel == channel, Contact.address == address))
    if contact is not None:
        session.delete(contact)


def move_contact(session: Session, channel: str, address: str, person: Person) -> None:
    """From now on `person` writes from this address."""
    contact = session.scalars(select(Contact).where(Contact.channel == channel, Contact.address == address)).one()
    contact.person_id = person.id


def chats_of(session: Session, person_ids: Sequence[int]) -> list[Destination]:
    """The private chats in which these people can be reached, in their order, of each the oldest first."""
    return _in_order(person_ids, chats_by_person(session, person_ids))


def chats_by_person(session: Session, person_ids: Sequence[int]) -> dict[int, list[Destination]]:
    """The same, for each of them who has any."""
    found: dict[int, list[Destination]] = {}
    for first in range(0, len(person_ids), SOME):
        asked = filled("person", person_ids[first : first + SOME])
        for person_id, chat_id, channel in read_all(session, _CHATS_OF, asked):
            found.setdefault(person_id, []).append(Destination(chat_id, channel))
    return found


def _in_order(person_ids: Sequence[int], chats: Mapping[int, Sequence[Destination]]) -> list[Destination]:
    return [chat for person_id in person_ids for chat in chats.get(person_id, ())]


def invite(session: Session, *, authority: str, body: str | None, role: str, name: str, code_hash: str, now: datetime) -> Post:
    person = Person(name=name, phone="", created_at=now, keeps_words=False)
    session.add(person)
    session.flush()
    post = Post(person_id=person.id, authority=authority, body=body, role=role, invitation_hash=code_hash, invited_at=now)
    session.add(post)
    session.flush()
    return post


def invitation(session: Session, code_hash: str) -> Post | None:
    return session.scalar(select(Post).where(Post.invitation_hash == code_hash, Post.revoked_at.is_(None)).with_for_update())


def posts_in(session: Session, authority: str, today: date) -> list[HeldPost]:
    """Those of the staff, where nobody is to be told anything."""
    return list(staff(session, authority, today).posts)


def staff(session: Session, authority: str, today: date) -> Staff:
    posts: dict[int, HeldPost] = {}
    chats: dict[int, dict[int, Destination]] = {}
    for *facts, chat_id, channel in read_all(session, _STAFF, {"authority": authority, "today": today}):
        post = HeldPost(*facts)
        posts[post.id] = post
        if chat_id is not None:
            chats.setdefault(post.person_id, {})[chat_id] = Destination(chat_id, channel)
    return Staff(list(posts.values()), {person_id: list(found.values()) for person_id, found in chats.items()})


def holders(session: Session, role: str) -> Sequence[int]:
    """The people who hold a post of this role, wherever."""
    return session.scalars(select(Post.person_id).where(Post.role == role, *HELD).distinct().order_by(Post.person_id)).all()


_REACHABLE = (Chat.id == Contact.chat_id, Chat.unreachable.is_(None))


_CHATS_OF = Prepared(
    select(Contact.person_id, Chat.id, Chat.channel)
    .where(Contact.person_id.in_(some("person", Integer())), *_REACHABLE)
    .order_by(Contact.id)
)
_STAFF = Prepared(
    select(*POST, Chat.id, Chat.channel)
    .outerjoin(Contact, Contact.person_id == Post.person_id)
    .outerjoin(Chat, and_(*_REACHABLE))
    .where(
        Post.authority == bindparam("authority"),
        *HELD,
        (Post.absent_until.is_(None)) | (Post.absent_until < bindparam("today", type_=Date)),
    )
    .order_by(Post.id, Contact.id)
)


def post(session: Session, post_id: int) -> Post | None:
    """The post, locked until the transaction ends."""
    return session.scalar(select(Post).where(Post.id == post_id).with_for_update())


def set_absent(session: Session, post_id: int, until: date) -> bool:
    """Its holder is away up to and including that day; False where no such post is held."""
    found = post(session, post_id)
    if found is None or found.revoked_at is not None:
        return False
    found.absent_until = until
    return True


def all_posts(session: Session) -> Sequence[tuple[Post, Person]]:
    query = select(Post, Person).join(Person, Person.id == Post.person_id).order_by(Post.id)
    return [(post, person) for post, person in session.execute(query)]
