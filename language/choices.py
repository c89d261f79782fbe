"""Which of the offered choices a typed line means."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from language.cleaning import clean
from language.folding import Word, fold, key, vocabulary, words

READ = 200  # characters; a longer line is no choice
EXTRA_WORDS = 3  # polite words around a label
NEAR, MARGIN = 84.0, 8.0  # rapidfuzz ratio, 0 to 100
SHORT = 6  # letters
_COUNT = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NUMBER = re.compile(r"(?:(?:so|chon|lua chon|muc|cau|phuong an|nut|bam|nhan|cai|y|cai so|toi|tui|em) )*(\d{1,2}|\w+)")
_LEAD = re.compile(r"^(?:(?:da|vang|u|uh|ok|thi|toi|tui|em|con|chau|minh|muon|chon|xin|lay|cho) )+")
_TAIL = re.compile(r"(?: (?:a|ah|ạ|nha|nhe|nhé|di|nghen|nghe|em|anh|chi|ban|luon|giup|gium|do))+$")
_NEGATIONS = vocabulary("khong ko hong chua dung khoan thoi")
_YES = vocabulary("co da vang u uh um ok oke okay dong y duoc dung phai chinh xac chac roi gui di xac nhan nhat tri uk yes y dc")
_POLITE = vocabulary("a nha nhe nghen em anh chi")
_NO = vocabulary("khong ko hong hok k chua thoi no khoi sai dung")


def match_choice(text: str, labels: Sequence[str]) -> int | None:
    """Index of the label that `text` means by number or words; None where none or several are near."""
    typed = clean(text, READ + 1)
    folded = fold(typed)
    if not folded or len(typed) > READ:
        return None
    names = [fold(label) for label in labels]
    for attempt in (_by_name, _by_number, _by_words, _by_likeness):
        found = attempt(folded, names)
        if found:
            found = found if attempt is _by_number else _true_to_marks(typed, labels, found)
            return found[0] if len(found) == 1 else None
    return None


def yes_or_no(text: str) -> bool | None:
    """True for a short yes, False for a short no, None for anything else."""
    said = fold(clean(text, READ)).split()
    if not said or len(said) > 5:
        return None
    if said[0] in _NO and said != ["dung", "roi"] and key(clean(text, READ).split()[0].strip(",.")) != "đung1":
        return False
    return True if all(word in _YES | _POLITE for word in said) and any(word in _YES for word in said) else None


def _true_to_marks(typed: str, labels: Sequence[str], found: list[int]) -> list[int]:
    """Those of `found` that the typed diacritics allow: Bình Thạnh or Bình Thanh."""
    said = words(typed)
    if len(found) == 1 or not any(word.marked for word in said):
        return found
    found = [index for index in found if _agrees(said, labels[index])]
    keyed = f" {' '.join(word.keyed for word in said)} "
    exact = [index for index in found if keyed in f" {' '.join(word.keyed for word in words(clean(labels[index])))} "]
    return exact or found


def _agrees(said: Sequence[Word], label: str) -> bool:
    """Whether no word typed with diacritics contradicts the label."""
    known = {word.folded: word.keyed for word in words(clean(label))}
    return all(known.get(word.folded, word.keyed) == word.keyed for word in said if word.marked)


def _by_name(folded: str, names: list[str]) -> list[int]:
    return [index for index, name in enumerate(names) if folded in (name, name.lstrip("0123456789 "))]


def _by_number(folded: str, names: list[str]) -> list[int]:
    match = _NUMBER.fullmatch(_TAIL.sub("", _LEAD.sub("", folded)))
    if match is None:
        return []
    said = match.group(1)
    led = [index for index, name in enumerate(names) if name.split()[:1] == [said]] if said.isdigit() else []
    if led:  # "5 sao" means what it says, wherever it stands in the list
        return led
    number = int(said) if said.isdigit() else _COUNT.get(said, 0)
    return [number - 1] if 1 <= number <= len(names) else []


def _by_words(folded: str, names: list[str]) -> list[int]:
    said = _TAIL.sub("", _LEAD.sub("", folded))
    for test in (_begins, _holds, _is_held):
        found = [index for index, name in enumerate(names) if test(said, name)]
        if found:
            return found
    return []


def _begins(said: str, name: str) -> bool:
    return len(said) > 1 and name.startswith(said) and (name[len(said) :][:1] in ("", " ") or len(said) > 3)


def _holds(said: str, name: str) -> bool:
    return len(said) > 2 and f" {said} " in f" {name} "


def _is_held(said: str, name: str) -> bool:
    if not name or f" {name} " not in f" {said} ":
        return False
    extra = said.replace(name, "", 1).split()
    return len(extra) <= EXTRA_WORDS and not _NEGATIONS.intersection(extra)


def _by_likeness(folded: str, names: list[str]) -> list[int]:
    said = _TAIL.sub("", _LEAD.sub("", folded))
    if len(said) < 4 or _NEGATIONS.intersection(said.split()) - set(" ".join(names).split()):
        return []
    return _best([_likeness(said, name) for name in names]) or []


def _likeness(said: str, name: str) -> float:
    """One short word is no slip of a word among others: “chào” does not mean “Hay sai chỗ nào”."""
    label, size = name.split(), len(said.split())
    if size == 1 < len(label) and len(said) < SHORT:
        return fuzz.ratio(said, name)
    windows = (" ".join(label[start : start + size]) for start in range(max(1, len(label) - size + 1)))
    return max(fuzz.ratio(said, name), max(fuzz.ratio(said, window) for window in windows) - 1)


def _best(scores: list[float]) -> list[int]:
    if not scores or max(scores) < NEAR:
        return []
    return [index for index, score in enumerate(scores) if score > max(scores) - MARGIN]
