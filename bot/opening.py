"""Opens what a command works with, and closes it again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from random import SystemRandom

from bot.channels.console import ConsoleChannel
from bot.channels.port import Channel
from bot.channels.web import WebChannel
from bot.clock import Clock
from bot.files import FileStore
from bot.settings import Settings, load
from bot.worker import Office
from db.engine import Database, open_database
from db.messages import Attachment
from faq.entries import load as load_entries
from faq.matching import Matcher
from faq.sections import answers
from handlers.desk import HANOI, Desk
from handlers.flows import BUTTONS, FLOWS
from localities.loading import load as load_locality


@dataclass(frozen=True)
class Opened:
    """The installation as a command sees it."""

    settings: Settings
    clock: Clock
    database: Database
    files: FileStore
    office: Office


@contextmanager
def opened() -> Iterator[Opened]:
    """Settings, database (migrated) and desk; the database is closed at the end."""
    settings = load()
    clock = Clock(settings.now)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    desk_of = prepare_desk(settings, clock)
    database = open_database(settings.url)
    try:
        database.migrate()
        files = FileStore(settings.files)
        yield Opened(settings, clock, database, files, Office(database, desk_of(files), channels(), clock.now))
    finally:
        database.close()


class _DeskBuilder:
    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._locality = load_locality(settings.locality)
        today = clock.now().astimezone(HANOI).date()
        self._entries = {one: entry for one, entry in load_entries().items() if answers(entry, today)}
        self._matcher = Matcher(self._entries)

    def __call__(self, files: FileStore) -> Desk:
        def discard(one: Attachment) -> None:
            files.remove(one.sha256)

        return Desk(
            locality=self._locality, entries=self._entries, matcher=self._matcher, secret=self._settings.secret(), random=SystemRandom(),
            flows=FLOWS, buttons=BUTTONS, public_url=self._settings.address, discard=discard,
        )  # fmt: skip


def prepare_desk(settings: Settings, clock: Clock) -> _DeskBuilder:
    """Reads locality and content before the database is touched: a fault in them stops the start with one line."""
    settings.seals()
    return _DeskBuilder(settings, clock)


def channels() -> Mapping[str, Channel]:
    return {channel.name: channel for channel in (WebChannel(), ConsoleChannel())}
