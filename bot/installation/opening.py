"""What the program and every command start from: settings, content, files, and the database once it is opened."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import version
from random import SystemRandom
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.port import TELEGRAM, TRAITS, Channel
from bot.channels.terminal.terminal import ConsoleChannel
from bot.channels.web.routes import WebChannel
from bot.clock import Clock, monotonic
from bot.engine.content_watch import ContentWatch
from bot.engine.delivery import Deliverer
from bot.engine.presence import Presence, process_name
from bot.engine.supervisor import is_running
from bot.engine.worker import Office, Worker
from bot.errors import CallerMistake
from bot.installation import keys
from bot.installation.backup import refuse_half_restored
from bot.installation.backup_schedule import back_up_before_upgrade
from bot.installation.database_faults import FAULTS, database_fault
from bot.settings import Settings, load, open_to_others
from cases.deadlines.rules import DeadlinesInvalid, Table
from cases.deadlines.rules import table as deadline_table
from db.engine.database import Database, DatabaseBusy, SchemaTooNew, is_outage, open_database
from db.engine.storing import in_session
from db.queues import leases
from db.queues.messages import Attachment, Incoming
from db.unit_of_work import UnitOfWork
from faq.content import Content, Contents, build
from faq.entries import EntryInvalid, Written, read_folder
from faq.overlay import EditedEntry, overlay
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from localities.loading import LocalityError
from localities.loading import load as load_locality
from localities.locality import Locality
from office.errand import HANOI, Errand
from office.files.store import FileStore
from texts.vi.operator import file_faults, starting

BUILD = version("nghedan")
WAIT_SECONDS = 1.0
LOOK_SECONDS = 0.25
SIGNS_SECONDS = leases.SECONDS + 1.0  # signs of life of whoever was killed are gone by then

T = TypeVar("T")

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from bot.channels.telegram.api import TelegramApi
    from bot.channels.telegram.receiving import TelegramReceiving


def telegram_parts() -> Any:
    """The module bot.telegram, loaded at its first use: most starts do without."""
    return import_module("bot.channels.telegram.kit")


class _TelegramChannel:
    """Parses with the library once there is something to parse."""

    name = TELEGRAM

    def parse(self, body: bytes) -> Incoming:
        incoming: Incoming = telegram_parts().parse(body)
        return incoming


@cache
def _files() -> tuple[Sequence[Written], Sequence[EntryInvalid]]:
    """The entries that ship, each by itself, read once in a process's life."""
    return read_folder()


@cache
def _shipped(places: frozenset[str]) -> Content:
    return build(overlay(*_files(), ()), places=places)


