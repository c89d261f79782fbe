"""The YAML files of one data pack; what is wrong with a file or an entry is collected, one line each."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from localities.shapes import EntryInvalid, make

T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PackFile:
    """One file. What is asked of it that is missing or of another shape becomes a fault, and something empty is returned."""

    def __init__(self, path: Path, *, needed: bool = True) -> None:
        self.name = path.name
        self.faults: list[str] = []
        self._known: set[str] = set()
        self._data: dict[str, Any] = {}
        self._readable = path.exists() or needed
        if not self._readable:
            return
        try:
            self._data = _parsed(path)
        except _Unreadable as error:
            self._readable = False
            self.faults.append(f"{path.parent.name}/{path.name}: {error}")

    def text(self, key: str, *, needed: bool = True) -> str:
        value = self._get(key, None if needed else "")
        if key in self._data and not isinstance(value, str):
            self._fault(f"{key} must be a text")
        return str(value or "")

    def entries(self, key: str, kind: Callable[..., T], *, needed: bool = True) -> list[T]:
        """Objects of a list of mappings."""
        found = self._get(key, None if needed else []) or []
        if not isinstance(found, list):
            self._fault(f"{key} must be a list")
            return []
        return [made for entry in found for made in self._made(kind, entry, _named(entry))]

    def by_id(self, key: str, kind: Callable[..., T], *, needed: bool = True) -> dict[str, T]:
        made = self.entries(key, kind, needed=needed)
        ids = [str(getattr(one, "id", "")) for one in made]
        for name, count in Counter(ids).items():
            if count > 1:
                self._fault(f"id {name} stands {count} times")
        return dict(zip(ids, made, strict=True))

    def of_communes(self, key: str, kind: Callable[..., T], *, needed: bool = True) -> dict[str, T]:
        found = self._get(key, None if needed else {}) or {}
        if not isinstance(found, dict):
            self._fault(f"{key} must be a mapping of communes")
            return {}
        return {str(name): made for name, entry in found.items() for made in self._made(kind, entry, f"{key} of {name}")}

    def whole(self, kind: Callable[..., T], but: Collection[str] = ()) -> T:
        """One object of the file's own keys, without those that were asked for otherwise."""
        self._known.update(self._data)
        entry = {key: value for key, value in self._data.items() if key not in but}
        return next(self._made(kind, entry, ""), kind())

    def all_faults(self) -> list[str]:
        """The faults found so far, and the keys that nobody asked for."""
        unknown = [f"{self.name}: {key} is unknown" for key in self._data if key not in self._known]
        return [*self.faults, *unknown]

    def _get(self, key: str, default: Any) -> Any:
        self._known.add(key)
        if self._readable and key not in self._data and default is None:
            self._fault(f"{key} is missing")
        return self._data.get(key, default)

    def _made(self, kind: Callable[..., T], entry: Any, name: str) -> Iterator[T]:
        try:
            yield make(kind, entry)
        except EntryInvalid as error:
            self._fault(f"entry {name}: {error}" if name else str(error))

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self.name}: {what}")


class _Unreadable(ValueError):
    """The file is not there, or no YAML."""


def _named(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return str(next((entry[key] for key in ("id", "name", "field", "unit") if key in entry), entry))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - CSafeLoader is a safe loader
    except OSError as error:
        raise _Unreadable(error.strerror or "cannot be read") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or a date that no calendar has
        mark = getattr(error, "problem_mark", None)
        raise _Unreadable("no valid YAML" + (f", line {mark.line + 1}" if mark else "")) from None
    if not isinstance(data, dict):
        raise _Unreadable("must hold a mapping")
    return data
