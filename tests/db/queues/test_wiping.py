"""Words that were wiped stand in none of the files, whatever happened in between."""

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Connection, text

from db.engine.database import Database, open_database
from db.queues import inbox, outbox, parked
from db.queues.messages import Outgoing

WORDS = "zebra-quagga-okapi"

KILLED = """
import os, sys
from datetime import UTC, datetime
from db.queues import inbox
from db.engine.database import open_database
database = open_database(sys.argv[1])
now = datetime.now(UTC)
database.write(lambda connection: inbox.accept(
    connection, channel="web", update_key="u", chat_key="c", body=sys.argv[2].encode(), now=now)).result()
assert sys.argv[2].encode() in open(sys.argv[1].removeprefix("sqlite:///") + "-wal", "rb").read()
database.write(lambda connection: inbox.finish(connection, 1, now)).result()
os._exit(9)
"""


def files_with(words: str, path: Path) -> list[str]:
    found = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    assert found
    return [file.name for file in found if words.encode() in file.read_bytes()]


def denounce(database: Database, post, now: datetime) -> int:
    chat = database.write(post.received("c", body=WORDS.encode(), copy={"text": WORDS, "files": []})).result()
    for number in range(50):  # so that pages are moved about
        database.write(post.received(f"other {number}", body=b"x" * 3000)).result()
    database.write(post.sent(chat.chat_id, "echo", text=f"You said {WORDS}")).result()
    return chat.row_id


def wipe(row_id: int, now: datetime):
    def work(connection: Connection) -> None:
        claim = inbox.claim(connection)
        assert claim is not None
        assert claim.row_id == row_id
        inbox.wipe(connection, row_id, "wiped")
        outbox.wipe_after(connection, claim.chat_id, 0, "wiped too")
        outbox.write(connection, [outbox.Draft(claim.chat_id, Outgoing(text="guidance"), "guidance")], now)
        inbox.finish(connection, row_id, now)

    return work


def test_wiped_words_are_in_no_file(sqlite: Database, sqlite_path: Path, post, now: datetime) -> None:
    row_id = denounce(sqlite, post, now)
    assert files_with(WORDS, sqlite_path)
    sqlite.write(wipe(row_id, now)).result()
    assert files_with(WORDS, sqlite_path) == []
    shown = sqlite.read(lambda connection: outbox.after(connection, 1, 0, 10))
    assert [one.text for one in shown] == ["wiped", "wiped too", "guidance"]
    assert [one.number for one in shown] == [1, 2, 3]


def test_without_a_wipe_they_would_be_found(sqlite: Database, sqlite_path: Path, post, now: datetime) -> None:
    row_id = denounce(sqlite, post, now)
    sqlite.write(lambda connection: inbox.finish(connection, row_id, now)).result()
    assert files_with(WORDS, sqlite_path)


def test_reader_in_the_way_only_delays_it(sqlite: Database, sqlite_path: Path, post, now: datetime) -> None:
    row_id = denounce(sqlite, post, now)
    reading, finished = Event(), Event()

    def read_slowly(connection: Connection) -> None:
        connection.execute(text("SELECT count(*) FROM inbox")).all()
        reading.set()
        finished.wait(10)

    reader = Thread(target=sqlite.read, args=(read_slowly,))
    reader.start()
    reading.wait(10)
    sqlite.write(wipe(row_id, now)).result()
    assert files_with(WORDS, sqlite_path)
    finished.set()
    reader.join()
    patience = time.monotonic() + 10
    while files_with(WORDS, sqlite_path) and time.monotonic() < patience:
        time.sleep(0.01)
    assert files_with(WORDS, sqlite_path) == []


def test_wipe_promised_before_a_kill_is_made_good_at_the_start(sqlite_path: Path, marks) -> None:
    url = f"sqlite:///{sqlite_path}"
    killed = subprocess.run([sys.executable, "-c", KILLED, url, WORDS], check=False, cwd=Path(__file__).parents[3])
    assert killed.returncode == 9
    assert files_with(WORDS, sqlite_path)
    database = open_database(url)
    database.write(marks.all).result()
    assert files_with(WORDS, sqlite_path) == []
    database.close()


def test_dropped_message_is_forgotten(sqlite: Database, sqlite_path: Path, post, now: datetime) -> None:
    row_id = denounce(sqlite, post, now)
    sqlite.write(lambda connection: inbox.park(connection, row_id, now, "LookupError")).result()
    sqlite.write(lambda connection: parked.drop(connection, row_id, now)).result()
    sqlite.write(lambda connection: inbox.wipe(connection, row_id, "")).result()
    sqlite.write(lambda connection: outbox.drop(connection, 1, now)).result()
    assert files_with(WORDS, sqlite_path) == []


def test_what_was_shown_once_is_in_no_file(sqlite: Database, sqlite_path: Path, post, now: datetime) -> None:
    chat = sqlite.write(post.received("c")).result()
    once = outbox.Draft(chat.chat_id, Outgoing(text=f"PIN {WORDS}", afterwards="shown"), "pin")
    sqlite.write(post.all_sent([once])).result()
    assert files_with(WORDS, sqlite_path)
    assert sqlite.write(lambda connection: outbox.confirm(connection, chat.chat_id, 2, now)).result() == 1
    assert files_with(WORDS, sqlite_path) == []
