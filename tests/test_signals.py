import signal
import subprocess
import sys
from pathlib import Path

from tests.signals import INHERITED

# `os.kill` shows that the parent stays deaf; what its child prints, that the child is not.
PARENT = """
import os, signal, subprocess, sys
NUMBERS = CHOSEN
for number in NUMBERS:
    signal.signal(number, signal.SIG_IGN)
if sys.argv[1] == "keep":
    from tests.signals import keep_from_children
    keep_from_children()
for number in NUMBERS:
    os.kill(os.getpid(), number)
child = "import signal; print([signal.getsignal(number) == signal.SIG_IGN for number in CHOSEN])"
subprocess.run([sys.executable, "-S", "-c", child], check=True)
"""


def ignored(what: str) -> str:
    script = PARENT.replace("CHOSEN", str([int(number) for number in INHERITED]))
    run = [sys.executable, "-S", "-c", script, what]
    return subprocess.run(run, cwd=Path(__file__).parents[1], check=True, capture_output=True, text=True).stdout.strip()


def test_a_program_started_in_a_background_job_minds_its_signals() -> None:
    assert ignored("leave") == "[True, True]"
    assert ignored("keep") == "[False, False]"


def test_this_run_keeps_its_own_from_the_programs_it_starts() -> None:
    assert signal.SIG_IGN not in [signal.getsignal(number) for number in INHERITED]
