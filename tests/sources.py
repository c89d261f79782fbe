"""The repository as its rule tests see it: its files, its packages, its parsed modules."""

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
NOT_OURS = {".git", ".venv", ".venv-lock", ".venv-peers", "var", "build", "dist", "test-results", ".hypothesis"}


@cache
def files() -> list[Path]:
    """Every file of the repository, as a path from its root."""
    found = []
    for path in ROOT.iterdir():
        if path.name in NOT_OURS or path.name.endswith((".egg-info", "_cache")):
            continue
        found += [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return [file.relative_to(ROOT) for file in found if "__pycache__" not in file.parts]


def packages() -> set[str]:
    """The top-level packages of the product."""
    return {file.parts[0] for file in files() if len(file.parts) == 2 and file.name == "__init__.py"}


@cache
def product() -> dict[str, ast.Module]:
    """The parsed modules of the product, without tests, by their path from the root."""
    sources = [file for file in files() if file.suffix == ".py" and file.parts[0] in packages()]
    assert len(sources) > 20
    return {file.as_posix(): ast.parse((ROOT / file).read_bytes()) for file in sources}


def docstring(node: ast.AST) -> ast.Constant | None:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    match node.body:
        case [ast.Expr(value=ast.Constant(value=str()) as doc), *_]:
            return doc
    return None


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
