"""Options that several commands share."""

from typing import Annotated

import typer

from texts.vi.operator.help import content as texts

FilesOnly = Annotated[bool, typer.Option("--files-only", help=texts.files_only())]
