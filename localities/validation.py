"""What makes a data pack broken, each as one line that names file and entry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from localities.locality import Locality, Rule
from localities.naming import NAMESAKES
from localities.units import Unit

ROUTED_SINCE = date(2025, 7, 1)  # the communes of today are authorities since then
DEFAULT = "default"  # whose promises hold for every commune that has none of its own
MOST_DAYS = 365
NEEDED_FIELDS = ("khac", "tham-nhung-tieu-cuc")  # understanding/message.py falls back to these


def problems(locality: Locality, locality_id: str) -> Iterator[str]:
    """The problems of the pack in that folder; none where it is sound. Later ones may follow from earlier ones."""
    if locality.id != locality_id:
        yield f"units.yaml: id {locality.id} does not fit the folder {locality_id}"
    yield from _date_problems(locality)
    yield from _unit_problems(locality.units)
    yield from (f"fields.yaml: field {name} is missing" for name in NEEDED_FIELDS if name not in locality.fields)
    yield from _office_problems(locality)
    yield from _promise_problems(locality)
    for rule in locality.rules:
        yield from _rule_problems(rule, locality)
    authorities = [None, *sorted({rule.authority for rule in locality.rules if rule.authority})]
    for name in locality.fields:
        for authority in authorities:
            yield from _coverage_problems(name, authority, locality.rules)


def _date_problems(locality: Locality) -> Iterator[str]:
    named: list[tuple[str, Unit | Rule]] = [(f"units.yaml: {unit.id}", unit) for unit in locality.units.values()]
    named += [(f"routing.yaml: field {rule.field}", rule) for rule in locality.rules]
    for where, entry in named:
        if not all(isinstance(day, date | None) for day in (entry.valid_from, entry.valid_to)):
            yield f"{where}: valid_from and valid_to must be dates"


def _unit_problems(units: Mapping[str, Unit]) -> Iterator[str]:
    if not units:
        yield "units.yaml: no units"
    for unit in units.values():
        yield from (
            f"units.yaml: {unit.id}: namesake {one} must be one of {NAMESAKES}" for one in unit.namesakes if one not in NAMESAKES
        )
        successor = units.get(unit.successor or "")
        if unit.successor is not None and successor is None:
            yield f"units.yaml: {unit.id}: successor {unit.successor} does not exist"
        elif unit.valid_to is not None and successor is None:
            yield f"units.yaml: {unit.id} ends on {unit.valid_to} without a successor"
        elif successor is not None and (unit.valid_to is None or successor.valid_from != unit.valid_to + timedelta(days=1)):
            yield f"units.yaml: {unit.id}: its successor {unit.successor} does not begin the day after it ends"


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
            if not isinstance(days, int) or not 0 < days <= MOST_DAYS:
                yield f"offices.yaml: promises of {name}: {what} must be a number of working days from 1 to {MOST_DAYS}"
    for area in locality.remote_areas:
        if area.unit not in locality.units:
            yield f"offices.yaml: remote area {area.unit} is no unit"
        if not area.document:
            yield f"offices.yaml: remote area {area.unit} names no document that records it"
        if not all(isinstance(day, date | None) for day in (area.valid_from, area.valid_to)):
            yield f"offices.yaml: remote area {area.unit}: valid_from and valid_to must be dates"


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
