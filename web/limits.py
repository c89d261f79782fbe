"""Rate limits in memory, as token buckets; and whose address a request counts for."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Lock

Network = IPv4Network | IPv6Network

REMEMBERED = 20_000  # buckets kept before those that are full again are dropped
IPV6_HOME = 64  # bits: one household has a whole network of this size


class Buckets:
    """One bucket a key: `burst` at once, then `per_minute`. Safe from several threads."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._full_at: dict[str, float] = {}  # the instant at which the bucket is full again
        self._lock = Lock()

    def take(self, key: str, amount: int = 1) -> int:
        """Takes `amount` if it is there; otherwise takes nothing and gives the seconds to wait."""
        with self._lock:
            now = self._clock()
            full_at = max(self._full_at.get(key, now), now) + amount / self._per_second
            wait = full_at - now - self._burst / self._per_second
            if wait > 1e-9:
                return math.ceil(wait)
            self._full_at[key] = full_at
            if len(self._full_at) > REMEMBERED:
                self._full_at = {each: at for each, at in self._full_at.items() if at > now}
            return 0


@dataclass(frozen=True)
class Limits:
    """Per chat: messages. Per address, generously, for carriers share addresses: new chats and uploaded files."""

    messages: Buckets = field(default_factory=lambda: Buckets(per_minute=60, burst=40))
    new_chats: Buckets = field(default_factory=lambda: Buckets(per_minute=60, burst=120))
    uploads: Buckets = field(default_factory=lambda: Buckets(per_minute=120, burst=120))


def networks(addresses: Sequence[str]) -> tuple[Network, ...]:
    """Addresses or networks of the proxies whose X-Forwarded-For is believed; ValueError on a bad one."""
    return tuple(ip_network(address, strict=False) for address in addresses)


def peer_address(client: str, headers: Mapping[str, str], trusted: Sequence[Network]) -> str | None:
    """Whom limits per address count: the nearest address that is no trusted proxy.

    None for this very machine: whoever comes through a proxy here that is not declared would share one bucket.
    """
    hops = [client]
    if trusted:
        hops += reversed([hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()])
    for hop in hops:
        try:
            address = ip_address(hop)
        except ValueError:
            return None if hop is client else hops[0]
        if any(address in network for network in trusted):
            continue
        if address.is_loopback:
            return None
        if isinstance(address, IPv6Address):
            return str(ip_network((address, IPV6_HOME), strict=False))
        return str(address)
    return None
