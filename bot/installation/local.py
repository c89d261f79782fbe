"""An installation with what its place and the law say. Needs no database and no handlers."""

from functools import cached_property

from bot.errors import CallerMistake
from bot.installation.base import Base
from cases.deadlines.rules import DeadlinesInvalid, Table
from cases.deadlines.rules import table as deadline_table
from localities.loading import LocalityError
from localities.loading import load as load_locality
from localities.locality import Locality
from texts.vi.operator import starting as texts


class Installation(Base):
    """Content is read when it is first asked for; a fault in it is the caller's mistake."""

    @cached_property
    def locality(self) -> Locality:
        try:
            return load_locality(self.settings.locality)
        except LocalityError as error:
            raise CallerMistake(texts.wrong_content(str(error))) from None

    @property
    def places(self) -> frozenset[str]:
        """Words that no question is about. Questions are matched without a locality, too; that it is broken is told by whoever
        needs it."""
        try:
            return self.locality.unasked_places
        except CallerMistake:
            return frozenset()

    @cached_property
    def deadlines(self) -> Table:
        """The deadlines of law."""
        try:
            return deadline_table()
        except DeadlinesInvalid as error:
            raise CallerMistake(texts.wrong_content(str(error))) from None
