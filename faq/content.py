"""What answers just now: entries and the matcher made of them, exchanged together when editors change something."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from faq.entries import EntryInvalid
from faq.entry import Entry
from faq.evaluation import Matching
from faq.matching import Match, Matcher
from faq.overlay import Overlaid
from faq.sections import answers


@dataclass(frozen=True)
class Content:
    """One state of it. `entries` holds none that was withdrawn; the matcher knows those too, so that what is asked about them
    is not taken for a question about something else."""

    entries: Mapping[str, Entry]
    matcher: Matching
    withdrawn: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    faults: tuple[EntryInvalid, ...] = ()
    wording: object = None  # what the matcher was made of
    places: frozenset[str] = frozenset()  # words that no question is about

    @classmethod
    def of(cls, entries: Mapping[str, Entry], places: Iterable[str] = ()) -> Self:
        return cls(entries, Matcher(entries, places=places), places=frozenset(places))

    def match(self, text: str) -> Match:
        """The entry that a message asks for, be it expired."""
        found = self.matcher.match(text)
        return _without(found, self.withdrawn) if self.withdrawn else found

    def on(self, day: date) -> "ContentOn":
        return ContentOn(self, day)


@dataclass(frozen=True)
class ContentOn:
    """The content as it answers on one day: an entry whose validity is over is nobody's answer."""

    content: Content
    day: date

    def match(self, text: str) -> Match:
        found = self.content.match(text)
        entries = self.content.entries
        named = [one for one in (found.entry_id, found.second, *found.suggestions) if one is not None and one in entries]
        return _silenced(found, frozenset(one for one in named if not answers(entries[one], self.day)))


class Contents:
    """Holds the content; whoever handles a message takes `current` once."""

    def __init__(self, current: Content) -> None:
        self.current = current


def build(loaded: Overlaid, before: Content | None = None, places: Iterable[str] = ()) -> Content:
    """The content of these entries; the matcher of `before` serves again where nothing it knows has changed, and its places are
    those of what comes after it."""
    known = frozenset(places) if before is None else before.places
    wording = sorted((one.id, one.title, one.phrasings) for one in loaded.entries.values())
    matcher = before.matcher if before is not None and before.wording == wording else Matcher(loaded.entries, places=known)
    shown = {one: entry for one, entry in loaded.entries.items() if one not in loaded.withdrawn}
    return Content(shown, matcher, loaded.withdrawn, loaded.edited, loaded.faults, wording, known)


def _without(found: Match, hidden: frozenset[str]) -> Match:
    """As if the hidden entries did not exist, except that no other one answers in their place."""
    silenced = _silenced(found, hidden)
    if silenced.entry_id not in hidden:
        return silenced
    return replace(silenced, entry_id=next(iter(silenced.suggestions), None))


def _silenced(found: Match, silent: frozenset[str]) -> Match:
    suggestions = tuple(one for one in found.suggestions if one not in silent)
    second = None if found.second in silent else found.second
    if found.decision == "answer" and found.entry_id in silent:
        if second is None:
            return replace(found, suggestions=(), second=None, decision="none")
        return replace(found, entry_id=second, suggestions=(), second=None)
    decision = "none" if found.decision == "suggest" and not suggestions else found.decision
    return replace(found, suggestions=suggestions, second=second, decision=decision)
