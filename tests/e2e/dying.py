"""The program that dies each time it has stored a message, before it says so: on the web before its answer, on Telegram before
its next question, which would confirm. What comes again it acknowledges."""

import os
import sys
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import Program
from bot.channels.telegram import kit as telegram
from bot.channels.telegram.api import TelegramApi
from bot.channels.web import routes as web
from bot.cli.loading import installation
from bot.serving import run


def die_once(before: str) -> None:
    try:
        Path(f"died-{before}").touch(exist_ok=False)
    except FileExistsError:
        return
    os._exit(9)


class DyingChat(web._Chat):
    def _answer(self, request: Any, taken: Any, kept: Any) -> Any:
        die_once(f"web-{request.headers['idempotency-key']}")
        return super()._answer(request, taken, kept)


class DyingApi(TelegramApi):
    async def updates(self, offset: int | None, seconds: int, kinds: tuple[str, ...]) -> list[Any]:
        if offset is not None:
            die_once(f"telegram-{offset}")
        return await super().updates(offset, seconds, kinds)


if __name__ == "__main__":
    logs.set_up()
    web._Chat = DyingChat  # type: ignore[misc]  # its router is made by a function
    telegram.TelegramApi = DyingApi  # type: ignore[attr-defined]
    sys.exit(run([], Program(installation())))
