"""What of a message is weighed: words and pairs of words, words with their diacritics, pieces of three to five letters."""

from collections.abc import Sequence
from hashlib import blake2b

from faq.abbreviations import FORMS, READ_BY_NEIGHBOURS
from faq.same_words import SAME
from faq.wording import Wording, read_wording

PIECES = (3, 4, 5)
LONGEST_WORD = 16  # letters; what is longer is no word


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words; the ends of the message count as neighbours."""
    return [f"{one} {two}" for one, two in zip(("^", *words), (*words, "$"), strict=True)] if words else []


def word_features(words: Sequence[str]) -> list[str]:
    """Words and pairs, each once."""
    return list(dict.fromkeys([*words, *pairs(words)]))


def pieces(word: str) -> list[str]:
    """The pieces of letters of one folded word, in capitals: a piece is no word."""
    marked = f"<{word[:LONGEST_WORD].upper()}>"
    size = len(marked)
    return [marked[start : start + length] for length in PIECES for start in range(size - length + 1)]


def marked_features(wording: Wording) -> list[str]:
    """The words that were typed with diacritics, as typed: they tell đất from đặt."""
    return list(dict.fromkeys(f"={keyed}" for _, keyed in wording.said if keyed))


def features(wording: Wording) -> list[str]:
    """Each feature of a message once, in a fixed order."""
    letters = dict.fromkeys(piece for word in dict.fromkeys(word for word, _ in wording.said) for piece in pieces(word))
    return word_features(wording.words) + marked_features(wording) + list(letters)


def fingerprint() -> str:
    """Changes as soon as messages are read otherwise: weights that were trained on another reading are of no use."""
    read = blake2b(digest_size=8)
    for meaning, forms in [*FORMS.items(), *SAME.items()]:
        for sample in (meaning, forms, f"dạ cho hỏi {forms} làm răng hè, {meaning} mô?"):
            read.update("\n".join(features(read_wording(sample))).encode())
    for form, rules in READ_BY_NEIGHBOURS.items():
        for before, after, _ in rules:
            read.update("\n".join(features(read_wording(f"{before} {form} {after}"))).encode())
    return read.hexdigest()
