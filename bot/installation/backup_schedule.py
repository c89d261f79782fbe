"""Backups that nobody has to remember: one a day, and one before an upgrade. Of the embedded database; PostgreSQL has its own
tools (docs/operations.md)."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.errors import CallerMistake
from bot.installation.backup import back_up
from bot.settings import Settings
from db.engine.database import Database
from office.errand import HANOI
from texts.vi.operator import backups as texts

HOUR = time(2)  # in Viet Nam: few write then
LOOK_AGAIN_SECONDS = 600
DAILY, BEFORE_UPGRADE = "hang-ngay", "truoc-nang-cap"

log = logging.getLogger(__name__)


def kept(settings: Settings, kind: str = DAILY) -> Sequence[Path]:
    """Backups of a kind, oldest first: their names carry their time."""
    return sorted(settings.backups.glob(f"nghedan-{kind}-*.tar.gz"))


def back_up_before_upgrade(settings: Settings, database: Database, now: datetime, build: str) -> None:
    """Where a migration is about to change an embedded database that holds something. Without the copy there is no upgrade:
    raises CallerMistake."""
    if settings.embedded and settings.backup_keep and database.schema_state() == "old":
        try:
            _make(settings, BEFORE_UPGRADE, now, build)
        except CallerMistake as mistake:
            raise CallerMistake(texts.upgrade_needs_one(str(mistake))) from None


def is_due(settings: Settings, now: datetime) -> bool:
    """Whether the last backup is older than the last time of day for it."""
    here = now.astimezone(HANOI)
    hour = datetime.combine(here.date(), HOUR, HANOI)
    last_hour = hour if here >= hour else hour - timedelta(days=1)
    made = kept(settings)
    return not made or made[-1].name < _name(DAILY, last_hour)


def back_up_today(settings: Settings, now: datetime, build: str) -> None:
    """A failure is logged and tried again; what was kept stays kept."""
    try:
        _make(settings, DAILY, now, build)
    except (CallerMistake, OSError):
        log.exception("the daily backup failed")


async def keep_backups(settings: Settings, now: Callable[[], datetime], build: str) -> None:
    """Runs until it is cancelled, beside the program."""
    while settings.embedded and settings.backup_keep:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)  # first: a start has better things to do
        if is_due(settings, now()):
            await asyncio.to_thread(back_up_today, settings, now(), build)


def _make(settings: Settings, kind: str, now: datetime, build: str) -> None:
    target = settings.backups / _name(kind, now)
    try:
        settings.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CallerMistake(texts.failed(str(target), error.strerror or "")) from error
    if not target.exists():
        back_up(settings, target, now, build)
    for old in kept(settings, kind)[: -settings.backup_keep]:
        old.unlink()


def _name(kind: str, at: datetime) -> str:
    return f"nghedan-{kind}-{at.astimezone(HANOI):%Y%m%d-%H%M%S}.tar.gz"
