"""Which commune a text names: former or present, by its name, a hamlet or a landmark."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from typing import Literal

from language.folding import Word, fold, key, normalize
from language.folding import words as split
from language.keystrokes import repair
from language.phrases import Hit, PhraseBook, is_accented
from localities.local_names import LocalNames
from localities.naming import cued, is_place
from localities.roles import are_paired, is_home, is_neighbour
from localities.said import PROVINCE, Name
from localities.spelling import Speller
from localities.units import Unit

Via = Literal["unit", "district", "former_name", "hamlet", "landmark"]
READ = 4000  # characters
LOOKED_AT = 120  # hits, so that a text of nothing but names costs little
MENTIONS = 20

_SHORT_KINDS = {"phường": ("p",), "thị trấn": ("tt",)}
_FORMER = frozenset({"cũ", "cu"})
_INITIALS = re.compile(r"\b(?:[Xx](?:ã|a|\.)|UBND(?: xã)?)\s?([A-ZĐ]{2,3})\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading: the unit, how the text spells it, the hamlet or landmark in it. `district`: perhaps the former district."""

    unit_id: str
    spelled: str
    sub_place: str | None
    via: Via


@dataclass(frozen=True, slots=True)
class Places:
    """All readings, in the order of the text; empty where nothing is named."""

    candidates: tuple[Candidate, ...] = ()

    @property
    def one(self) -> Candidate | None:
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class _Reading:
    unit_id: str
    via: Via
    name: str
    told: bool = False  # the phrase itself says what it is: "thôn …", "xã …"


@dataclass(frozen=True, slots=True)
class _Mention:
    """A stretch of the text with the units it may mean."""

    start: int
    end: int
    readings: tuple[_Reading, ...]
    spelled: str

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def ids(self) -> list[str]:
        return list(dict.fromkeys(reading.unit_id for reading in self.readings))

    @property
    def is_explicit(self) -> bool:
        return self.readings[0].via in ("unit", "former_name")


