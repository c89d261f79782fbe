"""The keys of a process are those of its database, or it does not start."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.app import Program
from bot.errors import CallerMistake
from bot.installation import keys
from bot.installation.local import Installation
from bot.installation.opening import opened
from bot.settings import Settings, load
from db.engine.database import Database, open_database
from db.engine.storing import in_session
from tests.bot.conftest import WRITING, Nghedan
from tests.kits import LOADERS

ONE, TWO, THREE = ("k" * 40, "l" * 40, "m" * 40)


@pytest.fixture
def start(folder: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The program starts with these keys, and ends."""

    def run(secret: str = ONE, seals: str = ONE) -> None:
        monkeypatch.setenv("NGHEDAN_SECRET_KEY", secret)
        monkeypatch.setenv("NGHEDAN_SEAL_KEYS", seals)
        here = Installation(load(), LOADERS)
        Program(here).prepare()
        with opened(here):
            pass

    return run


def test_the_same_keys_start_again(start: Callable[..., None]) -> None:
    start()
    start()


def test_other_keys_do_not(start: Callable[..., None]) -> None:
    start()
    with pytest.raises(CallerMistake, match="NGHEDAN_SECRET_KEY") as refused:
        start(secret=TWO)
    assert TWO not in str(refused.value)
    with pytest.raises(CallerMistake, match="NGHEDAN_SEAL_KEYS"):
        start(seals=TWO)
    start()


def test_a_new_key_of_seals_is_put_before_the_old(start: Callable[..., None]) -> None:
    start()
    start(seals=f"{TWO}, {ONE}")
    start(seals=f"{THREE},{TWO},{ONE}")
    start(seals=f"{THREE}")
    with pytest.raises(CallerMistake, match="NGHEDAN_SEAL_KEYS"):
        start(seals=f"{TWO},{ONE}")  # could not open what was sealed since


def test_whoever_handles_messages_needs_them_too(
    start: Callable[..., None], nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch
) -> None:
    start()
    monkeypatch.setattr("sys.stdin", StringIO())
    assert nghedan("chat").code == 0
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", TWO)
    assert nghedan("chat").code == 2
    assert nghedan(*WRITING).code == 0


def test_where_their_files_are_gone_no_others_are_made(nghedan: Nghedan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    assert nghedan("chat").code == 0
    secret, seals = load().key_files()
    kept = secret.read_bytes()
    secret.unlink()
    for refused in (nghedan("run"), nghedan("chat"), nghedan("demo", "--cases", "1")):
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert f"Thiếu {secret}," in refused.err
    assert nghedan(*WRITING).code == 0
    assert (secret.exists(), seals.exists()) == (False, True)
    secret.write_bytes(kept)
    assert nghedan("chat").code == 0


def test_a_database_that_is_there_but_knows_none_lets_them_be_made(nghedan: Nghedan) -> None:
    assert nghedan(*WRITING).code == 0
    here = Installation(load(), LOADERS)
    Program(here).prepare()
    assert here.settings.missing_keys() == []


def test_a_start_that_has_nothing_to_say_of_keys_does_not_write(start: Callable[..., None]) -> None:
    start()
    with closing(sqlite3.connect(load().database_file or "", isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        start()
        with pytest.raises(CallerMistake, match="NGHEDAN_SECRET_KEY"):
            start(secret=TWO)


def test_keys_that_are_taken_over_for_cases_that_were_there_are_logged(
    start: Callable[..., None], nghedan: Nghedan, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    start()  # an empty database takes any
    assert nghedan("demo", "--cases", "1").code == 0
    assert caplog.messages == []
    with closing(open_database(load().url)) as database:
        database.write(in_session(keys.forget)).result()
    start(secret=TWO)
    (line,) = caplog.messages
    assert "secret_key, seal_keys" in line
    assert not [key for key in (ONE, TWO) if key in line]
    start(secret=TWO)
    assert len(caplog.messages) == 1


def test_check_tells_of_it(start: Callable[..., None], nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    assert nghedan("check").code == 0
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", TWO)
    checked = nghedan("check")
    assert checked.code == 1
    assert [line for line in checked.lines if line.startswith("HỎNG\tkhóa bí mật\tNGHEDAN_SECRET_KEY")]
    monkeypatch.delenv("NGHEDAN_SECRET_KEY")
    checked = nghedan("check")
    assert checked.code == 1
    assert [line for line in checked.lines if line.startswith("HỎNG\tkhóa bí mật\tThiếu var/secret_key")]
    assert not load().key_files()[0].exists()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", ONE)
    monkeypatch.setenv("NGHEDAN_SEAL_KEYS", f",{TWO},")
    return load()


def test_on_both_engines_and_for_two_that_start_at_once(database: Database, settings: Settings) -> None:
    ours = keys.fingerprints(settings)
    both = [database.write(in_session(lambda session: keys.agree(session, ours))) for _ in range(2)]
    assert [one.result() for one in both] == [[], []]
    assert database.read(in_session(keys.are_known))
    other = {**ours, keys.SECRET: ["something else"]}
    assert database.write(in_session(lambda session: keys.agree(session, other))).result() == [keys.SECRET]
    database.write(in_session(keys.forget)).result()
    assert database.write(in_session(lambda session: keys.agree(session, other))).result() == []


def test_the_database_shows_no_key(start: Callable[..., None]) -> None:
    start()
    with closing(open_database(load().url)) as database:
        kept = database.read(lambda one: one.exec_driver_sql("SELECT name, value FROM settings").all())
    assert {name for name, _ in kept} >= {"fingerprint_secret_key", "fingerprint_seal_keys"}
    assert len({value for name, value in kept if name.startswith("fingerprint_")}) == 2  # the same key, two purposes
    assert not [value for _, value in kept if ONE in value]
