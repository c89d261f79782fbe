"""What does for an answer: acceptors that flows hand to `Turn.ask`."""

import re
from datetime import date
from typing import TypedDict

from handlers.engine.conversation import Option
from handlers.engine.turn import Accept, Answer, NotAccepted
from language.folding import fold
from localities.locality import Locality
from localities.places import Places
from texts.vi.citizen import asking, reporting

UNKNOWN = "unknown"
DECLINED = ("khong", "khong can", "khong muon", "khong co", "thoi", "xong", "da thoi")
_PHONE = re.compile(r"(?:\+?84|0)(?:\d[ .\-]?){8,10}")


class Where(TypedDict):
    """A place as JSON: the unit as named, the authority it belongs to today, the words used."""

    unit: str | None
    authority: str
    place: str


def words_or_files(question: str) -> Accept[str]:
    """Words, or nothing but a voice message, picture or film that says it."""

    def accept(answer: Answer) -> str:
        if answer.text and not answer.incoming.tap:
            return answer.text
        if answer.incoming.attachments:
            return ""
        raise NotAccepted(question)

    return accept


def spot_in(answer: Answer) -> str:
    """Words for a place, or a point on the map, or a picture of it."""
    if answer.incoming.position is not None and not answer.text:
        return ""
    return words_or_files(reporting.spot())(answer)


def words(question: str, limit: int = 2000) -> Accept[str]:
    def accept(answer: Answer) -> str:
        if not answer.text or answer.incoming.tap:
            raise NotAccepted(question)
        return answer.text[:limit]

    return accept


def person_name(answer: Answer) -> str:
    name = " ".join(answer.text.split())
    if fold(name) in DECLINED:
        return ""
    if not 2 <= len(name) <= 60 or any(character.isdigit() for character in name):
        raise NotAccepted(asking.name_not_clear())
    return re.sub(r"^(tôi là|tui là|tên là|tên)\s+", "", name, flags=re.IGNORECASE)


def phone(answer: Answer) -> str:
    """Ten or eleven digits as people write them; a contact shared by the platform counts too."""
    if fold(answer.text) in DECLINED:
        return ""
    found = _PHONE.search(answer.incoming.phone or answer.text)
    if found is None:
        raise NotAccepted(asking.phone_not_clear())
    digits = re.sub(r"\D", "", found.group())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) >= 11 else digits


def commune_options(locality: Locality, on: date) -> list[Option]:
    communes = [Option(value=unit.id, label=unit.full_name) for unit in locality.communes(on)]
    return [*communes, Option(value=UNKNOWN, label=asking.place_unknown())]


def place_in(locality: Locality, on: date) -> Accept[Where]:
    """A place that leads to one commune; several readings are asked back, none at all is asked again."""

    def accept(answer: Answer) -> Where:
        earlier = [text for text in answer.earlier if fold(text) not in _names(locality)]
        said = " ".join(filter(None, (*earlier, answer.text if answer.incoming.tap is None else "")))
        if answer.picked == UNKNOWN:
            return {"unit": None, "authority": locality.default_authority, "place": _only_words(said)}
        if answer.picked is not None and _is_bare(answer):
            return where(locality, answer.picked, on, " ".join(earlier))
        readings = locality.resolve(answer.text, on)
        if readings.one is not None and readings.one.via == "district":
            unit = locality.units[readings.one.unit_id]
            raise NotAccepted(asking.district_or_commune(unit.full_name, unit.kind), commune_options(locality, on))
        if readings.one is not None:
            return where(locality, readings.one.unit_id, on, said)
        if readings.candidates:
            raise NotAccepted(asking.which_place(), candidate_options(locality, readings, on))
        if answer.picked is not None:
            return where(locality, answer.picked, on, said)
        raise NotAccepted(asking.place_not_found(locality.example_name))

    return accept


def where(locality: Locality, unit_id: str, on: date, said: str) -> Where:
    """`said` is kept where it says more than the unit's name."""
    words = "" if fold(said) in _names(locality) else _only_words(said)
    return {"unit": unit_id, "authority": locality.today(unit_id, on).id, "place": words}


def _names(locality: Locality) -> set[str]:
    """What says no more than which unit."""
    return {fold(name) for unit in locality.units.values() for name in (unit.name, unit.full_name, *unit.aliases)}


def candidate_options(locality: Locality, readings: Places, on: date) -> list[Option]:
    units = dict.fromkeys(candidate.unit_id for candidate in readings.candidates)
    options = [Option(value=unit_id, label=unit_label(locality, unit_id, on)) for unit_id in units]
    return [*options, Option(value=UNKNOWN, label=asking.place_unknown())]


def unit_label(locality: Locality, unit_id: str, on: date) -> str:
    """A former unit with the commune it belongs to now: both names help."""
    unit, today = locality.units[unit_id], locality.today(unit_id, on)
    return unit.full_name if unit.id == today.id else asking.former_unit(unit.full_name, today.full_name)


def _is_bare(answer: Answer) -> bool:
    """Whether the person tapped or typed nothing but the number: only then the choice says more than the words."""
    return answer.incoming.tap is not None or len(fold(answer.text)) <= 3


def _only_words(said: str) -> str:
    return "" if len(fold(said)) <= 3 else said[:300]
