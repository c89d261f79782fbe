"""What the web parts are given by whoever builds the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client import CollectorRegistry
from starlette.requests import Request

from db.engine.database import Database
from db.queues.messages import Choice
from web.limits import Limits, Network, peer_address
from web.sessions import Sessions
from web.watch import ChatWatch


@dataclass(frozen=True)
class Site:
    """One installation. `channel`: that of the chats on its pages; `office`: the name of the place; `emergency`: (number, what it
    is for); `starters`: the buttons under the greeting; `build`: the version."""

    database: Database
    channel: str
    now: Callable[[], datetime]
    watch: ChatWatch
    sessions: Sessions
    office: str
    build: str
    emergency: Sequence[tuple[str, str]] = ()
    starters: Sequence[Choice] = ()
    trusted_proxies: tuple[Network, ...] = ()
    limits: Limits = field(default_factory=Limits)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def address(self, request: Request) -> str | None:
        """Whom limits per address count; None where that cannot be told apart."""
        return peer_address(request.client.host if request.client else "", request.headers, self.trusted_proxies)
