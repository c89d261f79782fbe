"""How many cases a second live their whole life (filed, accepted, answered, delivered, rated, closed) beside none, a hundred
thousand and a million others. Each deed is a message of its own: stored, done, and committed before the next."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar, cast

from sqlalchemy import Column, Connection, Table, create_engine, make_url, text

from bot.benches import duplicates
from bot.benches.machine import Bound, Figure
from bot.benches.office import Another, answer_lines, folder, opened, postgres, sqlite_url
from bot.channels.terminal.terminal import NAME
from bot.engine.worker import Office
from bot.installation.demo import Stage
from db.queues import inbox, outbox
from db.tables import Base, Case, Clock, Event, Matter, MatterWord, Outbox, Submission, Telling
from office import gate
from office.casework import answering, filing, handling, senders
from office.casework.filing import Report
from office.errand import Errand, Origin

T = TypeVar("T")

OTHERS: Sequence[int] = (0, 100_000, 1_000_000)
QUICK_OTHERS: Sequence[int] = (0, 5_000)
LIVES, QUICK_LIVES, ROUNDS = 200, 40, 3
AT_ONCE = 8
WARM = 10 * AT_ONCE  # lives until every connection has prepared its statements
SLOWER_AT_MOST = 1.3
DIGIT_PGR = (37.0, 6.3)  # a comparable system's own figures, on 16 cores: beside few cases and beside about a million
TEXT = "Đường liên thôn trước nhà văn hóa thôn Phước Thiện hư hỏng nặng, nước đọng lâu ngày, xin sửa giúp"
STRIDE = 1000  # between the ids of a row and its next copy
TOLD = {("tellings", "key"), ("outbox", "telling")}
COPIED = tuple(cast(Table, model.__table__) for model in (Case, Submission, Event, Clock, Outbox, Telling, Matter, MatterWord))
OPEN = 20  # of so many others one is still open
COPIES_AT_ONCE = 50_000
ALL = 2**31 - 1


@dataclass(frozen=True)
class Town:
    """An office with one officer, and citizens who each live through one case."""

    office: Office

    def life(self, citizen: str) -> int:
        """Returns the case."""
        now = self.office.now
        report = self._report()
        chat_id, receipt = self._act(citizen, "open", lambda errand: (errand.origin.chat_id, filing.open_case(errand, report)))
        assert chat_id is not None
        code, case_id, answer = receipt.code, receipt.case.id, "Xã đã sửa xong."
        self._act(self.officer, f"{citizen}:accept", lambda errand: handling.accept(errand, _case(errand, code)))
        self._act(self.officer, f"{citizen}:answer", lambda errand: answering.answer(errand, _case(errand, code), answer))
        self.office.database.write(lambda connection: outbox.confirm(connection, chat_id, ALL, now())).result()
        self._act(citizen, "rate", lambda errand: senders.rate(errand, _submission(errand, code), 5))
        self._act(self.officer, f"{citizen}:close", lambda errand: answering.close(errand, _case(errand, code), ""))
        return case_id

    @property
    def authority(self) -> str:
        return self.office.desk.locality.default_authority

    @property
    def officer(self) -> str:
        return f"demo-can-bo-{self.authority}"

    def open_office(self) -> None:
        desk, now = self.office.desk, self.office.now()
        unit = desk.locality.units[self.authority]
        self._stage(lambda stage: stage.link_officer(unit, now))

    def _report(self) -> Report:
        return Report(kind="feedback", text=TEXT, field="giao-thong", authority=self.authority, unit=self.authority)

    def _act(self, chat_key: str, what: str, deed: Callable[[Errand], T]) -> T:
        """Somebody does something by a message of theirs, which is received and handled at once."""
        now = self.office.now()

        def act(stage: Stage) -> T:
            row = inbox.accept(
                stage.connection, channel=NAME, update_key=f"{chat_key}:{what}", chat_key=chat_key, body=b"", now=now,
                handled=True,
            )  # fmt: skip
            return stage.act(chat_key, now, lambda errand: deed(replace(errand, origin=Origin(row.chat_id, row.row_id))))

        return self._stage(act)

    def _stage(self, play: Callable[[Stage], T]) -> T:
        database, desk = self.office.database, self.office.desk
        return database.write(lambda connection: play(Stage(database, desk, connection))).result()


def _case(errand: Errand, code: str) -> Case:
    """As an officer's command finds it."""
    return gate.of_officer(errand, code)[1]


def _submission(errand: Errand, code: str) -> Submission:
    found = gate.own_by_code(errand, code)
    assert found is not None
    return found[0]


# ---------------------------------------------------------------- the others


def add_others(office: Office, case_id: int, number: int) -> None:
    """As many copies of a case that was lived through, each with its history and its words, some of them still open, spread over
    the communes. Their sender is not among those who write now."""
    if number == 0:
        return
    communes = [unit.id for unit in office.desk.locality.communes(office.now().date())]
    for first in range(1, number + 1, COPIES_AT_ONCE):
        span = {"first": first, "last": min(first + COPIES_AT_ONCE, number + 1) - 1, "case": case_id}
        for table in COPIED:
            office.database.write(partial(_copy, _copying(table, communes), span)).result()
    office.database.write(_settle).result()


def _copy(statement: str, span: Mapping[str, int], connection: Connection) -> None:
    connection.execute(text(statement), span)


