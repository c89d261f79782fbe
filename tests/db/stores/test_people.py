"""People, their addresses and posts, on both engines."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.engine.database import Database
from db.engine.storing import in_session
from db.queues import inbox
from db.stores import arrivals, people
from db.tables import Chat, Contact, Person, Post

T = TypeVar("T")
TODAY = date(2026, 11, 24)


class Registry:
    """Asks the people's store in transactions of its own."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database, self.now = database, now

    def do(self, fn: Callable[[Session], T]) -> T:
        return self._database.write(in_session(fn)).result(timeout=20)

    def chat(self, key: str, *, channel: str = "web", private: bool = True) -> int:
        return self._database.write(
            lambda connection: inbox.ensure_chat(connection, channel, key, self.now, private=private)
        ).result()

    def person(self, address: str, *, channel: str = "web", chat: str = "", private: bool = True) -> int:
        chat_id = self.chat(chat or address, channel=channel, private=private)
        message = arrivals.Message(chat_id, channel, address, private=private)
        return self._database.write(lambda connection: arrivals.look(connection, message, self.now)).result().sender.id

    def held(self, address: str) -> list[int]:
        """The posts that whoever writes from there holds."""
        message = arrivals.Message(self.chat(address), "web", address)
        found = self._database.write(lambda connection: arrivals.look(connection, message, self.now)).result()
        return [post.id for post in found.sender.posts]

    def post(self, address: str, authority: str = "dong-son", body: str | None = None, role: str = "officer") -> int:
        """A linked one."""
        person_id = self.person(address)

        def link(session: Session) -> int:
            post = people.invite(session, authority=authority, body=body, role=role, name="Bê", code_hash=address, now=self.now)
            post.person_id, post.linked_at, post.invitation_hash = person_id, self.now, None
            return post.id

        return self.do(link)

    def reach(self, *person_ids: int) -> list[tuple[int, str]]:
        return self.do(lambda session: [(one.chat_id, one.channel) for one in people.chats_of(session, person_ids)])

    def change(self, post_id: int, **values: object) -> None:
        self.do(lambda session: session.execute(update(Post).where(Post.id == post_id).values(**values)))

    def present(self, authority: str = "dong-son", on: date = TODAY) -> list[int]:
        return self.do(lambda session: [post.id for post in people.posts_in(session, authority, on)])


@pytest.fixture
def registry(database: Database, now: datetime) -> Registry:
    return Registry(database, now)


# ---------------------------------------------------------------- who writes


def test_same_address_is_the_same_person(registry: Registry) -> None:
    first = registry.person("a")
    assert registry.person("a") == first
    assert registry.person("b") != first
    assert registry.person("a", channel="terminal") != first


def test_who_spoke_in_a_group_first_is_reached_once_they_write_in_private(registry: Registry) -> None:
    person_id = registry.person("7", channel="telegram", chat="-100", private=False)
    assert registry.reach(person_id) == []
    assert registry.person("7", channel="telegram") == person_id
    assert registry.reach(person_id) == [(registry.chat("7", channel="telegram"), "telegram")]
    registry.person("7", channel="telegram", chat="-100", private=False)
    assert registry.reach(person_id) == [(registry.chat("7", channel="telegram"), "telegram")]


def test_left_address_belongs_to_a_new_person(registry: Registry) -> None:
    before = registry.person("a")
    registry.do(lambda session: people.unlink(session, "web", "a"))
    assert registry.person("a") != before
    assert registry.reach(before) == []
    registry.do(lambda session: people.unlink(session, "web", "nobody"))


def test_address_may_be_moved_to_another_person(registry: Registry) -> None:
    one, other = registry.person("a"), registry.person("b")
    registry.do(lambda session: people.move_contact(session, "web", "b", session.get_one(Person, one)))
    assert registry.person("b") == one
    assert len(registry.reach(one)) == 2
    assert registry.reach(other) == []


def test_chat_that_cannot_be_written_to_reaches_nobody(registry: Registry) -> None:
    person_id = registry.person("a")
    registry.do(lambda session: session.execute(update(Chat).values(unreachable="blocked")))
    assert registry.reach(person_id) == []


def test_several_are_reached_in_the_order_asked_for(registry: Registry) -> None:
    one, other, terminal = registry.person("a"), registry.person("b"), registry.person("c", channel="terminal")
    web = [(registry.chat(key), "web") for key in "ab"]
    assert registry.reach(terminal, other, one) == [(registry.chat("c", channel="terminal"), "terminal"), web[1], web[0]]
    assert registry.reach() == []


# ---------------------------------------------------------------- invitations and posts


def test_invitation_is_found_by_its_hash_until_it_is_used_or_revoked(registry: Registry) -> None:
    post_id = registry.do(
        lambda session: (
            people.invite(session, authority="dong-son", body=None, role="officer", name="Bê", code_hash="h", now=registry.now).id
        )
    )
    found = registry.do(lambda session: people.invitation(session, "h"))
    assert found is not None
    assert found.id == post_id
    assert registry.do(lambda session: people.invitation(session, "other")) is None
    registry.change(post_id, revoked_at=registry.now)
    assert registry.do(lambda session: people.invitation(session, "h")) is None


def test_invited_is_no_officer_yet(registry: Registry) -> None:
    post_id = registry.post("a")
    registry.change(post_id, linked_at=None)
    assert registry.held("a") == []
    assert registry.present() == []


def test_linked_officer_is_in_until_revoked(registry: Registry) -> None:
    post_id = registry.post("a")
    assert registry.present() == [post_id]
    assert registry.present("van-tuong") == []
    assert registry.held("a") == [post_id]
    registry.change(post_id, revoked_at=registry.now)
    assert registry.present() == []
    assert registry.held("a") == []


def test_absent_officer_gets_nothing_until_the_day_after_but_keeps_the_post(registry: Registry) -> None:
    post_id = registry.post("a")
    assert registry.do(lambda session: people.set_absent(session, post_id, TODAY))
    assert registry.present() == []
    assert registry.present(on=TODAY + timedelta(days=1)) == [post_id]
    assert registry.held("a") == [post_id]


def test_absence_of_no_post(registry: Registry) -> None:
    post_id = registry.post("a")
    registry.change(post_id, revoked_at=registry.now)
    assert not registry.do(lambda session: people.set_absent(session, post_id, TODAY))
    assert not registry.do(lambda session: people.set_absent(session, 4711, TODAY))


def test_whoever_holds_a_post_is_staff_with_or_without_a_chat(registry: Registry) -> None:
    post_id, other = registry.post("a"), registry.post("b", role="leader")
    registry.do(lambda session: people.unlink(session, "web", "a"))
    assert registry.present() == [post_id, other]
    staff = registry.do(lambda session: people.staff(session, "dong-son", TODAY))
    assert [post.person_id for post in staff.posts if staff.chats.get(post.person_id)] == [registry.person("b")]


def test_one_person_with_two_posts_and_two_chats(registry: Registry) -> None:
    first, second = registry.post("a"), registry.post("a", authority="van-tuong", role="focal")
    person_id = registry.person("a")
    registry.person("b")
    registry.do(lambda session: people.move_contact(session, "web", "b", session.get_one(Person, person_id)))
    assert registry.held("a") == registry.held("b") == [first, second]
    assert registry.present() == [first]
    assert registry.present("van-tuong") == [second]


def test_address_is_unique_within_its_channel(registry: Registry) -> None:
    registry.person("a")
    contacts = registry.do(lambda session: session.query(Contact).where(Contact.address == "a").count())
    assert contacts == 1
