"""How people type: a text without diacritics, with slips, chat forms and raw keystrokes. Deterministic."""

import random
import zlib

from language.folding import normalize, strip_marks

_CHAT = {
    "không": "ko", "được": "dc", "gì": "j", "rồi": "r", "vậy": "z", "sao": "seo", "đâu": "mô", "tôi": "tui", "bao nhiêu": "bn",
    "hồ sơ": "hs", "đăng ký": "đk", "giấy khai sinh": "gks", "căn cước": "cccd", "trực tuyến": "onl", "thế nào": "ntn",
    "làm sao": "làm răng", "muốn": "mún", "người": "ng", "bảo hiểm y tế": "bhyt", "mật khẩu": "mk", "tài khoản": "tk",
    "này": "ni", "giờ": "chừ", "vào": "vô", "về": "dìa", "làm": "mần",
}  # fmt: skip
_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX_LETTERS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}


def variants(text: str) -> list[str]:
    """The text itself, without diacritics, and with noise."""
    dice = random.Random(zlib.crc32(text.encode()))
    found = [text, strip_marks(text), noisy(text, dice)]
    return list(dict.fromkeys(one for one in found if one.strip()))


def noisy(text: str, dice: random.Random) -> str:
    words = chatty(text, dice).split()
    words = [word for word in words if len(words) < 5 or dice.random() > 0.1] or words
    words = [_slip(word, dice) if dice.random() < 0.15 else word for word in words]
    said = " ".join(words)
    return strip_marks(said) if dice.random() < 0.4 else said


def chatty(text: str, dice: random.Random) -> str:
    for said, short in _CHAT.items():
        if said in text and dice.random() < 0.5:
            text = text.replace(said, short)
    return text


def _slip(word: str, dice: random.Random) -> str:
    if len(word) < 3:
        return word
    at = dice.randrange(len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return telex(word)


def telex(word: str) -> str:
    """The keystrokes of a word, its tone last."""
    letters, tone = "", ""
    for char in normalize(word.lower(), "NFD"):
        if char in _TELEX_TONES:
            tone = _TELEX_TONES[char]
        else:
            letters += char
    return "".join(_TELEX_LETTERS.get(char, char) for char in normalize(letters)) + tone
