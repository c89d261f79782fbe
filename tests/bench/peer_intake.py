"""A bot as one would write it with python-telegram-bot and aiosqlite, that keeps this program's promises: an update is stored
before it is confirmed, handled once, and its replies are rows that a deliverer would take. One commit each.

python peer_intake.py DATABASE MESSAGES CHATS; the database is migrated. Prints seconds and seconds of CPU.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.benches.intake import Source, updates
from handlers.citizens.free_text import menu
from localities.loading import load as load_locality
from texts.vi.citizen import greeting as texts

OFFICE = load_locality("binh-son").name
MENU = [choice.model_dump() for choice in menu()]
STATE: dict[str, Any] = {}


class Store:
    def __init__(self, database: aiosqlite.Connection) -> None:
        self.database = database

    async def one(self, statement: str, *values: object) -> Any:
        rows = list(await self.database.execute_fetchall(statement, values))  # one hop to its thread, where a cursor takes three
        return rows[0] if rows else None

    async def do(self, statement: str, *values: object) -> None:
        await self.database.execute_fetchall(statement, values)

    async def chat(self, key: str) -> int:
        found = await self.one("SELECT id FROM chats WHERE channel = 'telegram' AND chat_key = ?", key)
        if found is None:
            found = await self.one(
                "INSERT INTO chats (channel, chat_key, private, created_at, hidden_upto) "
                "VALUES ('telegram', ?, 1, ?, 0) RETURNING id",
                key,
                now(),
            )
            await self.do("INSERT INTO chat_seqs (chat_id, last) VALUES (?, 0)", found[0])
        return int(found[0])

    async def receive(self, update: dict[str, Any]) -> None:
        await self.do("BEGIN IMMEDIATE")
        chat = await self.chat(str(update["message"]["chat"]["id"]))
        await self.do(
            "INSERT INTO inbox (channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, "
            "received_at) VALUES ('telegram', ?, ?, '', ?, '[]', 0, 'waiting', 0, ?) ON CONFLICT DO NOTHING",
            str(update["update_id"]), chat, json.dumps(update, ensure_ascii=False).encode(), now(),
        )  # fmt: skip
        await self.do("COMMIT")

    async def person(self, chat: int, address: str) -> tuple[int, bool]:
        found = await self.one(
            "SELECT p.id, p.noticed_at FROM contacts c JOIN people p ON p.id = c.person_id "
            "WHERE c.channel = 'telegram' AND c.address = ?",
            address,
        )
        if found is None:
            found = await self.one(
                "INSERT INTO people (name, phone, created_at, keeps_words) VALUES ('', '', ?, 0) RETURNING id, NULL", now()
            )
            await self.do(
                "INSERT INTO contacts (person_id, channel, address, chat_id, created_at) VALUES (?, 'telegram', ?, ?, ?)",
                found[0], address, chat, now(),
            )  # fmt: skip
        return int(found[0]), found[1] is not None

    async def reply(self, chat: int, key: str, body: dict[str, Any]) -> None:
        (seq,) = await self.one("UPDATE chat_seqs SET last = last + 1 WHERE chat_id = ? RETURNING last", chat)
        await self.do(
            "INSERT INTO outbox (key, chat_id, channel, seq, lane, body, state, due_at, attempts, losses, progress, created_at) "
            "VALUES (?, ?, 'telegram', ?, 'reply', ?, 'waiting', ?, 0, 0, 0, ?) ON CONFLICT (key) DO NOTHING",
            key, chat, seq, json.dumps(body, ensure_ascii=False), now(), now(),
        )  # fmt: skip

    async def hello(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Read the row and the conversation, answer, and note that it is done, all in one transaction."""
        assert update.effective_chat
        key = str(update.effective_chat.id)
        await self.do("BEGIN IMMEDIATE")
        row = await self.one(
            "SELECT id, chat_id FROM inbox WHERE channel = 'telegram' AND update_key = ? AND state = 'waiting'",
            str(update.update_id),
        )
        if row is not None:
            number, chat = row
            person, noticed = await self.person(chat, key)
            stored = await self.one("SELECT state FROM conversations WHERE chat_id = ? AND person_key = ''", chat)
            state = json.loads(stored[0]) if stored else STATE
            if not noticed:
                await self.do("UPDATE people SET noticed_at = ? WHERE id = ?", now(), person)
                await self.reply(chat, f"notice:{number}", {"text": texts.notice(OFFICE)})
            await self.reply(chat, f"reply:{number}", {"text": texts.hello(OFFICE), "choices": MENU})
            await self.do(
                "INSERT INTO conversations (chat_id, person_key, state, updated_at) VALUES (?, '', ?, ?) "
                "ON CONFLICT (chat_id, person_key) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at",
                chat, json.dumps(state), now(),
            )  # fmt: skip
            await self.do("UPDATE inbox SET state = 'handled', handled_at = ?, body = NULL WHERE id = ?", now(), number)
        await self.do("COMMIT")


def now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(" ")


async def run(path: str, messages: int, chats: int) -> tuple[float, float]:
    source = Source(updates(messages, chats))
    async with aiosqlite.connect(path, isolation_level=None) as database:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            await database.execute(f"PRAGMA {pragma}")
        store = Store(database)
        application = Application.builder().token("123456:ABC").updater(None).build()
        application.add_handler(MessageHandler(filters.TEXT, store.hello))
        application._initialized = True  # what initialize() does is a call of getMe; there is no server here
        left, begun, cpu = messages, time.perf_counter(), time.process_time()
        while left:
            batch = await source.updates(None, 0, ())
            for update in batch:
                await store.receive(update)
            for update in batch:  # confirmed now
                await application.process_update(Update.de_json(update, application.bot))
            left -= len(batch)
        return time.perf_counter() - begun, time.process_time() - cpu


if __name__ == "__main__":
    print(*asyncio.run(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
