"""All of `nghedan bench`, in full size, its figures printed; what holds on any machine is checked. `make bench`"""

import pytest

from bot.benches.machine import machine
from bot.cli.bench import BENCHES, line
from texts.vi.operator import bench as texts


@pytest.mark.bench
@pytest.mark.parametrize("name", BENCHES)
def test_figures(name: str) -> None:
    figures = list(BENCHES[name](False))
    print(f"\n{texts.measured_on(machine())}")
    for figure in figures:
        print(line(figure))
    assert figures
    if name == "intake":  # whoever develops has the peer
        assert "times the peer" in [figure.name for figure in figures]
    assert [figure.name for figure in figures if figure.holds is False] == []
