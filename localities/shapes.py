"""Making the entries of a data pack into objects, and saying in one line what is wrong with one."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_SAID: dict[object, str] = {str: "a text", int: "a whole number", date: "a date", NoneType: "empty"}


class EntryInvalid(ValueError):
    """An entry that cannot be made; the message says which of its values is wrong and what it must be."""


def make(kind: Callable[..., T], entry: Any) -> T:
    """An object of that dataclass of a mapping as YAML has it; lists become tuples. EntryInvalid where it does not fit."""
    if not isinstance(entry, Mapping):
        raise EntryInvalid("must be a mapping")
    hints = _hints(kind)
    for name in entry:
        if name not in hints:
            raise EntryInvalid(f"{name} is unknown; known are {', '.join(hints)}")
    for name in _required(kind):
        if name not in entry:
            raise EntryInvalid(f"{name} is missing")
    for name, value in entry.items():
        if not _fits(value, hints[name]):
            raise EntryInvalid(f"{name} must be {_said(hints[name])}")
    return kind(**{name: _frozen(value, hints[name]) for name, value in entry.items()})


@cache
def _hints(kind: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)


def _fits(value: Any, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is tuple:
        return isinstance(value, list) and all(_fits(one, parts[0]) for one in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(isinstance(name, str) and _fits(one, parts[1]) for name, one in value.items())
    return type(value) is hint  # YAML's yes is no whole number, its instants are no dates


def _frozen(value: Any, hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(value)
    return {name: tuple(one) for name, one in value.items()} if isinstance(value, Mapping) else value


def _said(hint: Any) -> str:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(_said(part) for part in parts)
    if origin is tuple:
        return f"a list, each {_said(parts[0])}"
    return _SAID.get(hint, "a mapping")
