"""People, where they are reached, and the posts that officers hold."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Contact, Person, Post


def person_at(session: Session, channel: str, address: str, chat_id: int, private: bool, now: datetime) -> Person:
    """The person who writes from this address; made at the first message."""
    contact = session.scalar(select(Contact).where(Contact.channel == channel, Contact.address == address))
    if contact is not None:
        if private and contact.chat_id is None:
            contact.chat_id = chat_id
        person = session.get_one(Person, contact.person_id)
        return person
    person = Person(name="", phone="", created_at=now, keeps_words=False)
    session.add(person)
    session.flush()
    session.add(
        Contact(person_id=person.id, channel=channel, address=address, chat_id=chat_id if private else None, created_at=now)
    )
    return person


def unlink(session: Session, channel: str, address: str) -> None:
    """The address belongs to nobody any more: a shared computer was left."""
    contact = session.scalar(select(Contact).where(Contact.channel == channel, Contact.address == address))
    if contact is not None:
        session.delete(contact)


def move_contact(session: Session, channel: str, address: str, person: Person) -> None:
    """From now on `person` writes from this address."""
    contact = session.scalars(select(Contact).where(Contact.channel == channel, Contact.address == address)).one()
    contact.person_id = person.id


def chats_of(session: Session, person_id: int) -> list[int]:
    """The private chats in which a person is reached, oldest first."""
    query = select(Contact.chat_id).where(Contact.person_id == person_id, Contact.chat_id.is_not(None)).order_by(Contact.id)
    return [chat_id for chat_id in session.scalars(query) if chat_id is not None]


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


def posts_of(session: Session, person_id: int) -> Sequence[Post]:
    """The posts a person holds now."""
    query = select(Post).where(Post.person_id == person_id, Post.linked_at.is_not(None), Post.revoked_at.is_(None))
    return session.scalars(query.order_by(Post.id)).all()


def posts_in(session: Session, authority: str, today: date) -> Sequence[Post]:
    """The posts of an authority whose holders are linked and present."""
    query = select(Post).where(
        Post.authority == authority,
        Post.linked_at.is_not(None),
        Post.revoked_at.is_(None),
        (Post.absent_until.is_(None)) | (Post.absent_until < today),
    )
    return session.scalars(query.order_by(Post.id)).all()


def all_posts(session: Session) -> Sequence[tuple[Post, Person]]:
    query = select(Post, Person).join(Person, Person.id == Post.person_id).order_by(Post.id)
    return [(post, person) for post, person in session.execute(query)]
