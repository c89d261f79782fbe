"""Files that updates name: fetched before the update is handled, three tries, and told kindly where it did not work."""

import asyncio
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import Row, select

from bot.channels.telegram.files import TRIES, FileFetcher, FileRef, file_of
from db.engine.database import Database
from db.queues import fetching, inbox
from db.tables import Inbox
from office.files.store import FILE_LIMIT, FileStore
from tests.bot.channels.telegram.bot_api import BotApi, ok, refused, run_until
from tests.conftest import NOW

VOICE = b"OggS" + bytes(200)


def body(**message: Any) -> bytes:
    return json.dumps({"update_id": 1, "message": message}).encode()


# ---------------------------------------------------------------- which file


@pytest.mark.parametrize("kind", ["voice", "video", "video_note", "audio", "animation", "document"])
def test_each_kind_names_its_file(kind: str) -> None:
    assert file_of(body(**{kind: {"file_id": "f", "file_name": "a.bin", "file_size": 9}})) == FileRef("f", "a.bin", 9)


def test_of_a_photo_the_largest_is_taken() -> None:
    sizes = [{"file_id": str(side), "width": side, "height": side} for side in (90, 1280, 320)]
    assert file_of(body(photo=sizes)) == FileRef("1280")


def test_an_animation_is_not_fetched_twice() -> None:
    assert file_of(body(animation={"file_id": "a"}, document={"file_id": "a"})) == FileRef("a")


@pytest.mark.parametrize(
    "strange",
    [b"", b"[]", b"{}", body(), body(voice={}), body(voice=[1]), body(photo=[{}]), body(photo=["x"]), body(photo={"a": 1}),
     body(document={"file_id": 5}), body(document={"file_id": "f", "file_name": 5}),
     body(voice={"file_id": "f", "file_size": "x"})],
)  # fmt: skip
def test_of_a_strange_shape_nobody_can_tell(strange: bytes) -> None:
    assert file_of(strange) is None


# ---------------------------------------------------------------- fetching


class Here:
    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.files = FileStore(folder)
        self.api = BotApi()
        self.waits: list[float] = []

    def receive(self, key: str = "1", chat: str = "5", **message: Any) -> int:
        """A row that waits for its file; without a word about it, for a voice message that can be had."""
        if not message:
            message = {"voice": {"file_id": "f"}}
            self.api.answer("getFile", ok({"file_path": "voice/1.oga"}))
            self.api.files["voice/1.oga"] = VOICE
        accepted = self.database.write(
            lambda connection: inbox.accept(
                connection, channel="telegram", update_key=key, chat_key=chat, body=body(**message), now=NOW, fetching=True
            )
        ).result()
        return accepted.row_id

    def fetch(self) -> list[Row[Any]]:
        """Until no row waits any more."""
        self.fetch_until(lambda: all(row.state != "fetching" for row in self.rows()))
        return self.rows()

    def fetch_until(self, happened: Callable[[], bool]) -> None:
        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            await asyncio.sleep(0.001)

        asyncio.run(run_until(FileFetcher(self.api.client, self.database, self.files, sleep).run(), happened))

    def rows(self) -> list[Row[Any]]:
        query = select(Inbox.state, Inbox.files, Inbox.failed_files, Inbox.attempts).order_by(Inbox.id)
        return self.database.read(lambda connection: list(connection.execute(query)))


@pytest.fixture
def here(database: Database, tmp_path: Path) -> Here:
    return Here(database, tmp_path / "files")


def photo() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(output, "JPEG")
    return output.getvalue()


def test_a_voice_is_fetched_and_kept(here: Here) -> None:
    here.receive()
    (row,) = here.fetch()
    assert (row.state, row.failed_files, row.attempts) == ("waiting", 0, 0)
    assert here.files.path(row.files[0]["sha256"]).read_bytes() == VOICE
    assert row.files[0]["kind"] == "voice"


def test_a_document_keeps_its_name_and_is_what_it_is(here: Here) -> None:
    here.receive(document={"file_id": "f", "file_name": "ảnh.pdf"})
    here.api.answer("getFile", ok({"file_path": "documents/tên lạ?.pdf"}))
    here.api.files["documents/tên lạ?.pdf"] = photo()
    (row,) = here.fetch()
    assert [(one["kind"], one["name"], one["mime"]) for one in row.files] == [("photo", "ảnh.jpg", "image/jpeg")]


