"""Who takes the money, and who denounces whom: by the order of the words, so that "đề nghị công an bắt tụi trộm lấy 3 triệu"
blames no officer. Pure. Words are compared folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import Literal

from language.folding import Word, fold, vocabulary

Role = Literal["officer", "stranger", "citizen"]
Verdict = Literal["graft", "loss", "nothing"]  # "loss": somebody else took it


def _folded(text: str) -> frozenset[str]:
    return vocabulary(fold(text))


_BOUNDARY = frozenset(",.;:!?\n")
_NEAR = 3  # words: a citizen farther from the verb is not its subject
_FAR = 60  # words: farther back nobody is looked for
_MOST = 12  # officers asked about when no subject is found; bounds the time that a hostile text takes
_PREPOSITIONS = _folded("với của cho từ")
_DONE_TO = _PREPOSITIONS | _folded("bắt kêu ép biểu bảo đòi vòi thu lấy ăn nhận hỏi gạt lừa hẹn hành dọa chặn giữ phạt")
_ASKED = _folded("nhờ xin mong nghị cầu báo kêu gọi thưa gửi hỏi trình lên")
_TOLD = _folded("báo")  # "báo trưởng thôn lấy tiền" tells of him
_STILL = _folded("đừng thôi ngưng dứt")  # "đề nghị cán bộ đừng đòi tiền"
_HE = _folded("ổng bả cổ ảnh chỉ ấy ta")
_TURN = _folded("thì lại mà")
_PLACE = _folded("vào vô ở tại trước sau gần trong ngoài")  # "vô trụ sở lấy tiền"
_DEMAND = _folded("đòi vòi")
_POSED = _folded("xưng danh mạo")
_FALSE = ("gia", "gia3")  # giả, not già or giá
_NOT_REAL = _folded("được chờ đợi không chưa chẳng")
_GIVING = _folded("đưa phải không có chung")
_RECEIVING = _folded("nhận lấy lãnh lĩnh rút cầm giữ")
_IN_PLACE = _folded("giùm dùm")
_WORK = _folded("làm lo chạy xin ký giải")  # "nhận 5 triệu làm giùm" is paid work
_INSTEAD = _folded("hộ thay giúp giùm dùm")
_SELF = _folded("tôi em con tụi chúng mình")
_FAMILY = _folded("nhà gia vợ chồng cha mẹ ba má")
_THIRD = _folded("nó ông bà chị họ người bị thằng")
_THIRD_PAIRS = {("hang", "xom"), ("vo", "cu"), ("chong", "cu")}
_SENDER = _folded("tôi em con xin đơn dân chúng tụi")


@dataclass(frozen=True, slots=True)
class Person:
    """Words `start` to `end` (exclusive) name somebody."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Scene:
    """A message and the people in it, in order."""

    text: str
    words: Sequence[Word]
    people: Sequence[Person]
    in_titles: frozenset[int]  # words inside the name of an officer, its first word apart

    def parted(self, start: int, end: int) -> bool:
        """Whether a mark of punctuation stands between two words."""
        return not _BOUNDARY.isdisjoint(self.text[self.words[start].end : self.words[end].start])

    def said(self, start: int, end: int) -> list[str]:
        return [word.folded for word in self.words[max(0, start) : end]]

    def leading(self, at: int, count: int) -> list[str]:
        """The words before word `at` in its clause, nearest first, at most `count`."""
        near = range(at - 1, max(-1, at - 1 - count), -1)
        return [self.words[i].folded for i in takewhile(lambda i: not self.parted(i, i + 1), near)]


def judge(scene: Scene, start: int, end: int) -> Verdict:
    """What the words `start` to `end`, which may tell of graft, tell of."""
    if start in scene.in_titles:
        return "nothing"  # "công an … 2 triệu" is no "ăn … 2 triệu"
    if scene.words[start].folded in _GIVING and "dat" not in scene.said(start, end):
        return _judge_giving(scene, start)
    if _NOT_REAL.intersection(scene.leading(start, 1)) or _on_behalf(scene, start, end):
        return "nothing"
    subject = next(_subjects(scene, start), None)
    if subject:
        return "graft" if subject.role == "officer" else "loss"
    return _judge_unnamed(scene, start)


