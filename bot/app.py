"""The composition root: builds the program, runs it, closes it."""

import asyncio
import logging
import os
import socket
import sys
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

import typer
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Connection, select

from bot.channels.web import router
from bot.clock import Clock
from bot.errors import CallerMistake
from bot.files import FileStore
from bot.opening import Opened, opened
from bot.settings import Settings, load
from bot.supervisor import AlreadyRunning, lock_folder, supervise, watch
from bot.worker import Office, Worker
from db import inbox, leases, outbox, timers
from db.engine import Database
from db.tables import Post
from handlers.free_text import menu
from texts.vi import operator as texts
from web.app import create_app
from web.health import Checks
from web.limits import networks
from web.sessions import Sessions
from web.site import Site
from web.watch import ChatWatch

BUILD = version("nghedan")
ROLES = ("web", "worker", "delivery", "telegram")
RENEW_SECONDS = 5

log = logging.getLogger(__name__)


def run(only: list[str]) -> int:
    """`nghedan run`: locks the data folder, binds the port, and keeps a child serving."""
    settings = load()
    for role in only:
        if role not in ROLES:
            raise CallerMistake(texts.unknown_role(role, ", ".join(ROLES)))
    if only and settings.embedded:
        raise CallerMistake(texts.only_needs_postgresql())
    try:
        lock = lock_folder(settings.data_dir)
    except AlreadyRunning:
        raise CallerMistake(texts.already_running(str(settings.data_dir))) from None
    with lock, _bound(settings) as listening:
        parent = os.getpid()
        return supervise(lambda: asyncio.run(_serve(listening, parent)))


def _bound(settings: Settings) -> socket.socket:
    """The port is taken before the child starts: a taken one is the caller's mistake, and a restart loses no connection."""
    listening = socket.socket(socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.http_host, settings.http_port))
    except OSError:
        listening.close()
        raise CallerMistake(texts.port_taken(settings.http_host, settings.http_port)) from None
    listening.listen(2048)
    return listening


async def _serve(listening: socket.socket, parent: int) -> int:
    with opened() as office:
        watch(office.database, parent)
        site, app = build(office)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=5, server_header=False, proxy_headers=False
        )
        async with _working(office):
            _greet(office, listening)
            await _Server(config, site).serve(sockets=[listening])
    return 0


class _Server(uvicorn.Server):
    """Ends the open streams first, which would hold up the end otherwise."""

    def __init__(self, config: uvicorn.Config, site: Site) -> None:
        super().__init__(config)
        self._site = site

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._site.watch.close()
        await super().shutdown(sockets)


def _greet(office: Opened, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    typer.echo(texts.running(office.settings.public_url.rstrip("/") or f"http://{host}:{port}"))
    if office.clock.shifted:
        typer.secho(texts.clock_is_set(office.clock.now().isoformat(timespec="seconds")), fg="red")
    sys.stdout.flush()


def build(office: Opened) -> tuple[Site, FastAPI]:
    """The web application of an installation."""
    settings = office.settings
    checks = Checks(
        channels=lambda: dict.fromkeys(office.office.channels, "ok"),
        folders=(settings.data_dir, settings.files),
        set_clock=settings.now.isoformat() if settings.now else None,
    )
    return site_and_app(
        office.database, office.files, office.office, office.clock, build=BUILD, public_url=settings.public_url,
        proxies=settings.trusted_proxies, checks=checks,
    )  # fmt: skip


def site_and_app(
    database: Database, files: FileStore, office: Office, clock: Clock, *, build: str, public_url: str = "",
    proxies: Sequence[str] = (), checks: Checks | None = None,
) -> tuple[Site, FastAPI]:  # fmt: skip
    locality = office.desk.locality
    site = Site(
        database=database, now=clock.now, watch=ChatWatch(database), sessions=Sessions(public_url), office=locality.name,
        build=build, emergency=locality.emergency, starters=menu(), trusted_proxies=networks(proxies),
    )  # fmt: skip
    return site, create_app(site, checks or Checks(), [router(site, files)])


@asynccontextmanager
async def _working(office: Opened) -> AsyncIterator[None]:
    """The worker beside the web, and this process's sign of life."""
    database, holder = office.database, uuid.uuid4().hex
    cautious = await database.arun(lambda connection: _sign_on(office, connection, holder))
    worker = Worker(office.office, cautious)
    worker.start()
    sign_of_life = asyncio.create_task(_renew(office, holder))
    try:
        yield
    finally:
        sign_of_life.cancel()
        await asyncio.to_thread(worker.stop)
        await database.arun(lambda connection: leases.stopped(connection, holder))


def _sign_on(office: Opened, connection: Connection, holder: str) -> int:
    """Registers this process; the row up to which care is needed, where the last one ended without signing off."""
    now = office.clock.now()
    unclean = leases.unclean(connection, now, office.settings.embedded)
    leases.started(connection, holder, now)
    return inbox.newest(connection) if unclean else 0


async def _renew(office: Opened, holder: str) -> None:
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        name, now = leases.process_name(holder), office.clock.now()
        await office.database.arun(lambda connection: leases.renew(connection, name, holder, now))  # noqa: B023 - awaited at once


def checks(office: Opened) -> Iterator[tuple[bool, str]]:
    """One line each for settings, database, channels, content, locality, officers and queues; False where it is broken."""
    database, desk = office.database, office.office.desk
    yield True, texts.check_ok("settings", office.settings.address)
    state = database.schema_state()
    yield state == "current", texts.check_ok("database", f"{database.dialect}, {state}")
    yield True, texts.check_ok("channels", ", ".join(office.office.channels))
    yield bool(desk.entries), texts.check_ok("content", f"{len(desk.entries)} entries")
    today = office.clock.now().date()
    communes = desk.locality.communes(today)
    yield bool(communes), texts.check_ok("locality", f"{desk.locality.name}, {len(communes)} communes")
    linked = set(database.read(lambda connection: connection.scalars(
        select(Post.authority).where(Post.linked_at.is_not(None), Post.revoked_at.is_(None))).all()))  # fmt: skip
    missing = [unit.full_name for unit in communes if unit.id not in linked]
    yield True, texts.check_note("officers", texts.nobody_in(", ".join(missing))) if missing else texts.check_ok("officers", "")
    for name, depths in (("inbox", inbox.depths), ("outbox", outbox.depths), ("timers", timers.depths)):
        found = database.read(depths)
        line = ", ".join(f"{key} {number}" for key, number in found.items())
        stuck = found.get("parked", 0) + found.get("dead", 0)
        yield True, texts.check_note(name, line) if stuck else texts.check_ok(name, line)
