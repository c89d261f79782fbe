"""A commune or town, of today or of before."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit; ids are unique over time. `successor` holds it after `valid_to`."""

    id: str
    name: str
    kind: str
    full_name: str
    gso_code: str  # scheme of the statistics office; reused in 2025, so never an id by itself
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()  # what else its name is, as in naming.NAMESAKES
    successor: str | None = None
    predecessors: tuple[str, ...] = ()

    @property
    def in_sentence(self) -> str:
        """Its name inside a sentence: “xã Đông Sơn”."""
        return self.full_name[:1].lower() + self.full_name[1:]

    def exists(self, on: date) -> bool:
        """Whether it is a unit on that date."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def is_former(self, on: date) -> bool:
        """Whether another unit holds it by that date."""
        return self.valid_to is not None and self.valid_to < on
