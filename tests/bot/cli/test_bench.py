"""The benchmarks work, in the smallest sizes; what they find here says nothing."""

import json
from pathlib import Path

import pytest

from bot.benches import casework, delivery, intake
from bot.benches.delivery import Size
from bot.benches.machine import Bound, Figure, Peer, PeerFailed, ratio
from bot.cli.bench import BENCHES, line
from tests.bot.conftest import Nghedan


def test_a_figure_says_what_it_is_to_be() -> None:
    assert line(Figure("rate", 1234.5, "messages/s")).split() == ["rate", "1,234", "messages/s"]
    assert line(Figure("times", 2.0, "times", bound=Bound(at_least=3))).endswith("[≥ 3: chưa đạt]")
    assert line(Figure("times", 4.0, "times", bound=Bound(at_least=3))).endswith("[≥ 3: đạt]")
    assert line(Figure("cores", 0.03, "cores", bound=Bound(at_most=0.02))).endswith("[≤ 0.02: chưa đạt]")
    assert line(Figure("rate", 9.0, "/s", aim=Bound(at_least=100))).endswith("[mục tiêu ≥ 100: chưa đạt]")
    assert line(Figure("wait", 9.0, "ms", aim=Bound(at_most=60))).endswith("[mục tiêu ≤ 60: đạt]")
    assert Figure("rate", 9.0, "/s", aim=Bound(at_least=100)).holds is None


def test_rounds_are_summed_up_by_their_median() -> None:
    figure = Figure.of_rates("rate", [1.0, 9.0, 2.0], "/s")
    assert (figure.value, figure.low, figure.high) == (2.0, 1.0, 9.0)
    assert "(1–9)" in line(figure)
    assert ratio([6.0, 2.0, 4.0], [1.0, 2.0, 3.0]) == 2.0


def test_json(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BENCHES, "faq", lambda _: iter(()))
    called = nghedan("bench", "faq", "--json", "--quick")
    report = json.loads(called.out)
    assert (called.code, report["bench"], report["quick"], report["figures"]) == (0, "faq", True, [])
    assert report["machine"]["cores"] >= 1


def test_the_office_of_the_caller_is_left_alone(nghedan: Nghedan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BENCHES, "faq", lambda _: iter(()))
    assert nghedan("bench", "faq").code == 0
    assert list(folder.iterdir()) == []


def test_a_peer_that_is_not_there_is_left_out() -> None:
    assert Peer("nobody", "tests/bench/nobody.py", "pytest").run() is None
    assert Peer("nothing", "tests/bench/peer_intake.py", "no_such_package").run() is None


def test_a_peer_that_breaks_is_not_left_out() -> None:
    with pytest.raises(PeerFailed, match="IndexError"):
        Peer("broken", "tests/bench/peer_intake.py", "pytest").run()


def test_intake() -> None:
    run = intake.on_sqlite(30)
    assert run.messages == 30
    assert run.rate > 0
    assert run.cpu > 0


def test_delivery() -> None:
    size = Size(broadcasts=20, seconds=0, raw=30, timers=30, deeds=5, idle=0.01)
    assert [figure.value > 0 for figure in delivery.raw(size)] == [True, True]
    assert [figure.unit for figure in delivery.clockwork(size)] == ["cores", "s", "s"]


def test_casework_beside_copies(postgres_url: str) -> None:
    for engine, url in (("SQLite", ""), ("PostgreSQL", postgres_url)):
        figures = casework.on(engine, url, (0, 3), 2, warm=2)
        assert [figure.value > 0 for figure in figures] == [True] * len(figures)
