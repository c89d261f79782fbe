"""Keeps the program running: one parent, one child, restarted after a crash or a watchdog's end."""

import fcntl
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, NoReturn

from bot.clock import monotonic
from bot.errors import CallerMistake
from texts.vi.operator import file_faults as texts

STUCK_SECONDS = 30.0
STUCK_EXIT = 75
FINE, BROKEN, MISTAKE = 0, 1, 2
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LOOK_SECONDS = 0.25
CALM_SECONDS = 5.0  # whoever lived that long is started again at once; whoever did not, after a growing pause
FIRST_PAUSE, LAST_PAUSE = 0.05, 1.0
STOP_SECONDS = 4.5  # a child that has not stopped by then is killed: what it left unfinished is taken up at the next start

log = logging.getLogger(__name__)


class AlreadyRunning(Exception):
    """Another process works in this data folder."""


def lock_folder(folder: Path, wait_seconds: float = 1.0) -> IO[str]:
    """Takes the data folder for this process and its children; the operating system gives it back when they are gone.
    It waits a little: the child of a parent that was killed needs a moment to notice."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def hold_folder(folder: Path, taken: str, wait_seconds: float = 1.0) -> IO[str]:
    """The same for somebody at the command line. Raises CallerMistake: `taken` where another process works there."""
    try:
        return lock_folder(folder, wait_seconds)
    except AlreadyRunning:
        raise CallerMistake(taken) from None
    except OSError as error:
        raise CallerMistake(texts.unusable(str(folder), error.strerror or "")) from None


def is_running(folder: Path) -> bool:
    """Whether a program holds this data folder."""
    try:
        lock_folder(folder, 0).close()
    except AlreadyRunning:
        return True
    return False


def supervise(serve: Callable[[bool], int], stop_seconds: float = STOP_SECONDS) -> int:
    """Runs `serve` in a child and starts it anew when it dies; ends when it ends by itself, cannot start, or is told to.
    `serve` is told whether a child before it died."""
    return _Supervisor(serve, stop_seconds).run()


class _Supervisor:
    def __init__(self, serve: Callable[[bool], int], stop_seconds: float) -> None:
        self._serve = serve
        self._stop_seconds = stop_seconds
        self._child = 0
        self._died = False
        self._stopping = False

    def run(self) -> int:
        for number in STOPS:
            if signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` does with SIGHUP
                signal.signal(number, self._stop)
        signal.signal(signal.SIGALRM, self._kill)
        pause = FIRST_PAUSE
        while True:
            begun = monotonic()
            code = self._one_child()
            calm = monotonic() - begun > CALM_SECONDS
            if self._stopping or code in (FINE, MISTAKE) or (code == BROKEN and not calm):
                return FINE if self._stopping else code
            pause = FIRST_PAUSE if calm else min(LAST_PAUSE, pause * 2)
            log.error("the program ended with %s and is started again", code)
            self._died = True
            self._rest(pause)

    def _one_child(self) -> int:
        # A signal between fork and the note of the child's number would be lost: it waits until both know where they stand.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        if self._stopping:
            return 0
        self._child = os.fork()
        if self._child == 0:
            _be_the_child(lambda: self._serve(self._died), blocked)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(status)

    def _rest(self, seconds: float) -> None:
        end = monotonic() + seconds
        while not self._stopping and monotonic() < end:
            time.sleep(0.05)

    def _stop(self, *_: object) -> None:
        if self._child and not self._stopping:
            self._send(signal.SIGTERM)
            signal.setitimer(signal.ITIMER_REAL, self._stop_seconds)
        self._stopping = True

    def _kill(self, *_: object) -> None:
        if self._child:
            self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it ended a moment ago, and nobody has noted that yet
            os.kill(self._child, number)


def _be_the_child(serve: Callable[[], int], mask: set[int | signal.Signals]) -> NoReturn:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number in (signal.SIGINT, signal.SIGHUP):  # Ctrl+C reaches both: the parent passes it on, once, as SIGTERM
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    code = BROKEN
    try:
        code = serve()
    finally:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(code)


def watch(busy_since: Callable[[], float | None], parent: int, stuck_seconds: float = STUCK_SECONDS) -> None:
    """Ends the process when one function of the database runs that long, or when the parent is gone: what is unfinished is
    taken up again. `busy_since`: when that function began, by the monotonic clock."""

    def look() -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            since = busy_since()
            if since is not None and monotonic() - since > stuck_seconds:
                log.critical("a function has run for %s seconds: the process ends", stuck_seconds)
                os._exit(STUCK_EXIT)
            if os.getppid() != parent:
                os._exit(STUCK_EXIT)

    Thread(target=look, name="watchdog", daemon=True).start()
