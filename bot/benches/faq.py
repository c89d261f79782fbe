"""How long it takes to find the entry that a message asks for, beside what others find theirs with, over the same phrasings.

How good what is found is: `make faq-model` and `nghedan faq evaluate`.
"""

import json
import logging
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from statistics import fmean, quantiles

from rapidfuzz import fuzz, process

from bot.benches.machine import Bound, Figure
from faq.entries import load
from faq.entry import Entry
from faq.matching import Matcher
from faq.publication import FIXED_SET
from language.folding import fold
from localities.loading import load as load_locality

try:  # packages for developing, not among what runs
    import bm25s
except ImportError:
    bm25s = None
try:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC
except ImportError:
    LinearSVC = None

ROUNDS = 3
PLACES = load_locality("binh-son").unasked_places  # where those live who ask the fixed set
SLOW, FAST = 60, 640  # questions put to extractOne, to the others
GROWN, GROWN_QUICK = 10_000, 1_000  # entries
PHRASINGS = 12  # of each grown entry
Ask = Callable[[str], object]


def measure(*, quick: bool) -> list[Figure]:
    """The fixed set of messages, one at a time; CPU time, so that what else the machine does counts little."""
    entries = load()
    messages = [json.loads(line)["text"] for line in FIXED_SET.read_text(encoding="utf-8").splitlines()][:FAST]
    lines = [(entry.id, said) for entry in entries.values() for said in (entry.title, *entry.phrasings)]
    matcher = Matcher(entries, places=PLACES)
    said = [line for _, line in lines]
    ours, theirs = [], []
    for _ in range(1 if quick else ROUNDS):  # by turns: what disturbs one disturbs the other
        ours.append(_times(matcher.match, messages))
        theirs.append(_times(lambda message: process.extractOne(message, said, scorer=fuzz.WRatio), messages[::11][:SLOW]))
    found = [
        Figure.of_rates("questions answered, one core", [1 / fmean(times) for times in ours], "1/s"),
        Figure("a question, p99", min(_p99(times) for times in ours) * 1000, "ms"),
        Figure.of_rates("extractOne(WRatio)", [1 / fmean(times) for times in theirs], "1/s"),
        Figure("times as fast as extractOne(WRatio)", _ratio(theirs, ours), "", bound=Bound(at_least=4)),
        *_peers(lines, messages),
    ]
    return found + list(_growth(entries, messages, GROWN_QUICK if quick else GROWN))


def _times(ask: Ask, messages: Sequence[str]) -> list[float]:
    """Seconds of CPU for each message."""
    times = []
    for message in messages:
        begun = time.thread_time()
        ask(message)
        times.append(time.thread_time() - begun)
    return times


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


def _ratio(theirs: Sequence[Sequence[float]], ours: Sequence[Sequence[float]]) -> float:
    return fmean(fmean(times) for times in theirs) / fmean(fmean(times) for times in ours)


def _peers(lines: Sequence[tuple[str, str]], messages: Sequence[str]) -> Iterator[Figure]:
    for name, package, make in (("bm25s", bm25s, _bm25s), ("linear SVM on characters", LinearSVC, _svm)):
        if package is None:
            yield Figure(f"{name}: not installed", 0, "1/s")
            continue
        times = _times(make(lines), messages)
        yield Figure(name, 1 / fmean(times), "1/s")
        yield Figure(f"{name}, p99", _p99(times) * 1000, "ms")


def _bm25s(lines: Sequence[tuple[str, str]]) -> Ask:
    logging.getLogger("bm25s").disabled = True  # it has something to say about every query
    index = bm25s.BM25()
    index.index([fold(said).split() for _, said in lines], show_progress=False)
    return lambda message: index.retrieve([fold(message).split()], k=3, show_progress=False)


def _svm(lines: Sequence[tuple[str, str]]) -> Ask:
    read = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    model = LinearSVC().fit(read.fit_transform([fold(said) for _, said in lines]), [topic for topic, _ in lines])
    return lambda message: model.decision_function(read.transform([fold(message)]))


def _growth(entries: Mapping[str, Entry], messages: Sequence[str], count: int) -> Iterator[Figure]:
    """The same content over and over, each time with another made-up word in every phrasing."""
    grown = dict(_grown(list(entries.values()), count))
    before, begun = _memory(), time.process_time()
    matcher = Matcher({**entries, **grown}, places=PLACES)
    yield Figure(f"{count:,} entries: built", time.process_time() - begun, "s")
    yield Figure(f"{count:,} entries: memory", max(0.0, _memory() - before), "MB more at most")
    times = _times(matcher.match, messages[:200])
    yield Figure(f"{count:,} entries: a question", fmean(times) * 1000, "ms")
    yield Figure(f"{count:,} entries: a question, p99", _p99(times) * 1000, "ms")


def _grown(entries: Sequence[Entry], count: int) -> Iterator[tuple[str, Entry]]:
    draw = Random(7)
    for number in range(count - len(entries)):
        entry = entries[number % len(entries)]
        word = "".join(draw.choice("bcdghklmnpqrstvx") + draw.choice("aeiou") for _ in range(2))
        said = tuple(f"{word} {phrasing}" for phrasing in draw.sample(entry.phrasings, min(PHRASINGS, len(entry.phrasings))))
        name = f"{entry.id[:30]}-{number}"
        yield name, entry.model_copy(update={"id": name, "phrasings": said})


def _memory() -> float:
    """Megabytes at the highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
