"""The web chat as a kit. It has nothing to send: the web process reads the outbox."""

from bot.channels.bodies import parse
from bot.channels.kit import Ground, Kit, Line
from bot.channels.web.routes import router
from bot.channels.web.traits import WEB


def _open(ground: Ground) -> Line:
    return Line(routes=lambda site: [router(site, ground.files)])


kit = Kit(WEB.traits, parse, _open)
