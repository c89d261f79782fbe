"""Reading a data pack and refusing a broken one, in one line a fault."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from localities.local_names import Spelled
from localities.locality import Body, Field, Locality, Office, Rule
from localities.look_alikes import LookAlike
from localities.pack_files import PackFile
from localities.promises import Promises, RemoteArea
from localities.units import Unit
from localities.validation import problems

PACKS = Path(__file__).parent
NEEDED, OPTIONAL = ("units.yaml", "routing.yaml", "offices.yaml"), ("fields.yaml", "names.yaml")


class LocalityError(ValueError):
    """The data pack is missing or broken; the message is one line that names file and entry."""


@dataclass(frozen=True)
class FieldWords:
    """What a pack adds to a field: words of its place, and another label where it has one."""

    id: str
    label: str = ""
    keywords: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Emergency:
    number: str
    what: str


@dataclass(frozen=True)
class Examined:
    """A pack as it was found: its faults, one line each; the locality only where it has none."""

    locality: Locality | None
    faults: tuple[str, ...]


@cache
def load(locality_id: str, packs: Path = PACKS) -> Locality:
    """The validated pack of that id. LocalityError where it is missing or broken."""
    folder = packs / locality_id
    if not locality_id or Path(locality_id).name != locality_id or not folder.is_dir():
        raise LocalityError(f"no locality {locality_id!r} in {packs.name}/")
    found = examine(folder)
    if found.locality is None:
        raise LocalityError(found.faults[0])
    return found.locality


def examine(folder: Path) -> Examined:
    """Reads the pack in a folder, wherever that lies; all its faults at once, but first those of single entries."""
    files = {name: PackFile(folder / name, needed=name in NEEDED) for name in (*NEEDED, *OPTIONAL)}
    locality = _locality(files)
    faults = [fault for file in files.values() for fault in file.all_faults()]
    faults = faults or list(problems(locality, folder.resolve().name))
    return Examined(None if faults else locality, tuple(faults))


def _locality(files: Mapping[str, PackFile]) -> Locality:
    units, routing, offices, fields, names = files.values()
    return Locality(
        id=units.text("id"),
        name=units.text("name"),
        district_name=units.text("district_name", needed=False),
        province=units.text("province", needed=False),
        example=units.text("example", needed=False),
        units=_with_predecessors(units.by_id("units", Unit)),
        fields=_worded(national_fields(), fields.by_id("fields", FieldWords, needed=False)),
        bodies=routing.by_id("bodies", Body),
        rules=tuple(routing.entries("rules", Rule)),
        offices=offices.of_communes("offices", Office),
        default_authority=routing.text("default_authority"),
        emergency=tuple((one.number, one.what) for one in offices.entries("emergency", Emergency)),
        promises=offices.of_communes("promises", Promises, needed=False),
        remote_areas=tuple(offices.entries("remote_areas", RemoteArea, needed=False)),
        spelled=_spelled(names),
    )


@cache
def national_fields() -> Mapping[str, Field]:
    """The fields that every locality has, with the words of the whole country."""
    file = PackFile(PACKS / "fields.yaml")
    found = file.by_id("fields", Field)
    if faults := file.all_faults():
        raise LocalityError(faults[0])
    return found


def _worded(fields: Mapping[str, Field], added: Mapping[str, FieldWords]) -> dict[str, Field]:
    """An id that no locality has stays, for validation to name it."""
    worded = dict(fields)
    for name, words in added.items():
        known = fields.get(name, Field(name, words.label))
        worded[name] = replace(
            known,
            label=words.label or known.label,
            keywords=(*known.keywords, *words.keywords),
            hints=(*known.hints, *words.hints),
        )
    return worded


def _spelled(names: PackFile) -> Spelled:
    look_alikes = names.entries("look_alikes", LookAlike, needed=False)
    return replace(names.whole(Spelled, but=("look_alikes",)), look_alikes=tuple(look_alikes))


def _with_predecessors(units: Mapping[str, Unit]) -> dict[str, Unit]:
    parts: dict[str, list[str]] = {}
    for unit in units.values():
        parts.setdefault(unit.successor or "", []).append(unit.id)
    return {unit.id: replace(unit, predecessors=tuple(parts.get(unit.id, ()))) for unit in units.values()}
