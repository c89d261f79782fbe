"""How soon the program is there; how soon a reply can be read is `nghedan bench intake`. `make bench`."""

from pathlib import Path

import pytest

from bot.benches.machine import machine
from tests.running import Program


@pytest.mark.bench
def test_start(tmp_path: Path) -> None:
    times = []
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        program = Program(folder)
        times.append(program.start())
        assert program.stop() == 0
    print(f"\nhealthy after {', '.join(f'{seconds:.2f}' for seconds in times)} s in an empty folder: {machine()}")
    assert len(times) == 5
