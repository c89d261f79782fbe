"""Words as the data files of this package hold them: phrases in groups, apart by `;`."""

from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - CSafeLoader is a safe loader


def phrases(text: str) -> list[str]:
    return [phrase for piece in text.split(";") if (phrase := " ".join(piece.split()))]