def _copying(table: Table, communes: Sequence[str]) -> str:
    columns = [column for column in table.columns if column.name not in ("inbox_id", "person_id")]
    names = ", ".join(column.name for column in columns)
    values = ", ".join(_shifted(table, column, communes) for column in columns)
    which = "id" if table.name == "cases" else "case_id"
    counting = "WITH RECURSIVE n(i) AS (SELECT CAST(:first AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
    one = f"t AS MATERIALIZED (SELECT * FROM {table.name} WHERE {which} = :case)"  # noqa: S608 - names of our own tables
    return f"INSERT INTO {table.name} ({names}) {counting}, {one} SELECT {values} FROM t, n"  # noqa: S608


def _shifted(table: Table, column: "Column[object]", communes: Sequence[str]) -> str:
    """Numbers that stand for copied rows move on; what is unique says which copy it is."""
    if column.name in ("case_id", "submission_id") or (column.name == "id" and column.primary_key):
        return f"t.{column.name} + i * {STRIDE}"
    if table.name == "cases" and column.name == "state":
        return f"CASE WHEN i % {OPEN} = 0 THEN 'new' ELSE t.state END"
    if table.name == "cases" and column.name == "authority":
        cases = " ".join(f"WHEN {at} THEN '{one}'" for at, one in enumerate(communes))
        return f"CASE i % {len(communes)} {cases} END"
    if column.name == "seq":
        return f"t.{column.name} - i * {STRIDE}"  # out of the way of those that are still to come in the chat
    if (column.unique and table.name in ("submissions", "outbox")) or (table.name, column.name) in TOLD:
        return f"t.{column.name} || ':' || i"
    return f"t.{column.name}"


def _settle(connection: Connection) -> None:
    """Both engines know from now on how much there is; PostgreSQL also where its numbers go on."""
    if connection.dialect.name == "postgresql":
        for table in (one for one in COPIED if "id" in one.columns):
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))")  # noqa: S608
            )
    connection.execute(text("ANALYZE"))


def tidy(url: str) -> None:
    """What PostgreSQL does in its own time after so many rows is done before anything is measured."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")
        connection.exec_driver_sql("CHECKPOINT")
    engine.dispose()


# ---------------------------------------------------------------- measuring


def live(town: Town, number: int, name: str, at_once: int) -> None:
    """So many lives, `at_once` at a time."""
    with ThreadPoolExecutor(at_once) as people:
        for one in [people.submit(town.life, f"dan-{name}-{person}") for person in range(number)]:
            one.result()


@dataclass(frozen=True)
class Country:
    """A town, and on PostgreSQL a second process that does half of the work."""

    town: Town
    others: Sequence[Another]

    def lives_a_second(self, number: int, name: str) -> float:
        processes = 1 + len(self.others)
        share, at_once = number // processes, AT_ONCE // processes
        begun = time.perf_counter()
        for at, other in enumerate(self.others):
            other.begin(f"{share} {name}-{at} {at_once}")
        live(self.town, share, name, at_once)
        for other in self.others:
            other.result()
        return share * processes / (time.perf_counter() - begun)


@contextmanager
def _country(url: str, others: int) -> Iterator[Country]:
    with folder() as home, opened(url or sqlite_url(home), home) as program, ExitStack() as held:
        town = Town(program.office)
        town.open_office()
        add_others(program.office, town.life("dan-truoc"), others)
        if url:
            tidy(url)
        yield Country(town, [held.enter_context(Another(__name__, url, home))] if url else [])


def live_when_told(url: str, home: str) -> None:
    """The second process: lives as many lives as each line says, with what name and how many at once."""
    with opened(url, Path(home)) as program:
        town = Town(program.office)

        def answer(line: str) -> None:
            number, name, at_once = line.split()
            live(town, int(number), name, int(at_once))

        answer_lines(answer)


def on(engine: str, url: str, others: Sequence[int], lives: int, warm: int = WARM) -> list[Figure]:
    rates = {}
    for number in others:
        with _country(url, number) as country:
            country.lives_a_second(warm, "warm")
            rates[number] = median(country.lives_a_second(lives, str(turn)) for turn in range(ROUNDS))
        if url:
            _clear(url)
    figures = [
        Figure(f"casework, {engine}, beside {number:,} cases", rate, "cases/s", aim=Bound(at_least=100))
        for number, rate in rates.items()
    ]
    slower = rates[others[0]] / rates[others[-1]]
    figures += [
        Figure(f"as published of DIGIT PGR on 16 cores, {beside}", rate, "cases/s")
        for beside, rate in zip(("few cases", "a million"), DIGIT_PGR, strict=True)
    ]
    return [
        *figures,
        Figure(f"casework, {engine}, slower beside {others[-1]:,}", slower, "times", bound=Bound(at_most=SLOWER_AT_MOST)),
    ]


def _clear(url: str) -> None:
    with folder() as home, opened(url, home) as program:
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        program.database.write(lambda connection: connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))).result()


def search(engine: str, url: str, cases: int) -> Figure:
    """How long it takes to find a repeat among so many cases."""
    found = duplicates.measure(url, cases)
    return Figure(f"a repeat looked for, {engine}, among {cases:,} cases, p95", found.p95, "ms", aim=Bound(at_most=50))


def measure(*, quick: bool) -> list[Figure]:
    others, lives = (QUICK_OTHERS, QUICK_LIVES) if quick else (OTHERS, LIVES)
    figures = on("SQLite", "", others, lives)
    with folder() as home:
        figures.append(search("SQLite", sqlite_url(home), others[-1]))
    with postgres() as url:
        if url is not None:
            figures += on("PostgreSQL, two processes", url, others, lives)
            figures.append(search("PostgreSQL", url, others[-1]))
    return figures


if __name__ == "__main__":
    live_when_told(sys.argv[1], sys.argv[2])
