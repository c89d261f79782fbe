"""One message, timer or officer's action: everything it changes, in the caller's transaction."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.engine.database import Database
from db.engine.storing import flush, open_session
from db.queues import inbox, outbox, timers
from db.queues.messages import Outgoing, Prompt
from db.queues.outbox import Draft, Lane
from db.stores import arrivals


class Pending:
    """What is written last: how conversations stand, which received rows and timers are done, and the messages
    that leave. Several units of
    work of one transaction may share it."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.states: list[dict[str, Any]] = []
        self.handled: list[int] = []
        self.fired: list[int] = []

    def write(self, connection: Connection, now: datetime) -> None:
        arrivals.keep_states(connection, self.states)
        inbox.finish_all(connection, self.handled, now)
        timers.fired_all(connection, self.fired)
        outbox.write(connection, self.drafts, now)

    def add(self, other: "Pending") -> None:
        self.drafts += other.drafts
        self.states += other.states
        self.handled += other.handled
        self.fired += other.fired


class UnitOfWork:
    """Collects outgoing messages and writes them last, so that message numbers are locked for a moment only. Never commits.
    `pending`: where others are to write it, for several units together."""

    def __init__(self, connection: Connection, now: datetime, database: Database, pending: Pending | None = None) -> None:
        self.connection = connection
        self.now = now
        self.database = database
        self._shared = pending
        self._own = Pending()

    @cached_property
    def session(self) -> Session:
        """Made when it is first asked for: most messages do without."""
        return open_session(self.connection)

    def send(
        self, chat_id: int, outgoing: Outgoing, *, key: str, lane: Lane = "reply", case_id: int | None = None,
        due_at: datetime | None = None, telling: str | None = None,
    ) -> None:  # fmt: skip
        """Writes a message at the end; a key that was ever used before is passed over."""
        self._own.drafts.append(Draft(chat_id, outgoing, key, lane, case_id, due_at, telling))

    def prompt(self, chat_id: int, prompt: Prompt, *, key: str) -> None:
        """Starts a flow in another chat, when it is that chat's turn."""
        inbox.prompt(self.connection, chat_id=chat_id, key=key, prompt=prompt, now=self.now)

    def keep_state(self, chat_id: int, person_key: str, state: str) -> None:
        """How a conversation stands from now on, as JSON."""
        self._own.states.append({"chat_id": chat_id, "person_key": person_key, "state": state, "updated_at": self.now})

    def finish_row(self, row_id: int) -> None:
        """The received row is handled with this."""
        self._own.handled.append(row_id)

    def finish_timer(self, timer_id: int) -> None:
        """The timer is fired with this."""
        self._own.fired.append(timer_id)

    def after_commit(self, hook: Callable[[], None]) -> None:
        self.database.after_commit(self.connection, hook)

    def wipe_traces(self) -> None:
        self.database.wipe_traces(self.connection)

    @property
    def is_plain(self) -> bool:
        """Whether it left the casework alone, and so holds no lock but its chat's."""
        return "session" not in self.__dict__

    def finish(self) -> None:
        if not self.is_plain:
            flush(self.session)
        if self._shared is None:
            self._own.write(self.connection, self.now)
        else:
            self._shared.add(self._own)
        self._own = Pending()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            if not self.is_plain:
                self.session.close()
