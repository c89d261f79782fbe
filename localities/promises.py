"""What the office promises where the law has no number, and which areas it has recorded as remote."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Promises:
    """Working days. The office's own commitment, never a rule of law."""

    transfer: int = 5
    first_answer: int = 10
    resolve: int = 15
    resolve_after_visit: int = 30


@dataclass(frozen=True, slots=True)
class RemoteArea:
    """A unit, former or present, that a document of the office records as remote with difficult travel."""

    unit: str
    document: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
