"""What a command does not load, so that it answers at once; each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.conftest import WRITING, Nghedan

ROOT = Path(__file__).parents[3]
LARGE = {"alembic", "fastapi", "holidays", "numpy", "PIL", "psycopg", "sqlalchemy", "telegram", "uvicorn"}
CALLED = """
import sys
sys.path.insert(0, sys.argv[1])
from bot.cli.main import call
code = call(sys.argv[2:])
print("loaded:", *sorted(name for name in sys.modules if "." not in name or name.startswith("sqlalchemy.dialects.")))
sys.exit(code)
"""


def loaded(*arguments: str) -> set[str]:
    """The top-level packages that a command loads, and SQLAlchemy's dialects; run in the folder at hand."""
    command = [sys.executable, "-c", CALLED, str(ROOT), *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["deadline", "kn.thu_ly_lan_dau", "--from", "2026-03-02"], {"holidays"}),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_command_loads_what_it_needs(arguments: list[str], needed: set[str]) -> None:
    found = loaded(*arguments)
    assert {"bot", "typer", *needed} <= found
    assert found & LARGE == needed


@pytest.mark.parametrize("arguments", [["officer", "list"], ["outbox", "list"], ["inbox", "list"]])
def test_a_list_loads_the_tables_and_no_more(nghedan: Nghedan, arguments: list[str]) -> None:
    assert nghedan(*WRITING).code == 0
    found = loaded(*arguments)
    assert found & LARGE == {"sqlalchemy"}
    assert "sqlalchemy.dialects.sqlite" in found
    assert "sqlalchemy.dialects.postgresql" not in found  # 0.1 s, which the condition of one index may bring in


@pytest.mark.usefixtures("folder")
def test_an_office_on_the_embedded_database_does_without_drivers_and_libraries_of_others(nghedan: Nghedan) -> None:
    """What `run` and `chat` build, over a database that is up to date."""
    assert nghedan(*WRITING).code == 0
    assert loaded("chat") & {"alembic", "psycopg", "telegram"} == set()
