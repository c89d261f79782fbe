"""`nghedan move`: takes an office from the embedded database to PostgreSQL. Received files stay where they are."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from bot.engine.supervisor import hold_folder
from bot.errors import CallerMistake
from bot.installation.backup import is_half_restored, refuse_half_restored
from bot.installation.backup_schedule import back_up_before_upgrade
from bot.installation.database_faults import FAULTS, database_fault
from bot.settings import Settings, engine_of
from db.engine import moving
from db.engine.database import Database, SchemaTooNew, open_database
from db.engine.moving import Different, Moved
from texts.vi.operator import file_faults, starting
from texts.vi.operator import moving as moving_texts


class _NotEmpty(Exception):
    """Somebody's data are in the new database."""


def move(settings: Settings, old: str, new: str, now: datetime, build: str) -> Moved:
    """All of it or nothing: whatever interrupts it, it is begun anew with the same command."""
    if engine_of(old) != "sqlite" or engine_of(new) != "postgresql":
        raise CallerMistake(moving_texts.addresses_wanted())
    file, target = Path(make_url(old).database or ""), make_url(new)
    if not _is_there(file):
        raise CallerMistake(moving_texts.nothing_to_move(str(file)))
    theirs = settings.model_copy(update={"database_url": SecretStr(old), "data_dir": file.parent})
    lock = hold_folder(file.parent, moving_texts.stop_before_moving(str(file.parent)))
    with lock, closing(open_database(old)) as left, closing(open_database(new)) as entered:
        refuse_half_restored(file.parent)
        try:
            back_up_before_upgrade(theirs, left, now, build)
            _migrate(left)
        except FAULTS:
            raise CallerMistake(moving_texts.unreadable(str(file))) from None
        try:
            _migrate(entered)
        except FAULTS as error:
            raise CallerMistake(database_fault(error, moving_texts.second_address())) from None
        return _moved(left, entered, target.render_as_string())


def folder_of(old: str) -> Path:
    """Where the keys and files of an embedded database lie, and beside it its backups."""
    return Path(make_url(old).database or "").parent


def _is_there(file: Path) -> bool:
    try:
        return file.is_file() or is_half_restored(file.parent)
    except OSError as error:
        raise CallerMistake(file_faults.unusable(str(file), error.strerror or "")) from None


def _migrate(database: Database) -> None:
    """Both sides stand at the same migration."""
    try:
        database.migrate()
    except SchemaTooNew:
        raise CallerMistake(starting.schema_too_new()) from None


def _moved(left: Database, entered: Database, place: str) -> Moved:
    before = left.data_version()

    def enter(target: Connection) -> Moved:
        moving.lock(target)
        if not moving.is_empty(target):
            raise _NotEmpty
        moved = left.read(lambda source: moving.copy(source, target))
        if left.data_version() != before:
            raise CallerMistake(moving_texts.changed_meanwhile())
        return moved

    try:
        return entered.write(enter).result()
    except _NotEmpty:
        raise CallerMistake(moving_texts.not_empty(place)) from None
    except Different as error:
        raise CallerMistake(moving_texts.arrived_differently(str(error))) from None
    except DBAPIError as error:
        raise CallerMistake(moving_texts.move_failed(type(error).__name__)) from None
