"""What a report can be about, as concepts: different words of different people for one thing. They stand in `words.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from understanding.vocabulary import phrases, read

Class = Literal["thing", "event", "ask", "spot"]
CLASSES: tuple[Class, ...] = ("thing", "event", "ask", "spot")
FILE = Path(__file__).with_name("words.yaml")


def _entries() -> tuple[tuple[str, Class, str], ...]:
    kept: Mapping[Class, Mapping[str, str]] = read(FILE)
    return tuple((phrase, kind, concept) for kind in CLASSES for concept, text in kept[kind].items() for phrase in phrases(text))


ENTRIES = _entries()
