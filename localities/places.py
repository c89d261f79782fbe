"""Which commune a text names: former or present, by its name, a hamlet or a landmark."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from language.folding import Word, fold, normalize, vocabulary
from language.folding import words as split
from language.keystrokes import repair
from language.phrases import Hit, PhraseBook
from localities.units import Unit

Via = Literal["unit", "district", "former_name", "hamlet", "landmark"]
READ = 4000  # characters

_CUES = vocabulary("xa x o tai thon xom ap ben ve khuc doan cho thuoc dan ubnd vung khu duoi tren trong ra vo vao tu nga tran tt")
_TOWN_CUES = vocabulary("o tai tran tt cho ve ra ben qua khu doan tu xuong len den xa gan pho khuc thuoc quanh")
_AFTER_I_LIVE = vocabulary("nha gan trong duoi tren day tai xa thon xom day ben cuoi dau ngay sat trien mot chung")
_OUTER = frozenset({"tỉnh", "quận", "huyện", "tinh", "huyen", "tp", "phố"})  # before a name: it is somebody else's
_FORMER = frozenset({"cũ", "cu"})
_NOT_A_PLACE = re.compile(r"bình hoa\b|thương binh|(?:cầu|chúc|sự) bình an|bình an vô sự|(?:lúc|trước) bình minh")
_CROWD = vocabulary("nguoi nghet duc lam qua")  # "binh thanh dong nguoi": many people in Bình Thạnh, not Bình Thanh Đông
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
    def ids(self) -> list[str]:
        return list(dict.fromkeys(reading.unit_id for reading in self.readings))

    @property
    def is_explicit(self) -> bool:
        return self.readings[0].via in ("unit", "former_name")


class PlaceIndex:
    """Resolves texts against a set of units. `same_as_district`: folded commune names that were also the district's."""

    def __init__(self, units: Mapping[str, Unit], same_as_district: frozenset[str]) -> None:
        self._units = units
        entries = [entry for unit in units.values() for entry in _entries(unit, same_as_district)]
        self._book = PhraseBook(entries)
        self._initials = _initials(units.values())

    def resolve(self, text: str, on: date) -> Places:
        """The readings of the first 4,000 characters of `text`."""
        text = normalize(text[:READ])
        said = [repair(word) for word in split(text)]
        mentions = self._mentions(text, said, self._book.find(said), on)
        if not any(mention.is_explicit for mention in mentions):
            mentions += self._misspelled(text, said, on) + self._by_initials(text, on)
        return Places(tuple(self._candidates(mentions, on)))

    # ------------------------------------------------------------ finding

    def _mentions(self, text: str, said: Sequence[Word], hits: Iterable[Hit[_Reading]], on: date) -> list[_Mention]:
        spans: dict[tuple[int, int], list[Hit[_Reading]]] = {}
        for hit in hits:
            if _stands(text, said, hit):
                spans.setdefault((hit.start, hit.end), []).append(hit)
        mentions: list[_Mention] = []
        for (start, end), found in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
            if mentions and start < mentions[-1].end:
                continue
            readings = self._of_the_time(said, end, _best(found, said), on)
            mentions.append(_Mention(start, end, readings, text[said[start].start : said[end - 1].end]))
        return [mention for mention in mentions if self._is_meant(said, mention, mentions)]

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
        return first.raw[:1].isupper() or _cued(said, mention.start) or bool(explicit.intersection(mention.ids))

    def _misspelled(self, text: str, said: Sequence[Word], on: date) -> list[_Mention]:
        """Names with wrong diacritics ("Bình Dưong"), where something shows that a name is meant."""
        bare = [Word(word.raw, word.folded, word.folded, word.start, word.end) for word in said]
        hits = [hit for hit in self._book.find(bare) if hit.payload.via in ("unit", "former_name")]
        likely = [hit for hit in hits if said[hit.start].folded[:1] == "b" and _named(said, hit)]
        return self._mentions(text, bare, likely, on)

    def _by_initials(self, text: str, on: date) -> list[_Mention]:
        mentions = []
        for match in _INITIALS.finditer(text):
            names = self._initials.get(match.group(1), [])
            if len({unit.name for unit in names}) == 1:
                readings = self._of_the_time([], 0, [_Reading(unit.id, "unit", unit.name) for unit in names], on)
                mentions.append(_Mention(0, 0, readings, match.group()))
        return mentions

    # ------------------------------------------------------------ choosing

    def _candidates(self, mentions: Sequence[_Mention], on: date) -> list[Candidate]:
        explicit = [mention for mention in mentions if mention.is_explicit]
        spots = [mention for mention in mentions if mention.readings[0].via in ("hamlet", "landmark")]
        clear = {unit_id for mention in mentions if len(mention.ids) == 1 for unit_id in mention.ids}
        chosen = explicit or spots or [mention for mention in mentions if mention.readings[0].via == "district"]
        narrowed = [(mention, self._narrow(mention, clear, on)) for mention in chosen]
        named = {unit_id for _, ids in narrowed for unit_id in ids}
        candidates: dict[str, Candidate] = {}
        for mention, ids in narrowed:
            for unit_id in ids:
                if not self._contains_another(unit_id, named, on):
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


