"""Terms of law in the texts of entries: `{term:kn.thu_ly_lan_dau}` stands for the number of days on the day of reading."""

import re
from datetime import date

from cases.deadlines.due import DeadlineRefused, term
from cases.deadlines.rules import table
from localities.locality import Locality
from texts.vi.citizen import questions

PLACEHOLDER = re.compile(r"\{term:([a-z0-9_.]+)\}")


def fill(text: str, locality: Locality, on: date) -> str:
    """The text with its terms in words; one that is in no table, or not in force, is not guessed."""
    if "{term:" not in text:
        return text
    promises = locality.promises_of(locality.default_authority)

    def in_words(found: re.Match[str]) -> str:
        try:
            return term(found[1], on, promises)
        except DeadlineRefused:
            return questions.unknown_term()

    return PLACEHOLDER.sub(in_words, text)


def unknown(text: str) -> list[tuple[int, str]]:
    """(line, name) of the placeholders that name no term of law."""
    known = table()
    return [
        (number, found[1])
        for number, line in enumerate(text.splitlines(), start=1)
        for found in re.finditer(r"\{term:([^}]*)\}", line)
        if found[1] not in known
    ]
