"""A message as the rules of understanding see it: which signals it holds, which fields, how much it asks. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from language.folding import Word, fold, vocabulary
from language.phrases import Hit
from language.shortforms import read
from localities.locality import Locality
from localities.places import Places
from understanding.blame import Person, Role, Scene, denounces, judge
from understanding.marks import Mark, book
from understanding.signals import Danger, Tag

FIELDS = 3
SEARCHED, TAIL = 600, 150  # words
HEAD_FOR_PLACES, TAIL_FOR_PLACES = 1500, 500  # characters; where it is stands at the beginning or at the end
TAIL_WORDS = 5  # what is asked in the last words of a message is the question
ASK_LIMIT = 4  # more question words do not ask more
PER_EXTRA_WORD = 0.25  # a long keyword says more
ELSEWHERE = 0.3  # "gần trường", "trước cổng chợ": only where it is
BARE = 0.6  # one word without diacritics

_LOCATORS = frozenset(fold(word) for word in ("gần", "trước", "sau", "cạnh", "sát", "ngang", "cổng", "kế"))
_PARTICLES = vocabulary("a ad em anh chi co chu bac cau oi nha nhe he vay da nhi ta can bo xa")
_ASKING_ENDS = vocabulary("khong chua ha gi dau sao nao bn hum nhieu hong")
_DENIABLE = vocabulary("gi dau sao nao")
_DENIALS = vocabulary("khong chua chang")
_DENIED_WITHIN = 9  # words
_ROLES: dict[Tag, Role] = {"officer": "officer", "office": "officer", "stranger": "stranger", "citizen": "citizen"}
_DESPAIR = ("muon", "chet")
_DESPAIRING = vocabulary(
    "toi em con chau minh no ong ba anh chi ho nguoi vo chong me ma cha bo noi cu van dang that khong deu cung "
    "buon kho chan nhuc vong hai tu sau bay tam chin muoi nam ut"
)  # before "muốn chết" it is meant; after "nóng", "đói", "ồn" it is a manner of speaking
_DEGREES = vocabulary("qua lam den toi muc")


@dataclass(frozen=True, slots=True)
class Reading:
    """The message as the rules see it."""

    text: str
    words: Sequence[Word]
    tags: Counter[Tag]
    dangers: tuple[Danger, ...]
    asks: float
    places: Places
    fields: tuple[str, ...]  # best first
    field_score: float
    topics: tuple[tuple[str, int], ...]  # with the word each begins at

    def any(self, *tags: Tag) -> bool:
        return any(self.tags[tag] for tag in tags)


def read_message(text: str, locality: Locality, on: date) -> Reading:
    """Reads a cleaned text of bounded length; of more than 600 words the first and the last ones are searched for phrases."""
    words = read(text)
    said = words if len(words) <= SEARCHED else [*words[: SEARCHED - TAIL], *words[-TAIL:]]
    every = book(locality).find(said)
    found = [hit for hit in every if not hit.payload.topic]
    hits = list(_meant(_scene(text, said, found), _outermost(found)))
    scores = _field_scores(said, hits)
    return Reading(
        text=text,
        words=words,
        tags=Counter(hit.payload.tag for hit in hits if hit.payload.tag),
        dangers=tuple(dict.fromkeys(hit.payload.danger for hit in hits if hit.payload.danger)),
        asks=_asks(text, said, hits),
        places=locality.resolve(_shortened(text), on),
        fields=tuple(sorted(scores, key=lambda name: (-scores[name], name))[:FIELDS]),
        field_score=max(scores.values(), default=0.0),
        topics=tuple(_topics(every)),
    )


def _shortened(text: str) -> str:
    if len(text) <= HEAD_FOR_PLACES + TAIL_FOR_PLACES:
        return text
    return f"{text[:HEAD_FOR_PLACES]} … {text[-TAIL_FOR_PLACES:]}"


def _topics(hits: Iterable[Hit[Mark]]) -> Iterator[tuple[str, int]]:
    """Of overlapping phrases the one that begins first, and of those the longest; none that a neutral phrase covers."""
    start = reach = neutral = -1
    for hit in hits:
        if hit.payload.tag == "neutral":
            neutral = max(neutral, hit.end)
        elif hit.payload.topic and hit.end > neutral and (hit.end > reach or (hit.start, hit.end) == (start, reach)):
            start, reach = hit.start, hit.end
            yield hit.payload.topic, hit.start


def _outermost(hits: Iterable[Hit[Mark]]) -> list[Hit[Mark]]:
    """Without what a neutral phrase covers ("điện" in "điện thoại"), and without one-word keywords inside longer ones."""
    kept: list[Hit[Mark]] = []
    neutral = field = -1  # how far the last such phrase reaches
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.payload.tag != "neutral")):
        if hit.end <= neutral or (hit.payload.field and hit.end <= field and hit.end - hit.start == 1):
            continue
        if hit.payload.tag == "neutral":
            neutral = hit.end
        if hit.payload.field:
            field = max(field, hit.end)
        kept.append(hit)
    return kept


def _scene(text: str, words: Sequence[Word], found: Iterable[Hit[Mark]]) -> Scene:
    people = [Person(hit.start, hit.end, _ROLES[hit.payload.tag]) for hit in found if hit.payload.tag in _ROLES]
    titles = (range(person.start + 1, person.end) for person in people if person.role == "officer")
    return Scene(text, words, people, frozenset(chain.from_iterable(titles)))


def _meant(scene: Scene, hits: Iterable[Hit[Mark]]) -> Iterator[Hit[Mark]]:
    """Without figures of speech; what strangers took, or denounced, is a trouble and no graft."""
    for hit in hits:
        tag = hit.payload.tag
        if hit.payload.danger and not _in_earnest(scene, hit):
            continue
        if tag in {"graft", "hard_graft"}:
            verdict = judge(scene, hit.start, hit.end)
            if verdict == "graft":
                yield hit
            else:
                yield replace(hit, payload=Mark(tag="cleared"))
                if verdict == "loss":
                    yield replace(hit, payload=Mark(tag="problem"))
        elif tag == "denounce" and not denounces(scene, hit.start, hit.end):
            yield replace(hit, payload=Mark(tag="trouble"))
            yield replace(hit, payload=Mark(tag="cleared"))
        else:
            yield hit


def _in_earnest(scene: Scene, hit: Hit[Mark]) -> bool:
    """ "mệt muốn chết" is no danger, "tôi muốn chết" is."""
    if tuple(scene.said(hit.start, hit.end)) != _DESPAIR:
        return True
    before = [word for word in scene.leading(hit.start, 4) if word not in _DEGREES]
    return not before or before[0] in _DESPAIRING


def _field_scores(words: Sequence[Word], hits: Iterable[Hit[Mark]]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for hit in hits:
        if hit.payload.field:
            scores[hit.payload.field] = scores.get(hit.payload.field, 0.0) + _weight(words, hit)
    return scores


def _weight(words: Sequence[Word], hit: Hit[Mark]) -> float:
    size = hit.end - hit.start
    weight = hit.payload.weight * (1 + PER_EXTRA_WORD * (size - 1))
    if any(word.folded in _LOCATORS for word in words[max(0, hit.start - 2) : hit.start]):
        weight *= ELSEWHERE
    return weight if hit.exact or size > 1 else weight * BARE


def _asks(text: str, words: Sequence[Word], hits: Iterable[Hit[Mark]]) -> float:
    """How much the message asks to be told something: 0 not at all, 2 clearly."""
    tail = len(words) - TAIL_WORDS
    asked = [hit for hit in hits if hit.payload.tag == "ask"][:ASK_LIMIT]
    score = sum(2.0 if hit.end > tail or hit.start < 2 else 1.0 for hit in asked)
    score += 0.5 * sum(hit.payload.tag == "how" for hit in hits)
    return score + _asked_at_end(words) + (1.0 if text.endswith("?") else 0.0)


def _asked_at_end(words: Sequence[Word]) -> float:
    """ "… không", "… chưa", "… ở đâu" ask; "không có lô nào" denies."""
    said = [word.folded for word in words if word.folded not in _PARTICLES]
    if not said or said[-1] not in _ASKING_ENDS:
        return 0.0
    denied = said[-1] in _DENIABLE and _DENIALS.intersection(said[-1 - _DENIED_WITHIN : -1])
    return 0.0 if denied else 2.0


def first_danger(reading: Reading) -> Danger | None:
    """The danger that a message tells of now; none in an old story or in a question of procedure."""
    if not reading.dangers or reading.any("past") or (reading.asks >= 2 and reading.any("service", "how")):
        return None
    return reading.dangers[0]