class Installation:
    """What needs no database. Content is read when it is first asked for; a fault in it is the caller's mistake."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock(settings.now)
        self.files = FileStore(settings.files)
        self.holder = process_name()  # of leases: that of the whole program, whose child is one at a time
        channels: tuple[Channel, ...] = (WebChannel(), ConsoleChannel(), _TelegramChannel())
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in channels}
        self.serves = False

    def prepare(self) -> None:
        """For the program itself, not for a command beside it. Reads content and keys now, so that a fault in them ends the
        start and not the first message."""
        self.serves = True
        self.settings.telegram_webhook()
        _ = self.desk, self.deadlines
        self.settings.seals()

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(HANOI).date()

    @cached_property
    def locality(self) -> Locality:
        try:
            return load_locality(self.settings.locality)
        except LocalityError as error:
            raise CallerMistake(starting.wrong_content(str(error))) from None

    @property
    def _unasked_places(self) -> frozenset[str]:
        """Questions are matched without a locality, too; that it is broken is told by whoever needs it."""
        try:
            return self.locality.unasked_places
        except CallerMistake:
            return frozenset()

    @cached_property
    def deadlines(self) -> Table:
        """The deadlines of law."""
        try:
            return deadline_table()
        except DeadlinesInvalid as error:
            raise CallerMistake(starting.wrong_content(str(error))) from None

    @property
    def shipped(self) -> Content:
        """The entries that ship; a broken one is left out."""
        return _shipped(self._unasked_places)

    def content(self, editions: Iterable[EditedEntry], before: Content | None = None) -> Content:
        """With what editors published and withdrew; see faq.content.build."""
        return build(overlay(*_files(), editions), before, self._unasked_places)

    def telegram(self) -> "TelegramApi | None":
        """A client of its own, to be closed; None where no token is set."""
        token = self.settings.telegram_token
        if token is None:
            return None
        api: TelegramApi = telegram_parts().TelegramApi(token.get_secret_value(), self.settings.telegram_base_url)
        return api

    @cached_property
    def desk(self) -> ChatDesk:
        self._look_for_keys()

        def discard(one: Attachment) -> None:
            self.files.remove(one.sha256)

        return ChatDesk(
            locality=self.locality, contents=Contents(self.shipped), secret=self.settings.secret(),
            random=SystemRandom(), flows=FLOWS, buttons=BUTTONS, offering=offering, traits=TRAITS,
            public_url=self.settings.address, discard=discard,
        )  # fmt: skip

    def _look_for_keys(self) -> None:
        """Before keys are made: raises CallerMistake where there is a database that was filled under some."""
        file = self.settings.database_file
        if file is None or not self.settings.missing_keys():
            return
        refuse_half_restored(file.parent)
        if file.exists():
            try:
                with closing(open_database(self.settings.url)) as database:
                    _miss_no_keys(self.settings, database)
            except FAULTS as error:
                raise CallerMistake(database_fault(error)) from None


def _miss_no_keys(settings: Settings, database: Database) -> None:
    """Raises CallerMistake where the files are missing of keys that the database knows."""
    known = database.schema_state() != "empty" and database.read(in_session(keys.are_known))
    if known and (missing := settings.missing_keys()):  # asked last: a program that starts meanwhile makes them, then agrees
        raise CallerMistake(starting.keys_are_missing(", ".join(map(str, missing))))


@dataclass(frozen=True)
class Opened:
    """An installation with its database, migrated."""

    installation: Installation
    database: Database

    @property
    def settings(self) -> Settings:
        return self.installation.settings

    @property
    def clock(self) -> Clock:
        return self.installation.clock

    @cached_property
    def office(self) -> Office:
        """What handles messages, with the keys of this database."""
        here = self.installation
        self.agree_on_keys()
        return Office(self.database, here.desk, here.channels, here.clock.now)

    def perform(self, deed: Callable[[Errand], T]) -> T:
        """Does it in a transaction of its own; the office itself acts, for whoever is logged in."""
        now, desk = self.clock.now(), self.office.desk

        def work(connection: Connection) -> T:
            with UnitOfWork(connection, now, self.database) as uow:
                return deed(Errand(uow, desk))

        return self.database.write(work).result()

    def agree_on_keys(self) -> None:
        """Raises CallerMistake where the database was filled under other keys. Writes only where it does not know these yet:
        a start should not have to wait for somebody else's write."""
        if self.settings.missing_keys():
            _miss_no_keys(self.settings, self.database)
        ours = keys.fingerprints(self.settings)
        agreed, strange = self.database.read(in_session(lambda one: (keys.are_agreed(one, ours), keys.strange_keys(one, ours))))
        if not agreed and not strange:
            strange = self.database.write(in_session(lambda session: keys.agree(session, ours))).result()
        if strange:
            raise CallerMistake(starting.strange_keys(strange))

    def receiving(self, api: "TelegramApi") -> "TelegramReceiving":
        """From Telegram, in the way the settings say."""
        here, make = self.installation, telegram_parts().TelegramReceiving
        webhook = here.settings.telegram_webhook()
        receiving: TelegramReceiving = make(api, self.database, here.files, here.clock.now, webhook, here.holder)
        return receiving

    def delivering(self, api: "TelegramApi") -> Deliverer:
        """What sends to Telegram."""
        here = self.installation
        sender = telegram_parts().TelegramSender(api, here.files)
        return Deliverer(self.database, sender, here.clock.now, holder=here.holder)

    def reading(self) -> ContentWatch:
        """What keeps the content of this process as the editors have it."""
        here = self.installation
        return ContentWatch(self.database, here.desk.contents, here.content, here.clock.now)

    def working(self) -> Worker:
        """What handles messages and fires timers."""
        return Worker(self.office, holder=self.installation.holder)

    def present(self) -> Presence:
        """What tells the other processes that this one lives."""
        here = self.installation
        return Presence(self.database, here.files.folder, here.clock.now, here.holder)


