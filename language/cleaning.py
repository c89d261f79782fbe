"""What is taken out of a message before anybody reads it."""

import re

from language.folding import normalize

MESSAGE_LIMIT = 4000  # characters that understanding reads
NFC_GROWTH = 4  # an NFD letter takes up to three characters

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# controls, lone surrogates, zero-width and direction marks, byte-order marks, tag characters, non-characters
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]+"
)
_OTHER_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})  # look-alikes that old keyboards write
_WORD_CHARACTER = re.compile(r"[^\W_]")


def clean(text: str, limit: int | None = MESSAGE_LIMIT) -> str:
    """`text` in NFC without invisible characters, at most `limit` characters; never raises."""
    if limit is not None:
        text = text[: limit * NFC_GROWTH]
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    text = normalize(_INVISIBLE.sub("", text)).translate(_OTHER_D).strip()
    return text if limit is None else text[:limit].rstrip()


def is_only_symbols(text: str) -> bool:
    """Whether there is something, but no letter and no digit: emoji, stickers as text, punctuation."""
    return bool(text.strip()) and _WORD_CHARACTER.search(text) is None
