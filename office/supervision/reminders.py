"""Every working morning: what is due soon, and what is overdue, to the officers who can do something about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from cases import routing
from db.queues import timers
from db.queues.messages import Outgoing
from db.stores import days_off, people
from db.stores.people import Destination, Staff
from db.tables import Case, Clock
from office import gate, telling
from office.errand import Errand
from texts.vi.officer import reminders as texts

LINES = 20  # in one message


def send(errand: Errand, due: timers.DueTimer) -> None:
    """One message a chat, a line a case; what is overdue is also shown to the leaders of its authority."""
    found = list(_due(errand))
    handlers = {case.handler_id for _, case, _ in found if case.handler_id is not None}
    holders = people.chats_by_person(errand.uow.session, list(handlers))
    staffs, lists = _Staffs(errand), defaultdict[int, _Lists](_Lists)
    for clock, case, code in found:
        late = clock.due_on < errand.today
        line = texts.line(code, clock.step, clock.due_on)
        for chat_id in _told(staffs[case.authority], holders, case, late=late):
            lists[chat_id].of(late=late).append(line)
    for chat_id, lines in lists.items():
        text = texts.deadlines(errand.today, *lines.shown(), lines.left_out)
        errand.uow.send(chat_id, Outgoing(text=text), key=f"{due.key}:{chat_id}", lane="case")


def _due(errand: Errand) -> Iterator[tuple[Clock, Case, str]]:
    """Of each case that is due by the next working day the clock that ends first."""
    calendar, seen = days_off.calendar(errand.uow.connection), set[int]()
    for clock, case, code in gate.due_by(errand, calendar.next_working(errand.today + timedelta(days=1))):
        if case.id not in seen:
            seen.add(case.id)
            yield clock, case, code


def _told(staff: Staff, holders: Mapping[int, Sequence[Destination]], case: Case, *, late: bool) -> list[int]:
    """The chats of who has the case, or of all who got its card, or of who stands in for them; overdue, of the leaders too."""
    holder = [] if case.handler_id is None else [chat.chat_id for chat in holders.get(case.handler_id, ())]
    wanted = telling.responsible(staff.posts, case) if case.handler_id is None else []
    others = telling.reachable(staff, case, wanted) if not holder else {}
    leaders = [post.person_id for post in staff.posts if late and post.role in routing.SUPERIORS]
    found = [chat.chat_id for there in others.values() for chat in there] + [chat.chat_id for chat in staff.reach(leaders)]
    return list(dict.fromkeys([*holder, *found]))


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


class _Staffs(dict[str, Staff]):
    """The staff of an authority, looked up once."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand

    def __missing__(self, authority: str) -> Staff:
        self[authority] = people.staff(self._errand.uow.session, authority, self._errand.today)
        return self[authority]
