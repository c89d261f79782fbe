"""`nghedan demo`: made-up cases in every state, so that an office can look at the product before anybody has written to it.

What happens is planned first, from a seeded `Random`; then each case is made in one transaction, by the functions that real
conversations call, for people in chats of the terminal that only this command uses.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.channels.terminal.terminal import NAME
from bot.errors import CallerMistake
from bot.installation.opening import Opened
from cases.kinds import Kind
from cases.lifecycle import State as CaseState
from db.engine.database import Database
from db.queues import inbox, outbox
from db.stores import arrivals
from db.stores import filing as stored
from db.stores.arrivals import Message
from db.tables import Case, Chat, Submission
from db.unit_of_work import UnitOfWork
from localities.loading import PACKS
from localities.locality import Locality
from localities.units import Unit
from office import gate
from office.casework import answering, filing, handling, senders
from office.casework.filing import Report
from office.errand import HANOI, Desk, Errand, Origin, actor_of
from office.staff import inviting, linking
from texts.vi.operator import demo as texts

T = TypeVar("T")
Deed = Literal["transfer", "accept", "note", "ask", "add", "answer", "rate", "close", "withdraw"]

CITIZEN, OFFICER = "demo-dan-", "demo-can-bo-"  # how the chats' names begin
SPAN = timedelta(days=35)  # the oldest case was opened so long ago
ALL = 2**31 - 1  # any message number

# How often each state comes up, in the order in which a small demo gets them; and the ways that lead to it.
SHARES: tuple[CaseState, ...] = (
    "answered", "new", "accepted", "waiting_citizen", "closed", "withdrawn", "answered", "closed", "new", "accepted", "closed",
    "answered",
)  # fmt: skip
WAYS: dict[CaseState, tuple[tuple[Deed, ...], ...]] = {
    "new": ((), (), (), ("transfer",)),
    "accepted": (("accept",), ("accept", "note"), ("accept", "ask", "add"), ("transfer", "accept")),
    "waiting_citizen": (("accept", "ask"), ("accept", "note", "ask")),
    "answered": (
        ("accept", "answer"), ("accept", "answer", "rate"), ("accept", "ask", "add", "answer"), ("transfer", "accept", "answer"),
    ),
    "closed": (
        ("accept", "answer", "rate", "close"), ("accept", "note", "answer", "close"), ("accept", "close"),
        ("accept", "ask", "add", "answer", "rate", "close"),
    ),
    "withdrawn": (("withdraw",), ("accept", "withdraw")),
}  # fmt: skip
AGES: dict[CaseState, float] = {
    "closed": 3.0, "withdrawn": 2.0, "answered": 2.0, "accepted": 1.0, "waiting_citizen": 1.0, "new": 0.0,
}  # fmt: skip


# ---------------------------------------------------------------- the material


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Asking(_Given):
    """What an officer asks, and what the citizen says to it."""

    ask: str
    reply: str


class Sample(_Given):
    """A report, and its answer. `ask` and `reply`: where the shared ones would not fit."""

    kind: Kind
    field: str
    unit: str
    text: str
    answer: str
    place: str = ""
    urgent: bool = False
    ask: str = ""
    reply: str = ""


class Material(_Given):
    people: tuple[str, ...]
    asks: tuple[Asking, ...]
    notes: tuple[str, ...]
    closings: tuple[str, ...]
    reports: tuple[Sample, ...]


def load_material(locality_id: str) -> Material:
    """The pack's demo.yaml. CallerMistake where it has none."""
    file = PACKS / locality_id / "demo.yaml"
    if not file.exists():
        raise CallerMistake(texts.no_material(locality_id))
    return Material.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


# ---------------------------------------------------------------- the plan


@dataclass(frozen=True)
class Happening:
    deed: Deed
    at: datetime
    text: str = ""
    stars: int = 0


@dataclass(frozen=True)
class Plan:
    """One case: what is reported when, and what comes of it. `report.authority` is whose case it is in the end."""

    report: Report
    opened_at: datetime
    steps: tuple[Happening, ...]


def plan(count: int, now: datetime, locality: Locality, random: Random) -> list[Plan]:
    """`count` cases, oldest first; nothing in them is later than `now`."""
    material = load_material(locality.id)
    samples = islice(cycle(random.sample(material.reports, len(material.reports))), count)
    # What is over tends to be older than what is new.
    states = sorted(islice(cycle(SHARES), count), key=lambda state: -AGES[state] + random.uniform(-0.8, 0.8))
    ways = {state: cycle(random.sample(WAYS[state], len(WAYS[state]))) for state in WAYS}
    return [
        _plan_case(material, sample, next(ways[state]), opened_at, now, locality, random)
        for sample, state, opened_at in zip(samples, states, _openings(count, now, random), strict=True)
    ]


