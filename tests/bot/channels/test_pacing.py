"""No stretch of time sees more calls than the limit, wherever in a call the platform counts it."""

from bisect import bisect_left
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pacing import Earlier, Limit, Pace, Pacer

PACE = Pace(chat=Limit(1, 1.0), group=Limit(4, 10.0), channel=Limit(5, 1.0), for_replies=2)
GROUPS = {3, 4}

# (chat, seconds until the answer, where in the call the platform counts it, seconds until the next wish)
wishes = st.lists(
    st.tuples(st.integers(1, 6), st.floats(0, 3), st.floats(0, 1), st.sampled_from([0.0, 0.01, 0.3, 1.0])),
    min_size=5,
    max_size=60,
)


def most_in(times: list[float], seconds: float) -> int:
    """The most of `times` that lie in any half-open stretch of that length."""
    times = sorted(times)
    return max(index + 1 - bisect_left(times, time - seconds + 1e-9) for index, time in enumerate(times))


def run(script: list[tuple[int, float, float, float]], pacer: Pacer, start: float) -> dict[int, list[float]]:
    """Plays wishes to send; what may not leave now is given up. Returns when the platform counted the calls of each chat."""
    counted: dict[int, list[float]] = defaultdict(list)
    open_: list[tuple[float, int]] = []
    at = start
    for chat, takes, where, pause in script:
        at += pause
        for end, other in sorted(open_):
            if end <= at:
                pacer.finish(other, other not in GROUPS, end)
                open_.remove((end, other))
        if pacer.room(at) and chat not in pacer.resting(at):
            pacer.begin(chat, chat not in GROUPS)
            open_.append((at + takes, chat))
            counted[chat].append(at + takes * where)
    return counted


@given(wishes)
def test_no_stretch_sees_more_than_the_limit(script: list[tuple[int, float, float, float]]) -> None:
    counted = run(script, Pacer(PACE), 100.0)
    assert counted
    assert most_in([time for times in counted.values() for time in times], 1.0) <= 5
    assert all(most_in(times, 1.0) == 1 for times in counted.values())
    assert all(most_in(times, 10.0) <= 4 for chat, times in counted.items() if chat in GROUPS)


@given(wishes, wishes)
def test_nor_over_a_restart(before: list[tuple[int, float, float, float]], after: list[tuple[int, float, float, float]]) -> None:
    first = run(before, Pacer(PACE), 100.0)
    end = max(time for times in first.values() for time in times)
    pacer = Pacer(PACE)
    pacer.reckon_with(Earlier(chat, chat not in GROUPS, max(times), len(times)) for chat, times in first.items())
    second = run(after, pacer, end)
    both = {chat: first.get(chat, []) + second.get(chat, []) for chat in {*first, *second}}
    assert most_in([time for times in both.values() for time in times], 1.0) <= 5
    assert all(most_in(times, 1.0) == 1 for times in both.values())
    assert all(most_in(times, 10.0) <= 4 for chat, times in both.items() if chat in GROUPS)


def test_a_call_that_never_left_does_not_count() -> None:
    pacer = Pacer(PACE)
    pacer.begin(1, private=True)
    assert pacer.resting(0.0) == [1]
    pacer.finish(1, private=True, at=0.0, counts=False)
    assert (pacer.resting(0.0), pacer.room(0.0)) == ([], 5)


def test_it_knows_when_something_changes() -> None:
    pacer = Pacer(PACE)
    assert pacer.next_change(0.0) == float("inf")
    pacer.begin(1, private=True)
    assert pacer.next_change(0.0) == float("inf")  # only an answer is awaited
    pacer.finish(1, private=True, at=0.5)
    assert round(pacer.next_change(1.0), 2) == 0.52
    assert pacer.resting(1.0) == [1]
    assert pacer.resting(1.53) == []
    assert pacer.next_change(1.53) == float("inf")


def test_broadcasts_leave_room_for_replies() -> None:
    pacer = Pacer(PACE)
    for chat in range(10, 13):
        pacer.begin(chat, private=True)
        pacer.finish(chat, private=True, at=0.0)
    assert (pacer.room(0.5), pacer.room_for_broadcasts(0.5)) == (2, 0)
    assert round(pacer.next_change(0.5), 2) == 0.52
    assert pacer.room_for_broadcasts(1.1) == 3


def test_chats_that_rest_no_more_are_forgotten() -> None:
    pacer = Pacer(PACE)
    for chat in range(5):
        pacer.begin(chat, private=True)
        pacer.finish(chat, private=True, at=float(chat))
    assert pacer.resting(100.0) == []
    assert pacer._chats == {}