@contextmanager
def opened(installation: Installation | None = None, *, patient: bool = False) -> Iterator[Opened]:
    """Opens the database and brings it up to date; closes it at the end. `patient`: a database that cannot work just now is
    waited for, since it could before."""
    here = installation or Installation(load())
    _make_place(here.settings)
    database = open_database(here.settings.url)
    office = Opened(here, database)
    try:
        try:
            _get_ready(office, patient)
        except SchemaTooNew:
            raise CallerMistake(starting.schema_too_new()) from None
        except FAULTS as error:
            raise CallerMistake(database_fault(error)) from None
        yield office
    finally:
        database.close()


def _make_place(settings: Settings) -> None:
    file = settings.database_file
    if file is None:
        return
    refuse_half_restored(file.parent)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():  # an empty file is a new database, and what SQLite makes beside it gets the same mode
            file.touch(mode=0o600)
        elif open_to_others(file):  # as earlier versions made it
            with suppress(PermissionError):  # somebody else's, who has to close it: `check` says so
                file.chmod(0o600)
    except OSError as error:
        raise CallerMistake(file_faults.unusable(str(error.filename or file), error.strerror or "")) from None


def _get_ready(office: Opened, patient: bool) -> None:
    while True:
        try:
            _bring_up_to_date(office.installation, office.database)
            if office.installation.serves:
                office.agree_on_keys()
            return
        except (SQLAlchemyError, DatabaseBusy) as error:
            if not patient or not is_outage(error):
                raise
            log.warning("the database cannot be worked with: %s", type(error).__name__)
        time.sleep(WAIT_SECONDS)


def _bring_up_to_date(here: Installation, database: Database) -> None:
    """Never under a program that runs: the old one could not go on with what it finds afterwards."""
    if here.serves and not here.settings.embedded:
        _wait_for_older_ones(here, database)
    elif not here.serves and _older_ones_run(here, database):
        raise CallerMistake(starting.older_program_runs())
    back_up_before_upgrade(here.settings, database, here.clock.now(), BUILD)
    database.migrate()


def _wait_for_older_ones(here: Installation, database: Database) -> None:
    """They may be stopping, or be dead: a sign of life stands for some seconds longer. Whoever starts gives none before the
    database is up to date, so those that start together do not wait for each other."""
    give_up, told = monotonic() + SIGNS_SECONDS, False
    while _older_ones_run(here, database):
        if monotonic() > give_up:
            raise CallerMistake(starting.older_processes_run())
        if not told:
            log.warning("processes of an older version run, or did a moment ago: the upgrade waits for their end")
            told = True
        time.sleep(LOOK_SECONDS)


def _older_ones_run(here: Installation, database: Database) -> bool:
    """False also where one that started with this one was quicker: it is up to date, and it is its sign that was seen."""
    return database.schema_state() == "old" and _somebody_runs(here, database) and database.schema_state() == "old"


def _somebody_runs(here: Installation, database: Database) -> bool:
    if here.settings.embedded:
        return is_running(here.settings.home)
    now = here.clock.now()
    signs = (leases.NODE, leases.PROCESS)
    return any(database.read(lambda connection: [leases.holders(connection, sign, now) for sign in signs]))
