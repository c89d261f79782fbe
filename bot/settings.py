"""Settings from the environment or `.env`; wrong ones stop the start with one line."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is wrong; the message says which and how to mend it, and never its value."""


class Settings(BaseSettings):
    """All settings; see .env.example for what each means."""

    model_config = SettingsConfigDict(
        env_prefix="NGHEDAN_", env_file=".env", env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    database_url: SecretStr | None = None
    data_dir: Path = Path("var")
    files_dir: Path | None = None
    locality: str = "binh-son"
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    trusted_proxies: list[str] = []
    secret_key: SecretStr | None = Field(default=None, min_length=32)
    seal_keys: SecretStr | None = None
    now: datetime | None = None

    telegram_token: SecretStr | None = None
    telegram_base_url: str = "https://api.telegram.org"
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
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_from: str = ""

    @field_validator("now")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("needs a time zone, such as 2026-11-24T08:00+07:00")
        return value

    @property
    def url(self) -> str:
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'nghedan.sqlite3'}"

    @property
    def embedded(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def files(self) -> Path:
        return self.files_dir or self.data_dir / "files"

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://{self.http_host}:{self.http_port}"

    def secret(self) -> bytes:
        """The key of PIN hashes: set, or kept in a 0600 file of the data folder."""
        return self._key("secret_key", self.secret_key)

    def seals(self) -> bytes:
        """The key under which sealed matter is kept; made now so that backups and machines agree on it from the start."""
        return self._key("seal_keys", self.seal_keys)

    def _key(self, name: str, given: SecretStr | None) -> bytes:
        if given is not None:
            return given.get_secret_value().encode()
        if not self.embedded:
            raise SettingsError(f"NGHEDAN_{name.upper()} must be set with PostgreSQL: every process needs the same one")
        return _key_file(self.data_dir / name)


def _key_file(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes()


def load() -> Settings:
    """The settings of this process; raises SettingsError with the first thing that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"NGHEDAN_{name}: {first['msg']}") from None
    except ValueError:
        raise SettingsError("a NGHEDAN_ setting cannot be read; compare with .env.example") from None
