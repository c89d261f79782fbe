"""The terminal as a kit: what `nghedan chat` stores is read as of a web chat, and shown by it alone."""

from bot.channels.bodies import parse
from bot.channels.kit import Kit, Line
from bot.channels.terminal.traits import TERMINAL

kit = Kit(TERMINAL.traits, parse, lambda _: Line())
