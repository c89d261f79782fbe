"""What every deed is given: an errand, that is somebody who acts (an actor), from somewhere (an origin), inside one unit of work,
at the desk that knows the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from db.queues.messages import Attachment, Choice
from db.stores.people import HeldPost
from db.tables import Person
from db.unit_of_work import UnitOfWork
from faq.content import Contents
from localities.locality import Locality
from office.traits import Traits

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


# ---------------------------------------------------------------- who acts


@dataclass(frozen=True)
class Citizen:
    """A person who holds no post."""

    person_id: int
    posts: tuple[HeldPost, ...] = ()


@dataclass(frozen=True)
class Officer:
    """A person with the posts they hold as the errand began; of what they sent themselves they are the citizen."""

    person_id: int
    posts: tuple[HeldPost, ...]


@dataclass(frozen=True)
class System:
    """The office itself: a timer, or whoever is logged in at the command line."""

    person_id: None = None
    posts: tuple[HeldPost, ...] = ()


@dataclass(frozen=True)
class Client:
    """A program that reads by key, what these authorities show to everybody."""

    name: str
    authorities: frozenset[str]
    person_id: None = None
    posts: tuple[HeldPost, ...] = ()


Actor = Citizen | Officer | System | Client
SYSTEM = System()


def actor_of(person_id: int, posts: tuple[HeldPost, ...]) -> Citizen | Officer:
    return Officer(person_id, posts) if posts else Citizen(person_id)


@dataclass(frozen=True)
class Origin:
    """Where it came from, as far as somebody is answered there: the chat, and the received row, which files one case at most."""

    chat_id: int | None = None
    row_id: int | None = None


NOWHERE = Origin()


# ---------------------------------------------------------------- the desk

Offer = Literal["rate", "card"]  # what may be pressed under a message: handlers bind buttons to it
Offering = Callable[[Offer, str], tuple[Choice, ...]]


def offer_nothing(_: Offer, __: str) -> tuple[Choice, ...]:
    return ()


@dataclass(frozen=True)
class Desk:
    """What stays the same from errand to errand; only the contents are exchanged when editors change them. `secret` keys the PIN
    hashes; `traits`: of each channel by its name; `offering`: the choices that stand for an offer and a code; `discard` removes a
    stored file."""

    locality: Locality
    contents: Contents
    secret: bytes
    random: Random
    traits: Mapping[str, Traits] = field(default_factory=dict)
    offering: Offering = offer_nothing
    public_url: str = ""
    discard: Callable[[Attachment], None] = lambda _: None

    def is_abroad(self, channel: str) -> bool:
        """Whether what is said there leaves the country; of a channel that nobody knows that is assumed."""
        return channel not in self.traits or self.traits[channel].abroad

    def is_read_here(self, channel: str) -> bool:
        """Whether its people read from our own outbox, which can hide what was said."""
        return channel in self.traits and self.traits[channel].read_here


# ---------------------------------------------------------------- the errand


@dataclass
class Errand:
    """Something done inside one unit of work. `admitted`: the cases that the gate has let this actor into."""

    uow: UnitOfWork
    desk: Desk
    actor: Actor = SYSTEM
    origin: Origin = NOWHERE
    admitted: set[int] = field(default_factory=set, kw_only=True, repr=False)

    @property
    def now(self) -> datetime:
        return self.uow.now

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(HANOI).date()

    @property
    def person(self) -> Person:
        """The one who acts, to be read and changed; who needs only the id takes that of the actor."""
        assert self.actor.person_id is not None, "only people act like this"
        return self.uow.session.get_one(Person, self.actor.person_id)
