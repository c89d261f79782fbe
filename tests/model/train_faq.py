"""Trains the matcher of questions, measures it by cross-validation, writes faq/model/questions.npz: `make faq-model`.

Rows: the phrasings of the entries, the lines of faq/other_topics.yaml, the labelled messages of tests/data. Rows of the
same words are one group; a group is never on both sides. scikit-learn is needed here only.
"""

import json
import math
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from faq import same_words
from faq.deciding import Decision, Facts, decide, probability
from faq.entries import load
from faq.entry import Entry
from faq.features import features, fingerprint
from faq.matching import Matcher, load_other_topics
from faq.weights import FILE, NO_ENTRY, Model
from faq.wording import Wording, read_wording
from language.folding import fold
from localities.loading import load as load_locality
from tests.model.noise import variants

DATA = Path(__file__).parents[1] / "data"
PLACES = load_locality("binh-son").unasked_places  # where those live who wrote the rows
FOLDS = 5
C = 0.5
RARE = 2  # features of fewer rows are left out
WEIGHT = {"phrasings": 0.1, "topics": 1.0}  # phrasings were written to differ from each other: they are harder than messages
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


def _worded(text: str) -> Wording:
    return read_wording(text, _SAME)


def dealt(rows: Sequence[Row]) -> list[Row]:
    """`rows` with their fold: groups of the same words stay together, topics are spread evenly."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.topic, " ".join(sorted(_worded(row.text).words)) or fold(row.text)), []).append(row)
    order = sorted(groups, key=lambda one: (one[0], zlib.crc32(one[1].encode())))
    return [Row(r.text, r.topic, r.right, r.source, at % FOLDS) for at, group in enumerate(order) for r in groups[group]]


def train(rows: Sequence[Row], titles: Iterable[tuple[str, str]]) -> Model:
    """A model without its last layer (`sure`)."""
    said = [(text, topic) for topic, title in titles for text in variants(title)]
    said += [(text, row.topic) for row in rows for text in variants(row.text)]
    found = [features(_worded(text)) for text, _ in said]
    used: dict[str, int] = {}
    for one in found:
        for feature in one:
            used[feature] = used.get(feature, 0) + 1
    vocabulary = {feature: at for at, feature in enumerate(sorted(feature for feature, count in used.items() if count >= RARE))}
    rarity = np.array([1 + math.log((1 + len(found)) / (1 + used[feature])) for feature in vocabulary], dtype=np.float32)
    matrix = _matrix(found, vocabulary, rarity)
    svm = LinearSVC(C=C, random_state=0).fit(matrix, [topic for _, topic in said])
    steps = np.abs(svm.coef_).max(axis=1) / 127
    weights = np.round(svm.coef_ / steps[:, None]).astype(np.int8).T
    return Model(
        topics=[str(topic) for topic in svm.classes_],
        vocabulary=vocabulary,
        rarity=rarity.astype(np.float16).astype(np.float32),
        weights=np.ascontiguousarray(weights),
        steps=steps.astype(np.float32),
        bias=svm.intercept_.astype(np.float32),
        sure=(),
        fingerprint=fingerprint(),
    )


def _matrix(found: Sequence[Sequence[str]], vocabulary: dict[str, int], rarity: np.ndarray) -> csr_matrix:
    data, columns, ends = [], [], [0]
    for one in found:
        ids = [vocabulary[feature] for feature in one if feature in vocabulary]
        values = rarity[ids]
        data.append(values / (np.sqrt(values @ values) or 1.0))
        columns += ids
        ends.append(len(columns))
    return csr_matrix((np.concatenate(data), columns, ends), shape=(len(found), len(vocabulary)))


@dataclass(frozen=True)
class Guess:
    row: Row
    wording: Wording
    ranked: Sequence[str]
    facts: Facts | None


def guesses(rows: Sequence[Row], entries: dict[str, Entry], others: dict[str, list[str]]) -> list[Guess]:
    """Each row guessed by a matcher that saw nothing of its fold."""
    titles = [(entry.id, entry.title) for entry in entries.values()]
    found = []
    for number in range(FOLDS):
        kept = [row for row in rows if row.fold != number]
        model = train(kept, titles)
        matcher = Matcher(_entries_of(kept, entries), _topics_of(kept), model, places=PLACES)
        for row in (row for row in rows if row.fold == number):
            wording = _worded(row.text)
            guess = matcher.guess(wording)
            found.append(Guess(row, wording, *(guess or ((), None))))
        print(f"fold {number + 1} of {FOLDS}, {time.process_time():.0f} s", file=sys.stderr, flush=True)
    return found


def _entries_of(rows: Sequence[Row], entries: dict[str, Entry]) -> dict[str, Entry]:
    said: dict[str, list[str]] = {name: [] for name in entries}
    for row in rows:
        if row.source == "phrasings":
            said[row.topic].append(row.text)
    return {name: entry.model_copy(update={"phrasings": tuple(said[name])}) for name, entry in entries.items()}


def _topics_of(rows: Sequence[Row]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for row in rows:
        if row.source == "topics":
            said.setdefault(row.topic.removeprefix(NO_ENTRY), []).append(row.text)
    return said


def fit_sure(found: Sequence[Guess]) -> tuple[float, ...]:
    """Weights of faq.deciding.probability, fitted on guesses of unseen rows."""
    known = [guess for guess in found if guess.facts]
    facts = np.array([guess.facts for guess in known])
    right = [bool(guess.ranked) and guess.ranked[0] in guess.row.right for guess in known]
    weight = [WEIGHT.get(guess.row.source, 3.0) for guess in known]
    fitted = LogisticRegression(C=10, max_iter=2000).fit(facts, right, sample_weight=weight)
    return (float(fitted.intercept_[0]), *(float(value) for value in fitted.coef_[0]))


def read_lines(entries: dict[str, Entry], others: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """All lines of the content as the index reads them, so that a start need not."""
    texts = [text for entry in entries.values() for text in (entry.title, *entry.phrasings)]
    texts += [text for lines in others.values() for text in lines]
    return {text: (wording.folded, " ".join(wording.words)) for text in texts for wording in [_worded(text)]}


def decided(found: Sequence[Guess]) -> list[tuple[Guess, Decision, float]]:
    """Each guess with what would be done about it and its probability, by weights that were fitted on the other folds."""
    results = []
    for number in range(FOLDS):
        sure = fit_sure([guess for guess in found if guess.row.fold != number])
        for guess in (guess for guess in found if guess.row.fold == number):
            chance = probability(guess.facts, sure) if guess.facts else 0.0
            results.append((guess, decide(guess.ranked[0], chance, guess.facts) if guess.facts else "none", chance))
    return results


def table(results: Sequence[tuple[Guess, Decision, float]]) -> str:
    lines = [f"{'rows':<34}{'count':>6}  {'share':>7}  95 % interval"]
    for source in ("questions", "phrasings"):
        mine = [one for one in results if one[0].row.source == source]
        for name, counts in (
            ("helped", _helps),
            ("right entry first", _is_right),
            ("wrong answers", _is_wrong),
            ("answered", _answers),
        ):
            lines.append(_line(f"{source}: {name}", [counts(guess, decision) for guess, decision, _ in mine]))
    for source in ("out of scope", "feedback", "other messages", "topics"):
        mine = [one for one in results if one[0].row.source == source and not one[0].row.right]
        lines.append(_line(f"{source}: answers", [_answers(guess, decision) for guess, decision, _ in mine]))
        lines.append(_line(f"{source}: suggestions", [decision == "suggest" for _, decision, _ in mine]))
    real = [(guess, chance) for guess, _, chance in results if guess.row.source not in ("phrasings", "topics")]
    brier = sum((chance - _is_right(guess, "answer")) ** 2 for guess, chance in real) / len(real)
    return "\n".join([*lines, f"Brier score over {len(real)} messages: {brier:.3f}"])


def _is_right(guess: Guess, _: Decision) -> bool:
    return bool(guess.ranked) and guess.ranked[0] in guess.row.right


def _answers(_: Guess, decision: Decision) -> bool:
    return decision == "answer"


def _is_wrong(guess: Guess, decision: Decision) -> bool:
    return decision == "answer" and not _is_right(guess, decision)


def _helps(guess: Guess, decision: Decision) -> bool:
    if decision == "answer":
        return _is_right(guess, decision)
    return decision == "suggest" and bool(guess.row.right.intersection(guess.ranked))


def _line(name: str, hits: Sequence[bool]) -> str:
    low, high = wilson(sum(hits), len(hits))
    return f"{name:<34}{len(hits):>6}  {sum(hits) / max(1, len(hits)):>7.1%}  {low:.1%} to {high:.1%}"


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    share, z = hits / count, 1.96
    middle = share + z * z / (2 * count)
    margin = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, (middle - margin) / (1 + z * z / count)), min(1.0, (middle + margin) / (1 + z * z / count))


def main() -> None:
    entries, others = load(), load_other_topics()
    rows = dealt(rows_of_files() + rows_of_content(entries, others))
    found = guesses(rows, entries, others)
    print(table(decided(found)))
    model = train(rows, [(entry.id, entry.title) for entry in entries.values()])
    replace(model, sure=fit_sure(found), lines=read_lines(entries, others)).save(FILE)
    print(f"{FILE.name}: {len(model.vocabulary)} features, {len(model.topics)} topics, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
