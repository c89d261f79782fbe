"""Citizens report on all channels while disasters happen; afterwards nothing may be lost, doubled or out of order."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, groupby, pairwise
from typing import Any

from sqlalchemy import Connection, func, select

from db.engine import open_database
from db.tables import Chat, Inbox, Outbox, Submission
from tests.people import Neighbour, Subscriber
from tests.running import Citizen, Program, wait_for
from tests.servers import Reached, Telegram

DISASTER_SECONDS = 180.0  # until the next moment for one has come
SETTLE_SECONDS = 60.0

Disaster = Callable[[], object]


@dataclass
class Storm:
    """So many people at once report until there were `wanted` messages on the web (and meanwhile on the other channels); the
    disasters come at moments drawn with `seed`. `database`: its address."""

    programs: Sequence[Program]
    database: str
    wanted: int
    disasters: Sequence[Disaster]
    at_once: int = 16
    seed: int = 7
    telegram: Telegram | None = None
    subscribers: int = 0
    reports_each: int = 1000  # of a subscriber, who gets a message a second at most
    neighbours: int = 0
    citizens: list[Citizen] = field(default_factory=list)
    at_console: list[Neighbour] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # what was reported → its code

    @property
    def said(self) -> int:
        return sum(len(citizen.said) for citizen in self.citizens)

    @property
    def messages(self) -> int:
        queued = self.telegram.queued if self.telegram else 0
        return self.said + queued + sum(one.said for one in self.at_console)

    def rage(self) -> None:
        parts = [self._happen]
        parts += [self._reporter(number) for number in range(self.at_once)]
        parts += [self._subscriber(number) for number in range(self.subscribers if self.telegram else 0)]
        parts += [self._neighbour(number) for number in range(self.neighbours)]
        with ThreadPoolExecutor(len(parts)) as crowd:
            for one in [crowd.submit(part) for part in parts]:
                one.result()

    # ------------------------------------------------------------ what happens

    def _happen(self) -> None:
        draw = random.Random(self.seed)
        moments = sorted(draw.sample(range(self.wanted // 20, self.wanted * 19 // 20), len(self.disasters)))
        for moment, disaster in zip(moments, self.disasters, strict=True):
            wait_for(lambda moment=moment: self.said >= moment, DISASTER_SECONDS)  # type: ignore[misc]
            disaster()

    def _reporter(self, person: int) -> Callable[[], None]:
        def report() -> None:
            urls = [program.url for program in self.programs]
            urls = urls[person % len(urls) :] + urls[: person % len(urls)]
            for number in count():
                if self._is_over():
                    return
                citizen = Citizen(urls[0], f"storm-{self.seed}-{person}-{number}", *urls[1:])
                self.citizens.append(citizen)
                with closing(citizen):
                    self._file(citizen, f"số {person} ngõ {number}")

        return report

    def _subscriber(self, person: int) -> Callable[[], None]:
        def report() -> None:
            assert self.telegram
            for number in range(self.reports_each):
                if self._is_over():
                    return
                somebody = (
                    1_000_000 + 1000 * person + number
                )  # not the same again, who would be asked whether it is the same matter
                self._file(Subscriber(self.telegram, somebody), f"số {person} hẻm {number}")

        return report

    def _neighbour(self, person: int) -> Callable[[], None]:
        def ask() -> None:
            for number in count():
                if self._is_over():
                    return
                neighbour = Neighbour(self.programs[0], f"storm-{self.seed}-{person}-{number}")
                self.at_console.append(neighbour)
                neighbour.ask()

        return ask

    def _file(self, citizen: Citizen | Subscriber, house: str) -> None:
        text = f"Đường qua nhà {house} thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp"
        self.codes[text] = citizen.report(text)

    def _is_over(self) -> bool:
        return self.said >= self.wanted

    # ------------------------------------------------------------ what must hold afterwards

    def settle(self) -> None:
        """Until everything that was said is handled and everything to be sent was sent."""

        def settled(connection: Connection) -> bool:
            waiting = select(func.count()).select_from(Inbox).where(Inbox.state.in_(["waiting", "fetching"]))
            open_ = select(func.count()).select_from(Outbox).join(Chat, Chat.id == Outbox.chat_id)
            unsent = open_.where(Outbox.state.in_(["waiting", "sending"]), Chat.channel == "telegram")
            return not connection.execute(waiting).scalar_one() and not connection.execute(unsent).scalar_one()

        with closing(open_database(self.database)) as database:
            wait_for(lambda: (not self.telegram or self.telegram.unconfirmed() == []) and database.read(settled), SETTLE_SECONDS)

    def check(self) -> None:
        self.settle()
        self.check_chats()
        with closing(open_database(self.database)) as database:
            database.read(self._check_received)
            database.read(self._check_order)
            database.read(self._check_sent)

    def check_chats(self) -> None:
        """Read from the start, numbers have no gaps, what was said stands once, and each message has an answer."""
        for citizen in self.citizens:
            with closing(citizen):
                shown = citizen.everything()
            assert [one["id"] for one in shown] == list(range(1, len(shown) + 1))
            assert [one["id"] for one in shown if one["from"] == "me"] == sorted(citizen.said)
            assert all((one["from"], after["from"]) != ("me", "me") for one, after in pairwise(shown))
            assert shown[-1]["from"] == "bot"

    def _check_received(self, connection: Connection) -> None:
        """Everything was taken once and handled; every report became one submission, and no more."""
        counted = select(Inbox.channel, Inbox.state, func.count().label("number"))
        rows = connection.execute(counted.group_by(Inbox.channel, Inbox.state)).all()
        found = {(row.channel, row.state): row.number for row in rows if row.channel != "internal"}
        assert {state for _, state in found} == {"handled"}, found
        assert found["web", "handled"] == self.said
        assert found.get(("telegram", "handled"), 0) == (self.telegram.queued if self.telegram else 0)
        consoles = Counter(one.name for one in self.at_console for _ in range(one.said))
        for chat, number in _console_rows(connection).items():
            cut_short = next(one.cut_short for one in self.at_console if one.name == chat)
            assert number == consoles[chat] or (cut_short and 0 <= consoles[chat] - number <= 1), chat
        filed = [tuple(row) for row in connection.execute(select(Submission.code, Submission.text))]
        told = [(code, text) for text, code in self.codes.items()]
        assert set(filed) ^ set(told) == set(), "what was filed is what people were told"
        assert len(filed) == len(told)

    def _check_order(self, connection: Connection) -> None:
        """Each chat's messages were handled in the order in which they came."""
        query = select(Inbox.chat_id, Inbox.handled_at).order_by(Inbox.chat_id, Inbox.id)
        for _, rows in groupby(connection.execute(query).all(), key=lambda row: row.chat_id):
            assert all(one.handled_at <= after.handled_at for one, after in pairwise(rows))

    def _check_sent(self, connection: Connection) -> None:
        """Every message reached its person, in order, and again only where a call's answer was lost."""
        if self.telegram is None:
            return
        query = (
            select(Chat.chat_key, Outbox.seq, Outbox.state, Outbox.losses, Outbox.external_id)
            .join(Chat, Chat.id == Outbox.chat_id)
            .where(Chat.channel == "telegram")
            .order_by(Chat.chat_key, Outbox.seq)
        )
        reached = self.telegram.sent()
        for person, rows in groupby(connection.execute(query).all(), key=lambda row: row.chat_key):
            _check_person(reached[int(person)], list(rows))

    @property
    def repeats(self) -> int:
        """Messages that reached somebody once more than they were to."""
        with closing(open_database(self.database)) as database:
            rows = (
                select(func.count()).select_from(Outbox).join(Chat, Chat.id == Outbox.chat_id).where(Chat.channel == "telegram")
            )
            wanted: int = database.read(lambda connection: connection.execute(rows).scalar_one())
        return sum(map(len, self.telegram.sent().values())) - wanted if self.telegram else 0


def _console_rows(connection: Connection) -> dict[str, int]:
    query = select(Chat.chat_key, func.count()).join(Inbox, Inbox.chat_id == Chat.id).where(Inbox.channel == "console")
    return {row.chat_key: row[1] for row in connection.execute(query.group_by(Chat.chat_key))}


def _check_person(reached: Sequence[Reached], rows: Sequence[Any]) -> None:
    assert {row.state for row in rows} == {"sent"}
    noted = [row.external_id for row in rows]
    numbers = [one.number for one in reached]
    assert [number for number in numbers if number in set(noted)] == noted  # each once, in order
    repeats = [one for one in reached if one.number not in set(noted)]
    assert len(repeats) <= sum(row.losses for row in rows)
    texts = Counter(one.text for one in reached)
    assert all(texts[one.text] > 1 for one in repeats)  # of a message that came again later
