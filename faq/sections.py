"""What is shown of an entry: the short answer, and one message for each button below it."""

from collections.abc import Sequence
from datetime import date

from faq.entry import Entry
from texts.vi.citizen import questions

SECTIONS = ("papers", "fee", "time", "steps", "where", "mistakes")

_KEYS = {"papers": "documents"}  # where the section and the fact have different names
_NEAR_END_DAYS = 90


def answers(entry: Entry, on: date) -> bool:
    """False once the last day of validity is over: an answer by an old rule is worse than none."""
    return entry.valid_to is None or on <= entry.valid_to


def short_answer(entry: Entry, on: date) -> str:
    """The text shown first; of an entry that no longer answers, the sentence that says so."""
    if not answers(entry, on):
        return questions.no_longer_valid(entry.title)
    lines = [entry.body]
    if entry.scam_warning and entry.group == "payment":  # elsewhere it stands where the money is: with the fee
        lines.append(questions.scam_warning())
    if entry.valid_to is not None and (entry.valid_to - on).days <= _NEAR_END_DAYS:
        lines.append(questions.valid_until(entry.valid_to))
    return "\n".join(lines) + "\n\n" + _trust(entry)


def available(entry: Entry) -> list[tuple[str, str]]:
    """(name, label) of the sections this entry has, in the order of the buttons."""
    return [(name, questions.SECTION_LABELS[name]) for name in SECTIONS if _applies(entry, name)]


def section(entry: Entry, name: str) -> str | None:
    """The text behind one button; None where the entry has no such section."""
    if name not in SECTIONS or not _applies(entry, name):
        return None
    text = _plain(name, getattr(entry, _KEYS.get(name, name)))
    if name == "fee" and entry.scam_warning:
        text += "\n" + questions.scam_warning()
    return f"{questions.section_heading(entry.title, name)}:\n{text}\n\n{_trust(entry)}"


def _applies(entry: Entry, name: str) -> bool:
    return _KEYS.get(name, name) not in entry.without


def _plain(name: str, fact: str | Sequence[str] | None) -> str:
    if fact is None:
        return questions.unknown_fact()
    if isinstance(fact, str):
        return fact
    return questions.numbered(fact) if name == "steps" else questions.bullets(fact)


def _trust(entry: Entry) -> str:
    line = questions.source_line(entry.source, entry.as_of)
    return f"{questions.call_before_going()}\n{line}" if entry.confidence == "low" else line
