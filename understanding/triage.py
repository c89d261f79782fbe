"""What `nghedan triage` writes of a message, in the ids of data files. Pure."""

from collections.abc import Mapping
from datetime import date

from cases.kinds import Kind
from language.folding import fold
from localities.locality import Locality
from localities.places import Candidate
from understanding.message import understand

IDS: Mapping[Kind, str] = {"feedback": "phan-anh", "proposal": "kien-nghi", "complaint": "khieu-nai", "denunciation": "to-cao"}


def triage(text: str, locality: Locality, on: date) -> dict[str, object]:
    """`unit` and `units` are the communes that the text names; `today` the ids of today's, hamlets and landmarks included."""
    found = understand(text, locality, on)
    places = [one for one in found.places.candidates if one.via != "district"]
    units = list(dict.fromkeys(name for one in places if (name := _named(one, locality))))
    return {
        "is_feedback": found.is_feedback,
        "kind": IDS[found.kind] if found.kind else None,
        "field": found.fields[0] if found.is_feedback else None,
        "unit": units[0] if len(units) == 1 else None,
        "units": units,
        "today": list(dict.fromkeys(locality.today(one.unit_id, on).id for one in places)),
        "accuses_officer": found.is_feedback and found.about_officer,
        "people_count": found.people_count,
        "urgent": found.urgent,
        "probability": found.probability,
    }


def _named(place: Candidate, locality: Locality) -> str | None:
    """The commune's name with its diacritics, the one that the text uses; None where it names only a part of it."""
    unit, said = locality.units[place.unit_id], f" {fold(place.spelled)} "
    if place.via == "former_name":
        return next((name for name in unit.former_names if f" {fold(name)} " in said), unit.name)
    return unit.name if place.via == "unit" or f" {fold(unit.name)} " in said else None
