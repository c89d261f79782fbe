"""What phrases of a message stand for, each found at one pass over its words."""

from dataclasses import dataclass
from functools import cache

from language.phrases import PhraseBook
from localities.locality import Locality
from understanding.signals import ENTRIES, Danger, Tag
from understanding.topics import TOPICS

KEYWORD, HINT = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What a phrase stands for: a signal, a danger, a field with its weight, or a topic."""

    tag: Tag | None = None
    danger: Danger | None = None
    field: str = ""
    weight: float = 0.0
    topic: str = ""


@cache
def book(locality: Locality) -> PhraseBook[Mark]:
    signals = [(phrase, Mark(tag=tag, danger=danger)) for phrase, tag, danger in ENTRIES]
    fields = [
        (phrase, Mark(field=field.id, weight=weight))
        for field in locality.fields.values()
        for weight, phrases in ((KEYWORD, field.keywords), (HINT, field.hints))
        for phrase in phrases
    ]
    topics = [(phrase, Mark(topic=topic)) for topic, phrase in TOPICS]
    return PhraseBook([*signals, *fields, *topics])
