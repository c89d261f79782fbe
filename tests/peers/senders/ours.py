"""Sends as the program does, the limits taken off: outbox rows of a database, one to each chat.

python ours.py URL NUMBER FOLDER
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.channels.pacing import Limit, Pace
from bot.channels.port import Outcome
from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.sending import TelegramSender
from bot.clock import monotonic
from bot.engine.delivery import Deliverer
from db.engine.database import Database, open_database
from db.engine.upgrading import to_newest
from db.queues import inbox, outbox
from db.queues.delivery import Claimed
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from office.files.store import FileStore

FREE = Limit(10**9, 1e-9)


class Unbridled:
    name = "telegram"
    pace = Pace(FREE, FREE, FREE)

    def __init__(self, sender: TelegramSender) -> None:
        self._sender = sender

    async def send(self, message: Claimed) -> Outcome:
        return await self._sender.send(message)


def now() -> datetime:
    return datetime.now(UTC)


def fill(database: Database, number: int) -> None:
    def write(connection: Connection) -> None:
        chats = [inbox.ensure_chat(connection, "telegram", str(chat), now()) for chat in range(1, number + 1)]
        outbox.write(connection, [Draft(chat, Outgoing(text=f"Chào ông/bà {chat}"), f"{chat}") for chat in chats], now())

    database.write(write).result()


async def send_all(database: Database, url: str, folder: Path) -> None:
    api = TelegramApi("123456:ABC", url)
    deliverer = Deliverer(database, Unbridled(TelegramSender(api, FileStore(folder))), now)
    task = asyncio.create_task(deliverer.run())
    while database.read(outbox.depths)["waiting"] + database.read(outbox.depths)["sending"]:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await api.close()


if __name__ == "__main__":
    address, wanted, where = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    opened = open_database(f"sqlite:///{where / 'bench.sqlite3'}")
    opened.migrate(to_newest)
    fill(opened, wanted)
    begun = monotonic()
    asyncio.run(send_all(opened, address, where))
    print(monotonic() - begun)
    opened.close()
