"""Whether a restore was interrupted in a data folder while it exchanged one database for another."""

from pathlib import Path

from bot.errors import CallerMistake
from texts.vi.operator import backups, file_faults

STAGE, NEW, OLD = "dang-phuc-hoi", "moi", "cu"  # folders in the data folder, while a restore works


def is_half_restored(place: Path) -> bool:
    """Whether a restore was interrupted in a data folder while it exchanged one database for another."""
    return (place / STAGE / OLD).is_dir()


def refuse_half_restored(place: Path) -> None:
    """Raises CallerMistake where that is so, or this account may not look: what lies there is neither the one nor the other."""
    try:
        half = is_half_restored(place)
    except OSError as error:
        raise CallerMistake(file_faults.unusable(str(place), error.strerror or "")) from None
    if half:
        raise CallerMistake(backups.restore_unfinished(str(place)))
