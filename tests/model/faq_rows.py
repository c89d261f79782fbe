"""What the matcher of questions is trained and measured on: phrasings, lines of other topics, labelled messages, in folds."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq import same_words
from faq.entry import Entry
from faq.weights import NO_ENTRY
from faq.wording import Wording, read_wording
from language.folding import fold
from localities.loading import load as load_locality

DATA = Path(__file__).parents[1] / "data"
PLACES = load_locality("binh-son").unasked_places  # where those live who wrote the rows
FOLDS = 5
WHY = {
    "greeting": "greeting", "thanks": "thanks", "small_talk": "small-talk", "gibberish": "gibberish", "command": "commands",
    "other_topic": "leisure", "near_not_covered": "near-business-tax", "injection": "injection",
    "feedback_statement": "report-road-water", "status_check": "own-case", "phan-anh": "report-environment-order",
    "kien-nghi": "proposal", "khieu-nai": "report-complaint", "to-cao": "report-officers",
}  # fmt: skip

_SAME = same_words.table(PLACES)


@dataclass(frozen=True)
class Row:
    text: str
    topic: str
    right: frozenset[str]  # entries that count as right, empty where none does
    source: str  # "phrasings", "topics", "questions", "out of scope", "feedback", "other messages"
    fold: int = 0


def rows_of_files() -> list[Row]:
    rows = [
        Row(row["text"], row["intent"], frozenset((row["intent"], *row["also"])), "questions") for row in _read("faq-queries-dev")
    ]
    rows += [_no_question(row, row["why"], "out of scope") for row in _read("faq-out-of-scope-dev")]
    rows += [_no_question(row, row["kind"], "feedback") for row in _read("feedback-dev")]
    return rows + [
        _no_question(row, row["why"], "other messages") for row in _read("not-feedback-dev") if row["why"] != "question"
    ]


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _no_question(row: dict[str, Any], why: str, source: str) -> Row:
    if row["id"] == "fod-071":  # a question to an entry without labelled rows; an answer from it is right
        return Row(row["text"], "water-supply", frozenset(["water-supply"]), source)
    return Row(row["text"], NO_ENTRY + WHY[why], frozenset(), source)


def rows_of_content(entries: dict[str, Entry], others: dict[str, list[str]]) -> list[Row]:
    rows = [Row(said, name, frozenset([name]), "phrasings") for name, entry in entries.items() for said in entry.phrasings]
    return rows + [Row(said, NO_ENTRY + topic, frozenset(), "topics") for topic, lines in others.items() for said in lines]


def worded(text: str) -> Wording:
    """As the matcher of that locality reads it."""
    return read_wording(text, _SAME)


def dealt(rows: Sequence[Row]) -> list[Row]:
    """`rows` with their fold: groups of the same words stay together, topics are spread evenly."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.topic, " ".join(sorted(worded(row.text).words)) or fold(row.text)), []).append(row)
    order = sorted(groups, key=lambda one: (one[0], zlib.crc32(one[1].encode())))
    return [Row(r.text, r.topic, r.right, r.source, at % FOLDS) for at, group in enumerate(order) for r in groups[group]]