class PlaceIndex:
    """Resolves texts against a set of units. `same_as_district`: folded commune names that were also the district's."""

    def __init__(self, units: Mapping[str, Unit], local: LocalNames, same_as_district: frozenset[str]) -> None:
        self._units, self._local = units, local
        entries = [entry for unit in units.values() for entry in _entries(unit, local.heads, same_as_district)]
        self._book = PhraseBook(entries)
        self._namesakes = {unit.id: _namesakes(unit, local) for unit in units.values()}
        self._letters = local.initials | {"x"} | {kind[0] for kind in local.kinds}  # a mended name begins with one of these
        self._initials = _initials(units.values())
        self._speller = Speller(units.values(), local)

    def resolve(self, text: str, on: date) -> Places:
        """The readings of the first 4,000 characters of `text`."""
        text = normalize(text[:READ])
        said = [repair(word) for word in self._speller.apart(text, split(text))]
        mentions = self._mentions(text, said, self._book.find(said), on)
        if not any(mention.is_explicit for mention in mentions):
            mentions += self._misspelled(text, said, on) + self._by_initials(text, on)
        return Places(tuple(self._candidates(said, mentions, on)))

    # ------------------------------------------------------------ finding

    def _mentions(self, text: str, said: Sequence[Word], hits: Iterable[Hit[_Reading]], on: date) -> list[_Mention]:
        spans: dict[tuple[int, int], list[Hit[_Reading]]] = {}
        for hit in islice(hits, LOOKED_AT):
            if self._stands(text, said, hit):
                spans.setdefault((hit.start, hit.end), []).append(hit)
        mentions: list[_Mention] = []
        for (start, end), found in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
            if mentions and start < mentions[-1].end:
                continue
            if len(mentions) == MENTIONS:
                break
            readings = self._of_the_time(said, end, _best(found, said, self._local.initials), on)
            mentions.append(_Mention(start, end, readings, text[said[start].start : said[end - 1].end]))
        return [mention for mention in mentions if self._is_meant(said, mention, mentions)]

    def _stands(self, text: str, said: Sequence[Word], hit: Hit[_Reading]) -> bool:
        """Whether the words at the hit can be the place."""
        one, size = hit.payload, min(len(hit.payload.name.split()), hit.end - hit.start)
        namesakes = self._namesakes[one.unit_id] if one.via == "unit" else ()
        name = Name(text, said, hit.start, hit.end, size, hit.exact, one.told, namesakes)
        return is_place(name, self._local)

    def _of_the_time(self, said: Sequence[Word], end: int, readings: list[_Reading], on: date) -> tuple[_Reading, ...]:
        """Of a former and a present unit of one name the present one, unless the text says "cũ"."""
        wants_former = any(word.raw.lower() in _FORMER for word in said[end : end + 1])
        kept = {}
        for reading in readings:
            unit = self._units[reading.unit_id]
            slot = (unit.name, reading.via)
            if slot not in kept or (unit.valid_to is not None if wants_former else unit.exists(on)):
                kept[slot] = reading
        return tuple(kept.values())

    def _is_meant(self, said: Sequence[Word], mention: _Mention, others: Sequence[_Mention]) -> bool:
        """A hamlet's name is often an ordinary word: it needs a sign that a place is meant."""
        if mention.readings[0].via != "hamlet" or mention.readings[0].told:
            return True
        first = said[mention.start]
        explicit = {unit_id for other in others if other.is_explicit for unit_id in other.ids}
        return first.raw[:1].isupper() or cued(said, mention.start, self._local) or bool(explicit.intersection(mention.ids))

    def _misspelled(self, text: str, said: Sequence[Word], on: date) -> list[_Mention]:
        """Names with wrong diacritics ("Bình Dưong"), where something shows that a name is meant."""
        bare = self._speller.mended([Word(word.raw, word.folded, word.folded, word.start, word.end) for word in said])
        hits = [hit for hit in self._book.find(bare) if hit.payload.via in ("unit", "former_name")]
        likely = [hit for hit in hits if bare[hit.start].folded[:1] in self._letters]
        named = [hit for hit in likely if _named(bare, hit, self._local) or _is_mended(said, bare, hit)]
        return self._mentions(text, bare, named, on)

    def _by_initials(self, text: str, on: date) -> list[_Mention]:
        mentions = []
        for match in islice(_INITIALS.finditer(text), MENTIONS):
            names = self._initials.get(match.group(1), [])
            if len({unit.name for unit in names}) == 1:
                readings = self._of_the_time([], 0, [_Reading(unit.id, "unit", unit.name) for unit in names], on)
                mentions.append(_Mention(0, 0, readings, match.group()))
        return mentions

    # ------------------------------------------------------------ choosing

    def _candidates(self, said: Sequence[Word], mentions: Sequence[_Mention], on: date) -> list[Candidate]:
        explicit = _matter(said, [mention for mention in mentions if mention.is_explicit])
        spots = [mention for mention in mentions if mention.readings[0].via in ("hamlet", "landmark")]
        clear = {unit_id for mention in mentions if len(mention.ids) == 1 for unit_id in mention.ids}
        chosen = explicit or spots or [mention for mention in mentions if mention.readings[0].via == "district"]
        narrowed = [(mention, self._narrow(mention, clear, on)) for mention in chosen]
        named = {unit_id for _, ids in narrowed for unit_id in ids}
        paired = _paired(said, chosen)
        candidates: dict[str, Candidate] = {}
        for mention, ids in narrowed:
            for unit_id in ids:
                if unit_id in paired or not self._contains_another(unit_id, named, on):
                    spot = next((spot.readings[0].name for spot in spots if unit_id in spot.ids), None)
                    candidates.setdefault(unit_id, Candidate(unit_id, mention.spelled, spot, mention.readings[0].via))
        return list(candidates.values())

    def _narrow(self, mention: _Mention, clear: set[str], on: date) -> list[str]:
        """The readings that something else in the text decides for; all where nothing does."""
        if len(mention.ids) == 1:
            return mention.ids
        decided = [unit_id for unit_id in mention.ids if unit_id in clear or self.today(unit_id, on).id in clear]
        return decided or mention.ids

    def _contains_another(self, unit_id: str, named: set[str], on: date) -> bool:
        """ "Bình Châu, xã Đông Sơn": the part says more than the whole."""
        return any(other != unit_id and self.today(other, on).id == unit_id for other in named)

    def today(self, unit_id: str, on: date) -> Unit:
        """The unit that holds `unit_id` on that date."""
        unit = self._units[unit_id]
        while unit.is_former(on) and unit.successor is not None:
            unit = self._units[unit.successor]
        return unit


