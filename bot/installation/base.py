"""What every command starts from: the settings, the clock, and how to get at what is large. Loads next to nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.clock import HANOI, Clock
from bot.installation.half_restored import refuse_half_restored
from bot.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.channels.kit import LoadKit


@dataclass(frozen=True)
class Loaders:
    """Parts that are large and seldom needed: each call loads what it needs. `to_newest` migrates; `kits`: of every channel in
    the registry."""

    to_newest: "Callable[[Connection], None]"
    kits: "Mapping[str, LoadKit]"


class Base:
    """`serves`: this is the program itself, not a command beside it."""

    def __init__(self, settings: Settings, loaders: Loaders) -> None:
        self.settings = settings
        self.loaders = loaders
        self.clock = Clock(settings.now)
        self.serves = False

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(HANOI).date()

    @property
    def may_have_database(self) -> bool:
        """False: there certainly is none. Of one on a server its first use tells. Raises CallerMistake where a restore was
        interrupted."""
        file = self.settings.database_file
        if file is not None:
            refuse_half_restored(file.parent)
        return file is None or file.exists()
