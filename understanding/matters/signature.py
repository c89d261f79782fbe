"""What a message says about which matter, boiled down to what can be compared and kept: its signature. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import Any

from language.folding import Word, fold, key, vocabulary
from language.phrases import Hit, PhraseBook
from localities.locality import Locality
from understanding.matters.words import ENTRIES, Class
from understanding.message import understand

WORDS = 120  # different words of a message that are compared
_CLASSES: dict[Class, str] = {"thing": "t", "event": "e", "ask": "a", "spot": "s"}
_STOP = vocabulary(
    fold(
        """
        a à ạ ai anh ấy ba bà bác bạn bao bay con bây bên bị bởi bữa cả các cách cái càng cầu chả chẳng chắc cháu chỉ
        chị cho chớ chỗ chú chủ chúng chưa chừng cô có coi còn cơ cũng của cứ cùng dạ dám dân dạo do dù duy đã đang đâu
        đây để đề đến đều đi đó được em ổng bả cổ gần gặp gì giả giờ giùm giúp ghê hả hay hết hỏi hoài hôm hơn họ hồi
        hổng ít kêu kể kính kia khi khỏi không là lại lâu lắm làm lần lên liền luôn lúc lý má mà mấy mình mong mọi mỗi
        một muốn nay này nào nên nếu năm ngày người nghe nghị nhà nhiều nhìn như nhưng những nhờ nó nói nơi nữa ở ông
        phải phía qua quá quanh ra rất rằng rồi sáng sao sẽ sau sớm suốt tại tháng thành thấy thằng theo thế thì thiệt
        thôi thôn tới tiếng tối toàn tôi trên trong trước trời tụi từ tuần tui tự và vẫn vào vậy về vì việc với vô vừa
        xã xem xin xóm xong xuống xử kiến phản ánh khiếu nại tố cáo báo trình yêu cán bộ khu hoặc giữ mang lấy chừ đêm
        chiều trưa mai hàng thứ nhất cỡ khoảng đoạn khúc đường đất nước sắp mới kìa ơi ad admin shop thưa gửi kg k ko t
        tr"""
    )
)
_DIGITS = {"hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_KEYED = {key(word): value for word, value in _DIGITS.items()}
_BARE = {fold(word): value for word, value in _DIGITS.items()}  # typed without diacritics: only beside "mươi", "chục"
_CLEAR = vocabulary("hai bon chin")  # these mean the number also alone
_TENS = vocabulary("muoi chuc")
_UNITS = {
    "ho": "ho", "nha": "ho", "gia": "ho", "nguoi": "nguoi", "anh": "nguoi", "chi": "nguoi", "cong": "nguoi", "dua": "nguoi",
    "be": "nguoi", "chau": "nguoi", "em": "nguoi", "tre": "nguoi", "ghe": "ghe", "tau": "ghe", "chiec": "chiec", "xe": "chiec",
    "lan": "lan", "vu": "lan", "trieu": "trieu", "tr": "trieu", "ngan": "ngan", "k": "ngan", "nghin": "ngan", "met": "m",
    "m": "m", "m2": "m", "thang": "thang", "tuan": "tuan", "sao": "sao", "cay": "cay", "suat": "suat", "khoi": "khoi",
    "mo": "cai", "cai": "cai", "con": "con", "gio": "gio", "h": "gio", "tuoi": "tuoi",
}  # fmt: skip
_JOINED = re.compile(r"(\d{1,4})(tr|trieu|k|ngan|m2?|h|g|ho|nha)(\d{0,3})")
_NAMED = vocabulary("thon xom ap to doi km kenh ngo hem kiet duong dh dt ql quoc khu cau bien nghia dap ho")
_NUMBERED = vocabulary("xom to doi km hem kiet kdc")
_CALLED = vocabulary("ong ba anh chi co chu bac thay quan ad tiem trai nha hang")
_NO_NAME = _STOP | vocabulary("minh nay kia do tren duoi dau cuoi giua toi tui em con truong dan pho hien")
_CLEAR_BARE = vocabulary(
    "rac heo karaoke bui ruoi ngap nghet trom dien chuot kenh muong rung gieng ruong lua trau ghe thuyen phao camera wifi "
    "internet bhxh bhyt tdc kcn vneid csgt xang lun sup gay nghieng xieu nghien toilet wc"
)  # without diacritics these can hardly be another word
_LETTERS_AND_NUMBER = re.compile(r"[a-z]{1,3}\d{1,4}[a-z]?")


@dataclass(frozen=True)
class Signature:
    """`concepts` as class letter and id ("t:rac"); `names` of hamlets, persons, numbered roads; `numbers` as value and unit.
    `units` are all readings of the place as named, `communes` those that hold them today."""

    kind: str
    fields: frozenset[str]
    units: frozenset[str]
    communes: frozenset[str]
    words: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    maybe: frozenset[str] = frozenset()  # concepts of words without diacritics, which may be other words
    said: str = ""  # the first words, folded, one blank between; without the commune's name

    @cached_property
    def runs(self) -> frozenset[str]:
        """All pairs of neighbouring words: how literally two messages agree."""
        return frozenset(f"{first} {second}" for first, second in pairwise(self.said.split()))

    def beside(self, other: "Signature") -> frozenset[str]:
        """Its concepts, as the other message explains what is not clear."""
        return self.concepts | (self.maybe & (other.concepts | other.maybe))

    def of_class(self, kind: Class) -> frozenset[str]:
        return of_class(self.concepts, kind)

    def to_json(self) -> dict[str, Any]:
        """Folded words only, sorted: what the store keeps."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value if isinstance(value, str) else sorted(value) for name, value in kept.items() if value}


