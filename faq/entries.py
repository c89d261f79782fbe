"""Answers as files: `faq/entries/<group>/<id>.md`, facts in the front matter, the short answer as the body."""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.allowed_links import foreign_links
from language.folding import fold

FOLDER = Path(__file__).parent / "entries"
NOT_APPLICABLE = "n/a"
SECTION_KEYS = ("documents", "fee", "time", "steps", "where", "mistakes")
MAX_LINES = 5
MAX_LINE_LENGTH = 160
MAX_TITLE_LENGTH = 60  # it is also a button


class EntryInvalid(ValueError):
    """A file of answers that must be mended; the message is one line: file, then what to do."""

    def __init__(self, file: Path, fault: str) -> None:
        super().__init__(f"{file.parent.name}/{file.name}: {' '.join(fault.split())}")


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Portal(_Facts):
    """Code and page of the procedure on the national portal. The code is never shown: codes change often."""

    code: Text | None
    url: Text | None


class Approval(_Facts):
    approved_by: Text
    approved_at: date


class Entry(_Facts):
    """One answer. A fact that is None is unknown and said to be so; `without` names the keys that do not apply."""

    id: Identifier
    title: Annotated[Text, StringConstraints(max_length=MAX_TITLE_LENGTH)]
    phrasings: Lines
    handled_by: Text
    fee: Text | None
    time: Text | None
    documents: Lines | None
    steps: Lines | None
    where: Text | None
    mistakes: Lines | None
    legal_basis: Lines | None
    portal: Portal
    source: Lines
    as_of: date | None
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["portal-copy", "search-excerpt-or-secondary", "memory"]
    valid_to: date | None
    review: Literal["unreviewed"] | Approval
    related: tuple[Identifier, ...]
    scam_warning: bool
    group: str
    body: str
    without: frozenset[str]

    @property
    def portal_url(self) -> str | None:
        return self.portal.url


def load(folder: Path | None = None) -> dict[str, Entry]:
    """All entries by id. Raises EntryInvalid at the first file that must be mended."""
    files = sorted((folder or FOLDER).glob("**/*.md"))
    entries: dict[str, Entry] = {}
    for file in files:
        entry = _read(file)
        if entry.id in entries:
            raise EntryInvalid(file, f"the id {entry.id} stands in two groups; give one of them another id")
        entries[entry.id] = entry
    _check_across({file: entries[file.stem] for file in files})
    return entries


def _read(file: Path) -> Entry:
    front, body = _split(file)
    if not isinstance(front, dict):
        raise EntryInvalid(file, "the front matter must be a list of `key: value` lines")
    without = frozenset(key for key in SECTION_KEYS if front.get(key) == NOT_APPLICABLE)
    facts = front | dict.fromkeys(without) | {"body": body, "group": file.parent.name, "without": without}
    try:
        entry = Entry.model_validate(facts)
    except ValidationError as error:
        raise EntryInvalid(file, _first_fault(error)) from None
    _check_alone(file, entry)
    return entry


def _split(file: Path) -> tuple[object, str]:
    try:
        text = unicodedata.normalize("NFC", file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise EntryInvalid(file, "the file is not UTF-8; save it as UTF-8") from None
    opening, _, rest = text.partition("---\n")
    front, closing, body = rest.partition("\n---\n")
    if opening or not closing:
        raise EntryInvalid(file, "facts must stand between two lines `---` at the top of the file")
    try:
        return _UniqueKeys(front).get_single_data(), body.strip()
    except yaml.YAMLError as error:
        raise EntryInvalid(file, _yaml_fault(error)) from None


class _UniqueKeys(yaml.CSafeLoader):
    """YAML takes the last of two equal keys in silence; a fact would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"`{key.value}` is given twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _yaml_fault(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 2}: {error.problem}; mend the YAML there"
    return "the front matter is not YAML; mend it"


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    key = str(fault["loc"][0]) if fault["loc"] else "front matter"
    if fault["type"] == "missing":
        return f"`{'.'.join(map(str, fault['loc']))}` is missing; add it (null where the fact is unknown)"
    if fault["type"] == "too_short":
        return f"`{key}` is empty; write null where the fact is unknown, {NOT_APPLICABLE} where a section does not apply"
    if fault["type"] == "extra_forbidden":
        return f"`{'.'.join(map(str, fault['loc']))}` is not a known key; remove or rename it"
    items = "".join(f" item {part + 1}" for part in fault["loc"][1:] if isinstance(part, int))
    return f"`{key}`{items}: {fault['msg']}"


def _check_alone(file: Path, entry: Entry) -> None:
    if entry.id != file.stem:
        raise EntryInvalid(file, f"`id` is {entry.id}, the file name says {file.stem}; make them the same")
    _check_body(file, entry.body)
    for link in (link for text in _texts(entry) for link in foreign_links(text)):
        raise EntryInvalid(file, f"the link {link} is not on the list of official hosts (faq/allowed_links.py); remove it")


def _check_body(file: Path, body: str) -> None:
    lines = [line for line in body.splitlines() if line.strip()]
    if not lines:
        raise EntryInvalid(file, "the short answer below the second `---` is missing; write it")
    if len(lines) > MAX_LINES:
        raise EntryInvalid(file, f"the short answer has {len(lines)} lines; shorten it to {MAX_LINES}")
    if max(map(len, lines)) > MAX_LINE_LENGTH:
        raise EntryInvalid(file, f"a line of the short answer has over {MAX_LINE_LENGTH} characters; shorten it")


def _texts(entry: Entry) -> Iterable[str]:
    facts: Mapping[str, object] = entry.model_dump(exclude={"portal"})
    yield entry.portal.url or ""
    for value in facts.values():
        yield from [value] if isinstance(value, str) else map(str, value) if isinstance(value, tuple) else []


def _check_across(entries: Mapping[Path, Entry]) -> None:
    ids = {entry.id for entry in entries.values()}
    seen: dict[str, str] = {}
    for file, entry in entries.items():
        for other in (other for other in entry.related if other not in ids):
            raise EntryInvalid(file, f"`related` names {other}, which is no entry; remove it or add the entry")
        for phrasing in entry.phrasings:
            holder = seen.setdefault(fold(phrasing), entry.id)
            if holder != entry.id:
                raise EntryInvalid(file, f"the phrasing “{phrasing}” also stands in {holder}; keep it in one of them")
        if len({fold(phrasing) for phrasing in entry.phrasings}) < len(entry.phrasings):
            raise EntryInvalid(file, "a phrasing is written twice (accents do not count); keep one of them")
