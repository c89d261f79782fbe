"""The house keeps its shape: the map is the tree, rooms stay small, nothing goes round in a circle."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import pytest

from tests.sources import ROOT, docstring, files, packages, product, project

FUNCTION_LINES, FILE_LINES, FILE_LINES_AT_MOST, FOLDER_FILES = 13, 200, 400, 20
MIGRATIONS = "db/migrations/"  # grow with each release, and are never edited afterwards
IGNORED = {  # what the import rules may overlook, each with its reason in pyproject.toml
    "db.engine.database -> asyncio",
}


def modules() -> dict[str, ast.Module]:
    return {path: tree for path, tree in product().items() if not path.startswith(MIGRATIONS)}


def lines(path: str) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def nine_in_ten(sizes: Sequence[int]) -> int:
    """The size that nine of ten do not exceed."""
    return sorted(sizes)[len(sizes) - len(sizes) // 10 - 1]


# ---------------------------------------------------------------- the map


def folder_map() -> list[str]:
    """The folders of the README's map, as paths; a folder within another stands two spaces further in."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^## Folder map\n+```\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert block
    found: list[str] = []
    above: list[str] = []
    for line in block[1].splitlines():
        entry = re.fullmatch(r"((?:  )*)([a-z0-9_]+)/ {2,}\S.*", line)
        if entry is None:
            assert line.startswith(" " * 16), f"neither a folder with what it is for nor more words about one: {line!r}"
            continue
        above = [*above[: len(entry[1]) // 2], entry[2]]
        found.append("/".join(above))
    return found


def tree() -> set[str]:
    """All packages, and what else lies at the top, hidden folders left out."""
    top = {file.parts[0] for file in files() if len(file.parts) > 1 and not file.parts[0].startswith(".")}
    return top | {path.removesuffix("/__init__.py") for path in product() if path.endswith("/__init__.py")}


def test_the_map_in_the_readme_is_the_tree() -> None:
    drawn = folder_map()
    assert {"bot", "tests"} <= set(drawn) & tree()
    assert len(drawn) == len(set(drawn))
    assert {"missing": tree() - set(drawn), "gone": set(drawn) - tree()} == {"missing": set(), "gone": set()}


def test_the_arrows_in_the_readme_are_the_rule() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    arrows = re.findall(r"^bot → .*$", readme, re.MULTILINE)
    [layers] = [rule["layers"] for rule in project()["tool"]["importlinter"]["contracts"] if rule["type"] == "layers"]
    there = [" | ".join(name for name in layer.split(" | ") if not name.startswith("(")) for layer in layers]
    assert arrows == [" → ".join(filter(None, there))]


# ---------------------------------------------------------------- sizes


def functions() -> Iterator[tuple[int, str]]:
    """(lines of code, where) of each function; what explains it and what decorates it does not count. Texts are left out: one
    sentence a function would make the rest look small."""
    for path, module in modules().items():
        for node in ast.walk(module) if not path.startswith("texts/") else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                doc = docstring(node)
                prose = doc.end_lineno - doc.lineno + 1 if doc and doc.end_lineno else 0
                yield node.end_lineno - node.lineno + 1 - prose, f"{path}:{node.lineno} {node.name}"


def test_functions_are_short() -> None:
    found = list(functions())
    assert len(found) > 1000
    sizes = [size for size, _ in found]
    figures = f"{len(sizes)} functions, half of them up to {median(sizes):g} lines, nine in ten up to {nine_in_ten(sizes)}"
    assert nine_in_ten(sizes) <= FUNCTION_LINES, f"{figures}; the longest: {sorted(found, reverse=True)[:10]}"


def sized() -> dict[str, int]:
    """The lines of each file with something in it."""
    return {path: size for path in modules() if (size := len(lines(path)))}


def test_files_are_short() -> None:
    found = sized()
    assert len(found) > 200
    above = sorted(((size, path) for path, size in found.items() if size > FILE_LINES), reverse=True)
    room = len(found) // 10
    figures = f"{len(found)} files, half of them up to {median(found.values()):g} lines, nine in ten up to"
    assert nine_in_ten([*found.values()]) <= FILE_LINES, (
        f"{figures} {nine_in_ten([*found.values()])}; {len(above)} are longer than {FILE_LINES}, {room} may be: {above}"
    )


def test_no_file_is_long() -> None:
    found = sized()
    assert found
    assert {path: size for path, size in found.items() if size > FILE_LINES_AT_MOST} == {}


def test_no_folder_is_crowded() -> None:
    found = Counter(path.rpartition("/")[0] for path in modules() if not path.endswith("/__init__.py"))
    assert found["bot/cli"]
    assert {folder: count for folder, count in found.items() if count > FOLDER_FILES} == {}


# ---------------------------------------------------------------- circles


def test_no_package_may_go_in_circles() -> None:
    """`test_imports_point_downwards_only` runs the rule; here it is seen that nothing is left out of it."""
    [rule] = [rule for rule in project()["tool"]["importlinter"]["contracts"] if rule["type"] == "acyclic_siblings"]
    assert set(rule["ancestors"]) == packages()
    assert set(rule) <= {"id", "name", "type", "ancestors", "ignore_imports", "unmatched_ignore_imports_alerting"}


def test_what_the_import_rules_overlook_has_a_reason() -> None:
    rules = project()["tool"]["importlinter"]["contracts"]
    overlooked = {ignored for rule in rules for ignored in rule.get("ignore_imports", ())}
    assert overlooked
    assert overlooked <= IGNORED
    written = lines("pyproject.toml")
    assert [one for one in overlooked if not any(f'"{one}"' in line and " # " in line for line in written)] == []


# ---------------------------------------------------------------- the guards themselves


@pytest.mark.parametrize(("sizes", "expected"), [([1], 1), ([*range(1, 11)], 9), ([1] * 17 + [2] * 2, 2), ([1] * 18 + [2], 1)])
def test_nine_in_ten(sizes: list[int], expected: int) -> None:
    assert nine_in_ten(sizes) == expected