def of_class(concepts: frozenset[str], kind: Class) -> frozenset[str]:
    letter = _CLASSES[kind]
    return frozenset(one for one in concepts if one[0] == letter)


def from_json(kept: dict[str, Any]) -> Signature:
    """Raises nothing for a signature that an earlier version kept: what it lacks is empty."""
    sets = {one.name: frozenset(kept.get(one.name, ())) for one in fields(Signature) if one.name not in ("kind", "said")}
    return Signature(kind=str(kept.get("kind", "")), said=str(kept.get("said", "")), **sets)


def sign(text: str, locality: Locality, on: date, *, unit: str | None = None) -> Signature:
    """The signature of what somebody wrote. `unit`: what they chose, where the text names none."""
    found = understand(text, locality, on)
    words, places = found.words, found.places.candidates
    units = [one.unit_id for one in places] or ([unit] if unit else [])
    hits = _longest(_book(locality).find(words))
    concepts = frozenset(hit.payload for hit in hits if _is_clear(words, hit))
    spelled = frozenset(word for one in places for word in fold(one.spelled).split())
    return Signature(
        kind=found.kind or "",
        fields=frozenset(found.fields),
        units=frozenset(units),
        communes=frozenset(locality.today(unit, on).id for unit in units),
        words=frozenset(islice(_content(words, hits, spelled), WORDS)),
        concepts=concepts,
        maybe=frozenset(hit.payload for hit in hits) - concepts,
        names=frozenset(_names(words)) | frozenset(_hamlet(one.sub_place) for one in places if one.sub_place),
        numbers=frozenset(_numbers(words)),
        said=" ".join(word.folded for word in words[:WORDS] if word.folded not in spelled),
    )


@cache
def _book(locality: Locality) -> PhraseBook[str]:
    known: list[tuple[str, Class, str]] = [*ENTRIES, *_local_spots(locality)]
    return PhraseBook([(phrase, f"{_CLASSES[kind]}:{concept}") for phrase, kind, concept in known])


def _local_spots(locality: Locality) -> Iterator[tuple[str, Class, str]]:
    for concept, phrases in locality.spelled.spots.items():
        yield from ((phrase, "spot", concept) for phrase in phrases)


def unknown_spots(locality: Locality) -> list[str]:
    """Concepts of local words in a pack that no message is compared by: slips of whoever wrote it."""
    known = {concept for _, kind, concept in ENTRIES if kind == "spot"}
    return [concept for concept in locality.spelled.spots if concept not in known]


