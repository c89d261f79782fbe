"""Which of the signs of a comparison are worth telling an officer."""

from collections.abc import Mapping

_FOR: tuple[tuple[str, str], ...] = (
    ("same_number", "same_number"), ("same_name", "same_spot"), ("same_spot", "same_spot"), ("same_thing", "same_thing"),
    ("same_event", "same_event"), ("same_ask", "same_ask"), ("shared_weight", "same_words"), ("same_commune", "same_commune"),
)  # fmt: skip
_AGAINST: tuple[tuple[str, str], ...] = (
    ("other_name", "other_spot"), ("split_spot", "other_spot"), ("split_thing", "other_thing"), ("split_event", "other_event"),
    ("split_ask", "other_ask"), ("other_number", "other_number"), ("other_person", "other_person"), ("other_kind", "other_kind"),
)  # fmt: skip


def reasons(found: Mapping[str, float], parts: Mapping[str, float], *, is_for: bool) -> tuple[str, ...]:
    """Ids of texts.vi.officer.joining, strongest first, that speak for one matter or against. `parts`: what each sign weighs."""
    rows = _FOR if is_for else _AGAINST
    weighed = sorted(((abs(parts[sign]), reason) for sign, reason in rows if found[sign]), key=lambda row: -row[0])
    return tuple(dict.fromkeys(reason for _, reason in weighed)) or (() if is_for else ("too_little",))
