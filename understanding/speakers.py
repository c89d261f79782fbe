"""For how many people a message speaks: "25 hộ chúng tôi", "tụi em bốn chục người". Those only affected do not count. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from language.folding import Word, fold, key, vocabulary
from understanding.numerals import number

MOST = 5000  # no message speaks for more; a larger number is something else
SCAN = 400  # words
_GAP = 5  # words between what is counted and "chúng tôi"
_VERB_WITHIN = 8
_FAR = 25


def _pairs(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(pair).split()) for pair in text.split(";"))


_NOT_BEFORE = vocabulary("may vai thu to doi khu lop so")  # "mấy chục", "thứ năm", "tổ 4"
_COUNTED_PAIRS = _pairs(
    "gia đình;công nhân;ngư dân;nông dân;diêm dân;tiểu thương;phụ huynh;học sinh;hội viên;xã viên;đoàn viên;thành viên;"
    "cựu chiến;anh em;chị em;bà con;anh chị;chủ ghe;chủ tàu;chủ hộ;chủ bè;chủ sạp;cặp vợ;cán bộ;giáo viên;thợ hồ;cô giáo;"
    "căn nhà;lao động;hộ dân;hộ gia"
)
_COUNTED_ALONE = vocabulary("ho nha nguoi ghe tau thuyen xuong thung be dua tho ban")
_BEFORE_COUNTED = vocabulary("chiec cai con nu nam cau chu cong tram ong ba co")
_KIN = _pairs("vợ chồng;anh em;chị em;mẹ con;má con;cha con;ba con;bố con;bà cháu;ông cháu;ông bà")
_SELF = vocabulary("toi em con minh")
_HOME = vocabulary("xom thon to lang lop truong khu")  # "xóm chúng tôi 6 người sốt": those six do not write
_LINKS = vocabulary("la gom ca thay het tong cong gan hon khoang co chung dai dien")
_OF_OTHERS = vocabulary("trong cua gan quanh o ben tai bi")
_FOR = _pairs("đại diện;thay mặt;chữ ký;thay lời")
_ASKS = _pairs(
    "đề nghị;kiến nghị;khiếu nại;tố cáo;phản ánh;yêu cầu;đề xuất;kêu cứu;làm đơn;gửi đơn;viết đơn;đứng đơn;ký đơn;ký tên;"
    "đồng đứng;cùng ký;cùng khiếu;cùng kiến;cùng gửi;cùng đứng;gửi tin;đồng lòng"
)
_ASKS_ALONE = vocabulary("xin mong ky gui")
_SIGNS = _pairs("ký tên;ký đơn;đứng đơn;làm đơn")
_HAPPENS = vocabulary("bi mat chet sot te thieu chua khong duoc nam")


def people_count(text: str, words: Sequence[Word]) -> int:
    """The largest number of people, households or boats on whose behalf the message speaks; 1 where it names none."""
    said = words[:SCAN]
    return max((_speaking(text, said, at) for at in range(len(said))), default=1)


def _speaking(text: str, words: Sequence[Word], at: int) -> int:
    """How many speak by the number at word `at`; 1 where none stands there or it counts something else."""
    found = number(words, at)
    if found is None or (at and words[at - 1].folded in _NOT_BEFORE):
        return 1
    value, after = found
    if not 1 < value <= MOST or after >= len(words) or _parted(text, words, after - 1, after):
        return 1
    if _kin(words, after) and (_is_self(words, after + 2) or _asks(words, after + 2)):
        return value
    end = _counted(words, after)
    if end is None:
        return 1
    if _joined(words, at) and _asks(words, end):
        return value + 1
    return value if _speak_for(text, words, at, end) else 1


def _speak_for(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Whether those counted by words `at` to `end` speak: "chúng tôi 35 hộ", "đại diện 35 hộ", "35 hộ ký tên"."""
    return (
        _many_before(text, words, at, end)
        or _many_after(text, words, end)
        or _represented(words, at)
        or (_begins(text, words, at) and _asks(words, end))
        or _signs(words, end)
    )


# ---------------------------------------------------------------- what is counted


