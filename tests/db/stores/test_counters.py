"""Numbers without gaps, also where transactions fail or run at once."""

from collections.abc import Callable

from sqlalchemy import Connection

from db.engine.database import Database
from db.stores.counters import next_number


def number(name: str, fail: bool = False) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        value = next_number(connection, name)
        if fail:
            raise LookupError
        return value

    return work


def test_numbers_by_name(do) -> None:
    assert [do(number(name)) for name in ("a", "a", "b", "a")] == [1, 2, 1, 3]


def test_no_gap_and_no_double(database: Database) -> None:
    futures = [database.write(number("a", fail=turn % 3 == 0)) for turn in range(90)]
    values = [future.result() for future in futures if future.exception() is None]
    assert sorted(values) == list(range(1, 61))
