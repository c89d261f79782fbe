"""What several commands ask for."""

import getpass
from typing import Annotated

import typer

from texts.vi.operator.help import content as texts

FilesOnly = Annotated[bool, typer.Option("--files-only", help=texts.files_only())]


def who(name: str) -> str:
    """Who does something: whoever is logged in, where nobody is named; on a machine without user names, nobody."""
    if name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