def _openings(count: int, now: datetime, random: Random) -> list[datetime]:
    """Spread over the span, by day: people write from morning to evening."""
    found = []
    for number in range(count):
        at = now - SPAN * ((number + random.random()) / count) - timedelta(minutes=30)
        by_day = at.astimezone(HANOI).replace(hour=random.randrange(6, 21), minute=random.randrange(60))
        found.append(by_day if by_day < now - timedelta(minutes=30) else at)
    return sorted(found)


def _plan_case(
    material: Material, sample: Sample, way: tuple[Deed, ...], opened_at: datetime, now: datetime, locality: Locality,
    random: Random,
) -> Plan:  # fmt: skip
    authority = locality.today(sample.unit, now.astimezone(HANOI).date()).id
    if authority == locality.default_authority:  # it would be handed to where it is
        way = tuple(deed for deed in way if deed != "transfer")
    report = Report(
        kind=sample.kind, text=sample.text, field=sample.field, authority=authority, unit=sample.unit, place=sample.place,
        name=random.choice(material.people), phone=f"0900 000 {random.randrange(100):03d}", urgent=sample.urgent,
    )  # fmt: skip
    asking = Asking(ask=sample.ask, reply=sample.reply) if sample.ask else random.choice(material.asks)
    said: dict[Deed, str] = {
        "ask": asking.ask, "add": asking.reply, "note": random.choice(material.notes), "answer": sample.answer,
        "close": "" if "answer" in way else random.choice(material.closings),
    }  # fmt: skip
    stars = random.choice((5, 5, 4, 4, 3, 2))
    steps = [
        Happening(deed, at, said.get(deed, ""), stars) for deed, at in zip(way, _times(way, opened_at, now, random), strict=True)
    ]
    return Plan(report, opened_at, tuple(steps))


def _times(way: tuple[Deed, ...], opened_at: datetime, now: datetime, random: Random) -> Iterator[datetime]:
    """Hours to days apart and in office hours; closer together where the time until now is short."""
    at = opened_at
    for left in range(len(way), 0, -1):
        later = _in_office(at + timedelta(hours=random.uniform(1, 40)), random)
        at = later if later < now else at + (now - at) / (left + 1)
        yield at


def _in_office(at: datetime, random: Random) -> datetime:
    local = at.astimezone(HANOI)
    if local.hour >= 17:
        local = (local + timedelta(days=1)).replace(hour=7)
    while local.weekday() >= 5:
        local = (local + timedelta(days=1)).replace(hour=7)
    return local.replace(hour=max(local.hour, 7), minute=random.randrange(60))


# ---------------------------------------------------------------- doing it


def has_real_cases(session: Session) -> bool:
    """Whether there is a case that this command did not make."""
    return stored.has_any_outside(session, NAME, CITIZEN)


def fill(office: Opened, desk: Desk, count: int) -> dict[str, int]:
    """Makes the cases; returns how many there are now in each state, of these."""
    now, locality, database = office.clock.now(), office.installation.locality, office.database
    first = database.read(_next_citizen)
    # What is random in a case has a source of its own, so that doing it again (after a deadlock) does the same.
    planned = plan(count, now, locality, Random(f"{count}:{first}"))
    made: Counter[str] = Counter()

    def link(connection: Connection) -> None:
        stage = Stage(database, desk, connection)
        for commune in locality.communes(office.installation.today):
            stage.link_officer(commune, planned[0].opened_at)

    database.write(link).result()
    for number, one in enumerate(planned, first):

        def work(connection: Connection, one: Plan = one, chat_key: str = f"{CITIZEN}{number}") -> CaseState:
            return Stage(database, desk, connection).make(one, chat_key)

        made[database.write(work).result()] += 1
    return dict(made)


def _next_citizen(connection: Connection) -> int:
    """The first number that no chat of an earlier run has."""
    chats = select(Chat.key).where(Chat.channel == NAME, Chat.key.startswith(CITIZEN))
    taken = [key.removeprefix(CITIZEN) for key in connection.scalars(chats)]
    return 1 + max((int(number) for number in taken if number.isdecimal()), default=0)


