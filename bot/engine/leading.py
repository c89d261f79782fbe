"""What only one process may do at a time: the holder of a lease does it, and the next one when that is gone."""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.engine.database import Database
from db.queues import leases

RENEW_SECONDS = 5.0
TRY_SECONDS = 1.0  # whoever waits for a lease asks that often

log = logging.getLogger(__name__)

Work = Callable[[], Coroutine[Any, Any, None]]


async def lead(
    database: Database, name: str, now: Callable[[], datetime], work: Work, *, holder: str = "",
    renew_seconds: float = RENEW_SECONDS,
) -> None:  # fmt: skip
    """Runs `work` while this process holds the lease, for ever; waits for it otherwise. On SQLite no other process can be
    there: a lock on the data folder has settled that. `holder`: the same as that of a process which is known to be dead and
    whose place this one takes; its lease is then free at once."""
    lease = _Lease(database, name, now, holder or uuid.uuid4().hex)
    while True:
        if await lease.take():
            try:
                await _while_held(work, lease.renew, renew_seconds)
            except Exception:  # it is begun anew
                log.exception("%s broke off", name)
            finally:
                await lease.release()
        await asyncio.sleep(min(renew_seconds, TRY_SECONDS))


class _Lease:
    def __init__(self, database: Database, name: str, now: Callable[[], datetime], holder: str) -> None:
        self._database = database
        self._name = name
        self._now = now
        self._holder = holder
        self._needed = database.dialect != "sqlite"
        self._sure = True

    async def take(self) -> bool:
        return await self._ask(lambda connection: leases.take(connection, self._name, self._holder, self._now()))

    async def renew(self) -> bool:
        return await self._ask(lambda connection: leases.renew(connection, self._name, self._holder, self._now()))

    async def release(self) -> None:
        def give_back(connection: Connection) -> bool:
            leases.release(connection, self._name, self._holder)
            return True

        await self._ask(give_back)

    async def _ask(self, question: Callable[[Connection], bool]) -> bool:
        """False also where the database does not answer in time: whoever cannot ask must not go on."""
        if not self._needed:
            return True
        try:
            async with asyncio.timeout(RENEW_SECONDS):
                mine = await self._database.arun(question)
        except Exception as error:  # noqa: BLE001 - whatever it was, the lease is not sure
            if self._sure:
                log.warning("the lease %s is not sure: %s", self._name, type(error).__name__)
            self._sure = False
            return False
        self._sure = True
        return mine


async def _while_held(work: Work, renew: Callable[[], Awaitable[bool]], seconds: float) -> None:
    working = asyncio.create_task(work())
    try:
        while not working.done():
            await asyncio.wait({working}, timeout=seconds)
            if not await renew():
                return
        working.result()
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
