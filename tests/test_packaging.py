"""The image and the composition cannot be built in every place that runs the tests; what can be known of them, and of the
examples in the documentation, is checked here."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import ROLES
from bot.settings import PREFIX, Settings
from texts.vi.web import refusals as texts
from web.chat.bodies import REQUEST_LIMIT

ROOT = Path(__file__).parent.parent
CONTENT = (".md", ".yaml", ".jsonl", ".npz", ".html", ".css", ".js", ".svg")  # what is read at run time and is no Python
TRAINING = ROOT / "understanding" / "examples"  # is not


def packages() -> list[str]:
    """Top-level packages, as pyproject.toml installs them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = sorted({name.partition(".")[0] for name in project["tool"]["setuptools"]["packages"]})
    assert "bot" in found
    return found


def composition() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def image_environment() -> dict[str, str]:
    """What the last stage of the Dockerfile sets."""
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")[2].replace("\\\n", " ")
    found = re.search(r"^ENV (.*)$", last, re.MULTILINE)
    assert found
    return dict(word.split("=", 1) for word in found[1].split())


def examples(document: str, language: str) -> list[str]:
    """The blocks of that language in a document."""
    found = re.findall(
        rf"^ *```{language}\n(.*?)^ *```$", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found
    return found


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
    commands = [service.get("command", []) for service in composition()["services"].values()]
    roles = [word for command in commands if command[:1] == ["run"] for word in command[1:] if word != "--only"]
    assert sorted(roles) == sorted(ROLES)


def test_the_composition_shares_files_and_tells_no_secret() -> None:
    services = composition()["services"]
    assert all("data:/data" in services[name]["volumes"] for name in ("web", "worker", "delivery"))
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert text.count("${POSTGRES_PASSWORD:?") == 2


def test_commands_are_found_by_name_inside_the_image() -> None:
    """`docker compose exec worker nghedan …`"""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (entry,) = re.findall(r'^ENTRYPOINT \["(.*)/nghedan"\]$', dockerfile, re.MULTILINE)
    assert image_environment()["PATH"] == f"{entry}:$PATH"
    assert f"COPY --from=built {Path(entry).parent} " in dockerfile


def test_what_the_image_writes_lies_in_volumes_of_its_user() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (volumes,) = re.findall(r"^VOLUME (.*)$", dockerfile, re.MULTILINE)
    (made,) = re.findall(r"install -d -o nghedan -g nghedan -m 0700 (.*)$", dockerfile, re.MULTILINE)
    environment = image_environment()
    folders = {environment["NGHEDAN_DATA_DIR"], environment["NGHEDAN_BACKUP_DIR"]}
    assert len(folders) == 2
    assert folders == set(json.loads(volumes)) == set(made.split())
    mounted = {volume.partition(":")[2] for volume in composition()["services"]["web"]["volumes"]}
    assert mounted == folders


def test_no_value_in_env_moves_the_port_away_from_its_mapping() -> None:
    web = composition()["services"]["web"]
    port = str(web["environment"]["NGHEDAN_HTTP_PORT"])
    assert [mapping.rpartition(":")[2] for mapping in web["ports"]] == [port]
    assert f"http://127.0.0.1:{port}/health" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_proxy_on_the_host_is_believed() -> None:
    given = json.loads(composition()["services"]["web"]["environment"]["NGHEDAN_TRUSTED_PROXIES"])
    assert any(ip_address("172.18.0.1") in ip_network(network) for network in given), "the gateway of Docker's first network"


def test_health_of_a_role_without_a_page_does_not_hang_on_a_platform() -> None:
    services = composition()["services"]
    tests = [services[name]["healthcheck"]["test"] for name in ("worker", "delivery")]
    assert tests == [["CMD", "nghedan", "inbox", "list"]] * 2


# ---------------------------------------------------------------- the documentation


@pytest.mark.parametrize("name", ["docs/operations.md", "README.md", "README.vi.md", "compose.yaml", "Dockerfile"])
def test_every_setting_named_exists(name: str) -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", (ROOT / name).read_text(encoding="utf-8")))
    assert named
    assert named - known == set()


def test_the_unit_is_the_same_in_both_languages_and_holds_no_settings() -> None:
    unit = examples("docs/operations.md", "ini")[0]
    assert examples("README.vi.md", "ini") == [unit]
    lines = unit.splitlines()
    assert {"User=nghedan", "WorkingDirectory=/opt/nghedan", "StateDirectoryMode=0700", "UMask=0077"} <= set(lines)
    assert not [line for line in lines if line.startswith("Environment")], "commands would not see it"


def test_the_units_folders_are_those_of_the_settings() -> None:
    (state,) = re.findall(r"^StateDirectory=(.*)$", examples("docs/operations.md", "ini")[0], re.MULTILINE)
    given = dict(re.findall(r"^(NGHEDAN_\w+_DIR)=(.*)$", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(given) == {"NGHEDAN_DATA_DIR", "NGHEDAN_BACKUP_DIR"}
    assert set(given.values()) == {f"/var/lib/{name}" for name in state.split()}


def test_the_web_server_in_front_refuses_what_the_program_would_and_says_the_same() -> None:
    (server,) = examples("docs/operations.md", "nginx")
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", server)
    assert int(limit) * 1024 * 1024 == REQUEST_LIMIT
    (refusal,) = re.findall(r"return 413 '(.*)';", server)
    assert json.loads(refusal) == {"error": texts.request_too_large()}


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
