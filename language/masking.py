"""Hides what identifies a person: for cards on platforms abroad, and for examples that editors see.

Errs towards hiding. It proposes; where a person's safety hangs on it, an officer confirms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from language import person_names
from language.folding import strip_marks

Kind = Literal[
    "phone", "identity-card", "passport", "tax-code", "insurance", "plate", "account", "card", "licence", "e-mail", "address-ip",
    "device", "birth-date", "plot", "dossier", "house", "name", "number",
]  # fmt: skip
HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a text, `start` to `end` in characters, that tells who somebody is."""

    kind: Kind
    start: int
    end: int


def mask(text: str) -> str:
    """`text` with every such part as “•••”; dates, codes of cases, amounts, laws and emergency numbers stay."""
    pieces, at = [], 0
    for found in find(text):
        pieces += [text[at : found.start], HIDDEN]
        at = found.end
    return "".join(pieces) + text[at:]


def find(text: str) -> list[Found]:
    """In order, without overlaps; where two kinds fit, the one that begins first and reaches farther."""
    level = _level(text)
    names = (Found("name", start, end) for start, end in person_names.find(text))
    found = sorted([*_patterns(level), *_numbers(level), *names], key=lambda one: (one.start, -one.end))
    apart: list[Found] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.end > apart[-1].end:
            apart[-1] = Found(apart[-1].kind, apart[-1].start, one.end)
    return apart


def _level(text: str) -> str:
    """Lower case without diacritics, each character where it stood."""
    levelled = strip_marks(text)
    if len(levelled) == len(text):
        return levelled
    return "".join(one if len(one := strip_marks(char)) == 1 else char for char in text)


# ---------------------------------------------------------------- what has a form of its own, or a word before it

_LABEL = r"(?: la| so| cua toi| cua minh| cua em|:|\.| ){0,5}"  # between "số tài khoản" and the number
_D = r"\d[\d .\-]{0,24}"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("e-mail", r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"),
    ("address-ip", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
    ("device", r"(?<![\w])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w])"),
    ("device", rf"\bimei{_LABEL}(?P<it>{_D}\d)"),
    ("identity-card", rf"\b(?:cccd|cmnd|cmt(?:nd)?|nhan dan|chung minh|can cuoc|cong dan|dinh danh){_LABEL}(?P<it>{_D}\d)"),
    ("passport", rf"\b(?:ho chieu|passport){_LABEL}(?P<it>[a-z] ?\d{{6,8}})"),
    ("passport", r"(?<![\w-])[bcknp]\d{7,8}(?![\w-])"),
    ("tax-code", rf"\b(?:mst|ma so thue|ma thue){_LABEL}(?P<it>{_D}\d)"),
    ("insurance", r"(?<![\w-])[a-z]{2}[ .-]?\d[ .-]?\d{2}[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{4}(?![\w-])"),
    ("insurance", rf"\b(?:bhxh|bhyt|bao hiem(?: xa hoi| y te)?){_LABEL}(?P<it>(?:[a-z]{{2}} ?)?\d{_D}\d{{4}})"),
    ("plate", r"(?<![\w-])[1-9]\d ?-? ?(?:[a-hk-z]{1,2}\d?|md\d) ?[-. ] ?(?:\d{3}[. ]?\d{2}|\d{4})(?![\w-])"),
    ("plate", r"(?<![\w-])[1-9]\d[a-hk-z]\d?[a-z]?\d{4,6}(?![\w-])"),
    ("account", rf"\b(?:stk|so tk|tai khoan(?: ngan hang)?|so the){_LABEL}(?:[a-z]{{1,20}} ){{0,2}}?(?P<it>{_D}\d)"),
    ("licence", rf"\b(?:gplx|bang lai|giay phep lai xe){_LABEL}(?P<it>{_D}\d{{3}})"),
    ("birth-date", rf"\b(?:sinh|sinh ngay|sinh nam|sn){_LABEL}(?P<it>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|(?:19|20)\d\d)(?!\d)"),
    ("plot", rf"\bthua(?: dat)?{_LABEL}(?P<it>\d{{1,6}})"),
    ("plot", rf"\bto ban do{_LABEL}(?P<it>\d{{1,6}})"),
    ("plot", r"\b(?:so do|so hong|giay chung nhan|gcn|so vao so|so phat hanh)(?: so|:| ){0,4}(?P<it>[a-z]{1,2} ?\d{5,8})"),
    ("dossier", r"(?<![\w])[a-z]\d{2}(?:\.\d{1,3}){1,4}-\d{6}-\d{3,6}(?![\w])"),
    ("dossier", rf"\b(?:ma|so) (?:ho so|hs|bien nhan|bien lai){_LABEL}(?P<it>[a-z]{{0,3}}\d[\w./-]{{3,40}})"),
    ("house", r"\b(?:so nha|nha so|dia chi)(?: so|:| ){0,4}(?P<it>\d{1,5}\w?(?:/\d{1,5}\w?){0,4})"),
    ("house", r"\bso (?P<it>\d{1,4}(?:/\d{1,3}\w?){1,4}) (?=[a-z])"),
    ("house", r"(?<![\w])(?:so )?(?P<it>\d{1,5}\w?(?:/\d{1,5}\w?){0,4}) (?=(?:duong|pho|hem|ngo|kiet) [a-z])"),
)  # fmt: skip
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]


