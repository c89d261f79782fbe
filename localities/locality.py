"""One place with its communes, bodies and fields of work, as the data pack has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from language.folding import fold
from localities.local_names import LocalNames, Spelled, local_names
from localities.places import PlaceIndex, Places
from localities.promises import Promises, RemoteArea
from localities.units import Unit


@dataclass(frozen=True, slots=True)
class Field:
    """A subject that decides who handles a case. `keywords` speak for it, `hints` a little."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every commune has: its departments, police, station of health…"""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`field` goes to `body` between the dates; in all communes, or in the one named."""

    field: str
    body: str
    valid_from: date
    valid_to: date | None = None
    authority: str | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Office:
    """What is known of a commune's office; None is unknown and must be said to be."""

    hours: str | None = None
    hotline: str | None = None
    address: str | None = None


@dataclass(frozen=True, eq=False)
class Locality:
    """A data pack, validated. Dates are calendar dates in Asia/Ho_Chi_Minh."""

    id: str
    name: str
    units: Mapping[str, Unit]
    fields: Mapping[str, Field]
    bodies: Mapping[str, Body]
    rules: tuple[Rule, ...]
    offices: Mapping[str, Office]
    emergency: tuple[tuple[str, str], ...]
    default_authority: str  # whose focal officer gets what names no place
    district_name: str = ""
    province: str = ""
    example: str = ""  # a unit that citizens are shown as an example
    spelled: Spelled = field(default_factory=Spelled)
    promises: Mapping[str, Promises] = field(default_factory=dict)  # of a commune, or `default`
    remote_areas: tuple[RemoteArea, ...] = ()

    @cached_property
    def _places(self) -> PlaceIndex:
        return PlaceIndex(self.units, self._names, frozenset({fold(self.district_name)}))

    @cached_property
    def _names(self) -> LocalNames:
        return local_names(self.units.values(), self.spelled, self.district_name, self.province)

    @cached_property
    def example_name(self) -> str:
        """The name of a unit, to show how places are named."""
        return self.units[self.example or next(iter(self.units))].name

    @cached_property
    def unasked_places(self) -> frozenset[str]:
        """Names that say where somebody lives and nothing about what they ask. What became of the district is often asked."""
        names = {name for unit in self.units.values() for name in (unit.name, *unit.former_names)}
        return frozenset((names | {*self.spelled.not_asked_about}) - {self.district_name, *self.spelled.asked_about})

    def communes(self, on: date) -> list[Unit]:
        """The communes that are authorities on that date."""
        return [unit for unit in self.units.values() if unit.exists(on)]

    def former(self) -> list[Unit]:
        """Units that have a successor."""
        return [unit for unit in self.units.values() if unit.successor is not None]

    def today(self, unit_id: str, on: date) -> Unit:
        """The unit that holds `unit_id` on that date. KeyError for an unknown id."""
        return self._places.today(unit_id, on)

    def resolve(self, text: str, on: date) -> Places:
        """The communes that `text` names."""
        return self._places.resolve(text, on)

    def body_for(self, field_id: str | None, authority: str, on: date) -> str | None:
        """Body of the commune for a field; a rule of that commune wins. None where field or commune is unknown."""
        unit = self.units.get(authority)
        if unit is None or not unit.exists(on):
            return None
        found = [rule for rule in self.rules if rule.field == field_id and rule.holds(on) and rule.authority in (None, authority)]
        own = [rule for rule in found if rule.authority is not None]
        return (own or found)[0].body if found else None

    def office_hours(self, authority: str) -> str | None:
        return self.offices.get(authority, Office()).hours

    def promises_of(self, authority: str) -> Promises:
        """What the commune promises where the law has no number."""
        return self.promises.get(authority) or self.promises.get("default") or Promises()

    def remote(self, unit_id: str, on: date) -> RemoteArea | None:
        """The recorded decision by which a unit counts as remote on that date; None where there is none."""
        return next((one for one in self.remote_areas if one.unit == unit_id and one.holds(on)), None)

    def hotline(self, authority: str) -> str | None:
        return self.offices.get(authority, Office()).hotline
