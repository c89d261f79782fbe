"""Reading a data pack and refusing a broken one, in one line."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from localities.locality import Body, Field, Locality, Office, Rule
from localities.units import Unit

PACKS = Path(__file__).parent
ROUTED_SINCE = date(2025, 7, 1)  # the communes of today are authorities since then
T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LocalityError(ValueError):
    """The data pack is missing or broken; the message is one line that names file and entry."""


@cache
def load(locality_id: str, packs: Path = PACKS) -> Locality:
    """The validated pack of that id. LocalityError where it is missing or broken."""
    folder = packs / locality_id
    if not locality_id or Path(locality_id).name != locality_id or not folder.is_dir():
        raise LocalityError(f"no locality {locality_id!r} in {packs.name}/")
    units_file, fields_file = _read(folder / "units.yaml"), _read(folder / "fields.yaml")
    routing, offices = _read(folder / "routing.yaml"), _read(folder / "offices.yaml")
    locality = Locality(
        id=str(units_file.get("id")),
        name=str(units_file.get("name", "")),
        district_name=str(units_file.get("district_name", "")),
        units=_with_predecessors(_by_id("units.yaml", _make("units.yaml", Unit, units_file.get("units")))),
        fields=_by_id("fields.yaml", _make("fields.yaml", Field, fields_file.get("fields"))),
        bodies=_by_id("routing.yaml", _make("routing.yaml", Body, routing.get("bodies"))),
        rules=tuple(_make("routing.yaml", Rule, routing.get("rules"))),
        offices={str(key): _make("offices.yaml", Office, [entry])[0] for key, entry in (offices.get("offices") or {}).items()},
        default_authority=str(routing.get("default_authority")),
        emergency=tuple((str(entry["number"]), str(entry["what"])) for entry in offices.get("emergency") or ()),
    )
    if locality.default_authority not in locality.offices:
        raise LocalityError("routing.yaml: default_authority must name a commune that has an office in offices.yaml")
    for problem in _problems(locality, locality_id):
        raise LocalityError(problem)
    return locality


def _read(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - CSafeLoader is a safe loader
    except OSError as error:
        raise LocalityError(f"{where}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise LocalityError(f"{where}: no valid YAML" + (f", line {mark.line + 1}" if mark else "")) from None
    if not isinstance(data, dict):
        raise LocalityError(f"{where}: must hold a mapping")
    return data


def _make(file: str, kind: Callable[..., T], entries: Any) -> list[T]:
    """Objects of a list of mappings; lists become tuples, an unknown or missing key is an error."""
    made: list[T] = []
    for entry in entries or ():
        try:
            made.append(kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}))
        except (TypeError, AttributeError) as error:
            name = entry.get("id", entry) if isinstance(entry, dict) else entry
            raise LocalityError(f"{file}: entry {name}: {error}") from None
    return made


def _by_id(file: str, entries: Iterable[Any]) -> dict[str, Any]:
    entries = list(entries)
    for name, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            raise LocalityError(f"{file}: id {name} stands {count} times")
    return {entry.id: entry for entry in entries}


def _with_predecessors(units: Mapping[str, Unit]) -> dict[str, Unit]:
    parts: dict[str, list[str]] = {}
    for unit in units.values():
        parts.setdefault(unit.successor or "", []).append(unit.id)
    return {
        unit.id: Unit(
            **{name: getattr(unit, name) for name in Unit.__slots__ if name != "predecessors"},
            predecessors=tuple(parts.get(unit.id, ())),
        )
        for unit in units.values()
    }


def _problems(locality: Locality, locality_id: str) -> Iterable[str]:
    if locality.id != locality_id:
        yield f"units.yaml: id {locality.id} does not fit the folder {locality_id}"
    yield from _unit_problems(locality.units)
    for rule in locality.rules:
        if rule.field not in locality.fields:
            yield f"routing.yaml: field {rule.field} is not in fields.yaml"
        if rule.body not in locality.bodies:
            yield f"routing.yaml: field {rule.field}: body {rule.body} is not listed"
        if rule.authority is not None and rule.authority not in locality.units:
            yield f"routing.yaml: field {rule.field}: authority {rule.authority} is no unit"
    for authority in [*locality.offices]:
        if authority not in locality.units:
            yield f"offices.yaml: {authority} is no unit"
    authorities = [None, *{rule.authority for rule in locality.rules if rule.authority}]
    for name in locality.fields:
        for whose in authorities:
            yield from _coverage_problems(name, whose, locality.rules)


def _unit_problems(units: Mapping[str, Unit]) -> Iterable[str]:
    if not units:
        yield "units.yaml: no units"
    for unit in units.values():
        successor = units.get(unit.successor or "")
        if unit.successor is not None and successor is None:
            yield f"units.yaml: {unit.id}: successor {unit.successor} does not exist"
        elif unit.valid_to is not None and successor is None:
            yield f"units.yaml: {unit.id} ends on {unit.valid_to} without a successor"
        elif successor is not None and (unit.valid_to is None or successor.valid_from != unit.valid_to + timedelta(days=1)):
            yield f"units.yaml: {unit.id}: its successor {unit.successor} does not begin the day after it ends"


def _coverage_problems(name: str, authority: str | None, rules: Iterable[Rule]) -> Iterable[str]:
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