def _patterns(level: str) -> Iterator[Found]:
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(level):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if not (kind == "house" and _is_quantity(level, end)):
                yield Found(kind, start, start + len(level[start:end].rstrip(" .-")))


def _is_quantity(level: str, end: int) -> bool:
    """ "2 đường này": a number of streets, not a house."""
    return bool(re.match(r" ?(?:duong|hem|ngo|pho|kiet) (?:nay|do|kia|ben|chinh|nhanh|o |trong|lon|nho|bi|da|dang)", level[end:]))


# ---------------------------------------------------------------- bare numbers

_RUN = re.compile(r"(?<![\w/-])\(?\+?\d(?:[ .\-)]{0,2}\d){6,}(?![\w/])")
_DATES = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}[ -]*)+|(?:(?:19|20)\d\d[ -]{1,3}){1,3}(?:(?:19|20)\d\d)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[. ]000)+|[1-9]\d{0,2}(?:\.\d{3})+")
_MONEY_AFTER = re.compile(r" ?(?:dong|d\b|vnd|vnđ|k\b|trieu|ty\b|ti\b|ngan|nghin|m2|met|kg|tan)")
_MONEY_BEFORE = re.compile(r"(?:tien|gia|phi|phat|luong|no|muc|thu|nop|dong|chi|het|mat|tong|von)(?: \w+)? ?$")
_HOTLINE = re.compile(r"1[89]00\d{4,6}")
_OLD_PHONE = re.compile(r"(?:84|0)(?:1[2689]\d{8}|[235789]\d{8,9}|55\d{7})")


def _numbers(level: str) -> Iterator[Found]:
    """Runs of seven and more digits that are no date, no amount and no hotline."""
    for match in _RUN.finditer(level):
        written = match.group()
        digits = re.sub(r"\D", "", written)
        if not _is_public(level, match, written, digits):
            yield Found(_kind_of(digits), match.start(), match.end())


def _is_public(level: str, match: re.Match[str], written: str, digits: str) -> bool:
    if _DATES.fullmatch(written) or _HOTLINE.fullmatch(digits):
        return True
    if digits.startswith("0"):
        return False
    if _MONEY_AFTER.match(level, match.end()):
        return True
    return bool(_GROUPED.fullmatch(written)) and bool(_MONEY_BEFORE.search(level[max(0, match.start() - 16) : match.start()]))


def _kind_of(digits: str) -> Kind:
    if _OLD_PHONE.fullmatch(digits):
        return "phone"
    return {9: "identity-card", 12: "identity-card", 10: "tax-code", 13: "tax-code", 15: "device", 16: "card"}.get(  # type: ignore[return-value]
        len(digits), "number"
    )
