"""What makes a data pack broken, and what it still lacks, each as one line that names file and entry."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from language.folding import fold
from localities.fields import FIELD_IDS
from localities.locality import Locality, Office, Rule
from localities.said import NAMESAKES
from localities.units import Unit

ROUTED_SINCE = date(2025, 7, 1)  # the communes of today are authorities since then
DEFAULT = "default"  # whose promises hold for every commune that has none of its own
MOST_DAYS = 365
KINDS = ("xã", "phường", "thị trấn", "đặc khu")
_WRONG_ID = "an id is small letters without diacritics, figures and hyphens"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def problems(locality: Locality, locality_id: str) -> Iterator[str]:
    """The problems of the pack in that folder; none where it is sound. Later ones may follow from earlier ones."""
    if locality.id != locality_id:
        yield f"units.yaml: id {locality.id} does not fit the folder {locality_id}"
    yield from _unit_problems(locality.units)
    yield from _naming_problems(locality)
    unknown = [name for name in locality.fields if name not in FIELD_IDS]
    yield from (f"fields.yaml: {name} is none of the {len(FIELD_IDS)} fields" for name in unknown)
    for one in locality.fields.values():
        if not all(map(fold, (one.label, *one.keywords, *one.hints))):
            yield f"fields.yaml: {one.id}: a word without letters"
    yield from _office_problems(locality)
    yield from _promise_problems(locality)
    yield from (f"routing.yaml: body {name}: {_WRONG_ID}" for name in locality.bodies if not _ID.fullmatch(name))
    for rule in locality.rules:
        yield from _rule_problems(rule, locality)
    authorities = [None, *sorted({rule.authority for rule in locality.rules if rule.authority})]
    for name in locality.fields:
        for authority in authorities:
            yield from _coverage_problems(name, authority, locality.rules)


def gaps(locality: Locality, on: date) -> Iterator[str]:
    """What the pack does not know yet; it works without."""
    if not locality.province:
        yield "units.yaml: province is not given: it would be taken for a place elsewhere"
    if not locality.spelled.neighbours:
        yield "names.yaml: no neighbours: communes of districts round about that are called like ours are taken for ours"
    for unit in locality.communes(on):
        office = locality.offices.get(unit.id, Office())
        if unknown := [what for what in Office.__slots__ if getattr(office, what) is None]:
            yield f"offices.yaml: {unit.id}: {', '.join(unknown)} not known: citizens are told so"
    if bare := [unit.id for unit in locality.units.values() if not (unit.hamlets or unit.landmarks or unit.predecessors)]:
        yield f"units.yaml: no hamlets or landmarks of {', '.join(bare)}"


def _unit_problems(units: Mapping[str, Unit]) -> Iterator[str]:
    if not units:
        yield "units.yaml: no units"
    for unit in units.values():
        yield from (f"units.yaml: {unit.id}: {fault}" for fault in _faults_of(unit))
        successor = units.get(unit.successor or "")
        if unit.successor is not None and successor is None:
            yield f"units.yaml: {unit.id}: successor {unit.successor} does not exist"
        elif unit.valid_to is not None and successor is None:
            yield f"units.yaml: {unit.id} ends on {unit.valid_to} without a successor"
        elif successor is not None and (unit.valid_to is None or successor.valid_from != unit.valid_to + timedelta(days=1)):
            yield f"units.yaml: {unit.id}: its successor {unit.successor} does not begin the day after it ends"


def _faults_of(unit: Unit) -> Iterator[str]:
    """What is wrong with a unit by itself."""
    if not _ID.fullmatch(unit.id):
        yield _WRONG_ID
    if unit.kind not in KINDS:
        yield f"kind {unit.kind} must be one of {', '.join(KINDS)}"
    if not all(map(fold, (unit.name, *unit.aliases, *unit.former_names, *unit.hamlets, *unit.landmarks))):
        yield "a name without letters"
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        yield f"ends on {unit.valid_to} before it begins"
    yield from (f"namesake {one} must be one of {', '.join(NAMESAKES)}" for one in unit.namesakes if one not in NAMESAKES)


def _naming_problems(locality: Locality) -> Iterator[str]:
    if locality.example and locality.example not in locality.units:
        yield f"units.yaml: example {locality.example} is no unit"
    names = {fold(name) for unit in locality.units.values() for name in (unit.name, *unit.former_names)}
    spelled = locality.spelled
    strange = [one.name for one in spelled.look_alikes if fold(one.name) not in names]
    yield from (f"names.yaml: look-alike {name} is no name of a unit" for name in strange)
    lists = {"neighbours": spelled.neighbours, "not_asked_about": spelled.not_asked_about, **spelled.spots}
    yield from (f"names.yaml: {key}: a word without letters" for key, words in lists.items() if not all(map(fold, words)))
    for key, words in (("compounds", spelled.compounds), ("no_slips", spelled.no_slips)):
        yield from (f"names.yaml: {key}: {one} must be two words" for one in words if len(fold(one).split()) != 2)


def _office_problems(locality: Locality) -> Iterator[str]:
    yield from (f"offices.yaml: {name} is no unit" for name in locality.offices if name not in locality.units)
    if locality.default_authority not in locality.offices:
        yield "routing.yaml: default_authority must name a commune that has an office in offices.yaml"


def _promise_problems(locality: Locality) -> Iterator[str]:
    for name, promises in locality.promises.items():
        if name not in (DEFAULT, *locality.units):
            yield f"offices.yaml: promises of {name}, which is no unit"
        for what in promises.__slots__:
            days = getattr(promises, what)
            if not 0 < days <= MOST_DAYS:
                yield f"offices.yaml: promises of {name}: {what} must be a number of working days from 1 to {MOST_DAYS}"
    for area in locality.remote_areas:
        if area.unit not in locality.units:
            yield f"offices.yaml: remote area {area.unit} is no unit"
        if not area.document:
            yield f"offices.yaml: remote area {area.unit} names no document that records it"


def _rule_problems(rule: Rule, locality: Locality) -> Iterator[str]:
    if rule.field not in locality.fields:
        yield f"routing.yaml: field {rule.field} is not in fields.yaml"
    if rule.body not in locality.bodies:
        yield f"routing.yaml: field {rule.field}: body {rule.body} is not listed"
    if rule.authority is not None and rule.authority not in locality.units:
        yield f"routing.yaml: field {rule.field}: authority {rule.authority} is no unit"


def _coverage_problems(name: str, authority: str | None, rules: Iterable[Rule]) -> Iterator[str]:
    """Every day since ROUTED_SINCE needs exactly one rule; a commune's own rules may leave gaps to the common ones."""
    own = sorted((rule for rule in rules if (rule.field, rule.authority) == (name, authority)), key=lambda rule: rule.valid_from)
    where = f"routing.yaml: field {name}" + (f" in {authority}" if authority else "")
    free = ROUTED_SINCE
    for rule in own:
        if rule.valid_to is not None and rule.valid_to < rule.valid_from:
            yield f"{where}: a rule ends on {rule.valid_to} before it begins"
        if rule.valid_from < free and free > ROUTED_SINCE:
            yield f"{where}: two rules on {rule.valid_from}"
        if rule.valid_from > free and authority is None:
            yield f"{where}: no rule on {free}"
        free = date.max if rule.valid_to is None else rule.valid_to + timedelta(days=1)
    if authority is None and free != date.max:
        yield f"{where}: no rule on {free}"
