"""The desk at which an installation's office works, with its keys."""

from collections.abc import Callable
from random import SystemRandom
from typing import TypeVar

from sqlalchemy import Connection

from bot.channels.registry import TRAITS
from bot.installation.content import shipped
from bot.installation.local import Installation
from bot.installation.opening import Opened, look_for_keys
from db.queues.messages import Attachment
from db.unit_of_work import UnitOfWork
from faq.content import Contents
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from office.errand import Errand
from office.files.store import FileStore

T = TypeVar("T")


def make_desk(here: Installation) -> ChatDesk:
    """Reads content and keys; a fault in them is the caller's mistake. Where there are no keys yet they are made."""
    look_for_keys(here.settings)
    files = FileStore(here.settings.files)

    def discard(one: Attachment) -> None:
        files.remove(one.sha256)

    return ChatDesk(
        locality=here.locality, contents=Contents(shipped(here.places)), secret=here.settings.secret(), random=SystemRandom(),
        flows=FLOWS,
        buttons=BUTTONS, offering=offering, traits=TRAITS, public_url=here.settings.address, discard=discard,
    )  # fmt: skip


def desk_of(office: Opened) -> ChatDesk:
    """With the keys of this database."""
    office.agree_on_keys()
    return make_desk(office.installation)


def perform(office: Opened, deed: Callable[[Errand], T]) -> T:
    """Does it in a transaction of its own; the office itself acts, for whoever is logged in."""
    now, desk = office.clock.now(), desk_of(office)

    def work(connection: Connection) -> T:
        with UnitOfWork(connection, now, office.database) as uow:
            return deed(Errand(uow, desk))

    return office.database.write(work).result()
