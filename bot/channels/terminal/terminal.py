"""A chat in the terminal. It shares the web chat's body format and copy, so that both show the same list."""

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.channels.terminal.traits import TERMINAL
from db.engine.database import Database
from db.queues import inbox, outbox
from db.queues.messages import Attachment, Choice
from db.queues.outbox import Shown

NAME = TERMINAL.name


class Terminal:
    """One terminal chat over the database: says lines, and shows what came since, also what came while nobody looked."""

    def __init__(self, database: Database, chat: str, now: Callable[[], datetime]) -> None:
        self._database, self._chat, self._now = database, chat, now
        self.chat_id: int | None = database.read(lambda connection: inbox.find_chat(connection, NAME, chat))
        self.seen = self._seen_before()

    def say(self, text: str, files: Sequence[Attachment] = (), position: tuple[float, float] | None = None) -> None:
        place = {"latitude": position[0], "longitude": position[1]} if position else None
        body = json.dumps({"text": text, "position": place}).encode()
        stored = [file.model_dump() for file in files]
        accepted = self._database.write(
            lambda connection: inbox.accept(
                connection, channel=NAME, update_key=f"{self._chat}:{uuid.uuid4()}", chat_key=self._chat, body=body,
                now=self._now(), files=stored, copy={"text": text, "files": stored},
            )
        ).result()  # fmt: skip
        self.chat_id = accepted.chat_id

    def news(self) -> list[Shown]:
        """What the bot and officers said since the last look; it counts as delivered."""
        if self.chat_id is None:
            return []
        chat_id, seen = self.chat_id, self.seen
        shown = self._database.read(lambda connection: outbox.after(connection, chat_id, seen, 100))
        if not shown:
            return []
        self.seen = shown[-1].number
        self._database.write(lambda connection: outbox.confirm(connection, chat_id, self.seen, self._now())).result()
        return [one for one in shown if one.sender != "me"]

    def waiting(self) -> bool:
        """Whether something said here is not handled yet."""
        chat_id = self.chat_id
        return chat_id is not None and self._database.read(lambda connection: inbox.has_open(connection, chat_id))

    def _seen_before(self) -> int:
        chat_id = self.chat_id
        return 0 if chat_id is None else self._database.read(lambda connection: outbox.seen_upto(connection, chat_id))


def render(message: Shown) -> str:
    """A message as terminal text: numbered choices below it, files by name."""
    lines = [message.text, *(f"[{one.kind}: {one.name or one.mime}]" for one in message.files)]
    numbered = message.outgoing is None or message.outgoing.numbered
    return "\n".join([*lines, *_choice_lines(message.choices, numbered)])


def _choice_lines(choices: Sequence[Choice], numbered: bool) -> list[str]:
    if numbered:
        return [f"  {number}. {choice.label}" for number, choice in enumerate(choices, 1)]
    return [f"  [{choice.label}]" for choice in choices]
