"""From a stored update to what the worker makes of it."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine.worker import Office, handle_next
from db.engine.database import Database
from db.queues import inbox
from db.tables import Chat, Inbox, Outbox
from handlers.engine.visit import ChatDesk
from tests.conftest import NOW
from tests.kits import KITS

LAN = {"id": 55, "is_bot": False, "first_name": "Lan"}
HERE = {"id": 55, "type": "private", "first_name": "Lan"}


class Town:
    def __init__(self, database: Database, desk: ChatDesk) -> None:
        self.database = database
        self.office = Office(database, desk, KITS, lambda: NOW)

    def receive(self, event: Any, kind: str = "message", chat: str = "55") -> None:
        body = json.dumps({"update_id": 1, kind: event}).encode()
        private = not chat.startswith("-")
        self.database.write(
            lambda connection: inbox.accept(
                connection, channel="telegram", update_key=str(body), chat_key=chat, body=body, now=NOW, private=private,
                person_key="" if private else "55",
            )
        ).result()  # fmt: skip
        while self.database.write(lambda connection: handle_next(self.office, connection)).result():
            pass

    def states(self) -> list[tuple[str, str | None]]:
        query = select(Inbox.state, Inbox.reason).order_by(Inbox.id)
        return self.database.read(lambda connection: [(row.state, row.reason) for row in connection.execute(query)])

    def said(self) -> list[str]:
        return self.database.read(lambda connection: [body["text"] for body in connection.scalars(select(Outbox.body))])


@pytest.fixture
def town(memory: Database, desk: ChatDesk) -> Town:
    return Town(memory, desk)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 10, "date": 1, "chat": HERE, "from": LAN, **content}


def test_a_greeting_is_answered(town: Town) -> None:
    town.receive(message(text="chào"))
    assert town.states() == [("handled", None)]
    assert town.said()


@pytest.mark.parametrize("command", ["/help", "/huy", "/cuatoi", "/start", "/huy@thu_nghiem_bot"])
def test_commands_are_words(town: Town, command: str) -> None:
    town.receive(message(text=command, entities=[{"type": "bot_command", "offset": 0, "length": len(command)}]))
    assert town.states() == [("handled", None)]
    assert len(town.said()) >= 2  # the notice, and an answer


def test_what_asks_for_nothing_is_done_without_a_word(town: Town) -> None:
    town.receive(message(pinned_message=message(text="x")))
    assert (town.states(), town.said()) == ([("handled", None)], [])


def test_what_a_person_said_and_nobody_can_read_is_parked_with_an_apology(town: Town) -> None:
    town.receive({"chat": HERE, "text": "x"})
    assert town.states() == [("parked", "Unparsable")]
    assert len(town.said()) == 1


def test_what_nobody_said_is_parked_without_a_word(town: Town) -> None:
    town.receive({"chat": HERE, "from": LAN}, kind="my_chat_member")
    assert (town.states(), town.said()) == ([("parked", "Unparsable")], [])


def test_a_group_that_moved_keeps_its_chat(town: Town) -> None:
    group = {"id": -5, "type": "group", "title": "t"}
    town.receive(message(chat=group, migrate_to_chat_id=-1005), chat="-5")
    assert town.states() == [("handled", None)]
    assert town.database.read(lambda connection: list(connection.scalars(select(Chat.key)))) == ["-1005"]


def test_foreign_data_of_a_button_is_answered_kindly(town: Town) -> None:
    query = {"id": "q", "from": LAN, "chat_instance": "1", "data": "'; DROP TABLE cases --", "message": message(text="Chọn:")}
    town.receive(query, kind="callback_query")
    assert town.states() == [("handled", None)]
    assert any("nút" in said.lower() for said in town.said())
