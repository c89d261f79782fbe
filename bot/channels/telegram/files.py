"""The files that updates name, fetched before those updates may be handled."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.api import Patience, Sleep, TelegramApi
from bot.channels.telegram.traits import NAME
from db.engine.database import Database
from db.queues import fetching
from db.queues.fetching import Fetch
from db.queues.messages import Attachment
from office.files.store import FILE_LIMIT, FileRefused, FileStore

TRIES = 3
PAUSES = (2.0, 10.0)  # seconds, after the first failure and the second
AT_ONCE = 4
LOOK_SECONDS = 1.0  # for rows that another process received
SINGLE = ("voice", "video", "video_note", "audio", "animation", "document")  # an animation is named as a document too

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileRef:
    """A file as an update names it; size in bytes, 0 where it is not told."""

    file_id: str
    name: str = ""
    size: int = 0


def file_of(body: bytes) -> FileRef | None:
    """The file of a stored update, of a photo its largest size; None where nobody can tell."""
    try:
        message = json.loads(body)["message"]
        sizes = message.get("photo")
        found = max(sizes, key=_pixels) if sizes else next(message[kind] for kind in SINGLE if message.get(kind))
        return FileRef(_text(found["file_id"]), _text(found.get("file_name", "")), int(found.get("file_size", 0)))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None


def _pixels(size: dict[str, Any]) -> int:
    return int(size.get("width", 0)) * int(size.get("height", 0))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


class FileFetcher:
    """Fetches the files of rows that wait for them, a few at once. After three tries, or where a file is refused, its row goes
    on without it."""

    def __init__(self, api: TelegramApi, database: Database, files: FileStore, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._database = database
        self._files = files
        self._sleep = sleep
        self._running: set[int] = set()
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is something to fetch."""
        self._wake.set()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._wake.clear()
                for row in await self._look():
                    if row.row_id not in self._running and len(self._running) < AT_ONCE:
                        self._running.add(row.row_id)
                        tasks.create_task(self._fetch(row))
                await self._rest()

    async def _look(self) -> list[Fetch]:
        try:
            return await self._database.aread(lambda connection: fetching.to_fetch(connection, NAME, 2 * AT_ONCE))
        except Exception as error:  # noqa: BLE001 - the fetcher outlives whatever one look met
            log.warning("files to fetch were not looked for: %s", type(error).__name__)
            return []

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):  # not wait_for, which may lose a cancellation before Python 3.12
                await self._wake.wait()

    async def _fetch(self, row: Fetch) -> None:
        try:
            await self._give(row, await self._tried(row))
        except Exception as error:  # noqa: BLE001 - the row still waits, and is taken up at the next look
            log.warning("inbox:%s still waits for its file: %s", row.row_id, type(error).__name__)
            await self._sleep(LOOK_SECONDS)
        finally:
            self._running.discard(row.row_id)
            self._wake.set()

    async def _give(self, row: Fetch, file: Attachment | None) -> None:
        kept = [file.model_dump()] if file else []
        await self._database.arun(
            lambda connection: fetching.fetched(connection, row.row_id, kept, failed_files=0 if file else 1)
        )

    async def _tried(self, row: Fetch) -> Attachment | None:
        """Each try is noted before it is made: a file that ends the process is given up too."""
        wanted, attempts, patience = file_of(row.body), row.attempts, Patience(self._sleep, PAUSES)
        while wanted is not None and attempts < TRIES:
            begun = await self._database.arun(lambda connection: fetching.begin_fetch(connection, row.row_id))
            if begun is None:
                return None  # it was seen a moment before its file was there
            attempts = begun
            try:
                return await self._download(wanted)
            except (FileRefused, BadRequest, Forbidden) as error:  # will not change: too large, of a kind not taken, gone
                log.info("inbox:%s goes on without its file: %s", row.row_id, type(error).__name__)
                return None
            except (TelegramError, OSError) as error:
                log.warning("inbox:%s: its file was not fetched: %s", row.row_id, type(error).__name__)
                if attempts < TRIES:
                    await patience.after(error)
        return None

    async def _download(self, wanted: FileRef) -> Attachment:
        if wanted.size > FILE_LIMIT:
            raise FileRefused("large")
        found = await self._api.call("getFile", file_id=wanted.file_id)
        if not isinstance(found, dict) or not isinstance(found.get("file_path"), str):
            raise TelegramError("no path of the file")
        data = await self._api.download(found["file_path"])
        return await asyncio.to_thread(self._files.store, data, wanted.name)
