"""What every channel does alike, tested alike. A case that needs a sender runs where the channel has one; each runs somewhere."""

import asyncio
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from bot.channels.port import PushChannel
from bot.channels.registry import CHANNELS, TRAITS
from bot.channels.telegram.sending import TelegramSender
from bot.clock import Clock
from bot.engine.delivery import record
from bot.engine.worker import Office
from db.engine.database import Database
from db.queues import delivery, inbox, outbox
from db.queues.messages import Choice, Incoming, Outgoing, Tap
from db.queues.outbox import Draft
from db.tables import Chat, Inbox, Outbox
from faq.content import Content, Contents
from handlers.engine.visit import ChatDesk
from localities.loading import load as load_locality
from office.files.store import FileStore
from tests.bot.channels.telegram.messenger import BAD_GATEWAY, LOST, RESET, Failure, Messenger, answer
from tests.conversations.drivers import DRIVERS, Driver, Read, Said
from tests.conversations.playing import START, VOICE, picture
from tests.kits import KITS, web_app

SENDERS: dict[str, Callable[[Messenger, FileStore], PushChannel]] = {
    "telegram": lambda bot, files: TelegramSender(bot.api, files),
}
REPEATS = {"web", "telegram"}  # channels where a message may come in twice

PDF = b"%PDF-1.7\n%%EOF\n"
TAP = Tap(flow="report", key="send", value="yes", run=3).encode()


@cache
def desk() -> ChatDesk:
    """Nothing is handled here; the web chat wants one."""
    return ChatDesk(
        locality=load_locality("binh-son"), traits=TRAITS, contents=Contents(Content.of({})), secret=b"x", random=Random(1),
        flows={}, buttons={}, discard=lambda one: None,
    )  # fmt: skip


@dataclass
class Line:
    """One person's chat on one channel, from the outside and from the inside."""

    channel: str
    database: Database
    files: FileStore
    clock: Clock = field(default_factory=lambda: Clock(START))
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    bot: Messenger = field(default_factory=Messenger)

    def __post_init__(self) -> None:
        self.office = Office(self.database, desk(), KITS, self.clock.now)
        self.person: Driver = DRIVERS[self.channel](self, "dan")

    @cached_property
    def web(self) -> FastAPI:
        return web_app(self.database, self.files, self.office.desk, self.clock)

    # ------------------------------------------------------------ in

    def received(self) -> Incoming:
        """The message that waits, as the worker will see it."""
        claim = self.database.write(inbox.claim).result()
        assert claim is not None
        self.database.write(lambda connection: inbox.finish(connection, claim.row_id, self.clock.now())).result()
        return KITS[self.channel].parse(claim.body).model_copy(update={"attachments": claim.files})

    def rows(self) -> int:
        return len(self.database.read(lambda connection: connection.execute(select(Inbox.id)).all()))

    # ------------------------------------------------------------ out

    @property
    def chat_id(self) -> int:
        return self.database.read(lambda connection: connection.scalars(select(Chat.id)).one())

    def reply(self, *messages: Outgoing) -> None:
        drafts = [Draft(self.chat_id, message, f"{self.clock.now()}:{number}") for number, message in enumerate(messages)]
        self.database.write(lambda connection: outbox.write(connection, drafts, self.clock.now())).result()

    def news(self) -> list[Read]:
        return self.person.news()

    def states(self) -> list[tuple[str, str | None]]:
        query = select(Outbox.state, Outbox.reason).order_by(Outbox.seq)
        return [(row.state, row.reason) for row in self.database.read(lambda connection: connection.execute(query).all())]

    def push(self, *failures: Failure) -> None:
        """Sends what waits until nothing does, however long that takes; the first calls fail."""
        self.bot.failures = list(failures)
        sender = SENDERS[self.channel](self.bot, self.files)
        for _ in range(20):
            for message in self.database.write(lambda c: delivery.claim(c, self.channel, self.clock.now(), 8, 60)).result():
                outcome = self.loop.run_until_complete(sender.send(message))
                self.database.write(lambda c, m=message, o=outcome: record(c, m, o, self.clock.now())).result()  # type: ignore[misc]
            self.clock.advance(timedelta(seconds=60))


@pytest.fixture
def line(request: pytest.FixtureRequest, memory: Database, tmp_path: Path) -> Iterator[Line]:
    made = Line(request.param, memory, FileStore(tmp_path))
    made.person.say(Said("chào"))
    made.received()
    yield made
    made.loop.close()


everywhere = pytest.mark.parametrize("line", list(CHANNELS), indirect=True)
where_messages_repeat = pytest.mark.parametrize("line", sorted(REPEATS), indirect=True)
where_sent = pytest.mark.parametrize("line", list(SENDERS), indirect=True)


# ---------------------------------------------------------------- cases


@everywhere
def test_receive(line: Line) -> None:
    line.person.say(Said("Đường hư quá\nông ơi 😀"))
    said = line.received()
    assert (said.text, said.attachments, said.position) == ("Đường hư quá\nông ơi 😀", (), None)


@where_messages_repeat
def test_dedupe(line: Line) -> None:
    before = line.rows()
    for _ in range(3):
        line.person.say(Said("một lần"), key="k" * 16)
    assert line.rows() == before + 1
    line.person.say(Said("một lần"), key="l" * 16)
    assert line.rows() == before + 2


