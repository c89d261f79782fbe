"""The terminal, in the registry."""

from bot.channels.kit import Registered
from office.traits import Traits
from texts.vi.operator import officers as texts

TERMINAL = Registered(
    traits=Traits("terminal", read_here=True, buttons=False),
    invitation=lambda _, code: texts.invitation_terminal(code),
)
