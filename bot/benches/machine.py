"""A figure, the machine it was measured on, and programs measured beside ours."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PEER_SECONDS = 600.0
STEPS = 2_000_000


@dataclass(frozen=True)
class Figure:
    """`at_least`, `at_most`: what it is to be on any machine. `aim`: on a quiet machine with two cores; nothing checks it."""

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    aim: str = ""

    @classmethod
    def of_rates(cls, name: str, rates: Sequence[float], unit: str, aim: str = "") -> "Figure":
        """The median of several rounds."""
        return cls(name, statistics.median(rates), unit, low=min(rates), high=max(rates), aim=aim)

    @property
    def holds(self) -> bool | None:
        """None where nothing is asked of it."""
        if self.at_least is None and self.at_most is None:
            return None
        return (self.at_least is None or self.value >= self.at_least) and (self.at_most is None or self.value <= self.at_most)

    def as_json(self) -> dict[str, Any]:
        facts = {"name": self.name, "value": round(self.value, 4), "unit": self.unit, "holds": self.holds, "aim": self.aim}
        bounds = {name: getattr(self, name) for name in ("low", "high", "at_least", "at_most")}
        return facts | {name: round(value, 4) for name, value in bounds.items() if value is not None}


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
    for _ in range(STEPS):
        pass
    return round(STEPS / (time.perf_counter() - begun) / 1e6, 1)


@dataclass(frozen=True)
class Peer:
    """A script beside the source, with what it needs among the packages for developing."""

    name: str
    script: str

    def run(self, *arguments: str) -> str | None:
        """What it printed; None where it cannot run here."""
        script = ROOT / self.script
        if not script.exists():
            return None
        command = [sys.executable, str(script), *arguments]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        run = subprocess.run(  # noqa: S603 - a script of this repository
            command, capture_output=True, text=True, check=False, timeout=PEER_SECONDS, env=environment
        )
        return run.stdout if run.returncode == 0 else None