def test_many_are_fetched(here: Here) -> None:
    for number in range(20):
        here.receive(str(number), str(number))
    assert [(row.state, row.failed_files) for row in here.fetch()] == [("waiting", 0)] * 20
    assert len(here.api.asked("getFile")) == 20


@pytest.mark.parametrize(
    "trouble",
    [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.Response(502, text="<html>"), refused(500, "x"), ok([]),
     ok({"file_path": 1}), refused(429, "Too Many Requests", retry_after=5)],
)  # fmt: skip
def test_three_tries_then_it_goes_on_without(here: Here, trouble: httpx.Response | Exception) -> None:
    here.receive()
    here.api.answer("getFile", trouble)
    (row,) = here.fetch()
    assert (row.state, row.files, row.failed_files, row.attempts) == ("waiting", [], 1, 0)
    assert len(here.api.asked("getFile")) == TRIES
    assert here.waits[:2] == ([5, 10] if isinstance(trouble, httpx.Response) and trouble.status_code == 429 else [2, 10])


def test_the_third_try_may_work(here: Here) -> None:
    here.receive()
    here.api.answer("getFile", httpx.ConnectError("x"), httpx.ConnectError("x"), ok({"file_path": "voice/1.oga"}))
    assert here.fetch()[0].failed_files == 0


@pytest.mark.parametrize(
    "answer",
    [refused(400, "Bad Request: file is too big"), refused(400, "Bad Request: wrong file_id"), refused(403, "Forbidden")],
)
def test_a_refusal_that_will_not_change_is_asked_once(here: Here, answer: httpx.Response) -> None:
    here.receive()
    here.api.answer("getFile", answer)
    assert here.fetch()[0].failed_files == 1
    assert len(here.api.asked("getFile")) == 1


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(99), b"<svg/>", b"%PDF-" + bytes(FILE_LIMIT)])
def test_what_is_not_taken_is_left_out(here: Here, data: bytes) -> None:
    here.receive()
    here.api.files["voice/1.oga"] = data
    (row,) = here.fetch()
    assert (row.files, row.failed_files) == ([], 1)
    assert len(here.api.asked("getFile")) == 1


def test_a_file_that_says_it_is_too_large_is_not_asked_for(here: Here) -> None:
    here.receive(video={"file_id": "f", "file_size": FILE_LIMIT + 1})
    assert here.fetch()[0].failed_files == 1
    assert here.api.calls == []


def test_a_row_whose_file_nobody_can_tell_goes_on(here: Here) -> None:
    here.receive(voice=[1])
    assert here.fetch()[0].failed_files == 1


def test_a_file_that_ended_the_process_three_times_is_given_up(here: Here) -> None:
    row_id = here.receive()
    for _ in range(TRIES):
        here.database.write(lambda connection: fetching.begin_fetch(connection, row_id)).result()
    (row,) = here.fetch()
    assert (row.failed_files, row.attempts) == (1, 0)
    assert here.api.calls == []


def test_an_attempt_is_noted_before_it_is_made(here: Here) -> None:
    here.receive()
    seen: list[int] = []

    def look() -> httpx.Response:
        seen.append(here.rows()[0].attempts)
        return ok({"file_path": "voice/1.oga"})

    here.api.answer("getFile", look)
    here.fetch()
    assert seen == [1]


def test_other_channels_rows_are_left_alone(here: Here) -> None:
    here.database.write(
        lambda connection: inbox.accept(
            connection, channel="zalo", update_key="z", chat_key="z", body=body(voice={"file_id": "f"}), now=NOW, fetching=True
        )
    ).result()
    here.receive()
    here.fetch_until(lambda: [row.state for row in here.rows()] == ["fetching", "waiting"])
    assert here.rows()[0].attempts == 0


def test_a_row_that_waits_no_more_is_not_fetched_again(here: Here) -> None:
    row_id = here.receive()
    here.fetch()
    assert here.database.write(lambda connection: fetching.begin_fetch(connection, row_id)).result() is None
    assert here.rows()[0].attempts == 0
