"""Words by which a message shows what it wants, and by which it tells of danger; they stand in `signals.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from understanding.vocabulary import phrases, read

FILE = Path(__file__).with_name("signals.yaml")

Tag = Literal[
    "ask", "how", "status", "greeting", "thanks", "human", "goodbye", "problem", "trouble", "lasting", "wish", "do",
    "handle", "should", "report", "complaint", "decision", "disagree", "review", "own", "officer", "office", "manners", "graft",
    "hard_graft", "denounce", "service", "evidence", "past", "neutral", "chat", "telling", "scene", "lax", "propose",
    "stranger", "citizen", "cleared",
]  # fmt: skip
Danger = Literal["fire", "electric", "violence", "child", "drowning", "collapse", "poison", "medical", "crowd"]

EMERGENCY: dict[Danger, tuple[str, ...]] = {  # national numbers, the first is the one to call
    "fire": ("114",),
    "electric": ("114", "115"),
    "violence": ("113", "115"),
    "child": ("111", "113"),
    "drowning": ("112", "114"),
    "collapse": ("112", "114"),
    "poison": ("115",),
    "medical": ("115",),
    "crowd": ("113",),
}


def _entries() -> tuple[tuple[str, Tag | None, Danger | None], ...]:
    kept = read(FILE)
    tags: Mapping[Tag, str] = kept["phrases"]
    dangers: Mapping[Danger, str] = kept["dangers"]
    return (
        *((phrase, tag, None) for tag, text in tags.items() for phrase in phrases(text)),
        *((phrase, None, danger) for danger, text in dangers.items() for phrase in phrases(text)),
    )


ENTRIES = _entries()
