"""Settings from the environment or `.env`; wrong ones stop the start with one line that never shows a secret."""

import os
import re
import secrets
import stat
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict, SettingsError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import CallerMistake
from texts.vi.operator import file_faults, settings, starting

PREFIX = "NGHEDAN_"
KEY_LENGTH = 32  # characters a secret must have at least


class Settings(BaseSettings):
    """All settings; see .env.example for what each means."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )

    database_url: SecretStr | None = None
    data_dir: Path = Path("var")
    files_dir: Path | None = None
    backup_dir: Path | None = None
    backup_keep: int = Field(default=7, ge=0)
    locality: str = "binh-son"
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = Field(default="", pattern=r"^(https?://[^/\s]+/?)?$")
    trusted_proxies: list[str] = []
    secret_key: SecretStr | None = Field(default=None, min_length=KEY_LENGTH)
    seal_keys: SecretStr | None = Field(default=None, min_length=KEY_LENGTH)
    now: datetime | None = None

    telegram_token: SecretStr | None = None
    telegram_base_url: str = Field(default="https://api.telegram.org", pattern=r"^https?://[^\s]+$")
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr | None = None
    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: SecretStr | None = None
    zalo_oa_secret: SecretStr | None = None
    zalo_oa_id: str = ""
    zalo_oa_refresh_token: SecretStr | None = None
    zalo_oa_base_url: str = "https://openapi.zalo.me"
    zalo_oa_oauth_base_url: str = "https://oauth.zaloapp.com"
    zalo_bot_token: SecretStr | None = None
    zalo_bot_base_url: str = "https://bot-api.zaloplatforms.com"
    zalo_bot_secret: SecretStr | None = None
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        if engine_of(value.get_secret_value()) is None:
            raise ValueError(settings.database_url_wanted())
        return value

    @field_validator("data_dir")
    @classmethod
    def _not_the_root(cls, value: Path) -> Path:
        if not Path(os.path.abspath(value)).name:
            raise ValueError(settings.data_folder_wanted())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: list[str]) -> list[str]:
        for address in value:
            try:
                ip_network(address, strict=False)
            except ValueError:
                raise ValueError(settings.network_wanted()) from None
        return value

    @field_validator("now")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(settings.instant_wanted())
        return value

    @field_validator("telegram_token")
    @classmethod
    def _fits_an_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[0-9A-Za-z:_-]+", value.get_secret_value()):
            raise ValueError(settings.bot_token_wanted())
        return value

    @property
    def url(self) -> str:
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'nghedan.sqlite3'}"

    @property
    def embedded(self) -> bool:
        """Whether the database is SQLite: one process, one machine."""
        return make_url(self.url).get_backend_name() == "sqlite"

    @property
    def database_file(self) -> Path | None:
        """Where the embedded database lies; None on PostgreSQL."""
        return Path(make_url(self.url).database or "") if self.embedded else None

    @property
    def home(self) -> Path:
        """The folder in which one program at a time works: that of the embedded database."""
        return self.data_dir if self.database_file is None else self.database_file.parent

    @property
    def files(self) -> Path:
        return self.files_dir or self.data_dir / "files"

    @property
    def backups(self) -> Path:
        """Beside the data folder, not in it: better than nothing where that one is deleted by mistake."""
        place = Path(os.path.abspath(self.data_dir))  # "." has no name of its own
        return self.backup_dir or place.with_name(f"{place.name}-backups")

    @property
    def address(self) -> str:
        """Where people find the web chat, without a slash at the end."""
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return self.public_url.rstrip("/") or f"http://{host}:{self.http_port}"

    def telegram_webhook(self) -> tuple[str, str] | None:
        """Our public address and the secret that Telegram sends along; None where the program asks by itself."""
        if self.telegram_token is None or self.telegram_mode == "polling":
            return None
        secret = self.telegram_webhook_secret.get_secret_value() if self.telegram_webhook_secret else ""
        if not re.fullmatch(r"[0-9A-Za-z_-]{1,256}", secret):
            raise CallerMistake(settings.wrong(f"{PREFIX}TELEGRAM_WEBHOOK_SECRET", settings.webhook_secret_wanted()))
        if not self.public_url:
            raise CallerMistake(settings.wrong(f"{PREFIX}PUBLIC_URL", settings.public_url_wanted()))
        return self.public_url, secret

    def secret(self) -> bytes:
        """The key of PIN hashes: set, or kept in a 0600 file of the data folder."""
        return self._key("secret_key", self.secret_key)

    def seals(self) -> bytes:
        """The keys under which sealed matter is kept; made at the first start, so that machines agree on them from then on."""
        return self._key("seal_keys", self.seal_keys)

    def key_files(self) -> list[Path]:
        """The files of those secrets that are not set."""
        return [self.data_dir / name for name in ("secret_key", "seal_keys") if self.embedded and getattr(self, name) is None]

    def missing_keys(self) -> list[Path]:
        """Those of them that are not there. Raises CallerMistake where this account may not look."""
        try:
            return [path for path in self.key_files() if not path.exists()]
        except OSError as error:
            raise CallerMistake(file_faults.unusable(str(error.filename), error.strerror or "")) from None

    def _key(self, name: str, given: SecretStr | None) -> bytes:
        if given is not None:
            return given.get_secret_value().encode()
        if not self.embedded:
            raise CallerMistake(settings.wrong(PREFIX + name.upper(), settings.key_wanted_with_postgresql()))
        return _key_file(self.data_dir / name)


def engine_of(url: str) -> Literal["sqlite", "postgresql"] | None:
    """Which engine an address names; None where it is none that the program can use."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    if parsed.drivername == "sqlite":
        return None if parsed.database in (None, "", ":memory:") else "sqlite"
    return "postgresql" if parsed.drivername in ("postgresql", "postgresql+psycopg") else None


