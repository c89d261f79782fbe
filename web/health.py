"""`/health` for people and load balancers, `/metrics` for Prometheus. Both show counts and codes, never anything said."""

import asyncio
import json
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from db.engine.database import CommitUnknown, DatabaseBusy, DatabaseClosed, refusal
from db.engine.storing import in_session
from db.queues import inbox, outbox
from db.stores import settings
from texts.vi.web import health as texts
from web.rendering import template
from web.sessions import wants_page
from web.site import Site

PROBE = "health_probe"
PROBE_SIZE = 4096  # characters: about what a message takes, so that a full disk shows
ROOM = 32 * 1024 * 1024  # bytes free below which a folder counts as full
PATIENCE_SECONDS = 3
FRESH_SECONDS = 1  # asked more often than this, the last report is given again

Health = Literal["ok", "degraded", "failing"]


@dataclass(frozen=True)
class Checks:
    """What only the builder of the program knows. `channels`: name → `ok`, `off` or a reason code; `details`: name → more about
    that channel, its `state` such a code; `read_here`: channels whose people read the outbox themselves; `set_clock`: the value
    of NGHEDAN_NOW; `folders`: where files and database lie."""

    channels: Callable[[], Mapping[str, str]] = dict
    details: Callable[[Connection], Mapping[str, Mapping[str, Any]]] = lambda _: {}
    read_here: Collection[str] = ()
    folders: Sequence[Path] = ()
    set_clock: str | None = None


def health(site: Site, checks: Checks) -> APIRouter:
    router = APIRouter()
    reporter = _Reporter(site, checks)
    site.registry.register(_Depths(site, checks))
    page = template("templates/health.html")

    async def report(request: Request) -> Response:
        state, facts = await reporter.report()
        status = 503 if state == "failing" else 200
        headers = {"Cache-Control": "no-store"}
        if wants_page(request):
            headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            shown = json.dumps(facts, ensure_ascii=False, indent=2)
            return HTMLResponse(page.render(texts=texts, facts=shown, set_clock=checks.set_clock), status, headers)
        return JSONResponse(facts, status, headers)

    async def metrics() -> Response:
        body = await asyncio.to_thread(generate_latest, site.registry)
        return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    router.add_api_route("/health", report, methods=["GET"])
    router.add_api_route("/metrics", metrics, methods=["GET"])
    return router


class _Reporter:
    def __init__(self, site: Site, checks: Checks) -> None:
        self._site = site
        self._checks = checks
        self._lock = asyncio.Lock()
        self._last: tuple[float, Health, dict[str, Any]] | None = None

    async def report(self) -> tuple[Health, dict[str, Any]]:
        """A broken channel is `degraded`: restarting or avoiding this server would not mend it."""
        async with self._lock:
            if self._last is None or time.monotonic() - self._last[0] > FRESH_SECONDS:
                self._last = (time.monotonic(), *await self._look())
            return self._last[1:]

    async def _look(self) -> tuple[Health, dict[str, Any]]:
        database = await self._probe()
        schema, queues, details = "unknown", dict[str, int](), dict[str, Mapping[str, Any]]()
        if database != "closed":
            schema, queues, details = await self._read()
        channels = dict(self._checks.channels()) | {name: facts["state"] for name, facts in details.items()}
        full = [folder.name for folder in self._checks.folders if _is_full(folder)]
        state: Health = "ok"
        if any(channel not in {"ok", "off"} for channel in channels.values()):
            state = "degraded"
        if database != "ok" or schema != "current" or full:
            state = "failing"
        return state, {
            "status": state,
            "database": database,
            "schema": schema,
            "disk": "full" if full else "ok",
            "channels": channels,
            **details,
            "queues": queues,
            "clock": self._clock(),
            "build": self._site.build,
        }

    async def _probe(self) -> str:
        """Whether a write of the size of a message is committed."""
        probe = self._site.now().isoformat().ljust(PROBE_SIZE, ".")
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._site.database.arun(in_session(lambda session: settings.put(session, PROBE, probe)))
        except DatabaseClosed:
            return "closed"
        except (TimeoutError, DatabaseBusy):
            return "busy"
        except (SQLAlchemyError, CommitUnknown, OSError) as error:
            return "unreachable" if refusal(error) else f"unwritable: {type(error).__name__}"
        return "ok"

    async def _read(self) -> tuple[str, dict[str, int], dict[str, Mapping[str, Any]]]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                state = await asyncio.to_thread(self._site.database.schema_state)
                return state, *await self._site.database.aread(self._depths_and_details)
        except (SQLAlchemyError, TimeoutError, DatabaseBusy, DatabaseClosed, OSError):
            return "unreadable", {}, {}

    def _depths_and_details(self, connection: Connection) -> tuple[dict[str, int], dict[str, Mapping[str, Any]]]:
        return queue_depths(connection, self._checks.read_here), dict(self._checks.details(connection))

    def _clock(self) -> dict[str, Any]:
        now = self._site.now()
        difference = (now - datetime.now(UTC)).total_seconds()
        clock: dict[str, Any] = {"now": now.isoformat(timespec="seconds"), "difference_seconds": round(difference, 3)}
        return clock if self._checks.set_clock is None else clock | {"NGHEDAN_NOW": self._checks.set_clock}


def _is_full(folder: Path) -> bool:
    """A folder that is made later counts as the one it will be made in."""
    try:
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        return shutil.disk_usage(there).free < ROOM
    except OSError:
        return True


def queue_depths(connection: Connection, read_here: Collection[str]) -> dict[str, int]:
    """How many rows wait where: `inbox_waiting`, `outbox_dead` and so on."""
    received = {f"inbox_{state}": number for state, number in inbox.depths(connection).items()}
    return received | {f"outbox_{state}": number for state, number in outbox.depths(connection, read_here).items()}


class _Depths(Collector):
    """Queue depths and open streams, read when Prometheus asks."""

    def __init__(self, site: Site, checks: Checks) -> None:
        self._site = site
        self._checks = checks

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # nothing is read while the program is being built

    def collect(self) -> list[GaugeMetricFamily]:
        depths = GaugeMetricFamily("nghedan_queue_depth", "Rows in the message queues", labels=["queue"])
        found = self._site.database.read(lambda connection: queue_depths(connection, self._checks.read_here))
        for queue, number in found.items():
            depths.add_metric([queue], number)
        streams = GaugeMetricFamily("nghedan_open_streams", "Open web chat streams", value=self._site.watch.open_streams)
        return [depths, streams]
