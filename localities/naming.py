"""Whether words that read like a commune's name are one: by what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from language.folding import Word, vocabulary


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


PROVINCE, WORD = "province", "word"  # what else a unit's name can be
NAMESAKES = (PROVINCE, WORD)

CUES = vocabulary("xa x o tai thon xom ap ben ve khuc doan cho thuoc dan ubnd vung khu duoi tren trong ra vo vao tu nga tran tt")
_SURE = vocabulary("xa x o tai thon xom ap ben khuc doan thuoc dan ubnd vung khu tu")  # those of CUES that no wish has
_TOWN_CUES = vocabulary("o tai tran tt cho ve ra ben qua khu doan tu xuong len den xa gan pho khuc thuoc quanh")
_AFTER_I_LIVE = vocabulary(
    "nha gan trong duoi tren day tai xa thon xom ben cuoi dau ngay sat trien mot chung voi cung noi ngoai ky tro to duong tp "
    "thanh huyen tinh sai lop mo tam que binh tinh van cho khu ap lai do kia nuoc"
)
_KINDRED = vocabulary("con cac may dua nha da thua chao em anh chi co chu bac noi hai ba nhung vi luc")  # "con chau o …": cháu ở
_NOT_TINH_HOA = vocabulary("don hong cua dan van viet chat")  # tính hóa đơn, tinh hoa của dân tộc
_OUTER = vocabulary("tỉnh quận huyện tinh huyen tp phố")  # before a name: it is somebody else's
_CITY_QUARTERS = frozenset({"binh thanh", "binh tan"})  # of Hồ Chí Minh City: "quan", "q" is quận before these, else quán
_KINDS = vocabulary("tinh tp thanh pho huyen quan q tx thi xa h")
_CROWD = vocabulary("nguoi nghet duc lam qua")  # "binh thanh dong nguoi": many people in Bình Thạnh, not Bình Thanh Đông
_ELSEWHERE = _phrases("""
sai gon|ho chi|da nang|quang nam|binh dinh|dong nai|khanh hoa|phu yen|kon tum|gia lai|dak lak|dac lac|dak nong|lam dong|vung tau|
ba ria|tay ninh|long an|vinh long|can tho|tien giang|ben tre|tra vinh|soc trang|bac lieu|ca mau|kien giang|an giang|dong thap|
hau giang|ninh thuan|quang tri|quang binh|thua thien|ha tinh|nghe an|thanh hoa|ninh binh|nam dinh|thai binh|hai phong|hai duong|
ha noi|hung yen|bac ninh|bac giang|quang ninh|thang binh|nui thanh|tam ky|hoi an|thuan an|di an|thu dau|ben cat|dong xoai|
phan thiet|quy nhon|tay son|nha trang|thu duc|bien hoa|go vap|hoc mon|
cu chi|song than|da lat|mien nam|hcm|tphcm|tpsg|sg|hue""")
_PROVINCES = frozenset({"binh duong", "binh phuoc", "binh thuan"})  # only after "tỉnh": alone they are communes here
_HOME_FROM = re.compile(r"\b(?:(?:ve|o) que|que nha|gui ve|(?:khong|chua) ve|xa que|(?:trong|vao|vo|mien) nam)\b")
_FAR = re.compile(r"\b(?:(?:trong|vao|vo|mien) nam|lam an xa|di lam an)\b")
_GONE_TO = vocabulary("vo vao trong")
_LIVING = re.compile(
    r"(?:lam (?:cong nhan|an|thue|muon|ho|tho|cong ty)|kiem (?:song|viec)|sinh song|o tro|thue tro|cho hang|hoc(?! sinh)|"
    r"ban ve so|lap nghiep|gui (?:\w+ )?(?:\w+ )?ve)\b"
)

_TITLES = vocabulary("anh chị ông bà cô chú bác thầy bé dì cậu mợ thím ong tên")
_SEVERAL = vocabulary("các mấy những nhiều quý cac may")
_FAMILIES = vocabulary("nguyễn nguyen trần lê phạm huỳnh hoàng phan võ vũ đặng bùi đỗ ngô dương lý đinh trương lâm tạ tô")
_SURE_FAMILIES = vocabulary("nguyễn nguyen phạm huỳnh")  # no other word, so also in small letters
_SHOPS = vocabulary("quán quan tiệm tiem cty karaoke dntn gas")
_SHOP_PAIRS = _phrases(
    "cong ty|nha xe|xe khach|cua hang|khach san|nha hang|nha thuoc|nha nghi|tap hoa|doanh nghiep|ca phe|sieu thi|xang dau|"
    "tang le|dung chan"
)
_BESIDE = CUES | vocabulary("gan canh")

_SOLDIERS = vocabulary("thuong chien trung")  # thương binh, chiến binh, trung bình
_KIN = vocabulary("con me ba ma chong vo em chau ong bo cha noi ngoai")  # "con toi binh hai ngay nay": ill for two days
_MINE = vocabulary("toi tui em tao minh")
_COUNTED = vocabulary("ngay thang nam tuan bua hom lan lit chuc tram muoi trieu nguoi cai ruoi phan cho can bo")
_GOES_ON = {
    "an": vocabulary("toan ninh sinh khang lac ui yen"),
    "tri": vocabulary("gia"),
    "hai": vocabulary("quan"),
    "hoa": vocabulary("giai"),
}
_AT_PLACE = vocabulary("xa x o tai thuoc ubnd thon tu")
_WISHED = vocabulary("luôn luon được duoc sống sự chúc chuc mong")
_WISHES = vocabulary("chúc chuc")
_PRAYED = vocabulary("mong cầu cau giữ giu cho")
_AT_PEACE = vocabulary("xom lang nha doi cho cau")
_AT_DAWN = vocabulary("lúc luc trước đón ngắm ngam ánh buổi chờ")
_DAWN_COMES = re.compile(r"(?:(?:chua|moi|vua|da|dang|dan) )?(?:len|lo|he|rang|do)\b")


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


def cued(said: Sequence[Word], start: int) -> bool:
    """Whether the word before says that a place follows."""
    return start > 0 and said[start - 1].folded in CUES


def is_place(name: Name) -> bool:
    """Whether a name of a unit is meant as one."""
    if not _is_one(name) or _is_of_another(name):
        return False
    if name.told:
        return True
    return not (_is_person(name) or _is_shop(name) or _is_word(name)) and _fits_its_letters(name)


def is_crowd(name: Name) -> bool:
    """ "binh thanh dong nguoi": the last word is no part of the name."""
    return not name.exact and name.folded_after() in _CROWD


def _is_one(name: Name) -> bool:
    """No full stop or comma in it ("bể bình. Hải nói"), but "B. Hải" and "Bình-Hải"."""
    gaps = [name.gap(left) for left in range(name.first, name.end - 1)]
    between = name.text[name.said[name.first].end : name.said[name.end - 1].start]
    return all(gap in ("", "-", "_", ".") for gap in gaps) and (len(name.said[name.first].raw) == 1 or ". " not in between)


def _is_of_another(name: Name) -> bool:
    """ "tỉnh Bình Dương", "Bình Thạnh, TP.HCM", "vô Bình Dương làm công nhân"."""
    if (not name.told and _has_outer(name)) or _is_in_a_town(name) or _leads_elsewhere(name):
        return True
    if PROVINCE in name.namesakes and not name.told:
        return _is_far_away(name)
    return " ".join(name.words) in _CITY_QUARTERS and _follows_elsewhere(name)


def _has_outer(name: Name) -> bool:
    before = name.before()
    if before is None:
        return False
    return before.raw.lower() in _OUTER or (before.folded in ("q", "quan") and " ".join(name.words) in _CITY_QUARTERS)


def _is_in_a_town(name: Name) -> bool:
    """ "thị xã Bình Long"; without diacritics it may be "thì xã"."""
    one = name.before() if name.words[0] == "xa" else name.before(2) if name.folded_before() == "xa" else None
    return one is not None and one.raw.lower() == "thị"


def _leads_elsewhere(name: Name) -> bool:
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
        if word.folded in _ELSEWHERE or pair in _ELSEWHERE or (kind and pair in _PROVINCES):
            return bool(kind or "".join(gaps)) or word.marked or word.raw[:1].isupper() or word.folded in _ELSEWHERE
        if word.folded not in _KINDS:
            return False
        kind, at = word.folded, at + 1
    return False


def _is_far_away(name: Name) -> bool:
    """A province is meant where somebody went to work or came home from."""
    if name.folded_before() == "que":
        return False
    after = " ".join(word.folded for word in name.said[name.end : name.end + 4])
    if (name.folded_before() in _GONE_TO and _LIVING.search(after)) or _HOME_FROM.search(after):
        return True
    if after.startswith("quang ngai") and name.gap(name.end - 1) == "-":  # the line of a coach
        return True
    earlier = " ".join(word.folded for word in name.said[max(0, name.start - 5) : name.start])
    return _follows_elsewhere(name) or _FAR.search(earlier) is not None


def _follows_elsewhere(name: Name) -> bool:
    return " ".join(word.folded for word in name.said[max(0, name.start - 2) : name.start]) in _ELSEWHERE


def _is_person(name: Name) -> bool:
    """ "chị Bình An", "Nguyễn Bình An", "Lê Thị Bình Minh"."""
    before, earlier = name.before(), name.before(2)
    if before is None or name.words[0] != "binh":
        return False
    raw, two = before.raw.lower(), earlier.raw.lower() if earlier else ""
    if raw in _TITLES:
        return two not in _SEVERAL and not (raw == "anh" and two == "công")
    if raw in _FAMILIES:
        return two != "bình" and (before.raw[:1].isupper() or raw in _SURE_FAMILIES)
    return (raw == "thị" and two not in ("đô", "siêu")) or before.raw == "Văn"


def _is_shop(name: Name) -> bool:
    """A name of good omen is also that of many a shop; a commune's plain name behind a shop is where it stands."""
    if WORD not in name.namesakes:
        return False
    if f"{name.folded_before(2)} {name.folded_before()}" in _SHOP_PAIRS:
        return True
    if name.folded_before() in _BESIDE:
        return False
    earlier = [word for steps in (4, 3, 2, 1) if (word := name.before(steps))]
    pairs = {f"{one.folded} {other.folded}" for one, other in pairwise(earlier)}
    return any(word.raw.lower() in _SHOPS for word in earlier[-3:]) or bool(pairs & _SHOP_PAIRS)


