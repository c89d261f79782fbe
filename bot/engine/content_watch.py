"""Keeps a process's content as the editors have it: looks whether they changed something, builds beside, and exchanges."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Event, Thread
from typing import Self

from bot.clock import monotonic
from db.engine.database import Database, DatabaseClosed, is_outage
from db.engine.storing import in_session
from db.stores import editions
from faq.content import Content, Contents
from faq.overlay import EditedEntry
from office.answers import expiry

LOOK_SECONDS = 0.1  # for what other processes committed
REST_SECONDS = 0.05  # between two looks, however many commits there are
PATIENCE_SECONDS = 1.0  # the longest time without a look; also after one that failed

log = logging.getLogger(__name__)

Build = Callable[[Iterable[EditedEntry], Content], Content]


class ContentWatch:
    """A thread: `with ContentWatch(…): …`. The content is the editors' before the block begins.

    Any commit, of any process, may be an editor's: `on_commit` tells of it or `data_version` shows it; then one row is read."""

    def __init__(self, database: Database, contents: Contents, build: Build, now: Callable[[], datetime]) -> None:
        self._database = database
        self._contents = contents
        self._build = build
        self._now = now
        self._revision = 0
        self._version: int | None = None
        self._next_look = 0.0
        self._woken = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="content-watch", daemon=True)

    def __enter__(self) -> Self:
        self._database.on_commit(self._woken.set)
        self._look()
        self._plan()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        fine = True
        while not self._stopping.wait(REST_SECONDS):
            self._woken.wait(LOOK_SECONDS)
            try:
                if self._may_have_changed():
                    if self._look():
                        self._plan()
                    fine = True
            except DatabaseClosed:
                return
            except Exception as error:  # noqa: BLE001 - the thread outlives what one look met
                self._next_look = monotonic() + PATIENCE_SECONDS
                if fine:
                    level = logging.WARNING if is_outage(error) else logging.ERROR
                    log.log(level, "content not looked at: %s", type(error).__name__)
                fine = False

    def _may_have_changed(self) -> bool:
        """Somebody committed, or nobody looked for a while."""
        woken = self._woken.is_set()
        self._woken.clear()
        before, self._version = self._version, self._database.data_version()
        return woken or self._version != before or monotonic() >= self._next_look

    def _look(self) -> bool:
        """True where the content was exchanged."""
        revision = self._database.read(in_session(editions.revision))
        self._next_look = monotonic() + PATIENCE_SECONDS
        if revision == self._revision:
            return False
        changed = self._database.read(in_session(editions.current))
        self._contents.current = self._build(changed, self._contents.current)
        self._revision = revision
        return True

    def _plan(self) -> None:
        """Sees to it that editors are told of what runs out."""
        content, now = self._contents.current, self._now()
        self._database.write(lambda connection: expiry.plan(connection, content, now)).result()
