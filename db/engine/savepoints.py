"""A function in a savepoint of its own, one of a group that is committed together."""

import sqlite3
from concurrent.futures import Future
from typing import Any, Generic

from sqlalchemy import Connection, NestedTransaction
from sqlalchemy.exc import SQLAlchemyError

from db.engine.sqlite_connections import driver_of
from db.engine.transaction import T, Wishes, Work


class Task(Generic[T]):
    def __init__(self, fn: Work[T]) -> None:
        self.fn = fn
        self.future: Future[T] = Future()
        self.wishes = Wishes()
        self.result: T

    def run(self, connection: Connection) -> None:
        before = driver_of(connection).total_changes
        self.wishes = Wishes.begin(connection)
        self.result = self.fn(connection)
        self.wishes.changed = driver_of(connection).total_changes != before


def undo(connection: Connection, savepoint: NestedTransaction, error: BaseException) -> None:
    """Back to before the function; raises `error` where SQLite gave up the whole transaction (a full disk does that)."""
    driver = driver_of(connection)
    try:
        if connection.get_nested_transaction() is savepoint:
            savepoint.rollback()
        driver.execute("ROLLBACK TO function")
        driver.execute("RELEASE function")
    except (SQLAlchemyError, sqlite3.Error):
        raise error from None
    if connection.in_nested_transaction():
        raise error


def refuse(tasks: list[Task[Any]], error: BaseException) -> None:
    for task in tasks:
        future = task.future
        if future.running() or (not future.done() and future.set_running_or_notify_cancel()):
            future.set_exception(error)
