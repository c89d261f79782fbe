"""`nghedan inbox …` and `nghedan outbox …` over a parked and a dead message."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from db.engine.database import Database, open_database
from db.queues import inbox, outbox
from db.queues.messages import Outgoing
from db.queues.outbox import Draft
from db.tables import Outbox
from tests.bot.conftest import WRITING, Nghedan

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@contextmanager
def stored(folder: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folder / 'var' / 'nghedan.sqlite3'}")
    yield database
    database.close()


@pytest.fixture
def queues(nghedan: Nghedan, folder: Path) -> Nghedan:
    """One message parked, one that could not be delivered; both have the number 1."""
    nghedan(*WRITING)
    with stored(folder) as database:
        accepted = database.write(
            lambda connection: inbox.accept(
                connection, channel="telegram", update_key="u", chat_key="a", body=b'{"text": "xin h\xe1\xbb\x8fi"}', now=NOW
            )
        ).result()
        database.write(lambda connection: inbox.park(connection, accepted.row_id, NOW, "ValueError")).result()
        draft = Draft(accepted.chat_id, Outgoing(text="xin trả lời"), "k")
        database.write(lambda connection: outbox.write(connection, [draft], NOW)).result()
        dead = update(Outbox).values(state="dead", reason="blocked")
        database.write(lambda connection: connection.execute(dead)).result()
    return nghedan


def test_lists_tell_why_but_not_what(queues: Nghedan) -> None:
    assert queues("inbox", "list").out == "1\t24/11/2026 08:30\ttelegram\tparked\t0\tValueError\n"
    assert queues("outbox", "list").out == "1\t24/11/2026 08:30\ttelegram\tdead\t0\tblocked\n"


@pytest.mark.parametrize(("queue", "words"), [("inbox", '"xin hỏi"'), ("outbox", "xin trả lời")])
def test_show_tells_what_was_said_only_where_it_is_asked_to(queues: Nghedan, queue: str, words: str) -> None:
    shown = queues(queue, "show", "1")
    assert words not in shown.out
    assert "--words" in shown.out
    assert words in queues(queue, "show", "1", "--words").out


@pytest.mark.parametrize("queue", ["inbox", "outbox"])
def test_retry_lets_it_go_again(queues: Nghedan, queue: str, folder: Path) -> None:
    assert queues(queue, "retry", "1").code == 0
    assert queues(queue, "list").out == ""
    assert queues(queue, "retry", "1").code == 2
    with stored(folder) as database:
        depths = database.read(inbox.depths if queue == "inbox" else outbox.depths)
    assert depths["waiting"] == 1


@pytest.mark.parametrize(("queue", "words"), [("inbox", "hỏi"), ("outbox", "trả lời")])
def test_drop_forgets_its_words(queues: Nghedan, queue: str, words: str, folder: Path) -> None:
    assert queues(queue, "drop", "1").code == 0
    assert queues(queue, "list").out == ""
    assert words not in queues(queue, "show", "1", "--words").out
    assert queues(queue, "drop", "1").code == 2
    assert not any(words.encode() in file.read_bytes() for file in (folder / "var").iterdir() if file.is_file())
