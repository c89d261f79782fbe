"""What timers do when they are due. A timer is a kind, a due time and a payload; its deed runs in one unit of work."""

from collections.abc import Callable, Mapping

from db.queues.timers import DueTimer
from db.unit_of_work import UnitOfWork
from handlers import notices, reminders, tell_editors
from handlers.citizens import keep_question
from handlers.engine.desk import Desk, Errand

Deed = Callable[[Errand, DueTimer], None]

DEEDS: Mapping[str, Deed] = {
    "digest": notices.send_digest,
    reminders.KIND: reminders.send,
    keep_question.KIND: keep_question.let_words_go,
    tell_editors.KIND: tell_editors.tell,
}


class UnknownTimer(Exception):
    """A timer of a kind this version does not know."""


def fire(uow: UnitOfWork, desk: Desk, due: DueTimer) -> None:
    deed = DEEDS.get(due.kind)
    if deed is None:
        raise UnknownTimer(due.kind)
    deed(Errand(uow, desk), due)
