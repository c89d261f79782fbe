"""The desk at which an installation's office works, with its keys."""

from collections.abc import Callable
from functools import cached_property
from random import SystemRandom
from typing import TypeVar

from sqlalchemy import Connection

from bot.channels.registry import TRAITS
from bot.installation.content import shipped
from bot.installation.local import Installation
from bot.installation.opening import Opened, look_for_keys
from db.queues.messages import Attachment
from db.unit_of_work import UnitOfWork
from faq.content import Content, Contents
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from office.errand import Desk, Errand
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


class _Later(Contents):
    """Read when somebody asks for them: most commands do without."""

    def __init__(self, read: Callable[[], Content]) -> None:
        self._read = read

    @cached_property
    def current(self) -> Content:  # type: ignore[override]  # as it is once it was read
        return self._read()


def _bare_desk(here: Installation) -> Desk:
    """For deeds that file nothing: no keys are asked for, and none are made."""
    return Desk(
        locality=here.locality, contents=_Later(lambda: shipped(here.places)), secret=b"", random=SystemRandom(),
        offering=offering, traits=TRAITS, public_url=here.settings.address,
    )  # fmt: skip


def perform(office: Opened, deed: Callable[[Errand], T]) -> T:
    """Does it in a transaction of its own; the office itself acts, for whoever is logged in. Not for what files cases."""
    now, desk = office.clock.now(), _bare_desk(office.installation)

    def work(connection: Connection) -> T:
        with UnitOfWork(connection, now, office.database) as uow:
            return deed(Errand(uow, desk))

    return office.database.write(work).result()
