import pytest

from web import limits
from web.limits import Buckets, networks, peer_address


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_its_burst_and_then_what_flows_in() -> None:
    time = Time()
    buckets = Buckets(per_minute=60, burst=3, clock=time)
    assert [buckets.take("a") for _ in range(5)] == [0, 0, 0, 1, 1]
    time.now += 1
    assert [buckets.take("a") for _ in range(2)] == [0, 1]
    time.now += 1000
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 1]


def test_each_key_has_its_own_bucket() -> None:
    buckets = Buckets(per_minute=1, burst=1, clock=Time())
    assert [buckets.take(key) for key in "abab"] == [0, 0, 60, 60]


def test_more_than_there_is_takes_nothing() -> None:
    buckets = Buckets(per_minute=60, burst=5, clock=Time())
    assert buckets.take("a", 7) == 2
    assert buckets.take("a", 5) == 0


def test_buckets_that_are_full_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 10)
    time = Time()
    buckets = Buckets(per_minute=60, burst=1, clock=time)
    for number in range(10):
        buckets.take(str(number))
    time.now += 60
    buckets.take("new")
    assert list(buckets._full_at) == ["new"]


@pytest.mark.parametrize(
    ("client", "forwarded", "trusted", "address"),
    [
        ("203.0.113.7", "", [], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", [], "203.0.113.7"),  # anybody may write that header
        ("127.0.0.1", "198.51.100.1", [], None),  # an undeclared proxy: everybody would share one bucket
        ("127.0.0.1", "198.51.100.1", ["127.0.0.1"], "198.51.100.1"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.1, 10.0.0.3", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.2", "nonsense", ["10.0.0.0/8"], "10.0.0.2"),
        ("10.0.0.2", "", ["10.0.0.0/8"], None),
        ("2001:db8:1:2:3:4:5:6", "", [], "2001:db8:1:2::/64"),
        ("", "", [], None),
    ],
)
def test_whom_a_request_counts_for(client: str, forwarded: str, trusted: list[str], address: str | None) -> None:
    assert peer_address(client, {"x-forwarded-for": forwarded}, networks(trusted)) == address
