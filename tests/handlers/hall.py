"""A town hall in memory: its desk, its clock, and the people who write to it, citizens and officers."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.engine.worker import Office, handle_next
from db.engine.database import Database
from db.engine.storing import in_session
from db.queues import inbox, outbox
from db.queues.messages import Attachment, Outgoing, Position, Tap
from db.queues.outbox import Shown
from db.stores import arrivals, people
from db.tables import Case, Submission
from db.unit_of_work import UnitOfWork
from handlers.engine import conversation
from handlers.engine.conversation import ConversationState, FlowState
from handlers.engine.visit import Button, ChatDesk, ChatRef, Flow, Visit
from language.cleaning import clean
from office.casework import filing
from office.files.store import FileStore
from office.staff.inviting import code_hash
from tests.kits import KITS
from texts.vi.citizen import greeting as texts

T = TypeVar("T")
START = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 8:30 in Hanoi
_PIN = re.compile(r"\bPIN\D*\S+: (\d{6})\b")


def file(name: str, kind: str = "photo") -> Attachment:
    """A stored file that the desk knows by its hash only."""
    return Attachment.model_validate(
        {"kind": kind, "sha256": sha256(name.encode()).hexdigest(), "mime": "image/jpeg", "size": 9, "name": name}
    )


@dataclass(repr=False)
class Hall:
    """One installation. `now` is its clock; it stands still until told otherwise."""

    database: Database
    desk: ChatDesk
    now: datetime = START
    discarded: list[Attachment] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def __post_init__(self) -> None:
        self.desk = replace(self.desk, discard=self.discarded.append, random=Random(7))

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """Hypothesis would print all that is in it."""
        printer.text("hall")

    @property
    def office(self) -> Office:
        return Office(self.database, self.desk, KITS, lambda: self.now)

    def number(self) -> int:
        return next(self._numbers)

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    def with_flows(self, flows: Sequence[Flow], buttons: Mapping[str, Button]) -> None:
        self.desk = replace(self.desk, flows={flow.name: flow for flow in flows}, buttons=buttons)

    def use_files(self, files: FileStore) -> None:
        """From now on the desk keeps its files in this folder."""
        self.desk = replace(self.desk, discard=lambda one: files.remove(one.sha256))

    def do(self, fn: Callable[[Connection], T]) -> T:
        """In a transaction; `fn` must not ask the hall anything itself, it would wait for its own end."""
        return self.database.write(fn).result(timeout=20)

    def stored(self, fn: Callable[[Session], T]) -> T:
        """What `fn` reads from the casework, or changes behind everybody's back."""
        return self.do(in_session(fn))

    def work(self) -> None:
        """Handles everything that waits."""
        self.do(self._work)

    def _work(self, connection: Connection) -> None:
        while handle_next(self.office, connection):
            pass

    def person(self, name: str, *, channel: str = "terminal", group: str = "") -> "Somebody":
        return Somebody(self, name, channel, group)

    def officer(self, place: str, role: str = "officer", name: str = "Trần Văn Bê") -> "Somebody":
        """Somebody linked to a post: `dong-son`, or a body in it: `dong-son/kinh-te-xa`."""
        somebody = self.person(f"officer {self.number()}")
        somebody.say(f"/start {self.invite(place, role, name)}")
        return somebody

    def invite(self, place: str, role: str = "officer", name: str = "Trần Văn Bê") -> str:
        authority, _, body = place.partition("/")
        code = f"invitation-{self.number()}"
        self.stored(
            lambda session: people.invite(
                session, authority=authority, body=body or None, role=role, name=name, code_hash=code_hash(code), now=self.now
            )
        )
        return code

    def case(self, code: str) -> Case:
        case_id = self.case_id(code)
        return self.stored(lambda session: session.get_one(Case, case_id))

    def case_id(self, code: str) -> int:
        return self.submission(code).case_id

    def submission(self, code: str) -> Submission:
        return self.stored(lambda session: session.scalars(select(Submission).where(Submission.code == code)).one())


