"""Telegram as a kit: polling or webhook, files, sending, and how all that goes. Loads python-telegram-bot."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from telegram.error import InvalidToken, TelegramError

from bot.channels.kit import Ground, Kit, Line
from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.files import FileFetcher
from bot.channels.telegram.intake import Intake, Poller
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.state import Status, report
from bot.channels.telegram.traits import TELEGRAM
from bot.channels.telegram.updates import parse
from bot.channels.telegram.webhook import Registration, router
from bot.findings import Finding
from bot.settings import Settings
from texts.vi.operator import checks as texts


def _open(ground: Ground) -> Line:
    api, webhook = _api(ground.settings), ground.settings.telegram_webhook()
    status = Status(ground.database, ground.now)
    fetcher = FileFetcher(api, ground.database, ground.files)
    intake = Intake(api, ground.database, status, ground.now, fetcher.wake)
    source = Registration(api, status, *webhook) if webhook else Poller(api, intake, status)
    routes = [router(intake, webhook[1])] if webhook else []
    return Line(source.run, fetcher.run, TelegramSender(api, ground.files), routes=lambda _: routes, close=api.close)


def _api(settings: Settings) -> TelegramApi:
    assert settings.telegram_token is not None, "only opened where it is wanted"
    return TelegramApi(settings.telegram_token.get_secret_value(), settings.telegram_base_url)


def _report(connection: Connection, now: datetime) -> Mapping[str, Any]:
    return report(connection, now).as_json()


def _health(connection: Connection, now: datetime) -> Iterator[Finding]:
    """How receiving goes, as the program that runs noted it."""
    seen = report(connection, now)
    words = texts.telegram_receiving(seen.state, seen.answered_seconds, seen.last_update, seen.to_handle, seen.to_send)
    yield Finding("ok" if seen.state in ("ok", "starting") else "note", "channels", words)


def _check(settings: Settings) -> Iterator[Finding]:
    """Asks the platform whether it knows the token."""
    yield asyncio.run(_asked(_api(settings)))


async def _asked(api: TelegramApi) -> Finding:
    try:
        me = await api.call("getMe")
        known = await api.call("getWebhookInfo")
        return Finding("ok", "channels", texts.telegram_known(me.get("username", ""), known.get("pending_update_count", 0)))
    except InvalidToken:
        return Finding("broken", "channels", texts.telegram_token_refused())
    except TelegramError as error:
        return Finding("broken", "channels", texts.telegram_unreachable(type(error).__name__))
    finally:
        await api.close()


kit = Kit(TELEGRAM.traits, parse, _open, report=_report, health=_health, check=_check)
