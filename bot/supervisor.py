"""Keeps the program running: one parent, one child, restarted after a crash or a watchdog's end."""

import fcntl
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import IO

from bot.clock import monotonic
from db.engine import Database

STUCK_SECONDS = 30.0
STUCK_EXIT = 75
QUICK_SECONDS = 5.0
MAX_PAUSE = 5.0

log = logging.getLogger(__name__)


class AlreadyRunning(Exception):
    """Another process works in this data folder."""


def lock_folder(folder: Path, wait_seconds: float = 3.0) -> IO[str]:
    """Takes the data folder for this process and its children; the operating system gives it back when they are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    file = open(folder / "lock", "w", encoding="utf-8")  # noqa: SIM115 - held for the life of the process
    give_up = monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            if monotonic() > give_up:
                file.close()
                raise AlreadyRunning from None
            time.sleep(0.05)


def is_running(folder: Path) -> bool:
    """Whether a program holds this data folder."""
    try:
        lock_folder(folder, 0).close()
    except AlreadyRunning:
        return True
    return False


def supervise(serve: Callable[[], int]) -> int:
    """Runs `serve` in a child and starts it anew when it dies; ends with it when it ends by itself or is told to stop."""
    stopping: list[int] = []
    child = 0

    def pass_on(number: int, _: object) -> None:
        stopping.append(number)
        if child:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, pass_on)
    pause = 0.0
    while True:
        begun = monotonic()
        child = os.fork()
        if child == 0:
            _be_the_child(serve)
        code = _wait(child)
        if stopping or code in (0, 1, 2):
            return 0 if stopping else code
        pause = 0.1 if monotonic() - begun > QUICK_SECONDS else min(MAX_PAUSE, pause * 2 or 0.1)
        log.error("the program ended with %s and is started again", code)
        time.sleep(pause)


def _be_the_child(serve: Callable[[], int]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = 1
    try:
        code = serve()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _wait(child: int) -> int:
    while True:
        try:
            _, status = os.waitpid(child, 0)
        except InterruptedError:
            continue
        return os.waitstatus_to_exitcode(status)


def watch(database: Database, parent: int | None) -> None:
    """Ends the process when a function runs for 30 s, or when the parent is gone: what is unfinished is taken up again."""

    def look() -> None:
        while True:
            time.sleep(0.25)
            since = database.busy_since()
            if since is not None and monotonic() - since > STUCK_SECONDS:
                log.critical("a function has run for %s seconds: the process ends", STUCK_SECONDS)
                os._exit(STUCK_EXIT)
            if parent is not None and os.getppid() != parent:
                os._exit(STUCK_EXIT)

    Thread(target=look, name="watchdog", daemon=True).start()
