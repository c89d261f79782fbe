"""`nghedan move`: takes an office from the embedded database to PostgreSQL. Received files stay where they are."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.backup_schedule import back_up_before_upgrade
from bot.errors import CallerMistake
from bot.settings import Settings
from bot.supervisor import AlreadyRunning, lock_folder
from db import moving
from db.engine import Database, DatabaseBusy, SchemaTooNew, open_database
from db.moving import Different, Moved
from texts.vi import operator as texts
from texts.vi import processes


class _NotEmpty(Exception):
    """Somebody's data are in the new database."""


def move(settings: Settings, old: str, new: str, now: datetime, build: str) -> Moved:
    """All of it or nothing: whatever interrupts it, it is begun anew with the same command."""
    source, target = _parsed(old, "sqlite"), _parsed(new, "postgresql")
    file = Path(source.database or "")
    if not file.is_file():
        raise CallerMistake(processes.nothing_to_move(str(file)))
    try:
        lock = lock_folder(file.parent)
    except AlreadyRunning:
        raise CallerMistake(processes.stop_before_moving(str(file.parent))) from None
    with lock, closing(open_database(old)) as left, closing(open_database(new)) as entered:
        _prepare(left, processes.unreadable(str(file)), settings.model_copy(update={"database_url": SecretStr(old)}), now, build)
        _prepare(entered, texts.unreachable_database(target.render_as_string()))
        return _moved(left, entered, target.render_as_string())


def _parsed(url: str, wanted: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise CallerMistake(processes.addresses_wanted()) from None
    if parsed.get_backend_name() != wanted or (wanted == "sqlite" and parsed.database in (None, "", ":memory:")):
        raise CallerMistake(processes.addresses_wanted())
    return parsed


def _prepare(
    database: Database, trouble: str, settings: Settings | None = None, now: datetime | None = None, build: str = ""
) -> None:
    """Both sides stand at the same migration."""
    try:
        if settings and now:
            back_up_before_upgrade(settings, database, now, build)
        database.migrate()
    except SchemaTooNew:
        raise CallerMistake(texts.schema_too_new()) from None
    except (SQLAlchemyError, DatabaseBusy, OSError):
        raise CallerMistake(trouble) from None


def _moved(left: Database, entered: Database, place: str) -> Moved:
    before = left.data_version()

    def enter(target: Connection) -> Moved:
        moving.lock(target)
        if not moving.is_empty(target):
            raise _NotEmpty
        moved = left.read(lambda source: moving.copy(source, target))
        if left.data_version() != before:
            raise CallerMistake(processes.changed_meanwhile())
        return moved

    try:
        return entered.write(enter).result()
    except _NotEmpty:
        raise CallerMistake(processes.not_empty(place)) from None
    except Different as error:
        raise CallerMistake(processes.arrived_differently(str(error))) from None
    except DBAPIError as error:
        raise CallerMistake(processes.move_failed(type(error).__name__)) from None
