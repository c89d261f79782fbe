"""The content with what editors did, for commands that make no database."""

from collections.abc import Sequence
from contextlib import closing

from bot.errors import CallerMistake
from bot.installation.database_faults import FAULTS, database_fault
from bot.installation.opening import Installation
from db.engine.database import open_database
from db.engine.storing import in_session
from db.stores import editions
from faq.content import Content
from faq.overlay import EditedEntry


def known_content(here: Installation, *, files_only: bool = False) -> Content:
    """The content with what editors did, where there is a database; none is made."""
    return here.shipped if files_only else here.content(_known_editions(here), here.shipped)


def _known_editions(here: Installation) -> Sequence[EditedEntry]:
    file = here.settings.database_file
    if file is not None and not file.exists():
        return ()
    try:
        with closing(open_database(here.settings.url)) as database:
            return database.read(in_session(editions.known))
    except FAULTS as error:
        raise CallerMistake(database_fault(error)) from None