def _is_word(name: Name) -> bool:
    """ "bình an vô sự", "lúc bình minh", "thương binh hai năm", "bình hoa"."""
    if name.words[0] != "binh":
        return False
    last, before, after = name.words[-1], name.folded_before(), name.folded_after()
    if before in _SOLDIERS and name.folded_before(2) != "binh":
        return name.is_small
    if last == "an" and before == "chuc":
        return True
    if name.is_small and before not in _AT_PLACE and WORD in name.namesakes and (_is_wish(name) or _is_dawn(name)):
        return True
    if before in _SURE:
        return False
    return after in _GOES_ON.get(last, ()) or (last == "hai" and after in _COUNTED and _counts_two(name))


def _counts_two(name: Name) -> bool:
    """ "hai" without its mark: "bình hai lít", "con toi binh hai ngay nay"."""
    if name.said[name.end - 1].marked:
        return False
    before, earlier = name.folded_before(), name.folded_before(2)
    return name.said[name.first].marked or before in ("bi", "dang") or (before in _MINE and earlier in _KIN)


def _is_wish(name: Name) -> bool:
    if name.words[-1] != "an":
        return False
    earlier = [word.raw.lower() for word in name.said[max(0, name.start - 8) : name.start]]
    before, after = name.folded_before(), name.folded_after()
    prays = before in _AT_PEACE and after in ("", "cho", "va", "ma") and bool(_PRAYED.intersection(earlier[-5:]))
    back_well = before == "ve" and after in ("", "vo", "roi", "nhe")
    return prays or back_well or bool(_WISHED.intersection(earlier[-1:])) or bool(_WISHES.intersection(earlier))


