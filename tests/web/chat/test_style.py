import re
from pathlib import Path

import pytest

import web

STYLE = (Path(web.__file__).parent / "chat" / "static" / "chat.css").read_text()
READABLE = 4.5  # WCAG AA for text of ordinary size
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLE))


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "soft", "teal", "teal-dark") for ground in ("paper", "card", "mint", "#ffffff")),
        ("#ffffff", "teal"),
        ("#ffffff", "soft"),
        ("#e6f3ef", "teal"),
        ("amber", "#fff9ea"),
        ("red", "#fff6f3"),
        ("red", "paper"),
        ("#5b3a00", "#fdf0d3"),
        ("#66736f", "#ffffff"),
    ],
)
def test_text_is_readable_on_its_ground(text: str, ground: str) -> None:
    used = [COLOURS.get(name, name) for name in (text, ground)]
    assert all(colour in STYLE or colour == "#ffffff" for colour in used)
    assert contrast(*used) >= READABLE


def test_motion_stops_for_those_who_ask() -> None:
    assert "prefers-reduced-motion: reduce" in STYLE
