"""How an error becomes a line and an exit code: 2 for a mistake of the caller, 1 for anything else."""

import logging
from collections.abc import Callable

import typer
from typer.exceptions import TyperException

from bot.errors import CallerMistake
from texts.vi import operator as texts

MISTAKE, BROKEN = 2, 1

log = logging.getLogger(__name__)


def exit_code(work: Callable[[], int]) -> int:
    """Does the work; what goes wrong is one line on stderr, and of an unexpected error the log has name and place."""
    try:
        return work()
    except CallerMistake as mistake:
        return _complain(str(mistake), MISTAKE)
    except TyperException as mistake:
        return _complain(texts.wrong_call(mistake.format_message().rstrip(".")), MISTAKE)
    except (KeyboardInterrupt, typer.Abort):
        return 0
    except Exception as error:
        log.exception("unexpected")
        return _complain(texts.broken(type(error).__name__), BROKEN)


def _complain(line: str, code: int) -> int:
    typer.echo(" ".join(line.split()), err=True)
    return code
