"""Names say one thing, once."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.sources import product

ONE_MEANING = ("State", "Step", "Moved", "Edition", "Telling", "Milestone")  # class or alias that stands in one module alone


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for path, module in product().items():
        yield from ((path, node) for node in ast.walk(module) if isinstance(node, ast.ClassDef))


def attributes(owner: ast.ClassDef) -> Iterator[str]:
    """Its fields, methods, and what its methods set on it."""
    for node in ast.walk(owner):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) if node in owner.body:
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if node in owner.body:
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name


def bound(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Names of parameters and of pairs taken apart, with what they are."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name, annotation=ast.expr() as annotation):
                yield name, ast.unparse(annotation)
            case ast.Tuple(elts=[ast.Name(id=name), ast.Name(id="case")]):
                yield name, "Submission"


def test_no_attribute_repeats_its_owner() -> None:
    found = [
        f"{path}: {owner.name}.{name}"
        for path, owner in classes()
        for said in [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", owner.name.strip("_")).lower()]
        for name in attributes(owner)
        if name.strip("_") == said or name.startswith(f"{said}_") or name.endswith(f"_{said}")
    ]
    assert len(list(classes())) > 100
    assert found == []


def test_a_submission_is_called_a_submission() -> None:
    names = [
        (path, name) for path, module in product().items() for name, kind in bound(module) if "Submission" in kind.split(" | ")
    ]
    assert ("office/casework/senders.py", "submission") in names
    assert [path for path, name in names if name == "one"] == []


def test_a_word_means_one_thing() -> None:
    defined: Counter[str] = Counter()
    for path, module in product().items():
        for node in module.body if not path.startswith("db/migrations/") else ():
            match node:
                case ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                    defined[name] += name in ONE_MEANING
    assert defined["State"] == defined["Edition"] == defined["Milestone"] == 1
    assert {name: number for name, number in defined.items() if number > 1} == {}
