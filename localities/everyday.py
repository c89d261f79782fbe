"""Names that are everyday words too: good wishes, the dawn, the beginning of a longer word."""

import re

from language.folding import vocabulary
from localities.local_names import LocalNames
from localities.said import DAWN, WISH, Name

_KIN = vocabulary("con me ba ma chong vo em chau ong bo cha noi ngoai")  # "con toi binh hai ngay nay": ill for two days
_MINE = vocabulary("toi tui em tao minh")
_COUNTED = vocabulary("ngay thang nam tuan bua hom lan lit chuc tram muoi trieu nguoi cai ruoi phan cho can bo")
_GOES_ON = {
    "an": vocabulary("toan ninh sinh khang lac ui yen"),
    "tri": vocabulary("gia"),
    "hai": vocabulary("quan"),
    "hoa": vocabulary("giai"),
}
_WISHED = vocabulary("luôn luon được duoc sống sự chúc chuc mong")
_WISHES = vocabulary("chúc chuc")
_PRAYED = vocabulary("mong cầu cau giữ giu cho")
_AT_PEACE = vocabulary("xom lang nha doi cho cau")
_AT_DAWN = vocabulary("lúc luc trước đón ngắm ngam ánh buổi chờ")
_DAWN_COMES = re.compile(r"(?:(?:chua|moi|vua|da|dang|dan) )?(?:len|lo|he|rang|do)\b")


def is_word(name: Name, local: LocalNames) -> bool:
    """ "bình an vô sự", "lúc bình minh", "thương binh hai năm". Only names with a first word that many share are looked at."""
    if name.words[0] not in local.heads:
        return False
    last, before, after = name.words[-1], name.folded_before(), name.folded_after()
    if f"{before} {name.words[0]}" in local.compounds and name.folded_before(2) not in local.heads:
        return name.is_small
    if WISH in name.namesakes and before == "chuc":
        return True
    if name.is_small and before not in local.at_place and (_is_wish(name) or _is_dawn(name)):
        return True
    if before in local.sure:
        return False
    return after in _GOES_ON.get(last, ()) or (last == "hai" and after in _COUNTED and _counts_two(name))


def _counts_two(name: Name) -> bool:
    """ "hai" without its mark: "bình hai lít", "con toi binh hai ngay nay"."""
    if name.said[name.end - 1].marked:
        return False
    before, earlier = name.folded_before(), name.folded_before(2)
    return name.said[name.first].marked or before in ("bi", "dang") or (before in _MINE and earlier in _KIN)


def _is_wish(name: Name) -> bool:
    if WISH not in name.namesakes:
        return False
    earlier = [word.raw.lower() for word in name.said[max(0, name.start - 8) : name.start]]
    before, after = name.folded_before(), name.folded_after()
    prays = before in _AT_PEACE and after in ("", "cho", "va", "ma") and bool(_PRAYED.intersection(earlier[-5:]))
    back_well = before == "ve" and after in ("", "vo", "roi", "nhe")
    return prays or back_well or bool(_WISHED.intersection(earlier[-1:])) or bool(_WISHES.intersection(earlier))


def _is_dawn(name: Name) -> bool:
    before, after = name.before(), " ".join(word.folded for word in name.said[name.end : name.end + 2])
    return DAWN in name.namesakes and (
        (before.raw.lower() in _AT_DAWN if before else False) or _DAWN_COMES.match(after) is not None
    )
