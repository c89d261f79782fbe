"""The parent that restarts its child, and the watchdog; each in a process of its own, since they fork and end it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.engine.supervisor import AlreadyRunning, is_running, lock_folder
from tests.running import environment, wait_for

SUPERVISED = """
import os, signal, sys, time
from pathlib import Path
from bot.engine.supervisor import supervise

starts = Path("starts")

def serve(again):
    with starts.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    number = len(starts.read_text().split())
    WHAT
    return 0

sys.exit(supervise(serve, stop_seconds=0.5))
"""
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN); Path('ready').touch(); time.sleep(60)"
POLITE = "signal.signal(signal.SIGTERM, lambda *_: sys.exit(5)); Path('ready').touch(); time.sleep(60)"


class Supervised:
    def __init__(self, folder: Path, what: str) -> None:
        self.folder = folder
        command = [sys.executable, "-c", SUPERVISED.replace("WHAT", what)]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    @property
    def starts(self) -> list[int]:
        file = self.folder / "starts"
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    def wait_until_ready(self) -> None:
        """The child has decided what the signal means to it."""
        wait_for((self.folder / "ready").exists, 30)

    def end(self) -> int:
        code = self.process.wait(15)
        assert self.process.stderr
        self.said = self.process.stderr.read()
        self.process.stderr.close()
        return code


@pytest.mark.parametrize(
    ("what", "code", "starts"),
    [
        ("pass", 0, 1),
        ("return 2", 2, 1),
        ("return 1", 1, 1),  # it cannot start
        ("raise ValueError", 1, 1),
        ("os._exit(75) if number < 3 else None", 0, 3),
        ("os.kill(os.getpid(), signal.SIGKILL) if number < 2 else None", 0, 2),
        ("os.kill(os.getpid(), signal.SIGSEGV) if number < 2 else None", 0, 2),
    ],
)
def test_a_crash_is_another_start_and_everything_else_the_end(tmp_path: Path, what: str, code: int, starts: int) -> None:
    supervised = Supervised(tmp_path, what)
    assert supervised.end() == code
    assert len(set(supervised.starts)) == starts


def test_told_to_stop_it_ends_with_its_child(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path, POLITE)
    supervised.wait_until_ready()
    supervised.process.terminate()
    assert supervised.end() == 0
    assert not alive(supervised.starts[0])


def test_ctrl_c_reaches_both_and_is_passed_on_once(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path, POLITE)
    supervised.wait_until_ready()
    os.killpg(supervised.process.pid, signal.SIGINT)
    assert supervised.end() == 0
    assert "Traceback" not in supervised.said
    assert not alive(supervised.starts[0])


def test_told_to_stop_while_it_pauses_it_starts_no_other(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path, "os._exit(9)")
    wait_for(lambda: len(supervised.starts) >= 2, 30)
    supervised.process.terminate()
    assert supervised.end() == 0
    assert not any(alive(child) for child in supervised.starts)


def test_a_child_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    supervised = Supervised(tmp_path, DEAF)
    supervised.wait_until_ready()
    begun = time.monotonic()
    supervised.process.terminate()
    assert supervised.end() == 0
    assert time.monotonic() - begun < 3
    assert not alive(supervised.starts[0])


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# ---------------------------------------------------------------- watchdog

WATCHED = """
import os, sys, time
from bot.engine.supervisor import watch

begun = time.monotonic()
watch(lambda: begun, PARENT, stuck_seconds=0.3)
time.sleep(DURATION)
os._exit(0)
"""


@pytest.mark.parametrize(("duration", "code"), [("60", 75), ("0.1", 0)])
def test_a_function_that_hangs_ends_the_process(tmp_path: Path, duration: str, code: int) -> None:
    script = WATCHED.replace("PARENT", "os.getppid()").replace("DURATION", duration)
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, text=True, timeout=20, check=False
    )
    assert ended.returncode == code
    assert ("the process ends" in ended.stderr) == (code == 75)


def test_a_child_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    script = WATCHED.replace("PARENT", str(os.getppid())).replace("DURATION", "60")  # somebody else than its parent
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, timeout=20, check=False
    )
    assert ended.returncode == 75


# ---------------------------------------------------------------- the folder's lock


HOLDER = """
import time
from pathlib import Path
from bot.engine.supervisor import lock_folder

lock = lock_folder(Path("var"))
time.sleep(60)
"""


def test_a_folder_belongs_to_one_program(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    assert not is_running(folder)
    with lock_folder(folder):
        assert is_running(folder)
        with pytest.raises(AlreadyRunning):
            lock_folder(folder, 0)
    assert not is_running(folder)


def test_the_lock_goes_with_the_process(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], cwd=tmp_path, env=environment(tmp_path))
    try:
        wait_for(lambda: is_running(tmp_path / "var"), 30)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    lock_folder(tmp_path / "var").close()
