"""Each thing that can be wrong with a PostgreSQL has a line of its own, at every door, and shows no secret."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from bot.installation.database_faults import database_fault
from db.engine.database import open_database
from tests.bot.conftest import WRITING, Called, Nghedan

KEY = "k" * 40
PASSWORD = "mat-khau-rieng"


@pytest.fixture
def on(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Called]:
    """Calls with a database at this address; what comes back shows no password."""

    def run(url: str, *arguments: str) -> Called:
        for name, value in {"DATABASE_URL": url, "SECRET_KEY": KEY, "SEAL_KEYS": KEY, "HTTP_PORT": "0"}.items():
            monkeypatch.setenv(f"NGHEDAN_{name}", value)
        called = nghedan(*arguments)
        assert PASSWORD not in called.out + called.err
        return called

    return run


@contextmanager
def made(server: str, name: str, how: str) -> Iterator[str]:
    """A database of its own, made with these words."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' {how}".encode())
        try:
            yield server.replace("/postgres?", f"/{name}?")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def role(server: str, how: str) -> Iterator[str]:
    """The address of `postgres` for somebody who has these rights."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE poor {how}".encode())
        try:
            yield server.replace("postgres:@", f"poor:{PASSWORD}@")
        finally:
            connection.execute("DROP ROLE poor")


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_vietnamese_is_refused(
    on: Callable[..., Called], postgres_server: str, encoding: str
) -> None:
    with made(postgres_server, "elsewhere", f"ENCODING '{encoding}'") as url:
        for command in (["inbox", "list"], ["calendar", "list"]):
            refused = on(url, *command)
            assert refused.code == 2
            assert "createdb -E UTF8 -T template0" in refused.err
            assert refused.err.count("\n") == 1
        checked = on(url, "check")
        assert checked.code == 1
        (line,) = [line for line in checked.lines if "HỎNG" in line]
        assert "createdb -E UTF8 -T template0" in line
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_it_is_no_target_of_a_move_either(on: Callable[..., Called], nghedan: Nghedan, postgres_server: str) -> None:
    assert nghedan("demo", "--cases", "1").code == 0
    with made(postgres_server, "elsewhere", "ENCODING 'LATIN1'") as url:
        refused = nghedan("move", "sqlite:///var/nghedan.sqlite3", url)
    assert refused.code == 2
    assert "UTF8" in refused.err
    assert "địa chỉ NEW" in refused.err
    assert "NGHEDAN_DATABASE_URL" not in refused.err


def test_the_client_speaks_utf8_whatever_the_machine_says(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    with closing(open_database(postgres_url)) as database:
        assert database.read(lambda one: one.exec_driver_sql("SELECT 'xã Bình Sơn'").scalar()) == "xã Bình Sơn"


def test_no_database_of_that_name(on: Callable[..., Called], postgres_server: str) -> None:
    refused = on(postgres_server.replace("/postgres?", "/none?"), "inbox", "list")
    assert refused.code == 2
    assert "không có cơ sở dữ liệu tên này" in refused.err


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("NOLOGIN", "tên người dùng hoặc mật khẩu"),
        ("LOGIN CONNECTION LIMIT 0", "hết số kết nối"),
        ("LOGIN", "thiếu quyền"),  # to make tables in a schema of somebody else's
    ],
)
def test_what_an_account_lacks(on: Callable[..., Called], postgres_server: str, how: str, line: str) -> None:
    with role(postgres_server, how) as url:
        refused = on(url, *WRITING)
    assert refused.code == 2
    assert line in refused.err


def test_nobody_of_that_name(on: Callable[..., Called], postgres_server: str) -> None:
    refused = on(postgres_server.replace("postgres:@", f"nobody:{PASSWORD}@"), "inbox", "list")
    assert "tên người dùng hoặc mật khẩu" in refused.err


def test_no_server_is_told_once(on: Callable[..., Called]) -> None:
    url = f"postgresql://me:{PASSWORD}@/none?host=/nonexistent"
    assert "Không liên lạc được" in on(url, "inbox", "list").err
    checked = on(url, "check")
    assert checked.code == 1
    (line,) = [line for line in checked.lines if "HỎNG" in line]
    assert line.startswith("HỎNG\tcơ sở dữ liệu\tKhông liên lạc được")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ('failed: FATAL:  password authentication failed for user "me"', "mật khẩu"),
        ('failed: FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "mật khẩu"),
        ("failed: fe_sendauth: no password supplied", "mật khẩu"),
        ("failed: FATAL:  sorry, too many clients already", "hết số kết nối"),
        ("failed: FATAL:  remaining connection slots are reserved", "hết số kết nối"),
        ("failed: FATAL:  permission denied for database", "thiếu quyền"),
        ("failed: FATALE:  autentificazione con password fallita", "từ chối kết nối"),
        ("failed: Connection refused", "Không liên lạc được"),
    ],
)
def test_what_the_server_says(said: str, line: str) -> None:
    assert line in database_fault(psycopg.OperationalError(said))
