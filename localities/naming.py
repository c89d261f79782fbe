"""Whether words that read like a commune's name are one: by what stands around them."""

from collections.abc import Sequence
from itertools import pairwise

from language.folding import Word, vocabulary
from localities.elsewhere import is_of_another
from localities.everyday import is_word
from localities.local_names import LocalNames
from localities.said import WORD, Name


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


_CROWD = vocabulary("nguoi nghet duc lam qua")  # "binh thanh dong nguoi": many people in Bình Thạnh, not Bình Thanh Đông
_TITLES = vocabulary("anh chị ông bà cô chú bác thầy bé dì cậu mợ thím ong tên")
_SEVERAL = vocabulary("các mấy những nhiều quý cac may")
_FAMILIES = vocabulary("nguyễn nguyen trần lê phạm huỳnh hoàng phan võ vũ đặng bùi đỗ ngô dương lý đinh trương lâm tạ tô")
_SURE_FAMILIES = vocabulary("nguyễn nguyen phạm huỳnh")  # no other word, so also in small letters
_SHOPS = vocabulary("quán quan tiệm tiem cty karaoke dntn gas")
_SHOP_PAIRS = _phrases(
    "cong ty|nha xe|xe khach|cua hang|khach san|nha hang|nha thuoc|nha nghi|tap hoa|doanh nghiep|ca phe|sieu thi|xang dau|"
    "tang le|dung chan"
)
_NEXT_TO = vocabulary("gan canh")


def cued(said: Sequence[Word], start: int, local: LocalNames) -> bool:
    """Whether the word before says that a place follows."""
    return start > 0 and said[start - 1].folded in local.cues


def is_place(name: Name, local: LocalNames) -> bool:
    """Whether a name of a unit is meant as one."""
    if not _is_one(name) or is_of_another(name, local.elsewhere) or _is_crowd(name, local):
        return False
    if name.told:
        return True
    if _is_person(name, local) or _is_shop(name, local) or is_word(name, local):
        return False
    return _fits_its_letters(name, local)


def _is_crowd(name: Name, local: LocalNames) -> bool:
    """ "binh thanh dong nguoi": the last word is no part of the name."""
    if name.exact or name.folded_after() not in _CROWD:
        return False
    return " ".join(word.folded for word in name.said[name.first : name.end]) in local.crowded


def _is_one(name: Name) -> bool:
    """No full stop or comma in it ("bể bình. Hải nói"), but "B. Hải" and "Bình-Hải"."""
    gaps = [name.gap(left) for left in range(name.first, name.end - 1)]
    between = name.text[name.said[name.first].end : name.said[name.end - 1].start]
    return all(gap in ("", "-", "_", ".") for gap in gaps) and (len(name.said[name.first].raw) == 1 or ". " not in between)


def _is_person(name: Name, local: LocalNames) -> bool:
    """ "chị Bình An", "Nguyễn Bình An", "Lê Thị Bình Minh"."""
    before, earlier = name.before(), name.before(2)
    if before is None or name.words[0] not in local.heads:
        return False
    raw, two = before.raw.lower(), earlier.raw.lower() if earlier else ""
    if raw in _TITLES:
        return two not in _SEVERAL and not (raw == "anh" and two == "công")
    if raw in _FAMILIES:
        return (earlier is None or earlier.folded not in local.heads) and (before.raw[:1].isupper() or raw in _SURE_FAMILIES)
    return (raw == "thị" and two not in ("đô", "siêu")) or before.raw == "Văn"


def _is_shop(name: Name, local: LocalNames) -> bool:
    """A name of good omen is also that of many a shop; a commune's plain name behind a shop is where it stands."""
    if WORD not in name.namesakes:
        return False
    if f"{name.folded_before(2)} {name.folded_before()}" in _SHOP_PAIRS:
        return True
    if name.folded_before() in local.cues or name.folded_before() in _NEXT_TO:
        return False
    earlier = [word for steps in (4, 3, 2, 1) if (word := name.before(steps))]
    pairs = {f"{one.folded} {other.folded}" for one, other in pairwise(earlier)}
    return any(word.raw.lower() in _SHOPS for word in earlier[-3:]) or bool(pairs & _SHOP_PAIRS)


def _fits_its_letters(name: Name, local: LocalNames) -> bool:
    """Names that fold to everyday words need a sign: "B.Hải", "châu ổ" (cháu ở), "bình hòa" (bình hoa)."""
    words = name.words
    if words[0] in local.initials:
        return _is_abbreviation(name, local)
    alike = None if name.exact else local.look_alikes.get(" ".join(words))
    return alike is None or alike.is_name(name, local.cues, local.sure)


def _is_abbreviation(name: Name, local: LocalNames) -> bool:
    """ "B.Hải", "B. Hải", "xã b hải": a lone b before a name needs its dot, a capital, diacritics or a cue."""
    first, second = name.said[name.start], name.said[name.start + 1]
    dotted = name.text[first.end : first.end + 1] == "."
    return dotted or (name.exact and second.marked) or first.raw.isupper() or cued(name.said, name.start, local)
