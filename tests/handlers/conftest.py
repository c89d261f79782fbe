"""A desk and a town hall for the tests of handlers/."""

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Connection

from bot.channels.registry import TRAITS
from db.engine.database import Database, open_database
from db.tables import Base
from faq.content import Content, Contents
from faq.entries import load as load_entries
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from localities.loading import load as load_locality
from tests.handlers.hall import Hall, Somebody
from tests.handlers.tea import Shop


@pytest.fixture(scope="session")
def desk() -> ChatDesk:
    locality = load_locality("binh-son")
    contents = Contents(Content.of(load_entries(), locality.unasked_places))
    return ChatDesk(
        locality=locality, contents=contents, secret=b"tests", random=Random(7), flows=FLOWS, buttons=BUTTONS,
        offering=offering, traits=TRAITS,
    )  # fmt: skip


@pytest.fixture(scope="session")
def shared_database() -> Iterator[Database]:
    """In memory, its tables made straight from the metadata (tests/db proves that migrations make the same)."""
    database = open_database("sqlite://")
    database.write(Base.metadata.create_all).result()
    yield database
    database.close()


@pytest.fixture
def hall(desk: ChatDesk, shared_database: Database) -> Iterator[Hall]:
    """A town hall with nothing in it. The database is emptied, not made anew: its statements stay compiled."""
    yield Hall(shared_database, desk)
    shared_database.write(empty).result()


def empty(connection: Connection) -> None:
    """As the database was in the beginning."""
    for table in reversed(Base.metadata.sorted_tables):
        connection.execute(table.delete())


@pytest.fixture
def shop(hall: Hall) -> Shop:
    return Shop(hall)


@pytest.fixture
def dan(shop: Shop) -> Somebody:
    return shop.hall.person("dan")
