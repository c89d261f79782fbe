"""`nghedan run`: locks the data folder, takes the port, and keeps a child serving until it is told to stop."""

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext

import typer
import uvicorn

from bot.app import ROLES, Program, beside
from bot.channels.kit import Line
from bot.engine.supervisor import hold_folder, supervise, watch
from bot.errors import CallerMistake
from bot.exit_codes import exit_code
from bot.installation.backup_schedule import keep_backups
from bot.installation.opening import BUILD, Opened, opened
from bot.settings import Settings
from texts.vi.operator import starting as texts

KEEP_ALIVE_SECONDS = 75  # longer than a web server in front keeps its connections, which would meet a closed one otherwise
DYING_SECONDS = 5.0  # a program before it that was killed may need that long to be gone, on a busy machine
GRACE_SECONDS = 3  # for requests that are being answered when the program is told to stop


def run(only: Sequence[str], program: Program) -> int:
    """Its exit code. What is read before the child starts outlives it."""
    settings = program.here.settings
    roles = _roles(only, settings)
    with ExitStack() as held:
        if settings.embedded:
            held.enter_context(hold_folder(settings.home, texts.already_running(str(settings.home)), DYING_SECONDS))
        program.prepare()
        listening = held.enter_context(_bound(settings)) if "web" in roles else None
        parent = os.getpid()
        gc.freeze()  # the child need not look through what was made so far
        return supervise(lambda again: exit_code(lambda: asyncio.run(_serve(program, roles, listening, parent, again))))


def _roles(only: Sequence[str], settings: Settings) -> Sequence[str]:
    for role in only:
        if role not in ROLES:
            raise CallerMistake(texts.unknown_role(role, ", ".join(ROLES)))
    if only and settings.embedded:
        raise CallerMistake(texts.only_needs_postgresql())
    return only or ROLES


def _bound(settings: Settings) -> socket.socket:
    """The port is taken before the child starts: a taken one is the caller's mistake, and a restart loses no connection."""
    listening = socket.socket(socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.http_host, settings.http_port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        place = f"{settings.http_host}:{settings.http_port}"
        raise CallerMistake(texts.port_unusable(place, error.strerror or type(error).__name__)) from None
    return listening


# ---------------------------------------------------------------- the child


async def _serve(
    program: Program, roles: Sequence[str], listening: socket.socket | None, parent: int, again: bool
) -> int:  # fmt: skip
    """Until SIGTERM. `again`: in the place of a child that died."""
    if again:  # the database may be away, which is waited for
        watch(lambda: None, parent)
    with opened(program.here, patient=again) as office, program.present(office), _working(program, office, roles):
        watch(office.database.busy_since, parent)
        backups = keep_backups(office.settings, office.clock.now, BUILD)
        async with beside([backups]), program.lines(office, roles) as lines:
            if listening is None:
                told_to_stop = asyncio.Event()
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
                await told_to_stop.wait()
            else:
                await _Server(program, office, listening, lines).serve([listening])
    return 0


def _working(program: Program, office: Opened, roles: Sequence[str]) -> AbstractContextManager[None]:
    return program.at_work(office) if "worker" in roles else nullcontext()


class _Server(uvicorn.Server):
    """Greets when it answers, and stops at SIGTERM: open streams first, for they would hold up the end."""

    def __init__(self, program: Program, office: Opened, listening: socket.socket, lines: Sequence[Line]) -> None:
        self._office = office
        self._listening = listening
        self._site, app = program.site_and_app(office, lines)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                ws="none",
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
                server_header=False,
                proxy_headers=False,
            )
        )

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Without raising the signal again at the end, as uvicorn does: the process has yet to sign off."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.handle_exit, signal.SIGTERM, None)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _greet(self._office, self._listening)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._site.watch.close()
        await super().shutdown(sockets)


def _greet(office: Opened, listening: socket.socket) -> None:
    settings, clock = office.settings, office.clock
    port = listening.getsockname()[1]
    typer.echo(texts.running(settings.model_copy(update={"http_port": port}).address))
    if clock.shifted:
        typer.secho(texts.clock_is_set(clock.now().isoformat(timespec="seconds")), fg="red")
    sys.stdout.flush()
