"""What `nghedan check` found: a line each."""

from dataclasses import dataclass
from typing import Literal

from texts.vi.operator import checks as texts


@dataclass(frozen=True)
class Finding:
    """`what` is one of the words of texts.checked; a note breaks nothing."""

    state: Literal["ok", "note", "broken"]
    what: str
    detail: str

    def __str__(self) -> str:
        return texts.finding(self.state, self.what, self.detail)
