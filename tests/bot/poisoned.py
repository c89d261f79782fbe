"""The program with two buttons that break it: `~kill~…` ends the process while it is handled, `~fail~…` raises."""

import os
import sys
from dataclasses import replace
from functools import cached_property

from bot import logs
from bot.app import Program
from bot.cli.loading import installation
from bot.serving import run
from db.queues.messages import Tap
from handlers.engine.visit import ChatDesk, Visit


def kill(visit: Visit, tap: Tap) -> None:
    visit.say("must not be seen")
    os._exit(9)


def fail(visit: Visit, tap: Tap) -> None:
    visit.say("must not be seen")
    raise ValueError


class Poisoned(Program):
    @cached_property
    def desk(self) -> ChatDesk:
        sound = super().desk
        return replace(sound, buttons={**sound.buttons, "kill": kill, "fail": fail})


if __name__ == "__main__":
    logs.set_up()
    sys.exit(run([], Poisoned(installation())))
