"""Telegram, in the registry: without its library."""

from bot.channels.kit import Registered
from bot.settings import Settings
from office.traits import Traits
from texts.vi.operator import officers as texts

NAME = "telegram"
TEXT_LIMIT = 4096  # UTF-16 units
FILE_LIMIT = 20 * 1024 * 1024  # bytes that a bot may download

TELEGRAM = Registered(
    traits=Traits(NAME, abroad=True, groups=True, text_limit=TEXT_LIMIT, file_limit=FILE_LIMIT),
    invitation=lambda _, code: texts.invitation_telegram(code),
    is_wanted=lambda settings: settings.telegram_token is not None,
    demand=Settings.telegram_webhook,
)
