"""Names that fold to everyday words, as a pack lists them: "chau o" is Châu Ổ, or "cháu ở"."""

from collections.abc import Collection
from dataclasses import dataclass

from language.folding import key
from localities.said import Name


@dataclass(frozen=True, slots=True)
class LookAlike:
    """By which neighbours the name is told from the word where the diacritics are missing; they are written folded.

    `spelled`: only this spelling is in doubt ("bình hoa"); then a capital or a word like "xã" decides.
    """

    name: str
    spelled: str = ""
    sure_after: tuple[str, ...] = ()  # empty: any word that says that a place follows
    never_before: tuple[str, ...] = ()
    likely_after: tuple[str, ...] = ()  # words, or pairs of words
    never_after: tuple[str, ...] = ()

    def is_name(self, name: Name, cues: Collection[str], sure: Collection[str]) -> bool:
        """Whether the name is meant and not the word."""
        if not self.spelled:
            return self._is_likely(name, self.sure_after or cues)
        if [word.keyed for word in name.said[name.start : name.end]] != [key(word) for word in self.spelled.split()]:
            return True
        return name.said[name.end - 1].raw[:1].isupper() or name.folded_before() in sure

    def _is_likely(self, name: Name, sure: Collection[str]) -> bool:
        before, after = name.folded_before(), name.folded_after()
        if before in sure or after in self.never_before:
            return before in sure
        if before in self.likely_after or f"{name.folded_before(2)} {before}" in self.likely_after:
            return True
        return after != "" and before not in self.never_after
