"""Short forms of chat and words of the region, each with the common word that rules are written in."""

from language.folding import Word, fold, key, words
from language.keystrokes import repair

# Left as typed (with its diacritics, which often decide), right the common word. One word for one word.
COMMON = {
    "không": "ko kh kg k khg hok hk hông hổng hong hem hum khum hog",
    "được": "dc đc đuợc đựơc đươc",
    "rồi": "r rùi gòi",
    "gì": "j zì",
    "vậy": "z v zậy rứa vầy dzẫy dzậy",
    "tôi": "tui tôj",
    "đâu": "mô",
    "sao": "seo răng",
    "này": "ni",
    "giờ": "chừ",
    "đó": "nớ",
    "vào": "vô",
    "bệnh": "bịnh",
    "nhật": "nhựt",
    "về": "dìa",
    "làm": "mần",
    "bảo": "biểu",
    "thối": "thúi",
    "sinh": "sanh",
    "nhiêu": "nhiu",
    "người": "ngừi ng",
}
_SHORT = {key(short): common for common, shorts in COMMON.items() for short in shorts.split()}


def read(text: str) -> list[Word]:
    """The words of an NFC text, keystrokes and short forms replaced by the common word."""
    return [_common(repair(word)) for word in words(text)]


def _common(word: Word) -> Word:
    common = _SHORT.get(word.keyed)
    if common is None:
        return word
    return Word(word.raw, fold(common), key(common), word.start, word.end)