def _namesakes(unit: Unit, local: LocalNames) -> tuple[str, ...]:
    return (*unit.namesakes, PROVINCE) if fold(unit.name) in local.elsewhere.shared else unit.namesakes


def _entries(unit: Unit, heads: frozenset[str], same_as_district: frozenset[str]) -> list[tuple[str, _Reading]]:
    own = _Reading(unit.id, "district" if fold(unit.name) in same_as_district else "unit", unit.name)
    told = _Reading(unit.id, "unit", unit.name, told=True)
    kinds = dict.fromkeys((unit.kind, "x", "phường", *_SHORT_KINDS.get(unit.kind, ())))
    entries = [(unit.name, own), *((f"{kind} {unit.name}", told) for kind in kinds)]
    entries += [(alias, told) for alias in unit.aliases]
    first, _, rest = unit.name.partition(" ")
    if fold(first) in heads and own.via == "unit":
        entries.append((f"{first[0]} {rest}", own))
    for name in unit.former_names:
        former = _Reading(unit.id, "former_name", name)
        entries += [(name, former), *((f"{kind} {name}", former) for kind in dict.fromkeys(("xã", unit.kind)))]
    for name in unit.hamlets:
        entries.append((name, _Reading(unit.id, "hamlet", name)))
        entries += [(f"{kind} {name}", _Reading(unit.id, "hamlet", name, told=True)) for kind in ("thôn", "xóm", "ấp")]
    return entries + [(name, _Reading(unit.id, "landmark", name, told=True)) for name in unit.landmarks]


def _initials(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        letters = "".join(word[0] for word in unit.name.split())
        for written in {letters, letters.replace("Đ", "D")}:
            found.setdefault(written, []).append(unit)
    return found


def _named(said: Sequence[Word], hit: Hit[_Reading], local: LocalNames) -> bool:
    return cued(said, hit.start, local) or hit.payload.told or said[hit.end - 1].raw[:1].isupper()


def _is_mended(said: Sequence[Word], bare: Sequence[Word], hit: Hit[_Reading]) -> bool:
    return any(said[at].folded != bare[at].folded for at in range(hit.start, hit.end))


def _is_spelled(hit: Hit[_Reading], said: Sequence[Word]) -> bool:
    """Whether the name itself has its diacritics, whatever the "xa" before it."""
    name = [key(part) for part in hit.payload.name.split()]
    return [word.keyed for word in said[hit.start : hit.end]][-len(name) :] == name


def _matter(said: Sequence[Word], mentions: list[_Mention]) -> list[_Mention]:
    """Without where the writer lives when it is about another place, and without what lies next to it."""
    kept = []
    for at, mention in enumerate(mentions):
        later = [other for other in mentions[at + 1 :] if other.ids != mention.ids]
        again = any(other.ids == mention.ids for other in mentions[at + 1 :])
        if later and not again and is_home(said, mention.span, later[0].span):
            continue
        if at > 0 and is_neighbour(said, mention.span):
            continue
        kept.append(mention)
    return kept


def _paired(said: Sequence[Word], mentions: Sequence[_Mention]) -> set[str]:
    pairs = [(one, other) for one, other in pairwise(mentions) if are_paired(said, one.span, other.span)]
    return {unit_id for pair in pairs for mention in pair for unit_id in mention.ids}


def _best(hits: Sequence[Hit[_Reading]], said: Sequence[Word], initials: frozenset[str]) -> list[_Reading]:
    """Readings of one stretch: those spelled exactly where diacritics were typed, units before hamlets."""
    marked = any(word.marked for word in said[hits[0].start : hits[0].end])
    if any(word.folded in initials for word in said[hits[0].start : hits[0].end - 1]):  # "B.Thanh": the rest of the text tells
        marked = marked or is_accented(said)
    exact = [hit for hit in hits if hit.exact or _is_spelled(hit, said)] if marked else []
    readings = [hit.payload for hit in exact or hits]
    units = [reading for reading in readings if reading.via not in ("hamlet", "landmark")]
    return units or readings
