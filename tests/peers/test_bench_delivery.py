"""Raw sends per second against the emulator, the same messages in the same run: the program's deliverer with its limits taken
off, plain python-telegram-bot, plain aiogram. `make bench`"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import ROOT, free_port
from telegram_peer import Telegram, telegram_running

NUMBER = 1000
ROUNDS = 3
SENDERS = Path(__file__).parent / "senders"
OURS, THEIRS = ROOT / ".venv" / "bin" / "python", sys.executable


def seconds(python: Path | str, script: str, telegram: Telegram, *more: str) -> float:
    command = [python, SENDERS / script, telegram.url, str(NUMBER), *more]
    environment = {"PYTHONPATH": str(ROOT), "PTB_TIMEDELTA": "true"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr
    return float(run.stdout)


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_raw_sends_per_second() -> None:
    figures: dict[str, list[float]] = {}
    with telegram_running(free_port()) as telegram, tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            where = Path(folder) / str(number)
            where.mkdir()
            took = {
                "nghedan, outbox to outbox, 8 at a time": seconds(OURS, "ours.py", telegram, str(where)),
                **{f"python-telegram-bot, {n} at a time": seconds(OURS, "ptb.py", telegram, str(n)) for n in (1, 8)},
                **{f"aiogram, {n} at a time": seconds(THEIRS, "aiogram_plain.py", telegram, str(n)) for n in (1, 8)},
            }
            for name, one in took.items():
                figures.setdefault(name, []).append(NUMBER / one)
        assert sum(call["outcome"] == "ok" for call in telegram.calls("sendMessage")) == NUMBER * ROUNDS * len(figures)
    for name, rates in figures.items():
        print(f"{name:42} {statistics.median(rates):6.0f} sends/s  ({min(rates):.0f} to {max(rates):.0f})")