def _key_file(path: Path) -> bytes:
    try:
        if not path.exists():
            _make_key_file(path)
        key = path.read_bytes()
    except OSError as error:
        raise CallerMistake(file_faults.unusable(str(path), error.strerror or "")) from None
    if len(key) < KEY_LENGTH:
        raise CallerMistake(starting.broken_key_file(str(path)))
    return key


def _make_key_file(path: Path) -> None:
    """Whole or not at all: an empty key must never come into use. Where two processes start at once, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(new, path)
    except FileExistsError:
        return
    finally:
        new.unlink(missing_ok=True)


def open_to_others(path: Path) -> bool:
    """Whether somebody besides the owner may read a file or enter a folder."""
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def load() -> Settings:
    """The settings of this process; raises CallerMistake with the first thing that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise CallerMistake(settings.wrong(PREFIX + str(first["loc"][0]).upper(), _fault(first))) from None
    except SettingsError as error:  # a list that is no JSON; the library names the field, never the value
        raise CallerMistake(settings.wrong(_named(error), settings.list_wanted())) from None
    except (OSError, UnicodeDecodeError):
        raise CallerMistake(file_faults.unusable(".env", "")) from None


def _named(error: SettingsError) -> str:
    return next((PREFIX + name.upper() for name in Settings.model_fields if f'"{name}"' in str(error)), PREFIX)


def _fault(error: ErrorDetails) -> str:
    limits: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(limits["error"])
        case "int_parsing" | "greater_than_equal" | "less_than_equal":
            return settings.number_wanted()
        case "literal_error":
            return settings.one_of_wanted(str(limits["expected"]))
        case "too_short" | "string_too_short":
            return settings.longer_wanted(int(limits["min_length"]))
        case "string_pattern_mismatch":
            return settings.web_address_wanted()
        case kind if kind.startswith("datetime"):
            return settings.instant_wanted()
        case _:
            return settings.not_understood()


def unknown_names() -> list[str]:
    """Names in the environment or in `.env` that look like settings and are none: probably slips."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {name.upper() for name in (*os.environ, *DotEnvSettingsSource(Settings).env_vars)}
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)