@dataclass(frozen=True)
class Stage:
    """One transaction in which citizens and officers act, at instants of the past."""

    database: Database
    desk: Desk
    connection: Connection

    def act(self, chat_key: str, at: datetime, deed: Callable[[Errand], T]) -> T:
        """Whoever has this chat does something."""
        chat_id = inbox.ensure_chat(self.connection, NAME, chat_key, at)
        with UnitOfWork(self.connection, at, self.database) as uow:
            sender = arrivals.look(self.connection, Message(chat_id, NAME, chat_key), at).sender
            return deed(Errand(uow, self.desk, actor_of(sender.id, sender.posts), Origin(chat_id)))

    def link_officer(self, commune: Unit, at: datetime) -> None:
        """One who sees every case of the commune; who is there since an earlier run stays."""

        def link(errand: Errand) -> None:
            if not any(post.authority == commune.id for post in errand.actor.posts):
                code = inviting.invite(errand, unit=commune.id, role="leader", name=texts.officer(commune.name))
                linking.link(errand, code, private=True, channel=NAME)

        self.act(f"{OFFICER}{commune.id}", at, link)

    def make(self, one: Plan, citizen: str) -> CaseState:
        """The case from its opening to its last step; returns its state."""
        desk = self.desk
        report, authority = one.report, one.report.authority
        if any(step.deed == "transfer" for step in one.steps):  # first it lay with those who get what names no place
            authority = desk.locality.default_authority
            report = replace(report, authority=authority, unit=None)
        receipt = self.act(citizen, one.opened_at, lambda errand: filing.open_case(errand, report))
        for step in one.steps:
            citizens_turn = step.deed in ("add", "rate", "withdraw")
            chat_key = citizen if citizens_turn else f"{OFFICER}{authority}"
            self.act(chat_key, step.at, _deed(step, receipt.code, one.report))
            if step.deed == "transfer":
                authority = one.report.authority
            if step.deed == "ask" and any(later.deed == "add" for later in one.steps):
                self._asked(citizen, step.at)
            for reader in (citizen, chat_key):
                self._seen(reader, step.at)
        last = one.steps[-1].at if one.steps else one.opened_at
        return self.act(citizen, last, lambda errand: _own(errand, receipt.code)[1].state)

    def _asked(self, citizen: str, at: datetime) -> None:
        """The question was put: nobody has to put it any more."""
        claim = inbox.claim(self.connection, only_chat=self._chat(citizen))
        assert claim is not None, "asking leaves a row in the citizen's chat"
        inbox.finish(self.connection, claim.row_id, at)

    def _seen(self, chat_key: str, at: datetime) -> None:
        """They have read all that came; cards of new cases, and what came after an officer's last deed, stay unread."""
        outbox.confirm(self.connection, self._chat(chat_key), ALL, at)

    def _chat(self, chat_key: str) -> int:
        chat_id = inbox.find_chat(self.connection, NAME, chat_key)
        assert chat_id is not None, "they have acted before"
        return chat_id


def _deed(step: Happening, code: str, report: Report) -> Callable[[Errand], object]:
    return lambda errand: (_CITIZENS[step.deed] if step.deed in _CITIZENS else _OFFICERS[step.deed])(errand, code, step, report)


def _own(errand: Errand, code: str) -> tuple[Submission, Case]:
    found = gate.own_by_code(errand, code)
    assert found is not None, "it was opened in this transaction"
    return found


_CITIZENS: dict[Deed, Callable[[Errand, str, Happening, Report], object]] = {
    "add": lambda errand, code, step, _: senders.add_information(errand, _own(errand, code)[0], step.text, ()),
    "rate": lambda errand, code, step, _: senders.rate(errand, _own(errand, code)[0], step.stars),
    "withdraw": lambda errand, code, _, __: senders.withdraw(errand, _own(errand, code)[0]),
}
_OFFICERS: dict[Deed, Callable[[Errand, str, Happening, Report], object]] = {
    "transfer": lambda errand, code, _, report: handling.transfer(
        errand, gate.of_officer(errand, code)[1], report.authority,
        errand.desk.locality.body_for(report.field, report.authority, errand.today),
    ),
    "accept": lambda errand, code, _, __: handling.accept(errand, gate.of_officer(errand, code)[1]),
    "note": lambda errand, code, step, _: handling.note(errand, gate.of_officer(errand, code)[1], step.text),
    "ask": lambda errand, code, step, _: handling.ask_citizen(errand, gate.of_officer(errand, code)[1], step.text),
    "answer": lambda errand, code, step, _: answering.answer(errand, gate.of_officer(errand, code)[1], step.text),
    "close": lambda errand, code, step, _: answering.close(errand, gate.of_officer(errand, code)[1], step.text),
}  # fmt: skip
