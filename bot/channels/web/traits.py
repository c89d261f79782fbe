"""The web chat, in the registry."""

from bot.channels.kit import Registered
from office.traits import Traits
from texts.vi.operator import officers as texts

WEB = Registered(
    traits=Traits("web", read_here=True),
    invitation=lambda settings, code: texts.invitation_web(f"{settings.address}/#start={code}"),
)
