"""Leases: one holder at a time, taken over when it is silent; and how the last run ended."""

from datetime import datetime, timedelta

from db.queues import leases


def test_one_holder_at_a_time(do, now: datetime) -> None:
    assert do(lambda connection: leases.take(connection, "telegram", "me", now)) is True
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is False
    assert do(lambda connection: leases.take(connection, "zalo", "you", now)) is True
    assert do(lambda connection: leases.take(connection, "telegram", "me", now)) is True


def test_silent_holder_loses_it_after_15_seconds(do, now: datetime) -> None:
    do(lambda connection: leases.take(connection, "telegram", "me", now))
    now += timedelta(seconds=14)
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is False
    assert do(lambda connection: leases.renew(connection, "telegram", "me", now)) is True
    now += timedelta(seconds=14)
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is False
    now += timedelta(seconds=1)
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is True
    assert do(lambda connection: leases.renew(connection, "telegram", "me", now)) is False


def test_released_lease_is_free(do, now: datetime) -> None:
    do(lambda connection: leases.take(connection, "telegram", "me", now))
    do(lambda connection: leases.release(connection, "telegram", "you"))
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is False
    do(lambda connection: leases.release(connection, "telegram", "me"))
    assert do(lambda connection: leases.take(connection, "telegram", "you", now)) is True


def test_clean_stop(do, now: datetime) -> None:
    assert do(lambda connection: leases.unclean(connection, now, embedded=True)) is False
    do(lambda connection: leases.started(connection, "p1", now))
    do(lambda connection: leases.stopped(connection, "p1"))
    assert do(lambda connection: leases.unclean(connection, now, embedded=True)) is False


def test_unclean_stop_is_told_once(do, now: datetime) -> None:
    do(lambda connection: leases.started(connection, "p1", now))
    assert do(lambda connection: leases.unclean(connection, now, embedded=True)) is True
    assert do(lambda connection: leases.unclean(connection, now, embedded=True)) is False


def test_process_that_lives_is_not_unclean(do, now: datetime) -> None:
    do(lambda connection: leases.take(connection, "telegram", "p0", now - timedelta(days=1)))
    do(lambda connection: leases.started(connection, "p1", now))
    assert do(lambda connection: leases.unclean(connection, now, embedded=False)) is False
    assert do(lambda connection: leases.living(connection, now)) == 1
    now += timedelta(seconds=10)
    assert do(lambda connection: leases.renew(connection, leases.process_name("p1"), "p1", now)) is True
    now += timedelta(seconds=14)
    assert do(lambda connection: leases.unclean(connection, now, embedded=False)) is False
    now += timedelta(seconds=1)
    assert do(lambda connection: leases.unclean(connection, now, embedded=False)) is True


def test_who_takes_the_place_of_a_dead_process_sees_its_sign_at_once(do, now: datetime) -> None:
    """The parent knows that its child died; nobody need wait until the sign runs out."""
    do(lambda connection: leases.started(connection, "p1", now))
    assert do(lambda connection: leases.unclean(connection, now, embedded=False, holder="p2")) is False
    assert do(lambda connection: leases.unclean(connection, now, embedded=False, holder="p1")) is True
    assert do(lambda connection: leases.unclean(connection, now, embedded=False, holder="p1")) is False


def test_holders_are_those_whose_sign_is_fresh(do, now: datetime) -> None:
    do(lambda connection: leases.take(connection, "node:b", "b", now))
    do(lambda connection: leases.take(connection, "node:a", "a", now + timedelta(seconds=5)))
    do(lambda connection: leases.take(connection, "telegram:poll", "c", now))
    assert do(lambda connection: leases.holders(connection, leases.NODE, now)) == ["a", "b"]
    assert do(lambda connection: leases.holders(connection, leases.NODE, now + timedelta(seconds=15))) == ["a"]
