"""Options that several commands share."""

from typing import Annotated

import typer

from texts.vi import operator as texts

FilesOnly = Annotated[bool, typer.Option("--files-only", help=texts.help_files_only())]