@everywhere
def test_reply(line: Line) -> None:
    line.reply(Outgoing(text="Một"), Outgoing(text="Hai\n\n• ba <b>&"))
    assert [one.text for one in line.news()] == ["Một", "Hai\n\n• ba <b>&"]
    assert line.news() == []
    assert line.states() == [("sent", None)] * 2


@everywhere
@pytest.mark.parametrize("numbered", [True, False])
def test_choices(line: Line, numbered: bool) -> None:
    line.reply(
        Outgoing(
            text="Gửi?", choices=(Choice(label="Đồng ý", value=TAP), Choice(label="2 xã", value="hai xã")), numbered=numbered
        )
    )
    (shown,) = line.news()
    assert ([one.label for one in shown.choices], shown.numbered) == (["Đồng ý", "2 xã"], numbered)
    line.person.say(Said(shown.choices[0].value))
    assert line.received().tap == Tap(flow="report", key="send", value="yes", run=3)
    line.person.say(Said(shown.choices[1].value))
    assert line.received().text == "hai xã"


@everywhere
@pytest.mark.parametrize(
    ("name", "data", "kind"), [("a.jpg", picture(1), "photo"), ("a.ogg", VOICE, "voice"), ("đơn.pdf", PDF, "document")],
    ids=["picture", "voice", "file"],
)  # fmt: skip
def test_files(line: Line, name: str, data: bytes, kind: str) -> None:
    """Pictures, voice and other files, both ways."""
    line.person.say(Said("kèm đây", ((name, data),)))
    said = line.received()
    (file,) = said.attachments
    assert (said.text, dict(file)["kind"]) == ("kèm đây", kind)
    line.reply(Outgoing(text="Xem", files=(line.files.store(data, name),)))
    (shown,) = line.news()
    assert (shown.text, shown.files) == ("Xem", (kind,))


@everywhere
def test_place(line: Line) -> None:
    line.person.say(Said("", position=(15.35, 108.88)))
    place = line.received().position
    assert place is not None
    assert (place.latitude, place.longitude) == (15.35, 108.88)
    line.reply(Outgoing(text="Ở đâu?", choices=(Choice(label="Bỏ qua", value=TAP),), ask_position=True))
    (shown,) = line.news()
    assert (shown.text, [one.label for one in shown.choices]) == ("Ở đâu?", ["Bỏ qua"])


@everywhere
def test_too_long(line: Line) -> None:
    words = "Câu này khá dài, kể cả với ông/bà. " * 300
    line.reply(Outgoing(text=words), Outgoing(text="sau"))
    assert " ".join(" ".join(one.text for one in line.news()).split()) == words + "sau"
    line.person.say(Said(words[:4000]))
    assert line.received().text == words[:4000].strip()


@where_sent
def test_blocked(line: Line) -> None:
    line.reply(Outgoing(text="một"), Outgoing(text="hai"))
    line.push(answer(403, "Forbidden: bot was blocked by the user"))
    assert line.states() == [("dead", "blocked"), ("sent", None)]
    assert line.database.read(lambda connection: connection.scalar(select(Chat.unreachable))) == "blocked"
    line.person.say(Said("tôi đây"))
    line.received()
    assert line.database.read(lambda connection: connection.scalar(select(Chat.unreachable))) is None


@where_sent
def test_rate_limited(line: Line) -> None:
    line.reply(Outgoing(text="một"), Outgoing(text="hai"))
    line.push(answer(429, "Too Many Requests: retry after 130", retry_after=130))
    assert line.bot.texts() == ["một", "hai"]
    assert line.states() == [("sent", None)] * 2


@where_sent
@pytest.mark.parametrize("failure", [BAD_GATEWAY, RESET])
def test_server_error(line: Line, failure: Failure) -> None:
    line.reply(Outgoing(text="một"), Outgoing(text="hai"))
    line.push(failure, failure)
    assert line.bot.texts() == ["một", "hai"]


@where_sent
def test_lost_answer(line: Line) -> None:
    line.reply(Outgoing(text="một"), Outgoing(text="hai"))
    line.push(LOST)
    assert line.bot.texts() == ["một", "một", "hai"]
    assert line.states() == [("sent", None)] * 2


# ---------------------------------------------------------------- nobody slips through


def channels_of(case: Callable[..., Any]) -> list[str]:
    marks = [mark for mark in getattr(case, "pytestmark", ()) if mark.name == "parametrize" and mark.args[0] == "line"]
    return [channel for mark in marks for channel in mark.args[1]]


def test_each_case_runs_somewhere_and_each_channel_has_all_it_can() -> None:
    cases = dict(inspect.getmembers(sys.modules[__name__], inspect.isfunction))
    ran = {
        name.removeprefix("test_"): channels_of(case)
        for name, case in cases.items()
        if "line" in inspect.signature(case).parameters
    }
    assert set(ran) == {
        "receive", "dedupe", "reply", "choices", "files", "place", "too_long", "blocked", "rate_limited", "server_error",
        "lost_answer",
    }  # fmt: skip
    assert [name for name, channels in ran.items() if not channels] == []
    assert set(CHANNELS) == set(KITS) == set(DRIVERS) == set(ran["receive"])
    assert set(SENDERS) == {name for name, one in TRAITS.items() if not one.read_here}
    assert {name: kit.traits for name, kit in KITS.items()} == TRAITS
    senders = {name for name, channels in ran.items() if channels == list(SENDERS)}
    assert senders == {"blocked", "rate_limited", "server_error", "lost_answer"}