def _judge_giving(scene: Scene, start: int) -> Verdict:
    """Money that has to be given is graft; money that an officer hands out is not."""
    if any(person.role == "officer" and 0 <= start - person.end <= 1 for person in scene.people):
        return "nothing"
    subject = next(_subjects(scene, start), None)
    return "graft" if subject and subject.role == "officer" else _judge_unnamed(scene, start)


def _judge_unnamed(scene: Scene, start: int) -> Verdict:
    officers = list(islice((person for person in scene.people if person.role == "officer"), _MOST))
    if not officers:
        return "graft"  # weighed with what else is said
    blamed = any(not _posed(scene, person) and not _only_asked(scene, person, start) for person in officers)
    return "graft" if blamed else "loss"


def _subjects(scene: Scene, verb: int) -> Iterator[Person]:
    """Who may be the subject of word `verb`, nearest first."""
    passive = scene.leading(verb, 1) == ["bi"]
    for person in reversed(scene.people):
        if person.end > verb:
            continue
        if verb - person.end > _FAR:
            return
        if person.role == "officer":
            if _posed(scene, person):
                yield Person(person.start, person.end, "stranger")
            elif not _only_asked(scene, person, verb) and _PLACE.isdisjoint(scene.leading(person.start, 1)):
                yield person
        elif not passive and _acts(scene, person, verb):
            yield person


def _acts(scene: Scene, person: Person, verb: int) -> bool:
    """Whether somebody without office does it and does not only have it done to him."""
    before = scene.leading(person.start, 1)
    if person.role == "stranger":
        return _PREPOSITIONS.isdisjoint(before)
    return verb - person.end <= _NEAR and not scene.parted(person.end - 1, verb) and _DONE_TO.isdisjoint(before)


def _posed(scene: Scene, officer: Person) -> bool:
    """ "xưng công an", "giả danh cán bộ": a swindler."""
    if _POSED.intersection(scene.leading(officer.start, 2)):
        return True
    return bool(scene.leading(officer.start, 1)) and scene.words[officer.start - 1].keyed in _FALSE


def _only_asked(scene: Scene, officer: Person, verb: int) -> bool:
    """Whether he is asked to help and not himself said to do it."""
    asked = _ASKED.intersection(scene.leading(officer.start, 1))
    if not asked:
        return False
    between = scene.said(max(officer.end, verb - _FAR), verb)
    if _STILL.intersection(between) or _HE.intersection(between[-2:]):
        return False
    if scene.words[verb].folded in _DEMAND and _TURN.intersection(between[-2:] if between[-1:] == ["con"] else between[-1:]):
        return False
    return not (asked & _TOLD and 0 <= verb - officer.end <= 1)


def _on_behalf(scene: Scene, start: int, end: int) -> bool:
    """ "nhận giùm", "lấy hộ tôi", "nhận 2 triệu hỗ trợ giùm tôi"."""
    said = scene.said(start, end + 5)
    if said[0] not in _RECEIVING:
        return False
    if len(said) > 2 and said[1] in _INSTEAD and said[2] in _SELF | _FAMILY:
        return True
    return any(word in _IN_PLACE and before not in _WORK for before, word in pairwise(said))


def denounces(scene: Scene, start: int, end: int) -> bool:
    """Whether the sender denounces, not somebody else, and not him."""
    object_ = scene.said(end, end + 2)
    if object_ and (object_[0] == "toi" or (object_[0] in _FAMILY and object_[1:] == ["toi"])):
        return False
    before = scene.leading(start, 4)
    if "bi" in before:
        return False
    if _SENDER.intersection(before):
        return True
    return _THIRD.isdisjoint(before[:3]) and not _THIRD_PAIRS.intersection(zip(before[1:], before, strict=False))
