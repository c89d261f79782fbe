"""Trains the matcher of questions, measures it by cross-validation, writes faq/model/questions.npz: `make faq-model`.

Rows: the phrasings of the entries, the lines of faq/other_topics.yaml, the labelled messages of tests/data. Rows of the
same words are one group; a group is never on both sides. scikit-learn is needed here only, and takes a
second to import: what the tests look at stands beside.
"""

import math
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from faq.deciding import Decision, decide, probability
from faq.entries import load
from faq.entry import Entry
from faq.features import features, fingerprint
from faq.matching import Matcher, load_other_topics
from faq.weights import FILE, NO_ENTRY, Model
from tests.model.faq_rows import FOLDS, PLACES, Row, dealt, rows_of_content, rows_of_files, worded
from tests.model.faq_table import Guess, table
from tests.model.noise import variants

C = 0.5
RARE = 2  # features of fewer rows are left out
WEIGHT = {"phrasings": 0.1, "topics": 1.0}  # phrasings were written to differ from each other: they are harder than messages


def train(rows: Sequence[Row], titles: Iterable[tuple[str, str]]) -> Model:
    """A model without its last layer (`sure`)."""
    said = [(text, topic) for topic, title in titles for text in variants(title)]
    said += [(text, row.topic) for row in rows for text in variants(row.text)]
    found = [features(worded(text)) for text, _ in said]
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


def guesses(rows: Sequence[Row], entries: dict[str, Entry], others: dict[str, list[str]]) -> list[Guess]:
    """Each row guessed by a matcher that saw nothing of its fold."""
    titles = [(entry.id, entry.title) for entry in entries.values()]
    found = []
    for number in range(FOLDS):
        kept = [row for row in rows if row.fold != number]
        model = train(kept, titles)
        matcher = Matcher(_entries_of(kept, entries), _topics_of(kept), model, places=PLACES)
        for row in (row for row in rows if row.fold == number):
            wording = worded(row.text)
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
    return {text: (wording.folded, " ".join(wording.words)) for text in texts for wording in [worded(text)]}


def decided(found: Sequence[Guess]) -> list[tuple[Guess, Decision, float]]:
    """Each guess with what would be done about it and its probability, by weights that were fitted on the other folds."""
    results = []
    for number in range(FOLDS):
        sure = fit_sure([guess for guess in found if guess.row.fold != number])
        for guess in (guess for guess in found if guess.row.fold == number):
            chance = probability(guess.facts, sure) if guess.facts else 0.0
            results.append((guess, decide(guess.ranked[0], chance, guess.facts) if guess.facts else "none", chance))
    return results


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
