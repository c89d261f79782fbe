"""The channels there are, in the order in which people are told of them. A new one: its folder, a line here, a line in
bot/cli/loading.py that loads its kit, and its driver in the contract tests."""

from collections.abc import Mapping

from bot.channels.kit import Registered
from bot.channels.telegram.traits import TELEGRAM
from bot.channels.terminal.traits import TERMINAL
from bot.channels.web.traits import WEB
from office.traits import AllTraits

CHANNELS: Mapping[str, Registered] = {one.name: one for one in (WEB, TERMINAL, TELEGRAM)}
ON_OUR_PAGES = WEB.name  # the channel of the chats on the office's own pages
TRAITS: AllTraits = {name: one.traits for name, one in CHANNELS.items()}
