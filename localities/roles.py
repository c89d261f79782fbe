"""What one of several places in a text is to the others: where the writer lives, what lies next to it, one of a pair."""

import re
from collections.abc import Sequence

from language.folding import Word, vocabulary

Span = tuple[int, int]  # words, the end exclusive
_I_LIVE = re.compile(
    r"(?:^| )(?:(?:toi|tui|em|con|chau|minh)(?: la)?(?: dan| nguoi)?|que(?: toi| tui| em)?|nha (?:toi|tui|em|con|chau|minh))"
    r"(?: dang| hien)?(?: song| que| goc)?(?: o| tai| ben)?(?: xa| phuong)?$"
)
_ELSEWHERE_THOUGH = vocabulary("nhung ma con thay dat ruong ray vuon nha ngang chong ghe mieng thua")
_MUST = vocabulary("phai cung voi")  # "tôi ở A mà phải ra B": A may be what it is about
_KINDS = vocabulary("xa x phuong p")
_PAIR = vocabulary("va voi den toi di qua sang xuong len hay hoac")


def _before(said: Sequence[Word], at: int, count: int) -> str:
    return " ".join(word.folded for word in said[max(0, at - count) : at])


def is_home(said: Sequence[Word], one: Span, next_one: Span) -> bool:
    """ "tôi ở A nhưng đất của tôi ở B": what it is about is B."""
    start = one[0] + (said[one[0]].folded in _KINDS)
    if not _I_LIVE.search(_before(said, start, 6)):
        return False
    between = {word.folded for word in said[one[1] : next_one[0]]}
    return bool(between & _ELSEWHERE_THOUGH) and not between & _MUST


def is_neighbour(said: Sequence[Word], one: Span) -> bool:
    """ "ở A, giáp B": it is about A."""
    return bool({"giap"} & set(_before(said, one[0], 2).split()))


def are_paired(said: Sequence[Word], one: Span, next_one: Span) -> bool:
    """ "giữa A và B": both are meant, even where one is now a part of the other."""
    between = [word.folded for word in said[one[1] : next_one[0]] if word.folded not in _KINDS]
    return len(between) == 1 and between[0] in _PAIR
