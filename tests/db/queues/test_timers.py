"""Timers: set once, fired when due, in order; cancelled; parked after three failures."""

from datetime import datetime, timedelta
from threading import Event

from sqlalchemy import Connection

from db.engine.database import Database
from db.queues import timers


def at(now: datetime, key: str, minutes: float = 0):
    return lambda connection: timers.schedule(connection, key, "remind", now + timedelta(minutes=minutes), {"case": 7})


def due(now: datetime):
    return lambda connection: timers.claim_due(connection, now)


def fire(now: datetime):
    def work(connection: Connection):
        timer = timers.claim_due(connection, now)
        if timer:
            timers.fired(connection, timer.id)
        return timer and timer.key

    return work


def test_timer_is_set_once(do, now: datetime) -> None:
    assert do(at(now, "a")) is True
    assert do(at(now, "a", 5)) is False
    assert do(fire(now)) == "a"
    assert do(at(now, "a")) is False  # its deed is done
    assert do(due(now + timedelta(days=1))) is None


def test_timers_fire_in_order_and_never_early(do, now: datetime) -> None:
    for key, minutes in (("late", 10), ("soon", 1), ("now", 0)):
        do(at(now, key, minutes))
    assert do(timers.next_due) == now
    timer = do(due(now))
    assert (timer.key, timer.kind, timer.due_at, timer.payload, timer.attempts) == ("now", "remind", now, {"case": 7}, 0)
    assert [do(fire(now)), do(fire(now))] == ["now", None]
    assert do(timers.next_due) == now + timedelta(minutes=1)
    later = now + timedelta(hours=1)
    assert [do(fire(later)) for _ in range(3)] == ["soon", "late", None]
    assert do(timers.next_due) is None


def test_cancelled_timer_does_not_fire(do, now: datetime) -> None:
    do(at(now, "a"))
    assert do(lambda connection: timers.cancel(connection, "a")) is True
    assert do(lambda connection: timers.cancel(connection, "a")) is False
    assert do(due(now)) is None


def test_failing_timer_is_parked_after_three_attempts(do, now: datetime) -> None:
    do(at(now, "bad"))
    do(at(now, "good", 2))
    bad = do(due(now)).id
    assert do(lambda connection: timers.failed(connection, bad, now, "LookupError")) == 1
    assert do(due(now)) is None
    later = now + timedelta(minutes=1)
    assert do(due(later)).id == bad
    for attempts in (2, 3):
        assert do(lambda connection: timers.failed(connection, bad, later, "LookupError")) == attempts
    assert [do(fire(now + timedelta(days=1))) for _ in range(2)] == ["good", None]
    assert do(timers.depths) == {"waiting": 0, "parked": 1}


def test_two_workers_fire_different_timers(postgres: Database, now: datetime) -> None:
    for key in "ab":
        postgres.write(at(now, key)).result()
    held, release = Event(), Event()

    def slowly(connection: Connection):
        timer = timers.claim_due(connection, now)
        assert timer is not None
        held.set()
        release.wait(10)
        timers.fired(connection, timer.id)
        return timer.key

    first = postgres.write(slowly)
    held.wait(10)
    assert postgres.write(fire(now)).result(timeout=5) == "b"
    assert postgres.write(fire(now)).result(timeout=5) is None
    # cancelling what is being fired waits for nobody: its deed looks at the case anyway
    assert postgres.write(lambda connection: timers.cancel(connection, "a")).result(timeout=5) is False
    release.set()
    assert first.result() == "a"
