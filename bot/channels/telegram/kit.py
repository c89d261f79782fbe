"""What the program needs of Telegram, in one module, loaded where a token is set: the library takes a fifth of the start."""

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.receiving import TelegramReceiving
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.state import report
from bot.channels.telegram.updates import parse

__all__ = ["TelegramApi", "TelegramReceiving", "TelegramSender", "parse", "report"]
