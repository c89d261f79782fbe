"""Telex and VNI keystrokes that were sent raw: "ddieenj", "dien65" for "điện"."""

import re

from language.folding import Word, key, strip_marks, vocabulary

_ONSETS = vocabulary("b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
_RHYMES = vocabulary("""
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in
inh ip it iu o oa oac oach oai oan oang oanh oat oay oc oe oen oeo oet oi om on ong oong op ot u ua uan uang uat uay uc
ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet
yeu""")
_LONGEST_ONSET = 3
_FOREIGN = vocabulary("test bus gas tax max fax box for of is as us or her car app post boss ios as gos rox")

_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_TELEX_LETTERS = (("uow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_VNI_LETTERS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"u": "ư", "o": "ơ"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_VNI = re.compile("[a-z]+[1-9][a-z1-9]*")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_LEFTOVERS = frozenset("sfrxjw")
_VOWEL = re.compile("[aeiouyâêôăơư]")


def is_syllable(folded: str) -> bool:
    """Whether letters without diacritics can be one Vietnamese syllable."""
    if folded in _RHYMES:
        return True
    return any(folded[:size] in _ONSETS and folded[size:] in _RHYMES for size in range(_LONGEST_ONSET, 0, -1))


def decode(raw: str) -> str | None:
    """What raw keystrokes of one syllable meant, keyed as in `Word.keyed`; None where it is no such thing."""
    raw = raw.lower()
    if len(raw) > 10 or not (raw.isascii() or raw.startswith("đ")):
        return None
    keyed = _from_vni(raw) if _VNI.fullmatch(raw) else _from_telex(raw)
    bare = strip_marks(keyed.rstrip("12345")) if keyed else ""
    return keyed if bare != raw and is_syllable(bare) else None


def _from_vni(raw: str) -> str | None:
    letters, tone = "", ""
    for char in raw:
        if char in "12345":
            tone = char
        elif char in _VNI_LETTERS:
            letters = _mark_last(letters, _VNI_LETTERS[char])
        else:
            letters += char
    return letters + tone


def _mark_last(letters: str, marks: dict[str, str]) -> str:
    if "ơ" in marks.values():
        letters = re.sub("uo(?=[a-z]*$)", "ươ", letters, count=1) if "uo" in letters else letters
    for index in range(len(letters) - 1, -1, -1):
        if letters[index] in marks:
            return letters[:index] + marks[letters[index]] + letters[index + 1 :]
    return letters


def _from_telex(raw: str) -> str | None:
    if not raw.isalpha() or is_syllable(raw) or raw in _FOREIGN:
        return None
    letters = raw
    for typed, meant in _TELEX_LETTERS:
        letters = letters.replace(typed, meant, 1)
    letters = re.sub("uơ|ưo", "ươ", letters).replace("w", "ư", 1)
    vowel = _VOWEL.search(letters)
    head, rest = (letters[: vowel.end()], letters[vowel.end() :]) if vowel else (letters, "")
    tone = next((_TELEX_TONES[char] for char in reversed(rest) if char in _TELEX_TONES), "")
    return head + "".join(char for char in rest if char not in _TELEX_TONES) + tone


def repair(word: Word) -> Word:
    """`word` read as keystrokes, or without doubled letters ("nhậnn", "roiiii"), where it makes no sense otherwise."""
    if word.folded.isdigit() or (is_syllable(word.folded) and word.raw.isalpha()):
        return word
    keyed = decode(word.raw) or _undoubled(word) or _without_leftover(word)
    if keyed is None:
        return word
    letters = keyed.rstrip("12345")
    return Word(word.raw, strip_marks(letters), key(letters) + keyed[len(letters) :], word.start, word.end)


def _undoubled(word: Word) -> str | None:
    keyed = _DOUBLED.sub(r"\1", word.keyed)
    return keyed if keyed != word.keyed and is_syllable(strip_marks(keyed.rstrip("12345"))) else None


def _without_leftover(word: Word) -> str | None:
    """A key that was hit after its mark had been set: "chồngf"."""
    letters = word.keyed.rstrip("12345")
    if not word.marked or letters[-1:] not in _LEFTOVERS or not is_syllable(strip_marks(letters[:-1])):
        return None
    return letters[:-1] + word.keyed[len(letters) :]
