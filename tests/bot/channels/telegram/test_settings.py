"""Telegram's settings, which stop the start where they do not do; and who receives."""

from typing import Any

import pytest

from bot.app import Program
from bot.errors import CallerMistake
from bot.installation.local import Installation
from bot.settings import Settings, load
from tests.kits import LOADERS

WEBHOOK = {
    "NGHEDAN_TELEGRAM_TOKEN": "1:a-B_c", "NGHEDAN_TELEGRAM_MODE": "webhook", "NGHEDAN_TELEGRAM_WEBHOOK_SECRET": "s_-1",
    "NGHEDAN_PUBLIC_URL": "https://nghedan.example",
}  # fmt: skip


@pytest.fixture
def read(folder: object, monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_environment(**values: str) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return load()

    return with_environment


def test_without_a_token_the_channel_is_off(read: Any) -> None:
    program = Program(Installation(read(NGHEDAN_TELEGRAM_MODE="webhook"), LOADERS))
    assert "telegram" not in program.kits
    assert program.here.settings.telegram_webhook() is None
    assert "telegram" in program.readers  # what was received earlier is still understood


def test_polling_needs_nothing_but_the_token(read: Any) -> None:
    assert read(NGHEDAN_TELEGRAM_TOKEN="1:a").telegram_webhook() is None


def test_a_webhook_needs_address_and_secret(read: Any) -> None:
    assert read(**WEBHOOK).telegram_webhook() == ("https://nghedan.example", "s_-1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_WEBHOOK_SECRET", ""),
        ("TELEGRAM_WEBHOOK_SECRET", "thầm kín"),
        ("TELEGRAM_WEBHOOK_SECRET", "a" * 257),
        ("PUBLIC_URL", ""),
    ],
)
def test_a_webhook_without_them_is_a_mistake(read: Any, name: str, value: str) -> None:
    settings = read(**WEBHOOK | {f"NGHEDAN_{name}": value})
    with pytest.raises(CallerMistake, match=f"NGHEDAN_{name}") as caught:
        Program(Installation(settings, LOADERS)).prepare()
    assert value not in str(caught.value) or not value


@pytest.mark.parametrize("token", ["12 34:a", "1:a/../x", "1:ă"])
def test_a_token_that_cannot_be_one_is_a_mistake_and_not_shown(read: Any, token: str) -> None:
    with pytest.raises(CallerMistake, match="NGHEDAN_TELEGRAM_TOKEN") as caught:
        read(NGHEDAN_TELEGRAM_TOKEN=token)
    assert token not in str(caught.value)


def test_a_server_is_an_address(read: Any) -> None:
    with pytest.raises(CallerMistake, match="NGHEDAN_TELEGRAM_BASE_URL"):
        read(NGHEDAN_TELEGRAM_BASE_URL="api.telegram.org")
