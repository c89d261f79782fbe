"""The composition root: what a running office is made of, put together in one place, and closed by whoever began it."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Coroutine, Generator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cached_property, partial
from typing import Any

from fastapi import APIRouter, FastAPI
from sqlalchemy import Connection

from bot.channels.kit import Ground, Kit, Line, Reader
from bot.channels.port import Channel
from bot.channels.registry import CHANNELS, ON_OUR_PAGES, TRAITS
from bot.clock import Clock
from bot.engine.content_watch import ContentWatch
from bot.engine.delivery import Deliverer
from bot.engine.leading import lead
from bot.engine.presence import Presence, process_name
from bot.engine.worker import Office, Worker
from bot.installation.content import content
from bot.installation.desk import make_desk
from bot.installation.local import Installation
from bot.installation.opening import BUILD, Opened
from db.engine.database import Database
from handlers.citizens.free_text import menu
from handlers.engine.visit import ChatDesk
from office.files.store import FileStore
from office.traits import read_here
from web.app import create_app
from web.health import Checks
from web.limits import networks
from web.sessions import Sessions
from web.site import Site
from web.watch import ChatWatch

PUSHED = tuple(name for name, one in TRAITS.items() if not one.read_here)
ROLES = ("web", "worker", "delivery", *PUSHED)  # a channel's own role is to receive from it


class Program:
    """The parts of a running office. What needs the database takes it opened."""

    def __init__(self, here: Installation) -> None:
        self.here = here
        self.files = FileStore(here.settings.files)
        self.holder = process_name()  # of leases: that of the whole program, whose child is one at a time

    def prepare(self) -> None:
        """For the program itself, not for a command beside it. Reads content and keys now, so that a fault in them ends the
        start and not the first message."""
        self.here.serves = True
        for channel in CHANNELS.values():
            channel.demand(self.here.settings)
        _ = self.desk, self.kits, self.here.deadlines
        self.here.settings.seals()

    @cached_property
    def desk(self) -> ChatDesk:
        return make_desk(self.here)

    @cached_property
    def readers(self) -> Mapping[str, Channel]:
        """Of every channel: what came while one was switched on is still understood."""
        return {name: Reader(load) for name, load in self.here.loaders.kits.items()}

    @cached_property
    def kits(self) -> Mapping[str, Kit]:
        """Of the channels that the settings ask for."""
        wanted = [name for name, one in CHANNELS.items() if one.is_wanted(self.here.settings)]
        return {name: self.here.loaders.kits[name]() for name in wanted}

    def office(self, opened: Opened) -> Office:
        """What handles messages, with the keys of this database."""
        opened.agree_on_keys()
        return Office(opened.database, self.desk, self.readers, self.here.clock.now)

    # ---------------------------------------------------------------- what runs

    @contextmanager
    def at_work(self, opened: Opened) -> Generator[None]:
        """Handles messages and fires timers, with the content as the editors have it."""
        office = self.office(opened)
        with ContentWatch(opened.database, self.desk.contents, content, self.here.clock.now), Worker(office, holder=self.holder):
            yield

    def present(self, opened: Opened) -> Presence:
        """What tells the other processes that this one lives."""
        return Presence(opened.database, self.files.folder, self.here.clock.now, self.holder)

    @asynccontextmanager
    async def lines(self, opened: Opened, roles: Collection[str]) -> AsyncGenerator[Sequence[Line]]:
        """Receives and delivers in this process where that is its role; gives the lines, whose routes the web role serves."""
        ground = Ground(self.here.settings, opened.database, self.files, self.here.clock.now)
        async with AsyncExitStack() as open_lines:
            lines, loops = [], []
            for name, kit in self.kits.items():
                line = kit.open(ground)
                open_lines.push_async_callback(line.close)
                lines.append(line)
                loops += self._loops(opened.database, name, line, roles)
            await open_lines.enter_async_context(beside(loops))
            yield lines

    def _loops(
        self, database: Database, name: str, line: Line, roles: Collection[str]
    ) -> list[Coroutine[None, None, None]]:  # fmt: skip
        found: list[Coroutine[None, None, None]] = []
        now, holder = self.here.clock.now, self.holder
        if name in roles and (line.receive or line.files):
            found.append(lead(database, f"{name}:poll", now, partial(_receive, line), holder=holder))
        if "delivery" in roles and line.sender:
            found.append(Deliverer(database, line.sender, now, holder=holder).run())
        return found

    # ---------------------------------------------------------------- the web

    def site_and_app(self, opened: Opened, lines: Sequence[Line]) -> tuple[Site, FastAPI]:
        settings = self.here.settings
        checks = Checks(
            channels=lambda: {name: "ok" if name in self.kits else "off" for name in CHANNELS},
            details=self._reports,
            read_here=read_here(TRAITS),
            folders=(settings.data_dir, settings.files),
            set_clock=settings.now.isoformat() if settings.now else None,
        )
        return site_and_app(
            opened.database, self.desk, self.here.clock, lines, build=BUILD, public_url=settings.public_url,
            proxies=settings.trusted_proxies, checks=checks,
        )  # fmt: skip

    def _reports(self, connection: Connection) -> Mapping[str, Mapping[str, Any]]:
        now = self.here.clock.now()
        return {name: kit.report(connection, now) for name, kit in self.kits.items() if kit.report}


async def _receive(line: Line) -> None:
    async with asyncio.TaskGroup() as tasks:
        for loop in filter(None, (line.receive, line.files)):
            tasks.create_task(loop())


@asynccontextmanager
async def beside(runs: Sequence[Coroutine[None, None, None]]) -> AsyncGenerator[None]:
    """What runs for as long as the program does."""
    running = [asyncio.create_task(run) for run in runs]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def site_and_app(
    database: Database, desk: ChatDesk, clock: Clock, lines: Sequence[Line], *, build: str, public_url: str = "",
    proxies: Sequence[str] = (), checks: Checks | None = None,
) -> tuple[Site, FastAPI]:  # fmt: skip
    """The web application of an office, with what it serves for its channels."""
    site = Site(
        database=database, channel=ON_OUR_PAGES, now=clock.now, watch=ChatWatch(database, ON_OUR_PAGES),
        sessions=Sessions(public_url), office=desk.locality.name, build=build, emergency=desk.locality.emergency, starters=menu(),
        trusted_proxies=networks(proxies),
    )  # fmt: skip
    routes: list[APIRouter] = [route for line in lines for route in line.routes(site)]
    return site, create_app(site, checks or Checks(), routes)
