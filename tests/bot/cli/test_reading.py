"""Commands that only read make nothing: no folder, no database, no keys, no migration. Every command is classified here."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli.main import COMMANDS, Commands, cli
from localities.loading import PACKS
from tests.bot.conftest import WRITING, Called, Nghedan

RELEASES = Path(__file__).parents[2] / "db" / "releases"
Calling = Callable[[str], Called]
ENTRY = "dvcqg-login"

# Arguments that each reading command is called with.
READING = {
    "check": [], "corrections": [], "deadline": ["kn.thu_ly_lan_dau", "--from", "2026-03-02"], "calendar list": [],
    "officer list": [], "inbox list": [], "inbox show": ["7"], "outbox list": [], "outbox show": ["7"], "faq preview": [ENTRY],
    "faq history": [ENTRY], "faq gaps": [], "faq match": ["in.jsonl", "--out", "out.jsonl"], "faq evaluate": ["in.jsonl"],
    "locality check": [str(PACKS / "binh-son")],
    "triage": ["in.jsonl", "--out", "out.jsonl"], "duplicates": ["in.jsonl", "--out", "out.jsonl"],
}  # fmt: skip
NAMES_A_ROW = {"inbox show", "outbox show"}  # where there is none, that is a mistake
OF_ANY_VERSION = {"check", "corrections", "deadline", "calendar list", "faq match", "faq evaluate", "triage", "duplicates",
                  "locality check"}  # fmt: skip
WRITES = {
    "run", "chat", "backup", "restore", "demo", "move", "calendar add", "calendar remove", "officer invite", "officer group",
    "officer revoke", "officer absent", "inbox retry", "inbox drop", "outbox retry", "outbox drop", "faq edit", "faq approve",
    "faq withdraw", "bench intake", "bench faq", "bench delivery", "bench casework",
}  # fmt: skip


NAMES_WHAT_IT_CHANGES = {
    "calendar remove": ["2026-12-01"], "officer revoke": ["7"], "officer absent": ["7", "--until", "2026-12-01"],
    "inbox retry": ["7"], "inbox drop": ["7"], "outbox retry": ["7"], "outbox drop": ["7"],
}  # fmt: skip


def commands() -> Iterator[str]:
    """Every command there is, by the words that call it."""
    whole = get_command(cli)
    assert isinstance(whole, Commands)
    for name in COMMANDS:
        found = whole.loaded(name)
        yield from [f"{name} {one}" for one in found.commands] if isinstance(found, TyperGroup) else [name]


def lying(folder: Path) -> dict[str, bytes]:
    """What lies there, but for what was asked for."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


@pytest.fixture
def called(nghedan: Nghedan, folder: Path) -> Calling:
    """Calls a reading command; what lies in the folder afterwards is what lay there before."""
    (folder / "in.jsonl").write_text('{"id": "1", "text": "làm khai sinh cần gì", "intent": "dvcqg-login"}\n')

    def call(command: str) -> Called:
        before = lying(folder)
        found = nghedan(*command.split(), *READING[command])
        (folder / "out.jsonl").unlink(missing_ok=True)
        assert lying(folder) == before
        assert {one.name for one in folder.iterdir()} <= {"in.jsonl", "var"}
        return found

    return call


def test_every_command_is_known_to_read_or_to_write() -> None:
    found = set(commands())
    assert len(found) > 30
    assert found == set(READING) | WRITES
    assert not set(READING) & WRITES


@pytest.mark.parametrize("command", READING)
def test_reading_makes_nothing_where_there_is_nothing(called: Calling, folder: Path, command: str) -> None:
    found = called(command)
    assert found.code == (2 if command in NAMES_A_ROW else 0)
    assert found.err.count("\n") <= 1
    assert not (folder / "var").exists()


@pytest.mark.parametrize("command", sorted(set(READING) - {"check"}))
def test_an_old_database_is_left_as_it_is(called: Calling, folder: Path, command: str) -> None:
    """Whoever needs today's tables says in one line how they come about."""
    (folder / "var").mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / "var" / "nghedan.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # as every database of ours
        connection.executescript((RELEASES / "0.1.0-cut.sqlite.sql").read_text(encoding="utf-8"))
    found = called(command)
    if command in OF_ANY_VERSION:
        assert found.code == 0
    else:
        assert (found.code, found.err.count("\n")) == (2, 1)
        assert "nghedan run" in found.err


@pytest.mark.parametrize("command", ["officer list", "inbox list", "outbox list", "faq gaps", "faq history"])
def test_where_there_is_a_database_it_is_looked_into(nghedan: Nghedan, called: Calling, command: str) -> None:
    assert nghedan(*WRITING).code == 0
    found = called(command)
    assert (found.code, found.err) == (0, "")


@pytest.mark.parametrize("command", NAMES_WHAT_IT_CHANGES)
def test_what_is_not_there_cannot_be_changed_and_makes_nothing(nghedan: Nghedan, folder: Path, command: str) -> None:
    found = nghedan(*command.split(), *NAMES_WHAT_IT_CHANGES[command])
    assert (found.code, found.err.count("\n")) == (2, 1)
    assert not (folder / "var" / "nghedan.sqlite3").exists()
