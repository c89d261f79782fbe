"""Words of a text that read like a name, with what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from language.folding import Word

WORD, WISH, DAWN = "word", "wish", "dawn"  # what else a unit's name can be: an everyday word, and of which sort
NAMESAKES = (WORD, WISH, DAWN)
PROVINCE = "province"  # this one is worked out


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` to `end` (exclusive) of a text; the last `length` of them are the name. `told`: a kind stands before it."""

    text: str
    said: Sequence[Word]
    start: int
    end: int
    length: int
    exact: bool
    told: bool
    namesakes: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return [word.folded for word in self.said[self.start : self.end]]

    @property
    def is_small(self) -> bool:
        """Whether it is written without capitals."""
        return self.said[self.end - self.length].raw.islower() and self.said[self.end - 1].raw.islower()

    @property
    def first(self) -> int:
        """The word at which the name itself begins."""
        return self.end - self.length

    def before(self, steps: int = 1) -> Word | None:
        """The word that many steps before, where nothing but blanks lies between."""
        at = self.start - steps
        return self.said[at] if at >= 0 and all(self._blank(left) for left in range(at, self.start)) else None

    def folded_before(self, steps: int = 1) -> str:
        word = self.before(steps)
        return word.folded if word else ""

    def folded_after(self) -> str:
        """The next word, where nothing but blanks lies between."""
        return self.said[self.end].folded if self.end < len(self.said) and self._blank(self.end - 1) else ""

    def gap(self, left: int) -> str:
        """What stands between word `left` and the next one, without blanks."""
        return self.text[self.said[left].end : self.said[left + 1].start].strip()

    def _blank(self, left: int) -> bool:
        return not (gap := self.gap(left)) or (gap == "." and len(self.said[left].raw) <= 2)