def _entries(unit: Unit, same_as_district: frozenset[str]) -> list[tuple[str, _Reading]]:
    own = _Reading(unit.id, "district" if fold(unit.name) in same_as_district else "unit", unit.name)
    told = _Reading(unit.id, "unit", unit.name, told=True)
    entries = [(unit.name, own), *((f"{kind} {unit.name}", told) for kind in (unit.kind, "x", "phường"))]
    entries += [(alias, told) for alias in unit.aliases]
    first, _, rest = unit.name.partition(" ")
    if first == "Bình" and own.via == "unit":
        entries.append((f"B {rest}", own))
    for name in unit.former_names:
        former = _Reading(unit.id, "former_name", name)
        entries += [(name, former), (f"xã {name}", former)]
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


def _stands(text: str, said: Sequence[Word], hit: Hit[_Reading]) -> bool:
    """Whether the words at the hit can be the place, by what stands around them."""
    before = said[hit.start - 1] if hit.start else None
    if before and before.raw.lower() in _OUTER and not hit.payload.told:
        return False
    around = text[max(0, said[hit.start].start - 8) : said[hit.end - 1].end + 8].lower()
    if _NOT_A_PLACE.search(around):
        return False
    folded = [word.folded for word in said[hit.start : hit.end]]
    after = said[hit.end].folded if hit.end < len(said) else ""
    if folded[:1] == ["b"]:
        return _is_abbreviation(text, said, hit)
    if folded == ["chau", "o"] and not hit.exact:
        return before is not None and before.folded in _TOWN_CUES and after not in _AFTER_I_LIVE
    if folded == ["tinh", "hoa"] and not hit.exact:
        return _cued(said, hit.start)
    return not (hit.payload.via == "former_name" and not hit.exact and after in _CROWD)


def _is_abbreviation(text: str, said: Sequence[Word], hit: Hit[_Reading]) -> bool:
    """ "B.Hải", "B. Hải", "xã b hải": a lone b before a name needs its dot, a capital, diacritics or a cue."""
    first, second = said[hit.start], said[hit.start + 1]
    return text[first.end : first.end + 1] == "." or (hit.exact and second.marked) or first.raw == "B" or _cued(said, hit.start)


def _cued(said: Sequence[Word], start: int) -> bool:
    return start > 0 and said[start - 1].folded in _CUES


def _named(said: Sequence[Word], hit: Hit[_Reading]) -> bool:
    return _cued(said, hit.start) or hit.payload.told or said[hit.end - 1].raw[:1].isupper()


def _best(hits: Sequence[Hit[_Reading]], said: Sequence[Word]) -> list[_Reading]:
    """Readings of one stretch: those spelled exactly where diacritics were typed, units before hamlets."""
    marked = any(word.marked for word in said[hits[0].start : hits[0].end])
    exact = [hit for hit in hits if hit.exact] if marked else []
    readings = [hit.payload for hit in exact or hits]
    units = [reading for reading in readings if reading.via not in ("hamlet", "landmark")]
    return units or readings
