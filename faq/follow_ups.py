"""A question that names no procedure: “hết bao nhiêu tiền?” right after an answer asks about that one.

Read on folded words, so without accents and in the words of the region too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from language.cleaning import clean
from language.folding import vocabulary
from language.shortforms import read

LONGEST = 14  # words; who says more tells something else
MOST = 2  # sections asked for at once

_WHAT = "(?:gi|chi|nao|mo)"
_PERIOD = "(?:ngay|bua|hom|tuan|thang|tieng|buoi|nam)"
_MANY = "(?:(?:can|nhung|cac|du|loai) )"
_HOW = "(?:sao|rang|the nao|nhu the nao|nhu nao|cach nao|kieu gi)"
_ASKS = {
    "papers": rf"{_MANY}?giay(?: to)?(?: \w+)? {_WHAT}\b|{_MANY}giay(?: to)?|ho so (?:gom|can|co|gi|chi|nhung|phai)|"
    rf"(?:mang|dem|cam)(?: theo)?(?: nhung)? {_WHAT}\b|can(?: co| phai co| nhung| nop| mang)?(?: theo)? (?:gi|chi)\b|"
    r"chuan bi|nop(?: nhung)? (?:gi|chi)\b|mau don|to khai",
    "fee": rf"bao nhieu(?! (?:lau|{_PERIOD}))|may tien|le phi|\bphi\b|(?:mat|ton|het|can)(?: bao| nhieu| them)? tien|"
    r"ton (?:kem|nhieu)|mien phi|gia (?:ca|bao)|tien (?:nong|khong|bac|gi)|nhieu tien|tien$",
    "time": rf"bao lau|may {_PERIOD}|(?:bao )?nhieu (?:lau|{_PERIOD})|mat may gio|(?:khi|luc|chung) (?:nao|mo|dau)|bao gio|"
    r"lau (?:khong|chua|lam)|co lau|thoi (?:gian|han)|ngay nao (?:xong|lay|co|tra|nhan)",
    "steps": rf"(?:lam|nop|khai|dang ky)(?: \w+)? {_HOW}\b|^(?:the |con )?(?:thi )?(?:lam )?{_HOW}\b|"
    r"cach (?:lam|nop|khai|thuc|nao)|(?:cac|may|tung) buoc|buoc (?:nao|dau)|quy trinh|trinh tu|"
    rf"thu tuc(?: \w+)? {_HOW}|ra (?:sao|rang)\b|(?:gi|chi|nao) (?:truoc|dau tien)|huong dan|bat dau tu dau",
    "where": r"(?:o|tai|den|toi|di|ra|len|vo|vao|ve|nop|lam|gap|gui|lay|khai|xin) (?:dau|mo)\b|(?:cho|noi) (?:nao|mo)\b|"
    r"dau nop|(?:nop|gap|gui|hoi)(?: cho)? ai\b|(?:xa|co quan|phong|ban) nao|online|"
    r"(?:qua|tren|bang) (?:mang|dien thoai)|truc tuyen|dia chi",
    "mistakes": r"(?:luu|chu|de) y|hay sai|(?:sai|loi|vuong) (?:cho )?(?:nao|gi|chi)|de (?:bi )?sai|bi (?:tra lai|tu choi)|"
    r"can tranh",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _ASKS.items()}
_PAIRS = re.compile(r"\b(?:giay to|ho so|ket qua)\b")  # words that mean something else alone
_BARE_PAPERS = re.compile(r"giay to|ho so")

# What may stand beside it in a question that names nothing.
_NAMELESS = vocabulary(
    "a da vay thi la ma con roi cho hoi toi tui minh em anh chi co chu bac ong ba oi nhe nha nhi he ha hen ne ho u vang ok "
    "rua ri ni te the nay do kia no cai viec thu tuc luon nua voi va duoc khong chua ad admin giup dum phai muon biet thiet "
    "tong cong ca tat them khoang gi nao sao gom nhung cac "
    "lam nop lay nhan xong moi het mat ton dong can mang theo giayto hoso ketqua tien di doi o"
)


@dataclass(frozen=True)
class Asked:
    """`sections` of faq.sections, as many as are asked for; `nameless`: nothing else is said."""

    sections: tuple[str, ...]
    nameless: bool


def read_follow_up(text: str) -> Asked:
    """What a message asks about a procedure, and whether it leaves out which."""
    said = [word.folded for word in read(clean(text))]
    if not said or len(said) > LONGEST:
        return Asked((), nameless=False)
    folded = " ".join(said)
    found = {name: list(pattern.finditer(folded)) for name, pattern in _COMPILED.items()}
    sections = sorted((name for name in found if found[name]), key=lambda name: found[name][0].start())
    if not sections and _BARE_PAPERS.search(folded):
        sections = ["papers"]
    if "mistakes" in sections:  # “hay sai chỗ nào”
        sections = [name for name in sections if name != "where"]
    if "steps" in sections and len(sections) > 1:  # “làm sao nộp, nộp ở đâu”: the plainer question is meant
        sections.remove("steps")
    return Asked(tuple(sections[:MOST]), nameless=_NAMELESS.issuperset(_beside(folded, chain.from_iterable(found.values()))))


def _beside(folded: str, asking: Iterable[re.Match[str]]) -> list[str]:
    """The words outside what asks, which may overlap."""
    letters = list(folded)
    for match in asking:
        letters[match.start() : match.end()] = " " * (match.end() - match.start())
    return _PAIRS.sub(lambda pair: pair[0].replace(" ", ""), "".join(letters)).split()
