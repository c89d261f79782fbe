"""Names of people in a text, with or without diacritics and capitals. Errs towards seeing one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from language.folding import Word, key, strip_marks, words


class _List:
    """Words as they are written with diacritics; in a text typed without, by their letters alone."""

    def __init__(self, listed: str) -> None:
        self._keyed = frozenset(key(word) for word in listed.split())
        self._folded = frozenset(strip_marks(word) for word in listed.split())

    def has(self, word: Word, *, marked: bool) -> bool:
        return word.keyed in self._keyed if marked else word.folded in self._folded


# Behind these stands a person, whatever the name looks like; behind the others where it looks like one.
_HONORIFICS = _List("ông bà anh chị cô chú bác cậu dì mợ thím cụ thầy a c tên")
_TITLES = _List(
    "ông bà anh chị cô chú bác cậu dì mợ thím cụ thầy em cháu mẹ cha con vợ chồng tên là gặp do bị phó tịch viên bộ sĩ sỹ sư "
    "hộ trưởng và với của"
)
_SURNAMES = _List(
    "nguyễn trần lê phạm huỳnh hoàng võ vũ phan đặng bùi đỗ hồ ngô dương lý trương đinh đoàn lâm trịnh mai đào cao lương tạ "
    "châu tô thái tống kiều quách phùng tôn lưu tiêu văn vương nghiêm bạch khuất diệp thạch lại cù"
)
_COMMON_SURNAMES = _List("nguyễn trần lê phạm huỳnh hoàng võ phan đặng bùi ngô dương trương đinh đoàn trịnh lương phùng đỗ hồ")
_MIDDLES = _List("văn thị hữu đức ngọc thanh quốc minh xuân thu kim đình công hồng thi bá trọng quang anh tấn phước")
_PLACES = _List(
    "đường phố trường thcs thpt tiểu mầm non học chợ cầu ngõ hẻm kiệt xã thôn tổ ấp huyện tỉnh quận phường khu cảng chùa đình "
    "đền miếu bệnh viện công ty lộ ql tl dốc núi sông suối đồng bãi"
)
_NO_NAMES = _List(
    "con em ấy ta này kia đó nội ngoại hai mình tôi họ chúng các nào gì bị đã đang là ở thì và có không mà nên về vấn việc "
    "ơi ạ nhé xin trạm giáo ý tướng công ty ubnd xã thôn tổ chủ tịch bí thư trưởng phó cán bộ lấn chiếm đổ xả lấy đòi nói làm đi "
    "hứa nhận"
)
_KIN = _List("con em chị anh ấy ta nội ngoại ơi giáo")  # "bà Con", "Anh Em": no names though in capitals
_LONGEST = 4  # words of a name


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where each name begins and ends, in characters."""
    typed = words(text)
    shouted = sum(word.raw.isupper() and len(word.raw) > 1 for word in typed) > len(typed) / 2
    names, at = _Names(typed, any(word.marked for word in typed), shouted), 0
    while at < len(typed):
        length = names.length_at(at)
        if length:
            yield typed[at].start, typed[at + length - 1].end
        at += max(1, length)


@dataclass(frozen=True)
class _Names:
    """Looks for names in the words of one text; `marked`: typed with diacritics, `shouted`: in capitals."""

    typed: list[Word]
    marked: bool
    shouted: bool

    def length_at(self, at: int) -> int:
        """How many words, from `at`, are somebody's name."""
        before = self.typed[at - 1] if at else None
        titled = before is not None and self._in(_TITLES, before)
        honoured = before is not None and self._in(_HONORIFICS, before)
        named_after = self.typed[at - 2] if honoured and at > 1 else before
        if named_after is not None and self._in(_PLACES, named_after):
            return 0  # a street, a school, "cầu Bà Tín"
        if self.typed[at].raw[:1].isupper() and not self.shouted:
            return self._capitalised(at, titled=titled, honoured=honoured)
        return self._plain(at, titled=titled)

    def _capitalised(self, at: int, *, titled: bool, honoured: bool) -> int:
        """ "ông Tám", "Nguyễn Văn Tám"; the name of a place begins with no surname."""
        first, length = self.typed[at], self._run(at, lambda word: word.raw[:1].isupper())
        if honoured and not self._in(_KIN, first):
            return length
        if titled and self._in(_SURNAMES, first) and length > 1:
            return length
        has_middle = length > 1 and self._in(_MIDDLES, self.typed[at + 1])
        return length if self._in(_COMMON_SURNAMES, first) and (length > 2 or has_middle) else 0

    def _plain(self, at: int, *, titled: bool) -> int:
        """Without capitals: a surname behind a title, or a surname and a usual middle name."""
        first = self.typed[at]
        if not self._in(_SURNAMES, first):
            return 0
        common = self._in(_COMMON_SURNAMES, first)
        length = self._run(at, lambda _: True)
        if length > 2 and self._in(_MIDDLES, self.typed[at + 1]) and (titled or common):
            return 3
        length = self._run(at, lambda word: not self._in(_NO_NAMES, word))
        return min(length, 3) if titled and common and length > 1 else 0

    def _in(self, listed: _List, word: Word) -> bool:
        return listed.has(word, marked=self.marked)

    def _run(self, at: int, fits: Callable[[Word], bool]) -> int:
        """How many neighbouring words fit, at most as many as a name has."""
        length = 1
        while length < _LONGEST and at + length < len(self.typed) and fits(self.typed[at + length]):
            if not self.typed[at + length].raw.isalpha() or self.typed[at + length].start - self.typed[at + length - 1].end > 1:
                break
            length += 1
        return length
