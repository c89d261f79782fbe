"""Questions that were not answered well: counted, their words only with consent."""

from datetime import timedelta

from sqlalchemy import select

from db.engine.storing import in_session
from db.stores import questions
from db.tables import Question


def keep(do, now, *, words: str | None = None, held: str | None = None) -> int:
    return do(lambda connection: questions.keep(connection, "none", "a", words=words, held=held, now=now))


def state(do, number: int) -> tuple[str | None, str | None]:
    wanted = select(Question.words, Question.held).where(Question.id == number)
    row = do(lambda connection: connection.execute(wanted).one())
    return row.words, row.held


def test_a_yes_keeps_what_was_held(do, now) -> None:
    number = keep(do, now, held="words")
    do(in_session(lambda session: questions.decide(session, number, agreed=True)))
    assert state(do, number) == ("words", None)


def test_a_no_and_silence_keep_nothing(do, now) -> None:
    refused, silent = keep(do, now, held="words"), keep(do, now, held="words")
    do(in_session(lambda session: questions.decide(session, refused, agreed=False)))
    do(lambda connection: questions.let_go(connection, silent))
    assert state(do, refused) == state(do, silent) == (None, None)


def test_a_late_yes_finds_nothing(do, now) -> None:
    number = keep(do, now, held="words")
    do(lambda connection: questions.let_go(connection, number))
    do(in_session(lambda session: questions.decide(session, number, agreed=True)))
    assert state(do, number) == (None, None)


def test_they_are_read_from_a_day_on_without_what_is_only_held(do, now) -> None:
    keep(do, now - timedelta(days=9), words="old")
    keep(do, now, words="new")
    keep(do, now, held="held")
    found = do(in_session(lambda session: questions.since(session, now - timedelta(days=1))))
    assert [(one.outcome, one.nearest, one.words) for one in found] == [("none", "a", "new"), ("none", "a", None)]