def _is_clear(words: Sequence[Word], hit: Hit[str]) -> bool:
    """ "thay" may be thay, thầy or thấy: alone and bare it is what the other message makes of it."""
    return hit.exact or hit.end - hit.start > 1 or words[hit.start].folded in _CLEAR_BARE


def _longest(hits: Iterable[Hit[str]]) -> list[Hit[str]]:
    """Without what a longer phrase of the same class covers."""
    kept: list[Hit[str]] = []
    reach: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > reach.get(hit.payload[0], -1):
            kept.append(hit)
            reach[hit.payload[0]] = hit.end
        elif any(hit.start == other.start and hit.end == other.end for other in kept[-4:]):
            kept.append(hit)
    return kept


def _content(words: Sequence[Word], hits: Sequence[Hit[str]], spelled: frozenset[str]) -> Iterator[str]:
    """The words that no concept covers, without those that say nothing and without the commune's name."""
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    for at, word in enumerate(words):
        if at not in covered and word.folded not in spelled and word.folded not in _STOP and len(word.folded) > 1:
            yield word.folded


def _hamlet(name: str) -> str:
    return fold(name).removeprefix("thon ").removeprefix("xom ")


def _names(words: Sequence[Word]) -> Iterator[str]:
    """Hamlets ("thôn Nam Bình"), numbered things ("xóm 3", "ĐH08"), people by their initial ("ông N.")."""
    for at, (word, after) in enumerate(pairwise(words)):
        if (
            word.folded in _CALLED
            and len(after.raw) == 1
            and after.raw.isalpha()
            and (after.raw.isupper() or word.folded == "ong")
        ):
            yield f"@{after.raw.lower()}"
        elif word.folded in _NUMBERED and after.folded.isdigit():
            yield f"{word.folded} {int(after.folded)}"
        elif word.folded in ("thon", "xom", "ap") and (name := _name(words, at + 1)):
            yield name
    for word in words:
        if _LETTERS_AND_NUMBER.fullmatch(word.folded) and not _JOINED.fullmatch(word.folded):
            yield word.folded


def _name(words: Sequence[Word], at: int) -> str:
    """One or two words that can be a hamlet's name."""
    first = words[at]
    if first.folded in _NO_NAME or not first.folded.isalpha():
        return ""
    second = words[at + 1] if at + 1 < len(words) else None
    if second is None or (first.raw[0].isupper() and not second.raw[0].isupper()) or second.folded in _NO_NAME:
        return first.folded if first.raw[0].isupper() else ""
    return f"{first.folded} {second.folded}"


def _numbers(words: Sequence[Word]) -> Iterator[str]:
    at = 0
    while at < len(words):
        value, used = _value(words, at)
        if value is None:
            at += 1
            continue
        at += used
        unit = _unit(words, at)
        if unit == "ngan" and value >= 1000:
            unit = ""
        if unit or value >= 10:
            yield f"{value} {unit}".strip()


def _value(words: Sequence[Word], at: int) -> tuple[int | None, int]:
    """The number that begins at word `at` and how many words it takes. A unit written with it stays for `_unit`."""
    word = words[at].folded
    if word.isdecimal() and len(word) <= 6:
        return int(word), 1
    if joined := _JOINED.fullmatch(word):
        return int(joined.group(1)), 1
    first, second = _digit(words, at), _digit(words, at + 1)
    if word == "muoi" and second:
        return 10 + second, 2
    following = words[at + 1].folded if at + 1 < len(words) else ""
    if first and following in _TENS:
        last = _digit(words, at + 2)
        return (10 * first + last, 3) if last else (10 * first, 2)
    alone = words[at].marked or word in _CLEAR
    return (first, 1) if first and alone and following in _UNITS else (None, 0)


def _digit(words: Sequence[Word], at: int) -> int | None:
    if at >= len(words):
        return None
    word = words[at]
    return _KEYED.get(word.keyed) if word.marked else _BARE.get(word.folded)


def _unit(words: Sequence[Word], at: int) -> str:
    """The unit in or after the number that ends before word `at`."""
    if at and (joined := _JOINED.fullmatch(words[at - 1].folded)):
        return _UNITS.get(joined.group(2), "")
    return next((_UNITS[word.folded] for word in words[at : at + 2] if word.folded in _UNITS), "")
