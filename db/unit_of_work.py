"""One message, timer or officer's action: everything it changes, in the caller's transaction."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db import inbox, outbox
from db.engine import Database
from db.messages import Outgoing, Prompt
from db.outbox import Draft, Lane


class UnitOfWork:
    """Collects outgoing messages and writes them last, so that message numbers are locked for a moment only. Never commits."""

    def __init__(self, connection: Connection, now: datetime, database: Database) -> None:
        self.connection = connection
        self.now = now
        self.database = database
        self.session = Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        self._drafts: list[Draft] = []

    def send(
        self, chat_id: int, outgoing: Outgoing, *, key: str, lane: Lane = "reply", case_id: int | None = None,
        due_at: datetime | None = None,
    ) -> None:  # fmt: skip
        """Writes a message at the end; a key that was ever used before is passed over."""
        self._drafts.append(Draft(chat_id, outgoing, key, lane, case_id, due_at))

    def prompt(self, chat_id: int, prompt: Prompt, *, key: str) -> None:
        """Starts a flow in another chat, when it is that chat's turn."""
        inbox.prompt(self.connection, chat_id=chat_id, key=key, prompt=prompt, now=self.now)

    def after_commit(self, hook: Callable[[], None]) -> None:
        self.database.after_commit(self.connection, hook)

    def wipe_traces(self) -> None:
        self.database.wipe_traces(self.connection)

    def finish(self) -> None:
        self.session.flush()
        outbox.write(self.connection, self._drafts, self.now)
        self._drafts.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            self.session.close()
