"""The labelled messages that the model of triage learns from: invented ones in understanding/examples/, and the development rows.

A file of examples is named after its field and holds one text a kind. A line is a message, ` || 12` behind it the number of
people who speak. A line `@ …` says what holds for the lines below it: other fields that are right too, `officer` where one is
blamed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from cases.kinds import Kind
from faq.entries import load as load_entries
from language.folding import fold

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "understanding" / "examples"
DATA = ROOT / "tests" / "data"
NOTHING = "khong-phai"
KIND_IDS: dict[str, Kind] = {
    "phan-anh": "feedback",
    "kien-nghi": "proposal",
    "khieu-nai": "complaint",
    "to-cao": "denunciation",
}


@dataclass(frozen=True, slots=True)
class Example:
    """`kind` and `field` are None where the message is none of the four kinds; `group` holds what must not be parted."""

    text: str
    kind: Kind | None
    field: str | None
    also: tuple[str, ...]
    officer: bool
    people: int
    source: str
    group: str


def invented() -> list[Example]:
    return [example for file in sorted(EXAMPLES.glob("*.yaml")) for example in _of_file(file)]


def development() -> list[Example]:
    """Rows of tests/data; a repeat and its original are one group."""
    return [*map(_development_row, _rows("feedback-dev.jsonl")), *map(_development_row, _rows("not-feedback-dev.jsonl"))]


def questions() -> list[Example]:
    """How people ask what the entries of the FAQ answer."""
    return [
        Example(phrasing, None, None, (), False, 1, "faq", fold(phrasing))
        for entry in load_entries().values()
        for phrasing in entry.phrasings
    ]


def _of_file(file: Path) -> Iterator[Example]:
    for kind, text in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        marks: list[str] = []
        for line in filter(None, map(str.strip, text.splitlines())):
            if line.startswith("@"):
                marks = line[1:].split()
            else:
                yield _example(file.stem, kind, line, marks)


def _example(name: str, kind: str, line: str, marks: list[str]) -> Example:
    text, _, people = line.partition(" || ")
    also = tuple(mark for mark in marks if mark != "officer")
    is_nothing = name == NOTHING
    return Example(
        text=text,
        kind=None if is_nothing else KIND_IDS[kind],
        field=None if is_nothing else name,
        also=also,
        officer="officer" in marks,
        people=int(people or 1),
        source="invented",
        group=fold(text),
    )


def _development_row(row: dict[str, object]) -> Example:
    also = row.get("also_field")
    return Example(
        text=str(row["text"]),
        kind=KIND_IDS.get(str(row.get("kind"))),
        field=str(row["field"]) if "field" in row else None,
        also=tuple(also) if isinstance(also, list) else (),
        officer=bool(row.get("accuses_officer")),
        people=int(str(row.get("people_count", 1))),
        source="development",
        group=str(row.get("duplicate_of") or row.get("hard_negative_of") or row["id"]),
    )


def _rows(name: str) -> list[dict[str, object]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