@dataclass(repr=False)
class Somebody:
    """A person's chat. In a group all members share the chat and have their own conversation."""

    hall: Hall
    name: str
    channel: str = "terminal"
    group: str = ""
    seen: int = 0
    heard: list[Outgoing] = field(default_factory=list)

    def say(self, text: str = "", *files: Attachment, position: tuple[float, float] | None = None) -> list[Outgoing]:
        """Sends a message, lets the hall work, and returns what came back to this chat, the notice left out."""

        def work(connection: Connection) -> list[Shown]:
            self._receive(connection, text, files, position)
            self.hall._work(connection)
            return self._look(connection)

        return self._take_in(self.hall.do(work))

    def drop_in(self, text: str = "", *files: Attachment, position: tuple[float, float] | None = None) -> int:
        """Sends a message that nobody handles yet; returns the row it waits in."""
        return self.hall.do(lambda connection: self._receive(connection, text, files, position))

    def _receive(
        self, connection: Connection, text: str, files: Sequence[Attachment] = (), position: tuple[float, float] | None = None
    ) -> int:
        place = {"latitude": position[0], "longitude": position[1]} if position else None
        body = json.dumps({"text": text, "position": place}).encode()
        stored = [one.model_dump() for one in files]
        return inbox.accept(
            connection, channel=self.channel, update_key=f"update {self.hall.number()}", chat_key=self.chat_key, body=body,
            person_key=self.name if self.group else "", private=not self.group, now=self.hall.now, files=stored,
            copy={"text": clean(text, None), "files": stored},
        ).row_id  # fmt: skip

    def press(self, flow: str, key: str, value: str = "", run: int = 0) -> list[Outgoing]:
        return self.say(Tap(flow=flow, key=key, value=value, run=run).encode())

    def tap(self, label: str) -> list[Outgoing]:
        """Presses the newest button of that name."""
        return self.say(self.button(label))

    def button(self, label: str) -> str:
        return next(choice.value for message in reversed(self.heard) for choice in message.choices if choice.label == label)

    def news(self) -> list[Outgoing]:
        """What came since the last look; looking counts as having received it."""
        return self._take_in(self.hall.do(self._look))

    def _take_in(self, shown: Sequence[Shown]) -> list[Outgoing]:
        self.seen = shown[-1].number if shown else self.seen
        notice = texts.notice(self.hall.desk.locality.name)
        fresh = [one.outgoing for one in shown if one.outgoing is not None and one.text != notice]
        self.heard += fresh
        return fresh

    def _look(self, connection: Connection) -> list[Shown]:
        chat_id = self.chat_id_in(connection)
        shown = outbox.after(connection, chat_id, self.seen, 1000)
        if shown:
            outbox.confirm(connection, chat_id, shown[-1].number, self.hall.now)
        return shown

    @property
    def chat_key(self) -> str:
        return self.group or self.name

    @property
    def chat_id(self) -> int:
        return self.hall.do(
            lambda connection: inbox.ensure_chat(connection, self.channel, self.chat_key, self.hall.now, private=not self.group)
        )

    @property
    def state(self) -> ConversationState:
        def read(connection: Connection) -> ConversationState:
            message = arrivals.Message(self.chat_id_in(connection), self.channel, self.name, self.name if self.group else "")
            return conversation.read(arrivals.look(connection, message, self.hall.now).state)

        return self.hall.do(read)

    def chat_id_in(self, connection: Connection) -> int:
        found = inbox.find_chat(connection, self.channel, self.chat_key)
        assert found is not None
        return found

    @property
    def flow(self) -> FlowState:
        active = self.state.active
        assert active is not None, f"{self.name} has no open flow"
        return active

    @property
    def answers(self) -> dict[str, object]:
        """What is recorded of the open flow, question by question."""
        return {record.key: record.value for record in self.flow.records if record.kind == "ask" and not record.redo}

    def within(self, deed: Callable[[Visit], T]) -> T:
        """Lets the person do something without words, as a handler would: one row, one unit of work."""

        def work(connection: Connection) -> T:
            row_id = self._receive(connection, "")
            claim = inbox.claim(connection, only_chat=self.chat_id_in(connection))
            assert claim is not None
            assert claim.row_id == row_id, "something of this chat waits to be handled first"
            with UnitOfWork(connection, self.hall.now, self.hall.database) as uow:
                origin = arrivals.Message(claim.chat_id, self.channel, self.name, private=not self.group)
                sender = arrivals.look(connection, origin, self.hall.now).sender
                chat = ChatRef(claim.chat_id, self.channel, self.chat_key)
                message = KITS["terminal"].parse(claim.body)
                done = deed(Visit(uow, self.hall.desk, chat, sender, ConversationState(), message, row_id, 0))
                inbox.finish(connection, row_id, self.hall.now)
                return done

        return self.hall.do(work)

    def files_case(self, text: str = "Đường thôn Châu Me hư nặng", **more: object) -> tuple[str, str]:
        """Opens a case without the conversation that leads to it; returns code and PIN."""
        facts = {"kind": "feedback", "text": text, "field": "giao-thong", "authority": "dong-son", "unit": "binh-chau"} | more
        receipt = self.within(lambda visit: filing.open_case(visit, filing.Report(**facts)))  # type: ignore[arg-type]
        return receipt.code, receipt.pin


def texts_of(messages: Sequence[Outgoing]) -> list[str]:
    return [message.text for message in messages]


def pin_in(messages: Sequence[Outgoing]) -> str:
    return next(found.group(1) for message in messages if (found := _PIN.search(message.text)))


def place(latitude: float, longitude: float) -> Position:
    return Position(latitude=latitude, longitude=longitude)
