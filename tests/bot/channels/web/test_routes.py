"""The HTTP interface of the web chat, in process; a stand-in worker repeats each message."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image
from prometheus_client import CollectorRegistry
from sqlalchemy import Connection, select, update

from bot.channels.bodies import parse
from bot.channels.port import Unparsable
from bot.channels.web import routes as web
from db.engine.database import Database, open_database
from db.queues import inbox
from db.queues.messages import Choice, Outgoing, Position, Tap
from db.tables import Chat, Inbox, Outbox
from db.unit_of_work import UnitOfWork
from office.files.store import FileStore
from tests.web.client import FORM, HERE, MENU, NOW, TOKEN, URL, Client, client, say, site, streaming
from texts.vi.web import refusals, speakers
from web.app import create_app
from web.health import Checks
from web.limits import Buckets, Limits
from web.sessions import Sessions, chat_key
from web.site import Site

ME = {"X-Chat-Token": TOKEN}
SOMEBODY_ELSE = {"X-Chat-Token": "f" * 32}
YES = Choice(label="Đồng ý", value=Tap(flow="report", key="sure", value="yes", run=1).encode())


@pytest.fixture
def here(sqlite: Database) -> Site:
    return site(sqlite)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def app(here: Site, files: FileStore) -> FastAPI:
    return application(here, files)


def application(here: Site, files: FileStore) -> FastAPI:
    own = replace(here, registry=CollectorRegistry())  # a test may build two
    return create_app(own, Checks(), [web.router(own, files)])


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Client]:
    with client(app) as made:
        yield made


def answer_all(database: Database) -> None:
    """The worker: answers every waiting message with its text; `kết thúc` hides what was said."""
    while database.write(_answer_one).result():
        pass


def _answer_one(connection: Connection) -> bool:
    claim = inbox.claim(connection)
    if claim is None:
        return False
    text = parse(claim.body).text
    ends = text == "kết thúc"
    if ends:
        last = select(Inbox.seq).where(Inbox.id == claim.row_id).scalar_subquery()
        connection.execute(update(Chat).where(Chat.id == claim.chat_id).values(hidden_upto=last))
    with UnitOfWork(connection, NOW, None) as uow:  # type: ignore[arg-type] # only kept for after_commit
        uow.send(claim.chat_id, Outgoing(text=f"Nghe: {text}", forget_device=ends), key=f"answer:{claim.row_id}")
        inbox.finish(connection, claim.row_id, NOW)
    return True


def stored(database: Database) -> list[Any]:
    return database.read(lambda connection: list(connection.execute(select(Inbox.__table__).order_by(Inbox.id))))


def said(browser: Client, after: int = 0, headers: Any = ME) -> list[dict[str, Any]]:
    answer = browser.get(f"/chat/messages?after={after}", headers=headers)
    assert answer.status_code == 200
    messages: list[dict[str, Any]] = answer.json()
    return messages


def error(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/json"
    line: str = answer.json()["error"]
    return line


def photo(colour: str = "red") -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(output, "JPEG")
    return output.getvalue()


# ---------------------------------------------------------------- saying something


def test_a_message_is_stored_and_shown_with_its_answer(browser: Client, sqlite: Database) -> None:
    answer = browser.post("/chat/messages", json={"text": "Đường hỏng"}, headers=ME)
    assert (answer.status_code, answer.json()) == (202, {"id": 1})
    answer_all(sqlite)
    assert said(browser) == [
        {"id": 1, "from": "me", "text": "Đường hỏng", "choices": [], "files": []},
        {"id": 2, "from": "bot", "text": "Nghe: Đường hỏng", "choices": [], "files": []},
    ]
    assert said(browser, after=1)[0]["id"] == 2
    assert said(browser, after=2) == []


def test_the_database_never_sees_the_token(browser: Client, sqlite: Database) -> None:
    browser.post("/chat/messages", json={"text": "xin chào"}, headers=ME)
    key = sqlite.read(lambda connection: connection.execute(select(Chat.key)).scalar_one())
    assert key == chat_key(TOKEN)
    assert TOKEN not in key


@pytest.mark.parametrize("token", ["", "abc", "g" * 32, "a" * 31, "a" * 129])
def test_a_malformed_token_is_told_what_is_wrong(browser: Client, token: str) -> None:
    for answer in (
        browser.post("/chat/messages", json={"text": "x"}, headers={"X-Chat-Token": token}),
        browser.get("/chat/messages", headers={"X-Chat-Token": token}),
        browser.get("/chat/events", headers={"X-Chat-Token": token}),
    ):
        assert (answer.status_code, error(answer)) == (400, refusals.bad_token())


def test_without_token_and_cookie_there_is_no_chat(browser: Client) -> None:
    for answer in (
        browser.post("/chat/messages", json={"text": "x"}),
        browser.get("/chat/messages"),
        browser.get("/chat/events"),
    ):
        assert (answer.status_code, error(answer)) == (401, refusals.no_token())


def test_a_repeat_with_the_same_key_changes_nothing(browser: Client, sqlite: Database) -> None:
    headers = {**ME, "Idempotency-Key": "one"}
    answers = [browser.post("/chat/messages", json={"text": "x"}, headers=headers).json() for _ in range(3)]
    assert answers == [{"id": 1}] * 3
    assert len(stored(sqlite)) == 1


def test_a_key_counts_within_its_chat_only(browser: Client, sqlite: Database) -> None:
    for who in (ME, SOMEBODY_ELSE):
        assert browser.post("/chat/messages", json={"text": "x"}, headers={**who, "Idempotency-Key": "one"}).status_code == 202
    assert len(stored(sqlite)) == 2


def test_without_a_key_equal_messages_are_two(browser: Client, sqlite: Database) -> None:
    assert [browser.post("/chat/messages", json={"text": "x"}, headers=ME).json()["id"] for _ in range(2)] == [1, 2]


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_has_a_sensible_length(browser: Client, key: str) -> None:
    answer = browser.post("/chat/messages", json={"text": "x"}, headers={**ME, "Idempotency-Key": key})
    assert (answer.status_code, error(answer)) == (400, refusals.bad_key())


def test_what_curl_calls_a_form_may_be_json(browser: Client, sqlite: Database) -> None:
    headers = {**ME, "Content-Type": "application/x-www-form-urlencoded"}
    browser.post("/chat/messages", content='{"text": "xin chào"}'.encode(), headers=headers)
    browser.post("/chat/messages", data={"text": "chào lại"}, headers=ME)
    assert [parse(row.body).text for row in stored(sqlite)] == ["xin chào", "chào lại"]


# ---------------------------------------------------------------- odd input


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u202e", "\x00", "\ud800"])
def test_an_empty_message_gets_a_polite_line(browser: Client, sqlite: Database, text: str) -> None:
    answer = browser.post("/chat/messages", content=json.dumps({"text": text}).encode(), headers=ME)
    assert (answer.status_code, error(answer)) == (422, refusals.nothing_to_send())
    assert stored(sqlite) == []


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\u202eb", "ế".encode().decode() + "ế", "👍", "~a~\ud800~b~1"])
def test_odd_signs_are_stored_as_sent_and_shown_clean(browser: Client, sqlite: Database, text: str) -> None:
    answer = browser.post("/chat/messages", content=json.dumps({"text": text}).encode(), headers=ME)
    assert answer.status_code == 202
    assert json.loads(stored(sqlite)[0].body)["text"] == text
    assert said(browser)[0]["text"].encode()


def test_a_hundred_thousand_characters_are_taken_whole(browser: Client, sqlite: Database) -> None:
    text = "ộ" * 100_000
    assert browser.post("/chat/messages", json={"text": text}, headers=ME).status_code == 202
    assert parse(stored(sqlite)[0].body).text == text
    assert said(browser)[0]["text"] == text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b'{"text": 1}', b"\xff\xfe", b"[" * 50_000])
def test_what_is_no_message_is_told_so(browser: Client, sqlite: Database, body: bytes) -> None:
    answer = browser.post("/chat/messages", content=body, headers=ME)
    assert (answer.status_code, error(answer)) == (400, refusals.unreadable())
    assert stored(sqlite) == []


def test_a_spoilt_multipart_is_told_so(browser: Client) -> None:
    headers = {**ME, "Content-Type": "multipart/form-data"}  # without a boundary
    answer = browser.post("/chat/messages", content=b"--x\r\n", headers=headers)
    assert (answer.status_code, error(answer)) == (400, refusals.unreadable())


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "²", "9" * 30])
def test_after_is_a_whole_number(browser: Client, after: str) -> None:
    for path in ("/chat/messages", "/chat/events"):
        answer = browser.get(path, params={"after": after}, headers=ME)
        assert (answer.status_code, error(answer)) == (400, refusals.bad_after())


# ---------------------------------------------------------------- too much


async def endless(sent: list[int], size: int) -> AsyncIterator[bytes]:
    yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n'
    while sum(sent) < size:
        sent.append(1 << 16)
        yield bytes(1 << 16)


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(
    ("kind", "limit", "line"),
    [
        ("multipart/form-data; boundary=x", 25 << 20, refusals.request_too_large()),
        ("application/json", 1 << 20, refusals.text_too_large()),
    ],
)
def test_sixty_megabytes_are_refused_without_reading_them(
    browser: Client, sqlite: Database, kind: str, limit: int, line: str, declared: bool
) -> None:
    sent: list[int] = []
    headers = {**ME, "Content-Type": kind} | ({"Content-Length": str(60 << 20)} if declared else {})
    answer = browser.post("/chat/messages", content=endless(sent, 60 << 20), headers=headers)
    assert (answer.status_code, error(answer)) == (413, line)
    assert sum(sent) <= (0 if declared else limit + (1 << 17))
    assert stored(sqlite) == []


def test_more_than_ten_files_are_refused_together(browser: Client) -> None:
    many = [("files", (f"{number}.jpg", photo())) for number in range(11)]
    answer = browser.post("/chat/messages", files=many, headers=ME)
    assert (answer.status_code, error(answer)) == (413, refusals.too_many_files())


def test_a_chat_that_writes_too_fast_is_asked_to_wait(here: Site, files: FileStore, sqlite: Database) -> None:
    hurried = replace(here, limits=Limits(messages=Buckets(per_minute=60, burst=2, clock=lambda: 0.0)))
    with client(application(hurried, files)) as browser:
        codes = [browser.post("/chat/messages", json={"text": "x"}, headers=ME).status_code for _ in range(2)]
        answer = browser.post("/chat/messages", json={"text": "x"}, headers=ME)
        assert codes == [202, 202]
        assert (answer.status_code, error(answer)) == (429, refusals.too_fast(1))
        assert answer.headers["retry-after"] == "1"
        assert browser.post("/chat/messages", json={"text": "x"}, headers=SOMEBODY_ELSE).status_code == 202
    assert len(stored(sqlite)) == 3


def test_new_chats_of_one_address_are_limited_and_old_ones_go_on(here: Site, files: FileStore, sqlite: Database) -> None:
    hurried = replace(here, limits=Limits(new_chats=Buckets(per_minute=1, burst=1, clock=lambda: 0.0)))
    with client(application(hurried, files)) as browser:
        assert browser.post("/chat/messages", json={"text": "x"}, headers=ME).status_code == 202
        answer = browser.post("/chat/messages", json={"text": "x"}, headers=SOMEBODY_ELSE)
        assert (answer.status_code, error(answer)) == (429, refusals.too_many_from_here())
        assert browser.post("/chat/messages", json={"text": "x"}, headers=ME).status_code == 202
    with client(application(hurried, files), address="127.0.0.1") as browser:
        assert browser.post("/chat/messages", json={"text": "x"}, headers=SOMEBODY_ELSE).status_code == 202


def test_uploads_of_one_address_are_limited(here: Site, files: FileStore) -> None:
    hurried = replace(here, limits=Limits(uploads=Buckets(per_minute=1, burst=2, clock=lambda: 0.0)))
    with client(application(hurried, files)) as browser:
        two = [("files", ("a.jpg", photo())), ("files", ("b.jpg", photo("blue")))]
        assert browser.post("/chat/messages", files=two, headers=ME).status_code == 202
        assert browser.post("/chat/messages", files=two[:1], headers=ME).status_code == 429


# ---------------------------------------------------------------- buttons and places


def test_a_tap_is_shown_by_the_label_of_its_button(browser: Client, sqlite: Database) -> None:
    say(sqlite, TOKEN, Outgoing(text="Đúng không?", choices=(YES,)))
    assert said(browser)[0]["choices"] == [{"label": "Đồng ý", "value": YES.value}]
    browser.post("/chat/messages", json={"text": YES.value}, headers=ME)
    assert said(browser, after=1)[0]["text"] == "Đồng ý"
    assert parse(stored(sqlite)[0].body).tap == Tap(flow="report", key="sure", value="yes", run=1)


def test_a_starter_is_shown_by_its_label_and_an_unknown_tap_by_its_value(browser: Client) -> None:
    for text in (MENU[0].value, YES.value):
        browser.post("/chat/messages", json={"text": text}, headers=ME)
    assert [one["text"] for one in said(browser)] == [MENU[0].label, "yes"]


def test_a_place_alone_is_a_message(browser: Client, sqlite: Database) -> None:
    answer = browser.post("/chat/messages", json={"latitude": 15.3, "longitude": 0}, headers=ME)
    browser.post("/chat/messages", data={"text": "đây", "latitude": "15.3", "longitude": "108.7"}, headers=ME)
    assert answer.status_code == 202
    assert [parse(row.body).position for row in stored(sqlite)] == [
        Position(latitude=15.3, longitude=0), Position(latitude=15.3, longitude=108.7)
    ]  # fmt: skip
    assert [one["text"] for one in said(browser)] == [speakers.my_place(15.3, 0), f"đây\n{speakers.my_place(15.3, 108.7)}"]


@pytest.mark.parametrize("place", [{"latitude": 15.3}, {"latitude": 91, "longitude": 0}, {"latitude": "x", "longitude": "y"},
                                   {"latitude": [], "longitude": {}}, {"latitude": "nan", "longitude": "inf"}])  # fmt: skip
def test_a_place_that_is_none_is_told_so(browser: Client, place: dict[str, Any]) -> None:
    answer = browser.post("/chat/messages", json={"text": "đây", **place}, headers=ME)
    assert (answer.status_code, error(answer)) == (422, refusals.bad_place())


# ---------------------------------------------------------------- files


def test_a_photo_goes_in_and_comes_out(browser: Client, sqlite: Database, files: FileStore) -> None:
    answer = browser.post("/chat/messages", data={"text": "ảnh"}, files={"files": ("d.jpg", photo())}, headers=ME)
    assert answer.json() == {"id": 1}
    shown = said(browser)[0]["files"]
    assert [(file["kind"], file["name"]) for file in shown] == [("photo", "d.jpg")]
    got = browser.get(shown[0]["url"], headers=ME)
    assert got.content == files.path(shown[0]["url"].rpartition("/")[2]).read_bytes()
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.headers["content-disposition"].startswith("inline")
    assert browser.get(shown[0]["url"], headers={**ME, "If-None-Match": got.headers["etag"]}).status_code == 304
    assert stored(sqlite)[0].files[0]["sha256"] in shown[0]["url"]


def test_a_document_is_only_for_saving(browser: Client) -> None:
    browser.post("/chat/messages", files={"files": ("đơn.pdf", b"%PDF-1.7\n" + bytes(99))}, headers=ME)
    got = browser.get(said(browser)[0]["files"][0]["url"], headers=ME)
    assert got.headers["content-disposition"].startswith("attachment")


def test_sound_can_be_asked_for_in_parts(browser: Client) -> None:
    sound = b"OggS" + bytes(range(200))
    browser.post("/chat/messages", files={"files": ("a.ogg", sound)}, headers=ME)
    got = browser.get(said(browser)[0]["files"][0]["url"], headers={**ME, "Range": "bytes=4-9"})
    assert (got.status_code, got.content) == (206, sound[4:10])


def test_a_file_is_shown_in_its_own_chat_only(browser: Client, sqlite: Database, files: FileStore) -> None:
    browser.post("/chat/messages", files={"files": ("d.jpg", photo())}, headers=ME)
    url = said(browser)[0]["files"][0]["url"]
    browser.post("/chat/messages", json={"text": url}, headers=SOMEBODY_ELSE)
    never_sent = files.store(photo("green"))
    for path, who in ((url, SOMEBODY_ELSE), (f"/chat/files/{never_sent.sha256}", ME), ("/chat/files/..%2F..", ME), (url, {})):
        answer = browser.get(path, headers=who)
        assert answer.status_code in {404, 401}
    assert browser.get(url, headers=ME).status_code == 200


def test_a_file_that_the_office_sent_is_shown(browser: Client, sqlite: Database, files: FileStore) -> None:
    say(sqlite, TOKEN, Outgoing(text="Đã sửa", sender="officer", files=(files.store(photo(), "xong.jpg"),)))
    shown = said(browser)[0]
    assert shown["from"] == "officer"
    assert browser.get(shown["files"][0]["url"], headers=ME).status_code == 200


def test_a_refused_file_never_loses_the_text_sent_with_it(browser: Client, sqlite: Database) -> None:
    sent = [("files", ("anh.jpg", b"MZ" + bytes(99))), ("files", ("d.jpg", photo()))]
    answer = browser.post("/chat/messages", data={"text": "xem ảnh"}, files=sent, headers=ME)
    assert answer.status_code == 202
    assert answer.json() == {"id": 1, "refused": [{"name": "anh.jpg", "why": refusals.file_refused("kind")}]}
    assert (said(browser)[0]["text"], len(said(browser)[0]["files"])) == ("xem ảnh", 1)


def test_a_refused_file_alone_is_told_why(browser: Client, sqlite: Database) -> None:
    answer = browser.post("/chat/messages", files={"files": ("a.svg", b"<svg/>")}, headers=ME)
    assert (answer.status_code, error(answer)) == (422, refusals.file_refused("kind"))
    assert stored(sqlite) == []


def test_a_file_over_twenty_megabytes_is_left_out(browser: Client) -> None:
    answer = browser.post(
        "/chat/messages", data={"text": "x"}, files={"files": ("a.pdf", b"%PDF-" + bytes(21 << 20))}, headers=ME
    )
    assert answer.json()["refused"][0]["why"] == refusals.file_refused("large")


# ---------------------------------------------------------------- delivered


def states(database: Database) -> list[str]:
    return database.read(lambda connection: list(connection.scalars(select(Outbox.state).order_by(Outbox.seq))))


def test_a_message_counts_as_delivered_once_the_client_asks_past_it(browser: Client, sqlite: Database) -> None:
    for number in range(3):
        say(sqlite, TOKEN, Outgoing(text="x"), key=str(number))
    said(browser)
    assert states(sqlite) == ["waiting"] * 3
    said(browser, after=2)
    assert states(sqlite) == ["sent", "sent", "waiting"]
    said(browser, after=999)
    assert states(sqlite) == ["sent"] * 3


def test_asking_in_one_chat_delivers_nothing_in_another(browser: Client, sqlite: Database) -> None:
    say(sqlite, TOKEN, Outgoing(text="x"))
    said(browser, after=9, headers=SOMEBODY_ELSE)
    assert states(sqlite) == ["waiting"]


# ---------------------------------------------------------------- the page's cookie


def test_the_page_gives_a_chat_by_cookie(browser: Client) -> None:
    cookie = browser.get("/").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert browser.post("/chat/messages", json={"text": "x"}, headers=HERE).status_code == 202
    assert said(browser, headers={})[0]["text"] == "x"
    assert "set-cookie" not in browser.get("/").headers


def test_behind_https_the_cookie_is_secure(sqlite: Database, files: FileStore) -> None:
    secure = site(sqlite, sessions=Sessions("https://nghedan.example.vn"))
    with client(application(secure, files)) as browser:
        answer = browser.get("/")
    assert answer.headers["set-cookie"].startswith("__Host-")
    assert "Secure" in answer.headers["set-cookie"].split("; ")
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "https://evil.example/test"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site", "Origin": URL},
    ],
)  # fmt: skip
def test_another_site_cannot_write_with_the_cookie(browser: Client, sqlite: Database, headers: dict[str, str]) -> None:
    browser.get("/")
    answer = browser.post("/chat/messages", json={"text": "x"}, headers=headers)
    assert (answer.status_code, error(answer)) == (403, refusals.other_site())
    assert stored(sqlite) == []


@pytest.mark.parametrize("headers", [HERE, {"Referer": f"{URL}/"}, {"Sec-Fetch-Site": "same-origin"}])
def test_our_own_page_can(browser: Client, headers: dict[str, str]) -> None:
    browser.get("/")
    assert browser.post("/chat/messages", json={"text": "x"}, headers=headers).status_code == 202


def test_a_form_without_script_comes_back_to_the_page(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    answer = browser.post("/chat/messages", data={"text": "Đường hỏng", "key": "f"}, headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?at=1#m1")
    again = browser.post("/chat/messages", data={"text": "Đường hỏng", "key": "f"}, headers=FORM)
    other = browser.post("/chat/messages", data={"text": "Việc khác", "key": "f"}, headers=FORM)
    assert (again.headers["location"], other.headers["location"]) == ("/?at=1#m1", "/?at=2#m2")
    assert len(stored(sqlite)) == 2


def test_a_form_learns_on_the_page_what_went_wrong(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    nothing = browser.post("/chat/messages", data={"text": ""}, files={"files": ("", b"")}, headers=FORM)
    refused = browser.post("/chat/messages", data={"text": "x"}, files={"files": ("a.svg", b"<svg/>")}, headers=FORM)
    answer_all(sqlite)
    assert refusals.nothing_to_send() in browser.get(nothing.headers["location"]).text
    assert refusals.file_refused("kind") in browser.get(refused.headers["location"]).text


def test_an_ended_chat_is_left_behind(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    browser.post("/chat/messages", json={"text": "chuyện riêng"}, headers=HERE)
    answer_all(sqlite)
    first = browser.http.cookies["nghedan"]
    browser.post("/chat/messages", json={"text": "kết thúc"}, headers=HERE)
    answer_all(sqlite)
    assert browser.http.cookies["nghedan"] == first
    farewell = browser.get("/chat/messages", params={"after": 0, "hints": 1})
    assert [one["text"] for one in farewell.json()] == ["Nghe: kết thúc"]
    assert farewell.json()[0]["hints"]["forget"] is True
    assert browser.http.cookies["nghedan"] != first
    assert said(browser, headers={}) == []
    assert "chuyện riêng" not in browser.get("/").text


def test_the_page_shows_the_farewell_and_begins_anew(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    browser.post("/chat/messages", json={"text": "kết thúc"}, headers=HERE)
    answer_all(sqlite)
    page = browser.get("/").text
    assert "Nghe: kết thúc" in page
    assert 'data-last="0"' in page
    assert "Nghe: kết thúc" not in browser.get("/").text


def test_who_writes_on_with_an_ended_chats_cookie_begins_a_new_one(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    browser.post("/chat/messages", json={"text": "kết thúc"}, headers=HERE)
    answer_all(sqlite)
    answer = browser.post("/chat/messages", json={"text": "người khác"}, headers=HERE)
    assert (answer.status_code, answer.json()["id"]) == (202, 1)
    assert [one["text"] for one in said(browser, headers={})] == ["người khác"]


def test_a_script_keeps_its_token_after_the_end(browser: Client, sqlite: Database) -> None:
    browser.post("/chat/messages", json={"text": "kết thúc"}, headers=ME)
    answer_all(sqlite)
    browser.post("/chat/messages", json={"text": "lại đây"}, headers=ME)
    assert [one["id"] for one in said(browser)] == [2, 3]


def test_our_own_page_learns_more_than_the_interface_promises(browser: Client, sqlite: Database) -> None:
    say(sqlite, TOKEN, Outgoing(text="Ở đâu?", numbered=False, ask_position=True))
    assert set(said(browser)[0]) == {"id", "from", "text", "choices", "files"}
    hinted = browser.get("/chat/messages?hints=1", headers=ME).json()[0]
    assert hinted["hints"] == {"numbered": False, "position": True, "forget": False}


def test_metrics_name_routes_and_not_what_was_asked_for(browser: Client) -> None:
    browser.post("/chat/messages", files={"files": ("d.jpg", photo())}, headers=ME)
    url = said(browser)[0]["files"][0]["url"]
    browser.get(url, headers=ME)
    text = browser.get("/metrics").text
    assert 'method="POST",route="/chat/messages",status="202"} 1.0' in text
    assert 'method="GET",route="/chat/files/{sha256}",status="200"} 1.0' in text
    assert url not in text


# ---------------------------------------------------------------- the stream


def event(chunk: str) -> tuple[int, dict[str, Any]]:
    number, data = chunk.strip().split("\n")
    return int(number.removeprefix("id: ")), json.loads(data.removeprefix("data: "))


def test_the_stream_brings_what_was_said_and_what_comes(app: FastAPI, sqlite: Database) -> None:
    async def scenario() -> None:
        say(sqlite, TOKEN, Outgoing(text="một"), key="1")
        async with app.router.lifespan_context(app), streaming(app, "/chat/events", x_chat_token=TOKEN) as stream:
            assert (await stream.next()).startswith("retry:")
            assert event(await stream.next()) == (1, {"id": 1, "from": "bot", "text": "một", "choices": [], "files": []})
            await asyncio.to_thread(say, sqlite, TOKEN, Outgoing(text="hai\nba"), "2")
            assert event(await stream.next())[1]["text"] == "hai\nba"
            assert stream.status == 200

    asyncio.run(scenario())


def test_the_stream_goes_on_after_the_last_event(app: FastAPI, sqlite: Database) -> None:
    async def scenario() -> None:
        for number in range(3):
            say(sqlite, TOKEN, Outgoing(text=str(number)), key=str(number))
        async with (
            app.router.lifespan_context(app),
            streaming(app, "/chat/events", "after=0", x_chat_token=TOKEN, last_event_id="2") as stream,
        ):
            await stream.next()
            assert event(await stream.next())[0] == 3
        assert states(sqlite) == ["sent", "sent", "waiting"]

    asyncio.run(scenario())


def test_a_stream_may_open_before_the_chat_exists(app: FastAPI, sqlite: Database) -> None:
    async def scenario() -> None:
        async with (
            app.router.lifespan_context(app),
            streaming(app, "/chat/events", x_chat_token=TOKEN) as mine,
            streaming(app, "/chat/events", x_chat_token="f" * 32) as other,
        ):
            await mine.next()
            await other.next()
            await asyncio.to_thread(say, sqlite, TOKEN, Outgoing(text="đây"))
            assert event(await mine.next())[1]["text"] == "đây"
            with pytest.raises(TimeoutError):
                await other.next(0.05)

    asyncio.run(scenario())


def test_another_process_wakes_the_stream(app: FastAPI, sqlite: Database, sqlite_path: Path) -> None:
    async def scenario() -> None:
        beside = open_database(f"sqlite:///{sqlite_path}")
        async with app.router.lifespan_context(app), streaming(app, "/chat/events", x_chat_token=TOKEN) as stream:
            await stream.next()
            await asyncio.to_thread(say, beside, TOKEN, Outgoing(text="từ ngoài"))
            assert event(await stream.next(2))[1]["text"] == "từ ngoài"
        beside.close()

    asyncio.run(scenario())


def test_a_hidden_message_neither_shows_nor_spins(app: FastAPI, sqlite: Database) -> None:
    async def scenario() -> None:
        chat_id = say(sqlite, TOKEN, Outgoing(text="cũ"))
        hide = update(Chat).where(Chat.id == chat_id).values(hidden_upto=1)
        sqlite.write(lambda connection: connection.execute(hide)).result()
        async with app.router.lifespan_context(app), streaming(app, "/chat/events", x_chat_token=TOKEN) as stream:
            await stream.next()
            with pytest.raises(TimeoutError):
                await stream.next(0.1)

    asyncio.run(scenario())


def test_closing_ends_every_stream(app: FastAPI, here: Site) -> None:
    async def scenario() -> None:
        async with app.router.lifespan_context(app), streaming(app, "/chat/events", x_chat_token=TOKEN) as stream:
            await stream.next()
            assert here.watch.open_streams == 1
            here.watch.close()
            assert await stream.next(1) in {":\n\n", ""}
            assert here.watch.open_streams == 0

    asyncio.run(scenario())


# ---------------------------------------------------------------- the channel


def test_the_channel_reads_what_its_router_stored() -> None:
    read = parse(b'{"text": " a\\u0000b ", "position": {"latitude": 1, "longitude": 2}}')
    assert (read.text, read.position) == ("ab", Position(latitude=1, longitude=2))


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"\xff", b'{"text": 1, "position": null}', b'{"text": "", "position": {"latitude": 99}}']
)
def test_what_nobody_can_read_is_unparsable(body: bytes) -> None:
    with pytest.raises(Unparsable):
        parse(body)
