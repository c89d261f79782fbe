"""Settings: what stands in .env.example, what is refused in one line, and that no secret is shown."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import CallerMistake
from bot.settings import PREFIX, Settings, engine_of, file_of, load, unknown_names

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"
SECRET = "bi-mat-" + 40 * "x"


@pytest.fixture
def wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The line that one wrong setting earns."""

    def run(**values: str) -> str:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(CallerMistake) as raised:
            load()
        assert raised.value.__suppress_context__
        return str(raised.value)

    return run


def test_every_setting_stands_in_the_example_and_nothing_else() -> None:
    listed = re.findall(r"^#(NGHEDAN_\w+)=", EXAMPLE.read_text(), re.MULTILINE)
    assert len(listed) > 10
    assert sorted(listed) == sorted(PREFIX + name.upper() for name in Settings.model_fields)


def test_the_example_may_be_copied_and_uncommented_where_it_has_values(folder: Path) -> None:
    uncommented = re.sub(r"^#(NGHEDAN_)", r"\1", EXAMPLE.read_text(), flags=re.MULTILINE)
    (folder / ".env").write_text(uncommented)
    assert load().http_port == 8080


def test_defaults_need_nothing(folder: Path) -> None:
    settings = load()
    assert settings.embedded
    assert settings.database_file == Path("var/nghedan.sqlite3")
    assert settings.files == Path("var/files")
    assert settings.address == "http://127.0.0.1:8080"


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("NGHEDAN_HTTP_PORT=1111\nNGHEDAN_LOCALITY=elsewhere\n")
    monkeypatch.setenv("NGHEDAN_HTTP_PORT", "2222")
    assert (load().http_port, load().locality) == (2222, "elsewhere")


def test_an_empty_value_is_none_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", "")
    assert load().secret_key is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NGHEDAN_HTTP_PORT", "nope"),
        ("NGHEDAN_HTTP_PORT", "70000"),
        ("NGHEDAN_SMTP_PORT", "0"),
        ("NGHEDAN_NOW", "2026-11-24T08:00:00"),
        ("NGHEDAN_NOW", "hôm qua"),
        ("NGHEDAN_TELEGRAM_MODE", "pigeon"),
        ("NGHEDAN_TRUSTED_PROXIES", "10.0.0.1"),
        ("NGHEDAN_TRUSTED_PROXIES", '["nginx"]'),
        ("NGHEDAN_PUBLIC_URL", "nghedan.example"),
        ("NGHEDAN_DATABASE_URL", "mysql://x:mat-khau@y/z"),
        ("NGHEDAN_DATABASE_URL", "mat-khau"),
        ("NGHEDAN_DATABASE_URL", "sqlite://"),
        ("NGHEDAN_DATABASE_URL", "sqlite+aiosqlite:///mat-khau"),
        ("NGHEDAN_DATABASE_URL", "postgresql+asyncpg://x:mat-khau@y/z"),
        ("NGHEDAN_DATA_DIR", "/"),
        ("NGHEDAN_DATA_DIR", "//"),
        ("NGHEDAN_DATA_DIR", "/var/.."),
        ("NGHEDAN_SECRET_KEY", "mat-khau"),
        ("NGHEDAN_SEAL_KEYS", "mat-khau"),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(wrong: Callable[..., str], name: str, value: str) -> None:
    line = wrong(**{name: value})
    assert name in line
    assert ".env.example" in line
    assert "\n" not in line
    assert "mat-khau" not in line


def test_secrets_are_shown_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)]
    assert {"secret_key", "telegram_token", "database_url", "smtp_password"} <= set(names)
    for name in names:
        value = f"postgresql://nghedan:{SECRET}@host/name" if name == "database_url" else SECRET
        monkeypatch.setenv(PREFIX + name.upper(), value)
    settings = load()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == SECRET
    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json()


def test_keys_are_made_once_in_files_of_their_owner_alone(folder: Path) -> None:
    first, second = load(), load()
    assert first.secret() == second.secret() != first.seals()
    assert len(first.secret()) >= 32
    for path in first.key_files():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "var").stat().st_mode) == 0o700
    assert sorted(path.name for path in (folder / "var").iterdir()) == ["seal_keys", "secret_key"]


def test_a_set_key_makes_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_SECRET_KEY", SECRET)
    assert load().secret() == SECRET.encode()
    assert not (folder / "var").exists()


def test_a_broken_key_file_is_not_used(folder: Path) -> None:
    (folder / "var").mkdir()
    (folder / "var" / "secret_key").write_bytes(b"")
    with pytest.raises(CallerMistake, match="secret_key"):
        load().secret()


def test_postgresql_wants_its_keys_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_DATABASE_URL", "postgresql://host/name")
    assert not load().embedded
    assert load().database_file is None
    with pytest.raises(CallerMistake, match="NGHEDAN_SECRET_KEY"):
        load().secret()


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://host/name", "postgresql+psycopg://host/name"])
def test_these_databases_are_known(folder: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NGHEDAN_DATABASE_URL", url)
    assert load().embedded == url.startswith("sqlite")


@pytest.mark.parametrize("here", [".", "./", "../office", "var/.."])
def test_backups_lie_beside_the_data_folder_however_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    (folder / "office").mkdir()
    monkeypatch.chdir(folder / "office")
    monkeypatch.setenv("NGHEDAN_DATA_DIR", here)
    assert load().backups == folder / "office-backups"


def test_slips_in_names_are_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_HTTP_PROT", "8080")
    monkeypatch.setenv("NGHEDAN_HTTP_PORT", "8080")
    (folder / ".env").write_text("NGHEDAN_BACKUP_DIRR=/backups\nNGHEDAN_BACKUP_KEEP=3\nPOSTGRES_PASSWORD=x\n", encoding="utf-8")
    assert unknown_names() == ["NGHEDAN_BACKUP_DIRR", "NGHEDAN_HTTP_PROT"]


@pytest.mark.parametrize(
    ("public", "host", "address"),
    [("https://nghedan.example/", "0.0.0.0", "https://nghedan.example"), ("", "::1", "http://[::1]:8080")],
)
def test_the_address_people_use(folder: Path, monkeypatch: pytest.MonkeyPatch, public: str, host: str, address: str) -> None:
    monkeypatch.setenv("NGHEDAN_PUBLIC_URL", public)
    monkeypatch.setenv("NGHEDAN_HTTP_HOST", host)
    assert load().address == address


ADDRESSES = (
    "sqlite:///x", "sqlite:////a/b%20c.db?x=1", "sqlite:///var/nghe dân.sqlite3", "sqlite:///file:x?mode=ro", "sqlite://",
    "sqlite:///:memory:", "sqlite+aiosqlite:///x", "sqlite:x", "postgresql://u:p%40@h:5432/d", "postgresql+psycopg://h/d",
    "postgresql:///d?host=/tmp/x", "postgresql://[::1]:5/d", "postgresql://h", "postgresql:///", "postgresql://u:p@h:abc/d",
    "postgresql://u:p@h:/d", "mysql://h/d", "", "x",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_read_as_by_who_connects(address: str) -> None:
    """It is taken apart here, for to load SQLAlchemy takes longer than most commands do."""
    try:
        parsed = make_url(address)
    except (ArgumentError, ValueError):
        assert engine_of(address) is None
        return
    if engine_of(address) is not None:
        assert parsed.get_backend_name() == engine_of(address)
    if engine_of(address) == "sqlite":
        assert parsed.database == file_of(address)
