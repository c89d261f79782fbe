"""Places that are not ours: provinces, cities, quarters of big cities. Named behind a commune, they say that it is theirs.

The lists hold for the whole country; what a pack's own units and province are called is taken out for it. Left out are names
that fold to everyday words ("Cao Bằng": cao bằng; "Điện Biên": diễn biến).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from language.folding import fold, vocabulary
from localities.said import PROVINCE, Name

_PROVINCES = """
Sài Gòn|Hồ Chí Minh|Đà Nẵng|Quảng Nam|Quảng Ngãi|Bình Định|Đồng Nai|Khánh Hòa|Phú Yên|Kon Tum|Gia Lai|Đắk Lắk|Đắc Lắc|Đắk Nông|
Lâm Đồng|Vũng Tàu|Bà Rịa|Tây Ninh|Long An|Vĩnh Long|Cần Thơ|Tiền Giang|Bến Tre|Trà Vinh|Sóc Trăng|Bạc Liêu|Cà Mau|Kiên Giang|
An Giang|Đồng Tháp|Hậu Giang|Ninh Thuận|Quảng Trị|Quảng Bình|Thừa Thiên|Hà Tĩnh|Nghệ An|Thanh Hóa|Ninh Bình|Nam Định|Thái Bình|
Hải Phòng|Hải Dương|Hà Nội|Hưng Yên|Bắc Ninh|Bắc Giang|Quảng Ninh|Bình Dương|Bình Phước|Bình Thuận"""
_TOWNS = """
Tam Kỳ|Hội An|Thuận An|Dĩ An|Thủ Dầu Một|Bến Cát|Đồng Xoài|Phan Thiết|Quy Nhơn|Nha Trang|Thủ Đức|Biên Hòa|Gò Vấp|Hóc Môn|Củ Chi|
Sóng Thần|Đà Lạt|miền Nam"""
_SHORT = vocabulary("hcm tphcm tpsg sg hue")
_QUARTERS = """
Bình Thạnh|Bình Tân|Tân Bình|Tân Phú|Phú Nhuận|Gò Vấp|Hải Châu|Thanh Khê|Liên Chiểu|Cẩm Lệ|Ninh Kiều|Hoàn Kiếm|Ba Đình|Đống Đa|
Cầu Giấy|Thanh Xuân|Hoàng Mai|Long Biên|Hà Đông"""

_OUTER = vocabulary("tỉnh quận huyện tinh huyen tp phố")  # before a name: it is somebody else's
_KINDS = vocabulary("tinh tp thanh pho huyen quan q tx thi xa h")
_HOME_FROM = re.compile(r"\b(?:(?:ve|o) que|que nha|gui ve|(?:khong|chua) ve|xa que|(?:trong|vao|vo|mien) nam)\b")
_FAR = re.compile(r"\b(?:(?:trong|vao|vo|mien) nam|lam an xa|di lam an)\b")
_GONE_TO = vocabulary("vo vao trong")
_LIVING = re.compile(
    r"(?:lam (?:cong nhan|an|thue|muon|ho|tho|cong ty)|kiem (?:song|viec)|sinh song|o tro|thue tro|cho hang|hoc(?! sinh)|"
    r"ban ve so|lap nghiep|gui (?:\w+ )?(?:\w+ )?ve)\b"
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Folded; of a name of several words the first two. `shared`: names of provinces and of units of ours."""

    names: frozenset[str]
    shared: frozenset[str]
    quarters: frozenset[str]
    home: str  # our own province


def elsewhere(own_names: Iterable[str], province: str, neighbours: Iterable[str]) -> Elsewhere:
    """What is elsewhere for units of these names in that province; `neighbours` are districts and towns round about."""
    ours, home = {_short(name) for name in own_names}, fold(province)
    provinces = _shortened(_PROVINCES) - {_short(province)}
    others = provinces | _shortened(_TOWNS) | {_short(name) for name in neighbours} | _SHORT
    return Elsewhere(names=frozenset(others - ours), shared=provinces & ours, quarters=_shortened(_QUARTERS), home=home)


def _shortened(names: str) -> frozenset[str]:
    return frozenset(_short(name) for name in names.split("|"))


def _short(name: str) -> str:
    return " ".join(fold(name).split()[:2])


# ---------------------------------------------------------------- whose a name is


def is_of_another(name: Name, where: Elsewhere) -> bool:
    """ "tỉnh Bình Dương", "Bình Thạnh, TP.HCM", "vô Bình Dương làm công nhân"."""
    if (not name.told and _has_outer(name, where)) or _is_in_a_town(name) or _leads_elsewhere(name, where):
        return True
    if PROVINCE in name.namesakes and not name.told:
        return _is_far_away(name, where)
    return " ".join(name.words) in where.quarters and _follows_elsewhere(name, where)


def _has_outer(name: Name, where: Elsewhere) -> bool:
    before = name.before()
    if before is None:
        return False
    return before.raw.lower() in _OUTER or (before.folded in ("q", "quan") and " ".join(name.words) in where.quarters)


def _is_in_a_town(name: Name) -> bool:
    """ "thị xã Bình Long"; without diacritics it may be "thì xã"."""
    one = name.before() if name.words[0] == "xa" else name.before(2) if name.folded_before() == "xa" else None
    return one is not None and one.raw.lower() == "thị"


def _leads_elsewhere(name: Name, where: Elsewhere) -> bool:
    """Whether a district or province that is not ours follows."""
    at, kind = name.end, ""
    gaps: list[str] = []
    while at < len(name.said) and len(gaps) < 4:
        gaps.append(name.gap(at - 1))
        if gaps[-1] not in ("", ",", "(", "." if kind else ""):
            return False
        word = name.said[at]
        pair = f"{word.folded} {name.said[at + 1].folded}" if at + 1 < len(name.said) else ""
        if kind == "quan" and word.raw.isdigit():
            return True
        if word.folded in where.names or pair in where.names or (kind and pair in where.shared):
            return bool(kind or "".join(gaps)) or word.marked or word.raw[:1].isupper() or word.folded in where.names
        if word.folded not in _KINDS:
            return False
        kind, at = word.folded, at + 1
    return False


def _is_far_away(name: Name, where: Elsewhere) -> bool:
    """A province is meant where somebody went to work or came home from."""
    if name.folded_before() == "que":
        return False
    after = " ".join(word.folded for word in name.said[name.end : name.end + 4])
    if (name.folded_before() in _GONE_TO and _LIVING.search(after)) or _HOME_FROM.search(after):
        return True
    if where.home and after.startswith(where.home) and name.gap(name.end - 1) == "-":  # the line of a coach
        return True
    earlier = " ".join(word.folded for word in name.said[max(0, name.start - 5) : name.start])
    return _follows_elsewhere(name, where) or _FAR.search(earlier) is not None


def _follows_elsewhere(name: Name, where: Elsewhere) -> bool:
    return " ".join(word.folded for word in name.said[max(0, name.start - 2) : name.start]) in where.names
