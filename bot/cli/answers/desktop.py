"""An editor's work on one entry: what stands now, whether a new text will do, and how it is published."""

from dataclasses import dataclass
from datetime import date

from bot.errors import CallerMistake
from bot.installation.content import content, shipped
from bot.installation.desk import perform
from bot.installation.local import Installation
from bot.installation.opening import Opened
from db.engine.database import Database
from db.engine.storing import in_session
from db.stores import editions
from db.stores.editions import Act
from db.tables import Edition
from faq.entries import EntryInvalid, Written, file_of
from faq.overlay import EditedEntry
from faq.publication import Comparison, compare, fixed_set
from localities.locality import Locality
from office.answers import editing


@dataclass(frozen=True)
class Source:
    """The Markdown of an entry, and where it comes from: an edition, or the file that ships."""

    text: str
    group: str
    edition: Edition | None = None


class Desktop:
    """One entry on an editor's desk. `database` None: nobody edited anything yet; `office` None: nothing can be kept."""

    def __init__(self, here: Installation, database: Database | None, entry_id: str, office: Opened | None = None) -> None:
        self.entry_id = entry_id
        self._office = office
        self._here = here
        self._editions = database.read(in_session(editions.current)) if database else []
        self.content = content(self._editions, shipped(here.places))
        self.history = database.read(in_session(lambda session: editions.history(session, entry_id))) if database else []

    @property
    def draft(self) -> Source | None:
        last = self.history[-1] if self.history else None
        return Source(last.text, last.chapter, last) if last is not None and last.act == "draft" else None

    @property
    def published(self) -> Source | None:
        """What answers, or answered before it was withdrawn."""
        last = editions.last_published(self.history)
        if last is not None:
            return Source(last.text, last.chapter, last)
        file = file_of(self.entry_id)
        return Source(file.read_text(encoding="utf-8-sig"), file.parent.name) if file else None

    @property
    def today(self) -> date:
        return self._here.today

    @property
    def locality(self) -> Locality:
        return self._here.locality

    @property
    def is_withdrawn(self) -> bool:
        return self.entry_id in self.content.withdrawn

    def check(self, text: str, group: str, place: str) -> Written:
        """The entry that a text is. Raises CallerMistake with the first thing to be mended."""
        try:
            return editing.check(self.content, self.entry_id, text, group=group, place=place)
        except EntryInvalid as fault:
            raise CallerMistake(str(fault)) from None

    def compare(self, text: str, group: str) -> Comparison:
        """How the fixed set of questions fares with the text published."""
        edited = EditedEntry(self.entry_id, len(self.history) + 1, group, text, "", self._here.today)
        others = [one for one in self._editions if one.entry_id != self.entry_id]
        after = content([*others, edited], self.content)
        return Comparison() if after.matcher is self.content.matcher else compare(self.content, after, fixed_set())

    def keep(self, act: Act, text: str, group: str, by: str) -> int:
        assert self._office, "opened for writing"
        return perform(self._office, lambda errand: editing.keep(errand, self.entry_id, act, group=group, text=text, by=by))
