"""Commands that are known by name and help, and loaded when they are called: most need little of the program."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

Load = Callable[[], typer.Typer | Callable[..., None]]


@dataclass(frozen=True)
class Later:
    """`load` gives a command, or a group of them."""

    help: str
    load: Load


class LazyGroup(TyperGroup):
    """To be subclassed with `later`, the commands by name."""

    later: Mapping[str, Later] = {}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        return name, self.loaded(name) if name and name in self.later else command, rest

    def loaded(self, name: str) -> Any:
        """The command itself, where `list_commands` has its name alone."""
        gc.disable()  # what is loaded stays
        found = self.later[name].load()
        gc.enable()
        if isinstance(found, typer.Typer):
            return get_command(found)
        alone = typer.Typer(add_completion=False)
        alone.command(name, help=self.later[name].help)(found)
        return get_command(alone)


def announce(app: typer.Typer, later: Mapping[str, Later]) -> None:
    """Puts them where the help of `app` lists them."""
    for name, one in later.items():
        app.command(name, help=one.help)(_unloaded)


def _unloaded() -> None:
    raise AssertionError("a command is loaded before it is called")
