"""The Markdown of an entry taken apart: facts in YAML above, the short answer below, and in which line each thing stands."""

import json
import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from texts.vi.operator import entry_faults as texts

Place = tuple[str | int, ...]  # ("documents", 1): the second document


class FormatBroken(ValueError):
    """`fault` says what to mend; `line` counts from 1 in the whole text."""

    def __init__(self, fault: str, line: int | None = None, field: str | None = None) -> None:
        super().__init__(fault)
        self.fault, self.line, self.field = fault, line, field


@dataclass(frozen=True)
class Parts:
    """The facts as written, and the short answer; `body_line` is the line it begins in."""

    facts: Mapping[str, Any]
    body: str
    body_line: int
    _front: yaml.Node

    def line_of(self, place: Place) -> int | None:
        """The line of a fact or of an item of it; of the nearest thing around it where it has none itself."""
        line, node = None, self._front
        for step in place:
            found = _child(node, step)
            if found is None:
                return line
            mark, node = found
            line = mark.line + 2
        return line


def take_apart(text: str) -> Parts:
    """Raises FormatBroken."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    opening, _, rest = text.partition("---\n")
    front, closing, body = rest.partition("\n---\n")
    if opening or not closing:
        raise FormatBroken(texts.no_front_matter(), 1)
    facts, node = _read(front)
    if not isinstance(facts, dict) or node is None:
        raise FormatBroken(texts.front_matter_not_a_list(), 2)
    blank = len(body) - len(body.lstrip())
    body_line = front.count("\n") + (4 + body[:blank].count("\n") if body.strip() else 3)
    return Parts({str(key): value for key, value in facts.items()}, body.strip(), body_line, node)


def _read(front: str) -> tuple[object, yaml.Node | None]:
    loader = _UniqueKeys(front)
    try:
        node = loader.get_single_node()
        return (loader.construct_document(node) if node is not None else None), node
    except _Twice as error:
        raise FormatBroken(texts.given_twice(), error.line, error.field) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise FormatBroken(texts.not_yaml(error.problem or "YAML"), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a day such as 2026-13-40 is a ValueError
        raise FormatBroken(texts.not_yaml(" ".join(str(error).split())[:80])) from None
    finally:
        loader.dispose()


class _Twice(Exception):
    def __init__(self, line: int, field: str) -> None:
        super().__init__(field)
        self.line, self.field = line, field


class _UniqueKeys(yaml.CSafeLoader):
    """YAML takes the last of two equal keys in silence; a fact would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise _Twice(key.start_mark.line + 2, str(key.value))
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def add_phrasings(text: str, phrasings: Sequence[str]) -> str:
    """The text of an entry with these ways to ask in front of the others; nothing else of it changes."""
    lines = text.splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines, start=1) if line.rstrip() == "phrasings:"), None)
    if at is None:
        raise FormatBroken(texts.list_wanted(), field="phrasings")
    indent = re.match(r" *", lines[at])[0] if at < len(lines) else "  "  # type: ignore[index]
    return "".join([*lines[:at], *(f"{indent}- {json.dumps(said, ensure_ascii=False)}\n" for said in phrasings), *lines[at:]])


# ---------------------------------------------------------------- what the model says, for editors


def first_fault(error: ValidationError, parts: Parts) -> FormatBroken:
    """What is wrong with the first fact that the model refused."""
    found = error.errors(include_url=False, include_input=False)[0]
    place: Place = found["loc"]
    if found["type"] in ("missing", "extra_forbidden"):
        fault = texts.missing() if found["type"] == "missing" else texts.unknown_key()
        return FormatBroken(fault, parts.line_of(place) or 1, ".".join(map(str, place)))
    fault = _in_words(str(found["type"]), found.get("ctx") or {}, place)
    item = next((part for part in place[1:] if isinstance(part, int)), None)
    field = str(place[0]) if place else None
    return FormatBroken(texts.item(item + 1, fault) if item is not None else fault, parts.line_of(place), field)


def _in_words(kind: str, context: Mapping[str, Any], place: Place) -> str:
    if kind == "too_short":
        return texts.empty()
    if kind == "string_too_long":
        return texts.too_long(int(context["max_length"]))
    if kind == "literal_error":
        return texts.one_of(str(context["expected"]).replace(" or ", ", ").replace("'", ""))
    if kind == "string_type" and place[:1] == ("review",):
        return texts.one_of("unreviewed, {approved_by: …, approved_at: …}")
    if kind.startswith("date"):
        return texts.day_wanted()
    simple = {
        "string_type": texts.text_wanted,
        "string_too_short": texts.too_short,
        "string_pattern_mismatch": texts.identifier_wanted,
        "tuple_type": texts.list_wanted,
        "bool_type": texts.yes_or_no_wanted,
        "bool_parsing": texts.yes_or_no_wanted,
    }
    return simple.get(kind, texts.wrong_value)()
