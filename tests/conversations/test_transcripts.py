"""Every transcript of this folder runs on every channel, and reads as written.

`NGHEDAN_WRITE_TRANSCRIPTS=1` writes down how they went instead; read the difference before committing it."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import Database
from tests.conversations.playing import Play, Stage

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
CHANNELS = ("console", "web")


def test_there_are_transcripts() -> None:
    assert len(SCRIPTS) >= 15


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_reads_as_written(script: Path, channel: str, memory: Database, tmp_path: Path) -> None:
    written = script.read_text(encoding="utf-8").splitlines()
    with closing(Stage(memory, tmp_path, channel)) as stage:
        went = list(Play(stage).lines(written))
    if os.environ.get("NGHEDAN_WRITE_TRANSCRIPTS") and channel == CHANNELS[0]:
        script.write_text("\n".join(went) + "\n", encoding="utf-8")
    else:
        assert went == written
