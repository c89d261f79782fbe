"""The benchmark of questions beside its peers: `make bench`, as `nghedan bench faq` prints it."""

import pytest

from bot.benches.faq import measure
from bot.benches.machine import machine
from bot.cli.bench import line


@pytest.mark.bench
def test_questions_beside_their_peers() -> None:
    figures = measure(quick=False)
    print("", machine(), *map(line, figures), sep="\n")
    rates = {figure.name: figure.value for figure in figures}
    assert rates["times as fast as extractOne(WRatio)"] >= 8
