"""A figure, the machine it was measured on, and programs measured beside ours."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PEER_SECONDS = 600.0
ROUNDS = 2_000_000


@dataclass(frozen=True)
class Bound:
    """What is asked of a figure; at least one of the two."""

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def as_json(self, value: float) -> dict[str, Any]:
        asked = {"at_least": self.at_least, "at_most": self.at_most}
        return {name: one for name, one in asked.items() if one is not None} | {"holds": self.holds(value)}


@dataclass(frozen=True)
class Figure:
    """`bound`: what it is to be on any machine, for it is a ratio or a limit of our own. `aim`: what it is to be on a quiet
    machine with two cores: told, not checked."""

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    bound: Bound | None = None
    aim: Bound | None = None

    @classmethod
    def of_rates(cls, name: str, rates: Sequence[float], unit: str, aim: Bound | None = None) -> "Figure":
        """The median of several rounds."""
        return cls(name, statistics.median(rates), unit, low=min(rates), high=max(rates), aim=aim)

    @property
    def holds(self) -> bool | None:
        """None where nothing is to be so on any machine."""
        return None if self.bound is None else self.bound.holds(self.value)

    def as_json(self) -> dict[str, Any]:
        facts = {"name": self.name, "value": round(self.value, 4), "unit": self.unit}
        facts |= {name: round(one, 4) for name, one in (("low", self.low), ("high", self.high)) if one is not None}
        asked = (("bound", self.bound), ("aim", self.aim))
        return facts | {name: one.as_json(self.value) for name, one in asked if one is not None}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Of the medians."""
    return statistics.median(ours) / statistics.median(theirs)


def machine() -> Mapping[str, Any]:
    """`speed`: millions of the simplest steps a second, which tells how busy the machine was."""
    return {
        "cores": os.cpu_count(), "machine": platform.machine(), "system": platform.system(),
        "python": platform.python_version(), "load": round(os.getloadavg()[0], 1), "speed": _speed(),
    }  # fmt: skip


def _speed() -> float:
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        pass
    return round(ROUNDS / (time.perf_counter() - begun) / 1e6, 1)


class PeerFailed(Exception):
    """What is measured beside ours did not run to its end."""


@dataclass(frozen=True)
class Peer:
    """A script beside the source, which needs a package among those for developing."""

    name: str
    script: str
    package: str

    def run(self, *arguments: str) -> str | None:
        """What it printed; None where script or package are not here. Raises PeerFailed with what it complained of."""
        script = ROOT / self.script
        if not script.exists() or find_spec(self.package) is None:
            return None
        command = [sys.executable, str(script), *arguments]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        run = subprocess.run(  # noqa: S603 - a script of this repository
            command, capture_output=True, text=True, check=False, timeout=PEER_SECONDS, env=environment
        )
        if run.returncode != 0:
            raise PeerFailed(f"{self.name}: {run.stderr.strip()}")
        return run.stdout
