"""The crash test in full size: `make soak`."""

import time
from pathlib import Path

import pytest

from tests.running import Program, running
from tests.storm import Storm

MESSAGES, KILLS = 1000, 20


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_messages_survive_twenty_kills(tmp_path: Path, seed: int) -> None:
    begun = time.monotonic()
    with running(Program(tmp_path)) as program:
        storm = Storm(program, MESSAGES, KILLS, seed=seed)
        storm.rage()
        storm.check_chats()
        assert program.stop() == 0
    storm.check_database()
    assert len(set(storm.killed)) == KILLS
    seconds = time.monotonic() - begun
    print(f"\n{storm.messages} messages, {len(storm.codes)} cases, {KILLS} kills in {seconds:.0f} s: 0 lost, 0 doubled")
