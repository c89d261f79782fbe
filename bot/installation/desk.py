"""The desk at which an installation's office works, with its keys."""

from random import SystemRandom

from bot.channels.registry import TRAITS
from bot.installation.content import shipped
from bot.installation.local import Installation
from bot.installation.opening import Opened, look_for_keys
from db.queues.messages import Attachment
from faq.content import Contents
from handlers.engine.desk import Desk
from handlers.flows import BUTTONS, FLOWS
from office.files.store import FileStore


def make_desk(here: Installation) -> Desk:
    """Reads content and keys; a fault in them is the caller's mistake. Where there are no keys yet they are made."""
    look_for_keys(here.settings)
    files = FileStore(here.settings.files)

    def discard(one: Attachment) -> None:
        files.remove(one.sha256)

    return Desk(
        locality=here.locality, contents=Contents(shipped()), secret=here.settings.secret(), random=SystemRandom(), flows=FLOWS,
        buttons=BUTTONS, traits=TRAITS, public_url=here.settings.address, discard=discard,
    )  # fmt: skip


def desk_of(office: Opened) -> Desk:
    """With the keys of this database."""
    office.agree_on_keys()
    return make_desk(office.installation)
