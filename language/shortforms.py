"""Short forms of chat and words of the region, each with the common word that rules are written in.

Only forms with one reading in this domain stand here. What is read by its neighbours (tt, ck, bn, hs, hk, kn) stands in
`faq.abbreviations`; what cannot be decided stays as it is typed.
"""

from language.folding import Word, fold, key, words
from language.keystrokes import repair

# Left the common word, right as typed (with its diacritics, which often decide). One word for one word.
COMMON = {
    "không": "ko kh kg k khg hok hông hổng hong hem hum khum hog hôg hônq kô kox kok hogn khôg khog k0 hongg hôngg",
    "được": "dc đc đuợc đựơc đươc đượt đựoc đựợc đx dx đượk",
    "rồi": "r rùi gòi rùii roài gồi ruj",
    "gì": "j zì gj giề jề",
    "vậy": "z v zậy rứa vầy dzẫy dzậy zay dzay dzạy vậi",
    "tôi": "tui tôj tuj toj",
    "đâu": "mô đou",
    "sao": "seo răng",
    "này": "ni nì",
    "giờ": "chừ zờ gìơ",
    "đó": "nớ",
    "vào": "vô zô zào",
    "bệnh": "bịnh",
    "nhật": "nhựt",
    "về": "dìa dề zìa zề",
    "làm": "mần lm lèm lmà",
    "bảo": "biểu",
    "thối": "thúi",
    "sinh": "sanh",
    "nhiêu": "nhiu nhju nhêu",
    "nhiều": "nhìu nhièu",
    "người": "ngừi ng ngưòi ngừoi",
    "biết": "bjt bik",
    "muốn": "mún muốnn mun",
    "luôn": "lun",
    "quá": "wá qá",
    "với": "zới zí",
    "cũng": "cx cũg cug",
    "nhất": "nhứt",
    "giúp": "jup júp giuf zúp",
    "trước": "trc trướt",
    "xin": "xjn",
    "điện": "đjện địên",
    "giấy": "jấy zấy",
    "thích": "thik thíc",
    "yêu": "iu",
    "phải": "fải",
    "cách": "kách",
    "hết": "hêt",
}
_SHORT = {key(short): (fold(common), key(common)) for common, shorts in COMMON.items() for short in shorts.split()}


def read(text: str) -> list[Word]:
    """The words of an NFC text, keystrokes and short forms replaced by the common word."""
    known: dict[str, Word] = {}  # of this text only
    found = []
    for word in words(text):
        meant = known.get(word.raw)
        if meant is None:
            meant = known[word.raw] = _common(repair(word))
            found.append(meant)
        else:
            found.append(Word(word.raw, meant.folded, meant.keyed, word.start, word.end))
    return found


def _common(word: Word) -> Word:
    common = _SHORT.get(word.keyed)
    if common is None:
        return word
    return Word(word.raw, common[0], common[1], word.start, word.end)
