"""Every working morning: what is due soon, and what is overdue, to the officers who can do something about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from cases import routing
from db.queues import timers
from db.queues.messages import Outgoing
from db.stores import clocks, days_off, people
from db.stores.people import Place
from db.tables import Case
from handlers.engine.desk import HANOI, Errand
from texts.vi.officer import reminders as texts

KIND = "reminders"
HOUR = time(7, 30)  # in Viet Nam, before the office opens
LINES = 20  # in one message


def plan_next(connection: Connection, now: datetime) -> None:
    """Sets the timer of the next morning; once, however often it is asked."""
    here = now.astimezone(HANOI)
    day = here.date() if here.time() < HOUR else here.date() + timedelta(days=1)
    timers.schedule(connection, f"{KIND}:{day}", KIND, datetime.combine(day, HOUR, HANOI), {})


def send(errand: Errand, due: timers.DueTimer) -> None:
    """One message a chat; what is overdue is also shown to the leaders of its authority. On days off nothing is said."""
    plan_next(errand.uow.connection, errand.now)
    calendar = days_off.calendar(errand.uow.connection)
    if not calendar.is_working(errand.today):
        return
    chats, posts = _Chats(errand), _Posts(errand)
    lists: dict[int, _Lists] = defaultdict(_Lists)
    for clock, case, code in clocks.due_by(errand.uow.session, calendar.next_working(errand.today + timedelta(days=1))):
        late = clock.due_on < errand.today
        line = texts.line(code, clock.step, clock.due_on)
        for person_id in _told(posts[case.authority], case, late=late):
            for chat_id in chats[person_id]:
                lists[chat_id].of(late=late).append(line)
    for chat_id, found in lists.items():
        text = texts.deadlines(errand.today, *found.shown(), found.left_out)
        errand.uow.send(chat_id, Outgoing(text=text), key=f"{due.key}:{chat_id}", lane="case")


def _told(posts: Sequence[Place], case: Case, *, late: bool) -> list[int]:
    """Who has the case, or all who got its card; overdue, the leaders too."""
    card = routing.recipients(posts, case.body, about_officer=case.about_officer, urgent=case.urgent)
    leaders = [post.person_id for post in posts if late and post.role in routing.SUPERIORS]
    return list(dict.fromkeys([*([case.handler_id] if case.handler_id else card), *leaders]))


@dataclass
class _Lists:
    """The lines for one chat."""

    overdue: list[str] = field(default_factory=list)
    soon: list[str] = field(default_factory=list)

    def of(self, *, late: bool) -> list[str]:
        return self.overdue if late else self.soon

    def shown(self) -> tuple[list[str], list[str]]:
        return self.overdue[:LINES], self.soon[: max(LINES - len(self.overdue), 0)]

    @property
    def left_out(self) -> int:
        return len(self.overdue) + len(self.soon) - sum(map(len, self.shown()))


class _Posts(dict[str, Sequence[Place]]):
    """The posts of an authority, looked up once."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand

    def __missing__(self, authority: str) -> Sequence[Place]:
        self[authority] = people.posts_in(self._errand.uow.session, authority, self._errand.today)
        return self[authority]


class _Chats(dict[int, Sequence[int]]):
    """The private chats of a person, looked up once."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand

    def __missing__(self, person_id: int) -> Sequence[int]:
        self[person_id] = [chat.chat_id for chat in people.chats_of(self._errand.uow.session, [person_id])]
        return self[person_id]
