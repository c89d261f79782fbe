"""Reading a data pack and refusing a broken one, in one line."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from localities.locality import Body, Field, Locality, Office, Rule
from localities.promises import Promises, RemoteArea
from localities.units import Unit
from localities.validation import problems

PACKS = Path(__file__).parent
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
        offices=_of_communes("offices", Office, offices.get("offices")),
        default_authority=str(routing.get("default_authority")),
        emergency=tuple(_make("offices.yaml", _emergency, offices.get("emergency"))),
        promises=_of_communes("promises", Promises, offices.get("promises") or {}),
        remote_areas=tuple(_make("offices.yaml", RemoteArea, offices.get("remote_areas"))),
    )
    for problem in problems(locality, locality_id):
        raise LocalityError(problem)
    return locality


def _read(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - CSafeLoader is a safe loader
    except OSError as error:
        raise LocalityError(f"{where}: {error.strerror}") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or a date that no calendar has
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


def _of_communes(key: str, kind: Callable[..., T], entries: Any) -> dict[str, T]:
    if not isinstance(entries, dict):
        raise LocalityError(f"offices.yaml: {key} must be a mapping of communes")
    return {str(name): _make("offices.yaml", kind, [entry])[0] for name, entry in entries.items()}


def _emergency(number: str, what: str) -> tuple[str, str]:
    return str(number), str(what)


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
