"""Citizens report on all channels while disasters happen; afterwards nothing may be lost, doubled or out of order."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, groupby, pairwise, takewhile
from typing import Any

from sqlalchemy import Connection, func, select

from db.engine.database import open_database
from db.queues import delivery, outbox
from db.tables import Chat, Inbox, Outbox, Submission
from tests.people import IN_A_ROW, HastyCitizen, HastySubscriber, Neighbour, Subscriber
from tests.running import CODE, Citizen, Program, wait_for
from tests.servers import Reached, Telegram

DISASTER_SECONDS = 180.0  # until the next moment for one has come
CALL_SECONDS = 20.0  # until a message is on its way, which a disaster then meets
NOTE_SECONDS = 1.0  # from a call's answer until the database knows of it
SETTLE_SECONDS = 60.0

REPORTING, HASTY = 1_000_000, 9_000_000  # the first numbers of those on Telegram who do the one or are the other


@dataclass
class Storm:
    """So many people at once report until there were `wanted` messages on the web (and meanwhile on the other channels); the
    disasters come at moments drawn with `seed`. `database`: its address."""

    programs: Sequence[Program]
    database: str
    wanted: int
    disasters: Sequence[Callable[[], object]]
    at_once: int = 16
    seed: int = 7
    telegram: Telegram | None = None
    subscribers: int = 0
    neighbours: int = 0
    hasty: int = 0  # on the web, and as many on Telegram
    citizens: list[Citizen] = field(default_factory=list)
    at_terminal: list[Neighbour] = field(default_factory=list)
    in_a_hurry: list[HastyCitizen] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # what was reported → its code
    moments: list[tuple[float, float]] = field(default_factory=list)  # when a disaster began and ended, as time.time()
    _failed: bool = False
    losses: int = 0  # calls to Telegram whose answer got lost
    repeats: int = 0  # messages that reached somebody there once more than they were to

    @property
    def said(self) -> int:
        return sum(len(citizen.said) for citizen in self._voices)

    @property
    def messages(self) -> int:
        queued = self.telegram.queued if self.telegram else 0
        return self.said + queued + sum(one.said for one in self.at_terminal)

    @property
    def refused(self) -> list[float]:
        """When somebody on the web was told to come again later."""
        return [at for citizen in self._voices for at in citizen.refused]

    @property
    def _voices(self) -> list[Citizen]:
        return [*self.citizens, *(voice for hasty in self.in_a_hurry for voice in hasty.voices)]

    def rage(self) -> None:
        self._link_officer()
        self._learn_answers()
        parts = [self._happen]
        parts += [self._reporter(number) for number in range(self.at_once)]
        parts += [self._neighbour(number) for number in range(self.neighbours)]
        parts += [self._hasty_citizen(number) for number in range(self.hasty)]
        if self.telegram:
            parts += [self._subscriber(number) for number in range(self.subscribers)]
            parts += [self._hasty_subscriber(number) for number in range(self.hasty)]
        with ThreadPoolExecutor(len(parts)) as crowd:
            for one in [crowd.submit(self._do, part) for part in parts]:
                one.result()

    def _do(self, part: Callable[[], None]) -> None:
        """Where one fails the others come to an end too."""
        try:
            part()
        except BaseException:
            self._failed = True
            raise

    # ------------------------------------------------------------ before

    def _link_officer(self) -> None:
        """Who hears of every report."""
        invited = self.programs[0].command(
            "officer", "invite", "--unit", "van-tuong", "--role", "focal", "--name", "Lê Thị B"
        )  # fmt: skip
        self.officer = Citizen(self.programs[0].url, f"storm-{self.seed}-officer", *[one.url for one in self.programs[1:]])
        self.citizens.append(self.officer)
        with closing(self.officer):
            self.officer.answers(self.officer.say(f"/start {invited.stdout.split()[1]}"))

    def _learn_answers(self) -> None:
        """What is said to somebody who waits for each answer: the hasty ones are to hear the same."""
        patient = Citizen(self.programs[0].url, f"storm-{self.seed}-patient")
        self.citizens.append(patient)
        with closing(patient):
            heard = [[one["text"] for one in patient.answers(patient.say(text))] for text in IN_A_ROW]
        self.notice = heard[0].pop(0)
        self.answers = {text: answer for text, (answer,) in zip(IN_A_ROW, heard, strict=True)}

    def _heard(self, said: Sequence[str]) -> list[str]:
        """What a new chat hears that said this, in that order."""
        return [self.notice, *(self.answers[text] for text in said)]

    # ------------------------------------------------------------ what happens

    def _happen(self) -> None:
        draw = random.Random(self.seed)
        moments = sorted(draw.sample(range(self.wanted // 20, self.wanted * 19 // 20), len(self.disasters)))
        for moment, disaster in zip(moments, self.disasters, strict=True):
            wait_for(lambda moment=moment: self._failed or self.said >= moment, DISASTER_SECONDS)  # type: ignore[misc]
            self._spare_the_unlucky()
            self._wait_for_call()
            begun = time.time()
            disaster()
            self.moments.append((begun, time.time()))

    def _spare_the_unlucky(self) -> None:
        """A message whose answer was lost five times is given up on purpose: it may be what kills. Chance alone is not to
        single one out, so who met several disasters leaves before the next."""
        unlucky = select(Outbox.id).where(Outbox.state.in_(["waiting", "sending"]), Outbox.losses >= delivery.LOSSES - 2)
        with closing(open_database(self.database)) as database:
            wait_for(lambda: not database.read(lambda connection: connection.scalars(unlucky).all()), DISASTER_SECONDS)

    def _wait_for_call(self) -> None:
        """Where answers take a while, one is to be under way; but nobody might be sending just now."""
        end = time.monotonic() + CALL_SECONDS
        while self.telegram and self.telegram.answer_seconds and not self.telegram.is_sending() and time.monotonic() < end:
            time.sleep(0.02)

    def _until_over(self) -> Iterator[int]:
        """Numbers for new chats, one after the other: who reported before would be asked whether it is the same matter."""
        return takewhile(lambda _: not self._is_over(), count())

    def _urls(self, person: int) -> list[str]:
        """Different people begin with different programs."""
        urls = [program.url for program in self.programs]
        return urls[person % len(urls) :] + urls[: person % len(urls)]

    def _reporter(self, person: int) -> Callable[[], None]:
        def report() -> None:
            first, *others = self._urls(person)
            for number in self._until_over():
                citizen = Citizen(first, f"storm-{self.seed}-{person}-{number}", *others)
                self.citizens.append(citizen)
                with closing(citizen):
                    self._file(citizen, f"số {person} ngõ {number}")

        return report

    def _subscriber(self, person: int) -> Callable[[], None]:
        def report() -> None:
            assert self.telegram
            for number in self._until_over():
                self._file(Subscriber(self.telegram, REPORTING + 1000 * person + number), f"số {person} hẻm {number}")

        return report

    def _neighbour(self, person: int) -> Callable[[], None]:
        def ask() -> None:
            for number in self._until_over():
                neighbour = Neighbour(self.programs[0], f"storm-{self.seed}-{person}-{number}")
                self.at_terminal.append(neighbour)
                neighbour.ask()

        return ask

    def _hasty_citizen(self, person: int) -> Callable[[], None]:
        def ask() -> None:
            for number in self._until_over():
                hasty = HastyCitizen(self._urls(person), f"storm-{self.seed}-hasty-{person}-{number}")
                self.in_a_hurry.append(hasty)
                with closing(hasty):
                    hasty.ask()

        return ask

    def _hasty_subscriber(self, person: int) -> Callable[[], None]:
        def ask() -> None:
            assert self.telegram
            for number in self._until_over():
                HastySubscriber(self.telegram, HASTY + 1000 * person + number).ask()

        return ask

    def _file(self, citizen: Citizen | Subscriber, house: str) -> None:
        text = f"Đường qua nhà {house} thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp"
        self.codes[text] = citizen.report(text)

    def _is_over(self) -> bool:
        return self._failed or self.said >= self.wanted

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
        self._check_cards()
        with closing(open_database(self.database)) as database:
            database.read(self._check_received)
            database.read(self._check_terminal)
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
        for hasty in self.in_a_hurry:
            with closing(hasty):
                heard = hasty.heard()
            assert heard == self._heard([text for _, text in sorted(hasty.said.items())]), "answered in another order"

    def _check_cards(self) -> None:
        """The officer heard of each report once: by the card of its case, or that its sender joined one."""
        with closing(self.officer):
            heard = [CODE.findall(one["text"].partition("\n")[0]) for one in self.officer.everything() if one["from"] == "bot"]
        assert Counter(codes[-1] for codes in heard if codes) == Counter(self.codes.values())

    def _check_terminal(self, connection: Connection) -> None:
        """After each line there is an answer."""
        for chat in connection.scalars(select(Chat.id).where(Chat.channel == "terminal")).all():
            senders = [one.sender for one in outbox.after(connection, chat, 0, 1000)]
            assert all(pair != ("me", "me") for pair in pairwise(senders))
            assert senders[-1] == "bot"

    def _check_received(self, connection: Connection) -> None:
        """Everything was taken once and handled; every report became one submission, and no more."""
        counted = select(Inbox.channel, Inbox.state, func.count().label("number"))
        rows = connection.execute(counted.group_by(Inbox.channel, Inbox.state)).all()
        found = {(row.channel, row.state): row.number for row in rows if row.channel != "internal"}
        assert {state for _, state in found} == {"handled"}, found
        assert found["web", "handled"] == self.said
        assert found.get(("telegram", "handled"), 0) == (self.telegram.queued if self.telegram else 0)
        terminals = Counter(one.name for one in self.at_terminal for _ in range(one.said))
        for chat, number in _terminal_rows(connection).items():
            cut_short = next(one.cut_short for one in self.at_terminal if one.name == chat)
            assert number == terminals[chat] or (cut_short and 0 <= terminals[chat] - number <= 1), chat
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
        """Every message reached its person, in order, and again only where a disaster met its call."""
        if self.telegram is None:
            return
        reached, chats_at_once = self.telegram.sent(), self.subscribers + self.hasty
        for key, rows in groupby(connection.execute(_ON_TELEGRAM).all(), key=lambda row: row.chat_key):
            heard = self._check_person(reached[int(key)], list(rows))
            assert int(key) < HASTY or heard == self._heard(IN_A_ROW), "answered in another order"
        assert self.losses <= len(self.moments) * chats_at_once, "a chat has one call under way at a time"

    def _check_person(self, reached: Sequence[Reached], rows: Sequence[Any]) -> list[str]:
        """A message is sent until its call was noted, and only then the next one of its chat. Returns what was said."""
        assert {row.state for row in rows} == {"sent"}
        numbers = [one.number for one in reached]
        noted = [numbers.index(row.external_id) for row in rows]
        assert noted == sorted(set(noted)), "out of order"
        assert noted[-1] == len(reached) - 1, "sent again after it was noted"
        for row, (before, last) in zip(rows, pairwise([-1, *noted]), strict=True):
            calls = reached[before + 1 : last + 1]
            assert all((one.text, len(one.buttons)) == (calls[0].text, len(calls[0].buttons)) for one in calls)
            assert len(calls) - 1 <= row.losses <= len(self.moments)
            assert all(self._met_disaster(one.at) for one in calls[:-1]), "sent again for no reason"
            self.losses += row.losses
            self.repeats += len(calls) - 1
        return [reached[place].text for place in noted]

    def _met_disaster(self, call: float) -> bool:
        assert self.telegram
        under_way = self.telegram.answer_seconds + NOTE_SECONDS
        return any(begun - under_way <= call <= ended for begun, ended in self.moments)


_ON_TELEGRAM = (
    select(Chat.key, Outbox.state, Outbox.losses, Outbox.external_id)
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Chat.channel == "telegram")
    .order_by(Chat.key, Outbox.seq)
)


def _terminal_rows(connection: Connection) -> dict[str, int]:
    query = select(Chat.key, func.count()).join(Inbox, Inbox.chat_id == Chat.id).where(Inbox.channel == "terminal")
    return {row.chat_key: row[1] for row in connection.execute(query.group_by(Chat.key))}
