"""Every transcript of this folder runs on every channel, and reads as written; where a channel reads otherwise, by what it is,
its own version lies in a folder of its name.

`NGHEDAN_WRITE_TRANSCRIPTS=1` writes down how they went instead; read the difference before committing it."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.registry import CHANNELS
from db.engine.database import Database
from tests.conversations.playing import Play, Stage, locality_of

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
FIRST = "terminal"  # whose words stand in the transcripts; others have their own where they differ


def test_there_are_transcripts() -> None:
    assert len(SCRIPTS) >= 15


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_reads_as_written(script: Path, channel: str, memory: Database, tmp_path: Path) -> None:
    own = script.parent / channel / script.name
    written = _lines(own if own.exists() else script)
    with closing(Stage(memory, tmp_path, channel, locality_of(written))) as stage:
        went = list(Play(stage).lines(written))
    if os.environ.get("NGHEDAN_WRITE_TRANSCRIPTS"):
        _write(went, script if channel == FIRST else own, script)
    else:
        assert went == written


def test_no_version_of_a_channel_is_idle() -> None:
    """Each belongs to a transcript, and differs from it."""
    own = [path for channel in CHANNELS for path in (Path(__file__).parent / channel).glob("*")]
    assert own
    for path in own:
        script = path.parent.parent / path.name
        assert script in SCRIPTS
        assert _lines(path) != _lines(script)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _write(went: list[str], path: Path, script: Path) -> None:
    if path != script and went == _lines(script):
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(went) + "\n", encoding="utf-8")
