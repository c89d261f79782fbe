"""The database of an installation, opened and brought up to date."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock, monotonic
from bot.engine.supervisor import is_running
from bot.errors import CallerMistake
from bot.installation import keys
from bot.installation.backup_schedule import back_up_before_upgrade
from bot.installation.database_faults import FAULTS, database_fault
from bot.installation.half_restored import refuse_half_restored
from bot.installation.local import Installation
from bot.settings import Settings, open_to_others
from db.engine.database import Database, DatabaseBusy, SchemaTooNew, is_outage, open_database
from db.engine.storing import in_session
from db.queues import leases
from texts.vi.operator import file_faults, starting

BUILD = version("nghedan")
WAIT_SECONDS = 1.0
LOOK_SECONDS = 0.25
SIGNS_SECONDS = leases.SECONDS + 1.0  # signs of life of whoever was killed are gone by then

log = logging.getLogger(__name__)


def look_for_keys(settings: Settings) -> None:
    """Before keys are made: raises CallerMistake where there is a database that was filled under some."""
    file = settings.database_file
    if file is None or not settings.missing_keys():
        return
    refuse_half_restored(file.parent)
    if file.exists():
        try:
            with closing(open_database(settings.url)) as database:
                _miss_no_keys(settings, database)
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


@contextmanager
def opened(here: Installation, *, patient: bool = False) -> Iterator[Opened]:
    """Opens the database and brings it up to date; closes it at the end. `patient`: a database that cannot work just now is
    waited for, since it could before."""
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
    database.migrate(here.loaders.to_newest)


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
