"""`nghedan chat`: a conversation in the terminal. Beside a running program it only writes the inbox and reads its answers."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread
from typing import TextIO

import typer

from bot.channels.terminal.terminal import Terminal, render
from bot.clock import monotonic
from bot.engine.supervisor import AlreadyRunning, lock_folder
from bot.engine.worker import Worker
from bot.installation.opening import Opened, opened
from db.queues import leases
from office.files.store import FileRefused, FileStore
from texts.vi.operator import chat as texts
from texts.vi.web.refusals import file_refused

PATIENCE_SECONDS = 10.0
LOOK_SECONDS = 0.1  # for what comes while the person types or thinks
_PLACE = re.compile(r"@(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")


def talk(name: str, lines: TextIO) -> None:
    """Until the end of `lines`, or Ctrl+C."""
    with opened() as office, _somebody_works(office):
        terminal = Terminal(office.database, name, office.clock.now)
        converse = _interactive if lines.isatty() else _scripted
        try:
            converse(terminal, office.installation.files, lines)
        except KeyboardInterrupt:
            return


@contextmanager
def _somebody_works(office: Opened) -> Iterator[None]:
    """A worker of our own, unless a program runs already."""
    try:
        lock = lock_folder(office.settings.home, 0) if office.settings.embedded else nullcontext()
    except AlreadyRunning:
        yield
        return
    with lock:
        if _others_live(office):
            yield
            return
        with office.reading(), Worker(office.office):
            yield


def _others_live(office: Opened) -> bool:
    """On PostgreSQL their signs of life tell; here the file lock has told already."""
    now = office.clock.now()
    return not office.settings.embedded and office.database.read(lambda connection: leases.living(connection, now)) > 0


def _scripted(terminal: Terminal, files: FileStore, lines: TextIO) -> None:
    """What waited; then each line and its answers."""
    _show(terminal)
    for line in lines:
        typer.echo(f"> {line.rstrip()}")
        say(terminal, files, line)
        _wait(terminal)
        _show(terminal)


def _interactive(terminal: Terminal, files: FileStore, lines: TextIO) -> None:
    typer.echo(texts.welcome())
    over = Event()
    listener = Thread(target=_listen, args=(terminal, over), daemon=True)
    listener.start()
    try:
        for line in lines:
            say(terminal, files, line)
        _wait(terminal)
    finally:
        over.set()
        listener.join()


def _listen(terminal: Terminal, over: Event) -> None:
    while not over.wait(LOOK_SECONDS):
        _show(terminal)
    _show(terminal)


def say(terminal: Terminal, files: FileStore, line: str) -> None:
    """Sends a line: words, `@path` to a file, or `@latitude,longitude`."""
    line = line.rstrip("\r\n")
    place = _position(line)
    if place is not None:
        terminal.say("", position=place)
    elif line.startswith("@") and len(line) > 1:
        _send_file(terminal, files, line[1:].strip())
    else:
        terminal.say(line)


def _position(line: str) -> tuple[float, float] | None:
    found = _PLACE.fullmatch(line.strip())
    latitude, longitude = (float(found[1]), float(found[2])) if found else (999.0, 999.0)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _send_file(terminal: Terminal, files: FileStore, path: str) -> None:
    try:
        with Path(path).expanduser().open("rb") as source:
            stored = files.store(source, Path(path).name)
    except OSError:
        typer.echo(texts.no_such_file(path))
    except FileRefused as refused:
        typer.echo(texts.file_not_taken(path, file_refused(refused.reason)))
    else:
        terminal.say("", [stored])


def _wait(terminal: Terminal) -> None:
    give_up = monotonic() + PATIENCE_SECONDS
    while terminal.waiting():
        if monotonic() > give_up:
            typer.echo(texts.not_handled_yet())
            return
        time.sleep(0.02)


def _show(terminal: Terminal) -> None:
    for message in terminal.news():
        typer.echo(render(message) + "\n")
