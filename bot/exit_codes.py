"""How an error becomes a line and an exit code: 2 for a mistake of the caller, 1 for anything else."""

import logging
import re
from collections.abc import Callable

import typer
from typer.exceptions import TyperException

from bot.errors import CallerMistake
from texts.vi.operator import calls as texts

MISTAKE, BROKEN = 2, 1

log = logging.getLogger(__name__)


def exit_code(work: Callable[[], int]) -> int:
    """Does the work; what goes wrong is one line on stderr, and of an unexpected error the log has name and place."""
    try:
        return work()
    except CallerMistake as mistake:
        return _complain(str(mistake), MISTAKE)
    except TyperException as mistake:
        return _complain(texts.wrong(_misuse(mistake)), MISTAKE)
    except (KeyboardInterrupt, typer.Abort):
        return 0
    except Exception as error:
        log.exception("unexpected")
        return _complain(texts.broken(type(error).__name__), BROKEN)


def _misuse(mistake: TyperException) -> str:
    """What was wrong with the call. The library says it in English, in classes that it does not export."""
    param, option = getattr(mistake, "param", None), getattr(mistake, "option_name", "")
    place = param.get_error_hint() if param is not None else getattr(mistake, "param_hint", None) or ""
    match type(mistake).__name__:
        case "MissingParameter":
            return texts.parameter_missing(place)
        case "BadParameter":
            return texts.parameter_wrong(place)
        case "NoSuchOption":
            return texts.no_such_option(option)
        case "BadOptionUsage":
            return texts.option_value_wrong(option)
    said = mistake.format_message()
    if unknown := re.search(r"No such command '(.*)'", said):
        return texts.no_such_command(unknown[1])
    if surplus := re.search(r"unexpected extra argument(?:\(s\))? \((.*)\)", said):
        return texts.too_many_arguments(surplus[1])
    return texts.command_missing() if "Missing command" in said else texts.misunderstood()


def _complain(line: str, code: int) -> int:
    typer.echo(" ".join(line.split()), err=True)
    return code
