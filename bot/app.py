"""The composition root: builds the program, runs it, closes it."""

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Coroutine, Generator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, nullcontext
from typing import Any

import typer
import uvicorn
from fastapi import APIRouter, FastAPI
from sqlalchemy import Connection

from bot.channels.port import TELEGRAM
from bot.channels.web.routes import router
from bot.clock import Clock
from bot.engine.supervisor import hold_folder, supervise, watch
from bot.engine.worker import Office
from bot.errors import CallerMistake
from bot.exit_codes import exit_code
from bot.installation.backup_schedule import keep_backups
from bot.installation.opening import BUILD, Installation, Opened, opened, telegram_parts
from bot.settings import Settings, load
from db.engine.database import Database
from handlers.citizens.free_text import menu
from office.files.store import FileStore
from texts.vi.operator import starting as texts
from web.app import create_app
from web.health import Checks
from web.limits import networks
from web.sessions import Sessions
from web.site import Site
from web.watch import ChatWatch

ROLES = ("web", "worker", "delivery", "telegram")
KEEP_ALIVE_SECONDS = 75  # longer than a web server in front keeps its connections, which would meet a closed one otherwise
GRACE_SECONDS = 3  # for requests that are being answered when the program is told to stop


def run(only: Sequence[str], here: Installation | None = None) -> int:
    """`nghedan run`: locks the data folder, takes the port, and keeps a child serving. What is read here outlives it."""
    here = here or Installation(load())
    roles = _roles(only, here.settings)
    with ExitStack() as held:
        if here.settings.embedded:
            held.enter_context(hold_folder(here.settings.home, texts.already_running(str(here.settings.home))))
        here.prepare()
        listening = held.enter_context(_bound(here.settings)) if "web" in roles else None
        parent = os.getpid()
        gc.freeze()  # the child need not look through what was made so far
        return supervise(lambda again: exit_code(lambda: asyncio.run(_serve(here, roles, listening, parent, again))))


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
    here: Installation, roles: Sequence[str], listening: socket.socket | None, parent: int, again: bool
) -> int:  # fmt: skip
    """Until SIGTERM. `again`: in the place of a child that died."""
    if again:  # the database may be away, which is waited for
        watch(lambda: None, parent)
    with opened(here, patient=again) as office, office.present(), _working(office) if "worker" in roles else nullcontext():
        watch(office.database.busy_since, parent)
        backups = keep_backups(office.settings, office.clock.now, BUILD)
        async with _beside([backups]), _telegram(office, roles) as routers:
            if listening is None:
                told_to_stop = asyncio.Event()
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
                await told_to_stop.wait()
            else:
                await _Server(office, listening, routers).serve([listening])
    return 0


@contextmanager
def _working(office: Opened) -> Generator[None]:
    with office.reading(), office.working():
        yield


@asynccontextmanager
async def _telegram(office: Opened, roles: Sequence[str]) -> AsyncGenerator[Sequence[APIRouter]]:
    """Receives and delivers in this process where that is its role; gives the routers that the web role serves."""
    api = office.installation.telegram()
    if api is None:
        yield ()
        return
    receiving = office.receiving(api)
    parts = {"telegram": receiving.run, "delivery": office.delivering(api).run}
    try:
        async with _beside([run() for role, run in parts.items() if role in roles]):
            yield receiving.routers
    finally:
        await api.close()


@asynccontextmanager
async def _beside(runs: Sequence[Coroutine[None, None, None]]) -> AsyncGenerator[None]:
    """What runs for as long as the program does."""
    running = [asyncio.create_task(run) for run in runs]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class _Server(uvicorn.Server):
    """Greets when it answers, and stops at SIGTERM: open streams first, for they would hold up the end."""

    def __init__(self, office: Opened, listening: socket.socket, routers: Sequence[APIRouter]) -> None:
        self._office = office
        self._listening = listening
        self._site, app = build(office, routers)
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


def build(office: Opened, routers: Sequence[APIRouter] = ()) -> tuple[Site, FastAPI]:
    """The web application of an installation; `routers`: of channels that are called from outside."""
    settings = office.settings
    off = {} if settings.telegram_token else {TELEGRAM: "off"}
    checks = Checks(
        channels=lambda: dict.fromkeys(office.office.channels, "ok") | off,
        details=(lambda _: {}) if off else lambda connection: _telegram_report(office, connection),
        folders=(settings.data_dir, settings.files),
        set_clock=settings.now.isoformat() if settings.now else None,
    )
    return site_and_app(
        office.database, office.installation.files, office.office, office.clock, build=BUILD, public_url=settings.public_url,
        proxies=settings.trusted_proxies, checks=checks, routers=routers,
    )  # fmt: skip


def _telegram_report(office: Opened, connection: Connection) -> dict[str, Any]:
    return {TELEGRAM: telegram_parts().report(connection, office.clock.now()).as_json()}


def site_and_app(
    database: Database, files: FileStore, office: Office, clock: Clock, *, build: str, public_url: str = "",
    proxies: Sequence[str] = (), checks: Checks | None = None, routers: Sequence[APIRouter] = (),
) -> tuple[Site, FastAPI]:  # fmt: skip
    locality = office.desk.locality
    site = Site(
        database=database, now=clock.now, watch=ChatWatch(database), sessions=Sessions(public_url), office=locality.name,
        build=build, emergency=locality.emergency, starters=menu(), trusted_proxies=networks(proxies),
    )  # fmt: skip
    return site, create_app(site, checks or Checks(), [router(site, files), *routers])
