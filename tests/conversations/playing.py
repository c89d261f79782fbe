"""Plays a transcript on a channel, and writes down what every chat got.

A transcript is what people type and what they read:

    # anything, for the reader
    @locality ngoc-giang                 where it plays, a pack of tests/localities/packs; else Bình Sơn
    @now 2026-11-23T08:00+07:00          where the clock starts (once, first)
    @officer cb van-tuong/kinh-te-xa officer Trần Văn Bê
    @wait 13h                            the clock moves on
    dan> đường hư quá                    `dan` types this; [ảnh], [ghi âm], [vị trí 15.3 108.8] may stand before the words
    dan< Việc này ở xã nào?              what `dan` gets, further lines after "   |", choices as "   [1] …" or "   [ ] …"
    dan> {tap Gửi đi}          presses a button of the last message that has it
    dan> {PIN}                           the last PIN, {MÃ} the last code, that anybody was given
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from fastapi import FastAPI
from PIL import Image

from bot.channels.registry import TRAITS
from bot.clock import Clock
from bot.engine.worker import Office, fire_next, handle_next
from db.engine.database import Database
from db.engine.storing import in_session
from db.stores import people
from faq.content import Content, Contents
from faq.entries import load as load_entries
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from localities.loading import load as load_locality
from localities.locality import Locality
from office.files.store import FileStore
from office.staff.inviting import code_hash
from tests.conversations.drivers import DRIVERS, Driver, Read, Said
from tests.kits import KITS, web_app

PACKS = Path(__file__).parents[1] / "localities" / "packs"
START = datetime.fromisoformat("2026-11-23T08:00:10+07:00")
_SAID = re.compile(r"^(\w+)> ?(.*)$")
_GOT = re.compile(r"^\w+< |^   [|\[(]")
_FILE = re.compile(r"^\[(ảnh|ghi âm|vị trí ([\d.]+) ([\d.]+))\]\s*")
_CODE = re.compile(r"\b[A-Z]{2}-\d{2}-\d{5}-[A-Z]\b")
_PIN = re.compile(r"\bPIN của \S+ (\d{6})")
VOICE = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(10)


@cache
def _content(locality: Locality) -> Content:
    """Read once: it does not change while tests run."""
    return Content.of(load_entries(), locality.unasked_places)


def locality_of(script: Sequence[str]) -> Locality:
    """Where a transcript plays."""
    named = [line.split()[1] for line in script if line.startswith("@locality ")]
    return load_locality(named[0], PACKS) if named else load_locality("binh-son")


@dataclass
class Stage:
    """One installation in memory, its clock, and the chats of the people in the play."""

    database: Database
    folder: Path
    channel: str
    locality: Locality = field(default_factory=lambda: load_locality("binh-son"))
    clock: Clock = field(default_factory=lambda: Clock(START))
    chats: dict[str, Driver] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.files = FileStore(self.folder / "files")
        desk = ChatDesk(
            locality=self.locality, contents=Contents(_content(self.locality)), secret=b"transcripts",
            random=Random(7), flows=FLOWS, buttons=BUTTONS, offering=offering, traits=TRAITS,
            discard=lambda one: self.files.remove(one.sha256),
        )  # fmt: skip
        channels = KITS
        self.office = Office(self.database, desk, channels, self.clock.now)

    def chat(self, name: str) -> Driver:
        if name not in self.chats:
            self.chats[name] = DRIVERS[self.channel](self, name)
        return self.chats[name]

    @cached_property
    def web(self) -> FastAPI:
        return web_app(self.database, self.files, self.office.desk, self.clock)

    def close(self) -> None:
        self.loop.close()

    def work(self) -> None:
        while self.database.write(lambda connection: handle_next(self.office, connection)).result():
            pass
        while self.database.write(lambda connection: fire_next(self.office, connection)).result():
            pass

    def invite(self, unit: str, role: str, name: str) -> str:
        authority, _, body = unit.partition("/")
        code = f"moi-{name.replace(' ', '')}".ljust(16, "0")

        facts: dict[str, Any] = {"authority": authority, "body": body or None, "role": role, "name": name}
        facts |= {"code_hash": code_hash(code), "now": self.clock.now()}
        self.database.write(in_session(lambda session: people.invite(session, **facts))).result()
        return code


@dataclass
class Play:
    """One transcript on one stage; `lines()` is the transcript as it really went."""

    stage: Stage
    last: dict[str, list[Read]] = field(default_factory=dict)
    code: str = ""
    pin: str = ""

    def lines(self, script: Sequence[str]) -> Iterator[str]:
        for line in script:
            if _GOT.match(line):
                continue
            yield line
            if line.startswith("@"):
                yield from self._stage_direction(line[1:].split())
            elif said := _SAID.match(line):
                self.stage.chat(said.group(1)).say(self._meant(said.group(1), said.group(2)))
                yield from self._what_all_got()

    def _stage_direction(self, words: Sequence[str]) -> Iterator[str]:
        if words[0] == "locality":
            assert words[1] == self.stage.locality.id, "the stage was set elsewhere"
        elif words[0] == "now":
            self.stage.clock.advance(datetime.fromisoformat(words[1]) - self.stage.clock.now())
        elif words[0] == "wait":
            number, unit = int(words[1][:-1]), words[1][-1]
            self.stage.clock.advance(timedelta(**{{"h": "hours", "m": "minutes", "d": "days"}[unit]: number}))
            yield from self._what_all_got()
        elif words[0] == "officer":
            code = self.stage.invite(words[2], words[3], " ".join(words[4:]))
            self.stage.chat(words[1]).say(Said(f"/start {code}"))
            self.stage.work()
            self.stage.chat(words[1]).news()
        else:
            raise AssertionError(f"no such stage direction: {words[0]}")

    def _meant(self, who: str, text: str) -> Said:
        files: list[tuple[str, bytes]] = []
        position = None
        while found := _FILE.match(text):
            text = text[found.end() :]
            if found.group(1) == "ảnh":
                files.append(("anh.jpg", picture(len(files))))
            elif found.group(1) == "ghi âm":
                files.append(("ghi-am.ogg", VOICE))
            else:
                position = (float(found.group(2)), float(found.group(3)))
        text = text.replace("{MÃ}", self.code).replace("{PIN}", self.pin)
        if tap := re.fullmatch(r"\{tap (.+)\}", text):
            text = self._button(who, tap.group(1))
        return Said(text, tuple(files), position)

    def _button(self, who: str, label: str) -> str:
        for message in reversed(self.last.get(who, [])):
            for choice in message.choices:
                if choice.label == label:
                    return choice.value
        raise AssertionError(f"{who} sees no button {label!r}")

    def _what_all_got(self) -> Iterator[str]:
        self.stage.work()
        for who, chat in list(self.stage.chats.items()):
            for message in chat.news():
                self.last.setdefault(who, []).append(message)
                self.code = next(iter(_CODE.findall(message.text)), self.code)
                self.pin = next(iter(_PIN.findall(message.text.replace(":", ""))), self.pin)
                yield from _written(who, message)


def _written(who: str, message: Read) -> Iterator[str]:
    first, *rest = message.text.split("\n")
    yield f"{who}< {first}".rstrip()
    yield from (f"   | {line}".rstrip() for line in rest)
    yield from (f"   ({kind})" for kind in message.files)
    for number, choice in enumerate(message.choices, 1):
        yield f"   [{number if message.numbered else ' '}] {choice.label}"


def picture(shade: int) -> bytes:
    data = BytesIO()
    Image.new("RGB", (32, 24), (40 * shade % 256, 120, 90)).save(data, "JPEG")
    return data.getvalue()
