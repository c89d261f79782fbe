"""The entries that answer: those that ship, with what editors did where there is a database; none is made."""

from collections.abc import Iterable, Sequence
from functools import cache

from bot.installation.base import Base
from bot.installation.reading import read_known
from db.stores import editions
from faq.content import Content, build
from faq.entries import EntryInvalid, Written, read_folder
from faq.overlay import Edition, overlay


@cache
def _files() -> tuple[Sequence[Written], Sequence[EntryInvalid]]:
    """The entries that ship, each by itself, read once in a process's life."""
    return read_folder()


@cache
def shipped() -> Content:
    """The entries that ship; a broken one is left out."""
    return build(overlay(*_files(), ()))


def content(changed: Iterable[Edition], before: Content | None = None) -> Content:
    """With what editors published and withdrew; see faq.content.build."""
    return build(overlay(*_files(), changed), before)


def known_content(here: Base, *, files_only: bool = False) -> Content:
    """With what editors did, in a database of whatever version."""
    return shipped() if files_only else content(read_known(here, editions.known, []), shipped())
