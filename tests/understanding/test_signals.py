"""The words in the data files are filed under names that the code knows."""

from typing import get_args

import yaml

from understanding import topics
from understanding.matters import words
from understanding.signals import EMERGENCY, ENTRIES, Danger, Tag
from understanding.vocabulary import phrases


def test_every_signal_is_known_and_has_words() -> None:
    """But for `cleared`, which is what becomes of a word that blames nobody on duty."""
    assert {tag for _, tag, _ in ENTRIES if tag} == set(get_args(Tag)) - {"cleared"}
    assert {danger for _, _, danger in ENTRIES if danger} == set(get_args(Danger)) == set(EMERGENCY)


def test_every_class_of_words_is_read() -> None:
    kept = yaml.safe_load(words.FILE.read_text(encoding="utf-8"))
    assert tuple(kept) == words.CLASSES


def test_names_of_groups_are_words() -> None:
    """YAML reads a bare `on` as true."""
    groups = [concept for _, _, concept in words.ENTRIES] + [topic for topic, _ in topics.TOPICS]
    assert len(groups) > 1000
    assert {type(group) for group in groups} == {str}


def test_phrases_stand_apart() -> None:
    assert phrases("rác thải;  xe\n rác; ") == ["rác thải", "xe rác"]
