"""What one call to Telegram means for the message."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from telegram.error import BadRequest

from bot.channels.port import Failed, Lost, NotSent, Outcome, Refused, Rekeyed, RetryAfter, Sent
from bot.channels.telegram.opus import as_ogg
from bot.channels.telegram.sending import TelegramSender, harmless, outcome
from db.queues.delivery import Claimed
from db.queues.messages import Attachment, Outgoing
from office.files.store import FileStore
from tests.bot.channels.telegram.messenger import (
    BAD_GATEWAY,
    FLOOD,
    LOST,
    REFUSED,
    RESET,
    TOKEN,
    Failure,
    Messenger,
    answer,
    breaks,
    page,
)
from tests.bot.channels.telegram.test_opus import recording
from tests.conversations.playing import VOICE, picture

LONG = "Câu này khá dài. " * 400  # two messages


def claimed(outgoing: Outgoing, progress: int = 0, *, private: bool = True) -> Claimed:
    return Claimed(
        row_id=1, key="k", chat_id=1, chat_key="55", private=private, channel="telegram", lane="reply", outgoing=outgoing,
        attempts=1, losses=0, progress=progress, external_id="", lease_until=datetime.now(UTC),
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def send(bot: Messenger, files: FileStore, message: Claimed) -> Outcome:
    return asyncio.run(TelegramSender(bot.api, files).send(message))


def test_words_are_sent(files: FileStore) -> None:
    bot = Messenger()
    assert send(bot, files, claimed(Outgoing(text="Chào ông/bà"))) == Sent("1000", last=True)
    (call,) = bot.calls
    assert (call.method, call.chat, call.text) == ("sendMessage", "55", "Chào ông/bà")


def test_one_call_at_a_time(files: FileStore) -> None:
    bot = Messenger()
    assert send(bot, files, claimed(Outgoing(text=LONG))) == Sent("1000", last=False)
    assert send(bot, files, claimed(Outgoing(text=LONG), progress=1)) == Sent("1001", last=True)
    assert " ".join(bot.texts()) == LONG.strip()
    assert send(bot, files, claimed(Outgoing(text=LONG), progress=2)) == Sent()
    assert len(bot.calls) == 2


def test_nothing_to_read_counts_as_sent(files: FileStore) -> None:
    bot = Messenger()
    assert send(bot, files, claimed(Outgoing(text=" "))) == Sent()
    assert bot.calls == []


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (FLOOD, RetryAfter(1)),
        (answer(429, "Too Many Requests: retry after 35", retry_after=35), RetryAfter(35)),
        (page(429), RetryAfter(10)),
        (answer(429, "Too Many Requests"), RetryAfter(10)),
        (answer(403, "Forbidden: bot was blocked by the user"), Refused("blocked", unreachable=True)),
        (answer(403, "Forbidden: user is deactivated"), Refused("deactivated", unreachable=True)),
        (answer(403, "Forbidden: bot was kicked from the supergroup chat"), Refused("removed", unreachable=True)),
        (answer(403, "Forbidden: something new"), Refused("forbidden", unreachable=True)),
        (answer(400, "Bad Request: chat not found"), Refused("chat_not_found", unreachable=True)),
        (answer(400, "Bad Request: not enough rights to send text messages to the chat"), Refused("no_rights", unreachable=True)),
        (
            answer(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100400),
            Rekeyed("-100400"),
        ),
        (answer(400, "Bad Request: message text is empty"), Refused("bad_request")),
        (answer(400, "Bad Request: message is not modified: specified new message content …"), Sent()),
        (answer(413, "Request Entity Too Large"), Refused("too_large")),
        (page(413), Refused("too_large")),
        (answer(401, "Unauthorized"), NotSent("invalid_token")),
        (answer(404, "Not Found"), NotSent("invalid_token")),
        (BAD_GATEWAY, Failed("http_502")),
        (page(500), Failed("http_500")),
        (answer(500, "Internal Server Error: sent message was not found"), Failed("http_error")),
        (REFUSED, NotSent("ConnectError")),
        (breaks(httpx.ConnectTimeout), NotSent("ConnectTimeout")),
        (breaks(httpx.PoolTimeout), NotSent("PoolTimeout")),
        (RESET, Lost()),
        (LOST, Lost()),
        (breaks(httpx.WriteError), Lost()),
        (breaks(httpx.WriteTimeout), Lost()),
        (breaks(httpx.RemoteProtocolError), Lost()),
        (page(200), Lost()),
        (lambda request: httpx.Response(200, json={"ok": True}, request=request), Lost()),
    ],
)
def test_outcomes(files: FileStore, failure: Failure, expected: Outcome) -> None:
    assert send(Messenger([failure]), files, claimed(Outgoing(text="x"))) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
def test_what_stands_already_or_is_over_is_no_error(words: str) -> None:
    assert harmless(BadRequest(words))
    assert outcome(BadRequest(words)) == Sent()
    assert not harmless(BadRequest("Bad Request: chat not found"))


def test_files_are_uploaded_with_their_name(files: FileStore) -> None:
    bot = Messenger()
    photo, voice = files.store(picture(1), "ổ gà.jpg"), files.store(VOICE)
    message = Outgoing(text="", files=(photo, voice))
    assert send(bot, files, claimed(message, private=False)) == Sent("1000", last=False)
    assert send(bot, files, claimed(message, progress=1, private=False)) == Sent("1001", last=True)
    first, second = bot.calls
    assert (first.method, first.chat, first.files["photo"]) == (
        "sendPhoto",
        "55",
        ("ổ gà.jpg", files.path(photo.sha256).read_bytes()),
    )
    assert (second.method, second.files["voice"][1]) == ("sendVoice", VOICE)


def test_a_file_that_is_not_liked_goes_as_a_document(files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = files.store(picture(1))
    bot = Messenger([answer(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")])
    assert send(bot, files, claimed(Outgoing(text="", files=(photo,)))) == Sent("1000")
    assert [call.method for call in bot.calls] == ["sendPhoto", "sendDocument"]
    assert bot.calls[1].at - bot.calls[0].at >= 1
    bot = Messenger([answer(403, "Forbidden: bot was blocked by the user")])
    assert send(bot, files, claimed(Outgoing(text="", files=(photo,)))) == Refused("blocked", unreachable=True)
    assert len(bot.calls) == 1


def test_a_recording_of_a_browser_becomes_a_voice_message(files: FileStore) -> None:
    for data, method, name in ((recording([b"\x78abc"]), "sendVoice", "nói.ogg"), (recording([]), "sendDocument", "nói.webm")):
        bot = Messenger()
        voice = files.store(data, "nói.webm")
        assert voice.mime == "audio/webm"
        assert send(bot, files, claimed(Outgoing(text="", files=(voice,)), private=False)) == Sent("1000")
        (call,) = bot.calls
        assert call.method == method
        ((sent_as, content),) = call.files.values()
        assert sent_as == name
        assert content == (as_ogg(data) or data)


def test_a_file_that_is_gone_is_refused(files: FileStore) -> None:
    gone = Attachment(kind="photo", sha256="ab" * 32, mime="image/jpeg", size=5)
    bot = Messenger()
    assert send(bot, files, claimed(Outgoing(text="", files=(gone,)))) == Refused("file_missing")
    assert bot.calls == []


def test_the_token_stays_out_of_the_log(files: FileStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for failure in (REFUSED, RESET, BAD_GATEWAY, FLOOD, page(200)):
        found = send(Messenger([failure]), files, claimed(Outgoing(text="chuyện riêng")))
        assert TOKEN not in repr(found)
    assert TOKEN not in caplog.text
