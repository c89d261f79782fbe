"""Everything that receives from Telegram, put together: by polling or by webhook, and the files."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.files import FileFetcher
from bot.channels.telegram.intake import Intake, Poller
from bot.channels.telegram.state import Status
from bot.channels.telegram.webhook import Registration, router
from bot.leading import lead
from db.engine.database import Database
from office.files.store import FileStore

LEASE = "telegram:poll"


class TelegramReceiving:
    """`webhook`: (public address of the office, secret); None: by polling. One process at a time runs it, and any number of
    web processes serve its routers."""

    def __init__(
        self, api: TelegramApi, database: Database, files: FileStore, now: Callable[[], datetime],
        webhook: tuple[str, str] | None = None, holder: str = "",
    ) -> None:  # fmt: skip
        status = Status(database, now)
        self._database = database
        self._now = now
        self._holder = holder
        self._fetcher = FileFetcher(api, database, files)
        intake = Intake(api, database, status, now, self._fetcher.wake)
        self._source = Registration(api, status, *webhook) if webhook else Poller(api, intake, status)
        self.routers: list[APIRouter] = [router(intake, webhook[1])] if webhook else []

    async def run(self) -> None:
        """For ever; cancel it to stop."""
        await lead(self._database, LEASE, self._now, self._work, holder=self._holder)

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._source.run())
            tasks.create_task(self._fetcher.run())
