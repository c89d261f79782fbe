"""What the program needs of Telegram, in one module, loaded where a token is set: the library takes a fifth of the start."""

from bot.channels.telegram import parse
from bot.channels.telegram_api import TelegramApi
from bot.channels.telegram_receiving import TelegramReceiving
from bot.channels.telegram_sending import TelegramSender
from bot.channels.telegram_state import report

__all__ = ["TelegramApi", "TelegramReceiving", "TelegramSender", "parse", "report"]
