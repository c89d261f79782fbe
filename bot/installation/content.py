"""The entries that answer: those that ship, with what editors did where there is a database; none is made."""

from collections.abc import Iterable, Sequence
from functools import cache

from bot.installation.local import Installation
from bot.installation.reading import read_known
from db.engine.storing import in_session
from db.stores import editions
from faq.content import Content, build
from faq.entries import EntryInvalid, Written, read_folder
from faq.overlay import EditedEntry, overlay


@cache
def _files() -> tuple[Sequence[Written], Sequence[EntryInvalid]]:
    """The entries that ship, each by itself, read once in a process's life."""
    return read_folder()


@cache
def shipped(places: frozenset[str]) -> Content:
    """The entries that ship; a broken one is left out. `places`: words of the locality that no question is about."""
    return build(overlay(*_files(), ()), places=places)


def content(changed: Iterable[EditedEntry], before: Content) -> Content:
    """With what editors published and withdrew; of the same places as before. See faq.content.build."""
    return build(overlay(*_files(), changed), before)


def known_content(here: Installation, *, files_only: bool = False) -> Content:
    """With what editors did, in a database of whatever version."""
    ships = shipped(here.places)
    return ships if files_only else content(read_known(here, in_session(editions.known), []), ships)
