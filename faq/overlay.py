"""Editors' entries over those of the files. Pure: what the editors decided is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from faq.entries import EntryInvalid, Loaded, Written, fit_together, parse
from faq.entry import Approval
from texts.vi.operator import entry_faults as texts


@dataclass(frozen=True)
class EditedEntry:
    """An entry as an editor left it last; `text` is also what was withdrawn."""

    entry_id: str
    number: int
    group: str
    text: str
    by: str
    on: date
    withdrawn: bool = False


@dataclass(frozen=True)
class Overlaid(Loaded):
    """With the entries that were withdrawn: what is asked about them is still theirs, though nobody answers."""

    withdrawn: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()


def overlay(files: Iterable[Written], faults: Iterable[EntryInvalid], editions: Iterable[EditedEntry]) -> Overlaid:
    """An edition that cannot be read keeps its entry out: what it replaced was wrong."""
    decided = {one.entry_id: one for one in editions}
    found = list(faults)
    published = _read((one for one in decided.values() if not one.withdrawn), found)
    withdrawn = _read((one for one in decided.values() if one.withdrawn), [])
    shipped = [one for one in files if one.entry.id not in decided]
    fitted = fit_together([*published, *shipped, *withdrawn], found, decided)
    silent = {one.place for one in withdrawn}
    gone = frozenset(one for one, edition in decided.items() if edition.withdrawn)
    faults = tuple(one for one in fitted.faults if one.place not in silent)
    return Overlaid(fitted.entries, faults, gone, frozenset(decided) - gone)


def _read(editions: Iterable[EditedEntry], faults: list[EntryInvalid]) -> list[Written]:
    written = []
    for edition in editions:
        try:
            written.append(_approved(edition))
        except EntryInvalid as fault:
            faults.append(fault)
    return written


def _approved(edition: EditedEntry) -> Written:
    place = texts.place_in_database(edition.entry_id, edition.number)
    one = parse(edition.text, name=edition.entry_id, group=edition.group, place=place)
    if not edition.by:
        return one
    review = Approval(approved_by=edition.by, approved_at=edition.on)
    return Written(one.entry.model_copy(update={"review": review}), one.place, one.text)
