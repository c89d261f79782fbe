"""What was not answered well is counted without casework, so that such messages and timers are handled in groups."""

from datetime import timedelta

from sqlalchemy import Connection, select

from db.queues.timers import DueTimer
from db.stores import questions as store
from db.tables import Question
from db.unit_of_work import UnitOfWork
from office.answers import questions
from office.errand import Errand
from tests.handlers.hall import Hall


def test_counting_what_nobody_understood_and_letting_words_go_stay_plain(hall: Hall) -> None:
    def work(connection: Connection) -> tuple[bool, list[tuple[str | None, str | None]]]:
        held = store.keep(connection, "none", "a", words=None, held="lời", now=hall.now)
        with UnitOfWork(connection, hall.now, hall.database) as uow:
            errand = Errand(uow, hall.desk)
            questions.count_unclear(errand, "b", "từng lời")
            due = DueTimer(1, "words", questions.LET_GO, hall.now - timedelta(minutes=1), {"question": held}, 0)
            questions.let_words_go(errand, due)
            plain = uow.is_plain
        rows = connection.execute(select(Question.words, Question.held).order_by(Question.id)).all()
        return plain, [(words, held) for words, held in rows]

    assert hall.do(work) == (True, [(None, None), ("từng lời", None)])