def _is_dawn(name: Name) -> bool:
    before, after = name.before(), " ".join(word.folded for word in name.said[name.end : name.end + 2])
    return name.words[-1] == "minh" and (
        (before.raw.lower() in _AT_DAWN if before else False) or _DAWN_COMES.match(after) is not None
    )


def _fits_its_letters(name: Name) -> bool:
    """Names that fold to everyday words need a sign: "B.Hải", "châu ổ" (cháu ở), "bình hòa" (bình hoa), "tịnh hòa" (tinh hoa)."""
    words = name.words
    if words[0] == "b":
        return _is_abbreviation(name)
    if words == ["chau", "o"] and not name.exact:
        return _is_town(name)
    if words == ["tinh", "hoa"] and not name.exact:
        return name.folded_before() in CUES or name.folded_after() not in _NOT_TINH_HOA | {""}
    if words == ["binh", "hoa"] and not name.exact and name.said[name.start].marked:
        return name.said[name.end - 1].raw[:1].isupper() or name.folded_before() in _SURE
    return True


def _is_town(name: Name) -> bool:
    """ "chau o" is "cháu ở" where kin stands before it or a place after it."""
    before, after = name.folded_before(), name.folded_after()
    if before in ("o", "tran", "tt") or after in _AFTER_I_LIVE:
        return before in ("o", "tran", "tt")
    if before in _TOWN_CUES or (before, name.folded_before(2)) == ("con", "ba"):
        return True
    return after != "" and before not in _KINDRED


def _is_abbreviation(name: Name) -> bool:
    """ "B.Hải", "B. Hải", "xã b hải": a lone b before a name needs its dot, a capital, diacritics or a cue."""
    first, second = name.said[name.start], name.said[name.start + 1]
    dotted = name.text[first.end : first.end + 1] == "."
    return dotted or (name.exact and second.marked) or first.raw == "B" or cued(name.said, name.start)