def _counted(words: Sequence[Word], at: int) -> int | None:
    """The word behind what is counted from `at`: "hộ dân", "anh em công nhân", "nữ công nhân"."""
    end = None
    while at < len(words):
        pair = tuple(word.folded for word in words[at : at + 2])
        if pair in _COUNTED_PAIRS:
            at = end = at + 2
        elif words[at].folded in _COUNTED_ALONE:
            at = end = at + 1
        elif end is None and words[at].folded in _BEFORE_COUNTED:
            at += 1
        else:
            return end
    return end


def _kin(words: Sequence[Word], at: int) -> bool:
    return tuple(word.folded for word in words[at : at + 2]) in _KIN


# ---------------------------------------------------------------- who speaks


def _is_self(words: Sequence[Word], at: int) -> bool:
    return any(word.folded in _SELF or _is_many(words, at + step) for step, word in enumerate(words[at : at + 2]))


def _is_many(words: Sequence[Word], at: int) -> bool:
    """ "chúng tôi", "tụi em", "bọn con" at word `at`."""
    if not 0 <= at < len(words) - 1 or words[at + 1].folded not in _SELF or words[at + 1].start - words[at].end > 1:
        return False
    first = words[at]
    return first.folded in ("chung", "tui", "bon", "nhom") or (first.folded == "toi" and first.raw.lower() in ("tui", "tụi"))


def _many_before(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """ "chúng tôi 35 hộ", "chúng tôi gồm 35 hộ"; "chúng tôi có 6 người bị sốt" speaks of six and not for them."""
    back = at - 1
    has = False
    while back >= 0 and at - back <= 3 and words[back].folded in _LINKS:
        has = has or words[back].keyed in ("có", key("có"))
        back -= 1
    if not _is_many(words, back - 1) or _parted(text, words, back, at):
        return False
    told_of = has or (back >= 2 and words[back - 2].folded in _HOME)
    return not told_of or end >= len(words) or _asks(words, end)


def _many_after(text: str, words: Sequence[Word], end: int) -> bool:
    for at in range(end, min(end + _GAP + 1, len(words) - 1)):
        if at > end and _parted(text, words, at - 1, at):
            return False
        if _is_many(words, at):
            between = {word.folded for word in words[end:at]}
            return between.isdisjoint(_OF_OTHERS) or _asks(words, at + 2)
        if words[at].folded == "toi" and at > end and words[at - 1].folded in _HOME:  # "11 hộ thôn tôi … cùng khiếu nại"
            return any(_ask(words, later) for later in range(at, min(at + _FAR, len(words))))
    return False


def _represented(words: Sequence[Word], at: int) -> bool:
    before = [word.folded for word in words[max(0, at - 4) : at]]
    return not _FOR.isdisjoint(pairwise(before))


def _joined(words: Sequence[Word], at: int) -> bool:
    """ "tôi và 13 nhà", "nhà em cùng 5 hộ"."""
    return at >= 2 and words[at - 1].folded in ("va", "voi", "cung") and words[at - 2].folded in _SELF


def _begins(text: str, words: Sequence[Word], at: int) -> bool:
    if at == 0 or (at <= 2 and words[at - 1].folded in ("the", "bo", "ca", "co", "la", "hon", "gan")):
        return True
    return _parted(text, words, at - 1, at)


def _asks(words: Sequence[Word], at: int) -> bool:
    """Whether the words from `at` on ask, before they tell what happens to somebody."""
    for step in range(at, min(at + _VERB_WITHIN, len(words))):
        if _ask(words, step):
            return True
        if words[step].folded in _HAPPENS and step - at < 2:
            return False
    return False


def _ask(words: Sequence[Word], at: int) -> bool:
    return tuple(word.folded for word in words[at : at + 2]) in _ASKS or words[at].folded in _ASKS_ALONE


def _signs(words: Sequence[Word], at: int) -> bool:
    said = [word.folded for word in words[at : at + 4]]
    return any(pair in pairwise(said) for pair in (("ky", "ten"), ("ky", "don"), ("dung", "don"), ("lam", "don")))


def _parted(text: str, words: Sequence[Word], first: int, second: int) -> bool:
    """Whether a mark of punctuation stands between two neighbouring words."""
    return bool(text[words[first].end : words[first + 1].start].strip()) if second == first + 1 else False
