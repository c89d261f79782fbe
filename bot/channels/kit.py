"""What each channel brings: light facts for the registry, and a kit that is loaded where the channel is used."""

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from office.traits import Traits

if TYPE_CHECKING:  # these are loaded by whoever runs the kit, not by whoever reads the registry
    from fastapi import APIRouter
    from sqlalchemy import Connection

    from bot.channels.port import PushChannel
    from bot.findings import Finding
    from bot.settings import Settings
    from db.engine.database import Database
    from db.queues.messages import Incoming
    from office.files.store import FileStore
    from web.site import Site

Loop = Callable[[], Coroutine[Any, Any, None]]  # for ever; cancel it to stop


@dataclass(frozen=True)
class Registered:
    """A channel in the registry. `is_wanted`: whether the settings ask for it; `demand` raises CallerMistake where they are then
    incomplete. `invitation`: what an invited officer is to do there with the code."""

    traits: Traits
    invitation: "Callable[[Settings, str], str]"
    is_wanted: "Callable[[Settings], bool]" = lambda _: True
    demand: "Callable[[Settings], object]" = lambda _: None

    @property
    def name(self) -> str:
        return self.traits.name


@dataclass(frozen=True)
class Ground:
    """What a channel is built on."""

    settings: "Settings"
    database: "Database"
    files: "FileStore"
    now: Callable[[], datetime]


async def _nothing() -> None:
    """Nothing to close."""


@dataclass(frozen=True)
class Line:
    """A channel at work in one process. `receive` asks the platform for what came, `files` fetches the files that messages name:
    both in one process at a time. `routes`: what the web role serves for it. `sender`: where messages are pushed."""

    receive: Loop | None = None
    files: Loop | None = None
    sender: "PushChannel | None" = None
    routes: "Callable[[Site], Sequence[APIRouter]]" = lambda _: ()
    close: Loop = _nothing


def _is_well(*_: object) -> "Iterator[Finding]":
    return iter(())


@dataclass(frozen=True)
class Kit:
    """`parse` raises Unparsable, NothingSaid. `report` is what `/health` shows of the channel, its `state` a code; `health` the
    same for `nghedan check`, while `check` asks the platform itself."""

    traits: Traits
    parse: "Callable[[bytes], Incoming]"
    open: Callable[[Ground], Line]
    report: "Callable[[Connection, datetime], Mapping[str, Any]] | None" = None
    health: "Callable[[Connection, datetime], Iterator[Finding]]" = _is_well
    check: "Callable[[Settings], Iterator[Finding]]" = _is_well


LoadKit = Callable[[], Kit]


@dataclass(frozen=True)
class Reader:
    """Reads what a channel stored, also where it is switched off by now; its kit is loaded with the first row."""

    load: LoadKit

    def parse(self, body: bytes) -> "Incoming":
        return self.load().parse(body)
