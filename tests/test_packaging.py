"""The image and the composition cannot be built in every place that runs the tests; what can be known of them is checked here."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import ROLES

ROOT = Path(__file__).parent.parent
CONTENT = (".md", ".yaml", ".jsonl", ".npz", ".html", ".css", ".js", ".svg")  # what is read at run time and is no Python
TRAINING = ROOT / "cases" / "examples"  # is not


def packages() -> list[str]:
    """Top-level packages, as pyproject.toml installs them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = sorted({name.partition(".")[0] for name in project["tool"]["setuptools"]["packages"]})
    assert "bot" in found
    return found


def composition() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_dockerfile_passes_hadolint() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    found = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


def test_hadolint_would_have_complained(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp\n", encoding="utf-8")
    found = subprocess.run(
        [Path(sys.executable).parent / "hadolint", tmp_path / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
    assert "DL3006" in found.stdout


def test_the_image_copies_every_package() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = sorted(line.split()[1] for line in lines if line.startswith("COPY ") and line.split()[1] in packages())
    assert copied == packages()
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in packages()} <= set(kept)


def test_the_composition_runs_every_role_once() -> None:
    commands = [service["command"] for service in composition()["services"].values() if "command" in service]
    roles = [word for command in commands for word in command if word not in {"run", "--only"}]
    assert sorted(roles) == sorted(ROLES)


def test_the_composition_shares_files_and_tells_no_secret() -> None:
    services = composition()["services"]
    assert all("data:/data" in services[name]["volumes"] for name in ("web", "worker", "delivery"))
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert text.count("${POSTGRES_PASSWORD:?") == 2


@pytest.mark.e2e
def test_a_built_package_carries_all_that_is_read_at_run_time(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in packages():
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, source],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    read = {
        str(path.relative_to(ROOT))
        for name in packages()
        for path in (ROOT / name).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and TRAINING not in path.parents
        and path.suffix in (*CONTENT, ".py")
    }
    assert len(read) > 150
    assert read - carried == set()
