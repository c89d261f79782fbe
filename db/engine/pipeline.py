"""Prepared statements on PostgreSQL. What nobody waits for leaves together with the next statement.

They go to the driver's own wrapper of libpq: a cursor costs several times what the statement does, and a journey to the server
and back as much (docs/decisions/0009-speed.md). In between SQLAlchemy uses the same connection as ever, for it is in pipeline
mode only while statements are under way.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import psycopg.errors
from psycopg import abc
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Wait

MOST_WAITING = 256  # the server can put their answers aside while it is still being written to
_GOOD = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Result:
    """What a statement gave, read as a cursor is."""

    def __init__(self, found: PGresult, driver: "psycopg.Connection[Any]", adapt: abc.Transformer) -> None:
        self._found = found
        self._driver = driver
        self._adapt = adapt

    @property
    def rowcount(self) -> int:
        return self._found.command_tuples or 0

    def fetchone(self) -> tuple[Any, ...] | None:
        self._adapt.set_pgresult(self._found)
        return self._adapt.load_row(0, tuple) if self._found.ntuples else None

    def fetchall(self) -> list[tuple[Any, ...]]:
        self._adapt.set_pgresult(self._found)
        return self._adapt.load_rows(0, self._found.ntuples, tuple)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """One row is made after the other, whatever statements are run in between."""
        adapt = Transformer(self._driver)
        adapt.set_pgresult(self._found)
        for at in range(self._found.ntuples):
            row = adapt.load_row(at, tuple)
            assert row is not None
            yield row


class _Waiting(NamedTuple):
    """What leaves next. `name`: under which the server knows the text; none: words like BEGIN."""

    text: str
    name: bytes
    values: Sequence[abc.Buffer | None]
    changes: bool


def _words(text: str) -> _Waiting:
    return _Waiting(text, b"", (), changes=False)


class Pipeline:
    """One connection's, and like it used by one thread at a time. Errors are psycopg's; that of a statement which waited comes
    with what is sent after it, of which nothing is done. `kept`: what the connection keeps, with the wishes of the function that
    runs on it."""

    def __init__(self, driver: "psycopg.Connection[Any]", kept: Mapping[str, Any]) -> None:
        self._driver = driver
        self._kept = kept
        self._adapt = Transformer(driver)
        self._names: dict[str, bytes] = {}  # of the statements that the server knows
        self._waiting: list[_Waiting] = []

    def execute(self, text: str, values: Sequence[Any], changes: bool) -> Result:
        self._put(text, values, changes)
        return Result(self._leave()[-1], self._driver, self._adapt)

    def execute_many(self, text: str, rows: Sequence[Sequence[Any]]) -> int:
        changed = 0
        for first in range(0, len(rows), MOST_WAITING):
            some = rows[first : first + MOST_WAITING]
            for values in some:
                self._put(text, values, changes=True)
            changed += sum(result.command_tuples or 0 for result in self._leave()[-len(some) :])
        return changed

    def send(self, text: str, values: Sequence[Any]) -> None:
        """The first of a transaction does not wait: that the connection is lost must show before the commit."""
        self._put(text, values, changes=True)
        if len(self._waiting) >= MOST_WAITING or self._driver.pgconn.transaction_status == TransactionStatus.IDLE:
            self._leave()

    def say(self, words: str, *, forget: bool = False) -> None:
        if forget:
            self._waiting.clear()
        self._waiting.append(_words(words))
        self._leave()

    def commit(self) -> None:
        """Whatever waits is done before. Raises where the server could only roll back."""
        if self._waiting or self._driver.pgconn.transaction_status != TransactionStatus.IDLE:
            self._waiting.append(_words("COMMIT"))
            try:
                if self._leave()[-1].command_status != b"COMMIT":
                    raise psycopg.errors.InFailedSqlTransaction("rolled back")
            except psycopg.Error:
                if not self._driver.closed:
                    self.rollback()  # SQLAlchemy takes the transaction for ended and would hand the connection on within it
                raise

    def send_waiting(self) -> None:
        if self._waiting:
            self._leave()

    def rollback(self) -> None:
        """What waits is never sent."""
        self._waiting.clear()
        if self._driver.pgconn.transaction_status != TransactionStatus.IDLE:
            self.say("ROLLBACK")

    def _put(self, text: str, values: Sequence[Any], changes: bool) -> None:
        texts = self._adapt.dump_sequence(values, [PyFormat.TEXT] * len(values))
        self._waiting.append(_Waiting(text, self._name(text), texts, changes))

    def _name(self, text: str) -> bytes:
        name = self._names.get(text)
        if name is None:
            name = b"nghedan_%d" % len(self._names)
            found = self._driver.pgconn.prepare(name, text.encode())
            if found.status != ExecStatus.COMMAND_OK:
                raise _error(found)
            self._names[text] = name
        return name

    def _leave(self) -> list[PGresult]:
        """The results of all that waited, in their order."""
        leaving, self._waiting = self._waiting, []
        line = self._driver.pgconn
        try:
            line.enter_pipeline_mode()
            if line.transaction_status == TransactionStatus.IDLE:
                leaving.insert(0, _words("BEGIN"))
            for one in leaving:
                if one.name:
                    line.send_query_prepared(one.name, one.values)
                else:
                    line.send_query_params(one.text.encode(), None)
            line.pipeline_sync()
            results = self._driver.wait(_answers(line))
            line.exit_pipeline_mode()
        except BaseException:
            self._driver.close()  # answers that nobody read would be taken for those of the next statement
            raise
        for one, result in zip(leaving, results, strict=True):
            if result.status not in _GOOD:
                refused = _error(result)
                refused.add_note(f"in: {one.text}")  # SQLAlchemy names the last of them
                raise refused
            if one.changes and result.command_tuples and (wishes := self._kept.get("wishes")) is not None:
                wishes.changed = True
        return results


def _error(result: PGresult) -> psycopg.Error:
    """Without a code it is libpq's own: as with psycopg's cursors, something is wrong with the connection."""
    said = result.error_field(DiagnosticField.SQLSTATE)
    return error_from_result(result) if said else psycopg.OperationalError(result.get_error_message())


def _answers(line: PGconn) -> abc.PQGen[list[PGresult]]:
    """One result for each statement, until the end of them all."""
    while line.flush():
        yield Wait.W
    results: list[PGresult] = []
    while True:
        while line.is_busy():
            yield Wait.R
            line.consume_input()
        found = line.get_result()
        if found is None:
            if line.status != ConnStatus.OK:
                raise psycopg.OperationalError("the connection is lost")
        elif found.status == ExecStatus.PIPELINE_SYNC:
            return results
        else:
            results.append(found)
