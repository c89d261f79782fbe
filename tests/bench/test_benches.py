"""All of `nghedan bench`, in full size, its figures printed; what holds on any machine is checked. `make bench`"""

from importlib import import_module

import pytest

from bot.benches.machine import machine
from bot.cli.bench import BENCHES, line
from texts.vi.operator import bench as texts


@pytest.mark.bench
@pytest.mark.parametrize("name", BENCHES)
def test_figures(name: str) -> None:
    figures = [figure for module in BENCHES[name] for figure in import_module(module).measure(quick=False)]
    print(f"\n{texts.measured_on(machine())}")
    for figure in figures:
        print(line(figure))
    assert figures
    if name == "intake":  # whoever develops has the peer
        assert "times the peer" in [figure.name for figure in figures]
    assert [figure.name for figure in figures if figure.holds is False] == []
