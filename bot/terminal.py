"""`nghedan chat`: a conversation in the terminal. Beside a running program it only writes the inbox and reads its answers."""

import time
from threading import Event, Thread
from typing import TextIO

import typer

from bot.channels.console import Terminal, render
from bot.clock import monotonic
from bot.opening import Opened, opened
from bot.supervisor import AlreadyRunning, lock_folder
from bot.worker import Worker
from texts.vi import operator as texts

PATIENCE_SECONDS = 10.0


def talk(name: str, lines: TextIO) -> None:
    with opened() as office:
        try:
            lock = lock_folder(office.settings.data_dir, 0) if office.settings.embedded else None
        except AlreadyRunning:
            _converse(office, name, lines)
            return
        worker = Worker(office.office)
        worker.start()
        try:
            _converse(office, name, lines)
        finally:
            worker.stop()
            if lock is not None:
                lock.close()


def _converse(office: Opened, name: str, lines: TextIO) -> None:
    terminal = Terminal(office.database, name, office.clock.now)
    interactive = lines.isatty()
    if interactive:
        typer.echo(texts.chat_welcome())
    stop = Event()
    listener = Thread(target=_listen, args=(terminal, stop), daemon=True)
    if interactive:
        listener.start()
    for line in lines:
        if not interactive:
            typer.echo(f"> {line.rstrip()}")
        terminal.say(line.rstrip("\n"))
        if not interactive:
            _wait(terminal)
            _show(terminal)
    stop.set()


def _wait(terminal: Terminal) -> None:
    give_up = monotonic() + PATIENCE_SECONDS
    while terminal.waiting():
        if monotonic() > give_up:
            typer.echo(texts.not_handled_yet())
            return
        time.sleep(0.02)


def _listen(terminal: Terminal, stop: Event) -> None:
    """Shows what comes while the person types or thinks."""
    while not stop.wait(0.1):
        _show(terminal)


def _show(terminal: Terminal) -> None:
    for message in terminal.news():
        typer.echo(render(message) + "\n")
