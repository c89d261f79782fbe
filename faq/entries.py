"""Answers as files: `faq/entries/<group>/<id>.md`, facts in the front matter, the short answer as the body."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from faq.allowed_links import foreign_links
from faq.entry import Entry
from faq.entry_format import FormatBroken, Parts, first_fault, take_apart
from language.folding import fold
from texts.vi.operator import entry_faults as texts

FOLDER = Path(__file__).parent / "entries"
NOT_APPLICABLE = texts.NOT_APPLICABLE
SECTION_KEYS = ("documents", "fee", "time", "steps", "where", "mistakes")
MAX_LINES = 5
MAX_LINE_LENGTH = 160


class EntryInvalid(ValueError):
    """An entry that must be mended; the message is one line: where, which line and field, what to do."""

    def __init__(self, place: str, fault: str, line: int | None = None, field: str | None = None) -> None:
        super().__init__(texts.at_place(place, line, field, " ".join(fault.split())))
        self.place, self.line, self.field = place, line, field


@dataclass(frozen=True)
class Written:
    """An entry that is right in itself, and where and how it is written."""

    entry: Entry
    place: str
    text: str


@dataclass(frozen=True)
class Loaded:
    """The entries that can be used, by id, and what is wrong with the others or with parts of these."""

    entries: Mapping[str, Entry]
    faults: tuple[EntryInvalid, ...] = ()


def load(folder: Path | None = None) -> dict[str, Entry]:
    """All entries by id. Raises EntryInvalid at the first fault."""
    written, faults = read_folder(folder)
    found = fit_together(written, faults)
    for fault in found.faults:
        raise fault
    return dict(found.entries)


def read_folder(folder: Path | None = None) -> tuple[list[Written], list[EntryInvalid]]:
    """Each entry that is right in itself; a fault keeps only its own file out."""
    written: dict[str, Written] = {}
    faults: list[EntryInvalid] = []
    for file in sorted((folder or FOLDER).glob("**/*.md")):
        try:
            one = _read(file)
        except EntryInvalid as fault:
            faults.append(fault)
            continue
        if one.entry.id in written:
            faults.append(EntryInvalid(one.place, texts.id_twice(one.entry.id), _line(one, ("id",)), "id"))
        else:
            written[one.entry.id] = one
    return list(written.values()), faults


def file_of(entry_id: str, folder: Path | None = None) -> Path | None:
    """The file an entry is read from."""
    return next(iter(sorted((folder or FOLDER).glob(f"*/{entry_id}.md"))), None)


def parse(text: str, *, name: str, group: str, place: str) -> Written:
    """One entry, looked at alone; `name` is what its id must be, `place` where a fault is said to stand. Raises EntryInvalid."""
    try:
        return Written(_checked(take_apart(text), name, group), place, text)
    except FormatBroken as broken:
        raise EntryInvalid(place, broken.fault, broken.line, broken.field) from None


def fit_together(written: Iterable[Written], faults: Iterable[EntryInvalid] = (), known: Iterable[str] = ()) -> Loaded:
    """What is wrong between entries is left out of the later one: a phrasing that another holds, a relation that leads nowhere.
    `known`: ids that may be named though there is no such entry now, as those of the files with `faults`."""
    every, found = list(written), list(faults)
    ids = {one.entry.id for one in every}.union(known, (Path(fault.place).stem for fault in found))
    holders: dict[str, str] = {}
    fitted: dict[str, Entry] = {}
    for one in every:
        folded = [fold(said) for said in one.entry.phrasings]
        faulty = [*_faulty_phrasings(one.entry, folded, holders), *_faulty_relations(one.entry, ids)]
        found += [EntryInvalid(one.place, fault, _line(one, (field, index)), field) for field, index, fault in faulty]
        mended = _without(one.entry, {(field, index) for field, index, _ in faulty}) if faulty else one.entry
        if mended.phrasings:
            fitted[mended.id] = mended
        for said in folded:  # what was left out has a holder by now
            holders.setdefault(said, mended.id)
    return Loaded(fitted, tuple(found))


def _line(one: Written, place: tuple[str | int, ...]) -> int | None:
    return take_apart(one.text).line_of(place)


def _without(entry: Entry, faulty: set[tuple[str, int]]) -> Entry:
    phrasings = tuple(one for index, one in enumerate(entry.phrasings) if ("phrasings", index) not in faulty)
    related = tuple(one for index, one in enumerate(entry.related) if ("related", index) not in faulty)
    return entry.model_copy(update={"phrasings": phrasings, "related": related})


Faulty = tuple[str, int, str]  # field, item, what is wrong


def _faulty_phrasings(entry: Entry, every: Sequence[str], holders: Mapping[str, str]) -> Iterator[Faulty]:
    """`every`: the phrasings folded."""
    seen: set[str] = set()
    for index, (said, folded) in enumerate(zip(entry.phrasings, every, strict=True)):
        holder = holders.get(folded, entry.id)
        if holder != entry.id:
            yield "phrasings", index, texts.phrasing_elsewhere(said, holder)
        elif folded in seen:
            yield "phrasings", index, texts.phrasing_twice(said)
        seen.add(folded)


def _faulty_relations(entry: Entry, ids: set[str]) -> Iterator[Faulty]:
    for index, other in enumerate(entry.related):
        if other not in ids:
            yield "related", index, texts.unknown_related(other)


# ---------------------------------------------------------------- one entry


def _place(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _read(file: Path) -> Written:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise EntryInvalid(_place(file), texts.not_utf8()) from None
    except OSError as error:
        raise EntryInvalid(_place(file), texts.not_readable(error.strerror or "")) from None
    return parse(text, name=file.stem, group=file.parent.name, place=_place(file))


def _checked(parts: Parts, name: str, group: str) -> Entry:
    without = frozenset(key for key in SECTION_KEYS if parts.facts.get(key) == NOT_APPLICABLE)
    facts = {**parts.facts, **dict.fromkeys(without), "body": parts.body, "group": group, "without": without}
    try:
        entry = Entry.model_validate(facts)
    except ValidationError as error:
        raise first_fault(error, parts) from None
    if entry.id != name:
        raise FormatBroken(texts.id_and_name_differ(entry.id, name), parts.line_of(("id",)), "id")
    _check_body(parts)
    _check_links(parts, entry)
    return entry


def _check_body(parts: Parts) -> None:
    lines = parts.body.splitlines()
    written = sum(bool(line.strip()) for line in lines)
    if not written:
        raise FormatBroken(texts.no_answer_text(), parts.body_line)
    if written > MAX_LINES:
        raise FormatBroken(texts.answer_too_long(written, MAX_LINES), parts.body_line)
    for number, line in enumerate(lines):
        if len(line) > MAX_LINE_LENGTH:
            raise FormatBroken(texts.line_too_long(MAX_LINE_LENGTH), parts.body_line + number)


def _check_links(parts: Parts, entry: Entry) -> None:
    for number, line in enumerate(entry.body.splitlines()):
        for link in foreign_links(line):
            raise FormatBroken(texts.foreign_link(link), parts.body_line + number)
    for field, value in entry.model_dump(exclude={"portal", "body", "group", "without"}).items():
        for text in [value] if isinstance(value, str) else map(str, value) if isinstance(value, tuple) else []:
            for link in foreign_links(text):
                raise FormatBroken(texts.foreign_link(link), parts.line_of((field,)), field)
    for link in foreign_links(entry.portal.url or ""):
        raise FormatBroken(texts.foreign_link(link), parts.line_of(("portal", "url")), "portal.url")
