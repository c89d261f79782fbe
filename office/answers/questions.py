"""What was not answered well is counted for the editors; the words are kept only of those who agreed, asked once."""

from datetime import timedelta

from db.queues import timers
from db.stores import questions as store
from db.stores.questions import Outcome
from language.masking import mask
from office.errand import Errand

LET_GO = "let_words_go"  # of timer
HELD = timedelta(minutes=30)  # how long words wait for the citizen's yes
LONGEST = 500  # characters that are kept


def count(errand: Errand, outcome: Outcome, nearest: str | None, said: str) -> int | None:
    """Counts it; words are kept of those who agreed. The number under which they wait for the yes of somebody who was never
    asked: ask them now. None where there is nothing to ask."""
    person = errand.person
    asks = person.words_asked_at is None and not person.keeps_words
    words, held = said if person.keeps_words else "", said if asks else ""
    number = store.keep(errand.uow.connection, outcome, nearest, words=words or None, held=held or None, now=errand.now)
    if not asks:
        return None
    person.words_asked_at = errand.now
    if said:
        timers.schedule(errand.uow.connection, f"words:{number}", LET_GO, errand.now + HELD, {"question": number})
    return number


def count_unclear(errand: Errand, nearest: str | None, words: str) -> None:
    """What may have been a question, though nobody can tell; nobody is asked anything for its sake. `words`: of those who
    agreed."""
    store.keep(errand.uow.connection, "none", nearest, words=words or None, held=None, now=errand.now)


def decide(errand: Errand, number: int | None, *, agreed: bool) -> None:
    """The citizen says whether words may be kept, or takes it back; `number`: of the question whose words wait for that."""
    errand.person.keeps_words = agreed
    if number is not None:
        store.decide(errand.uow.session, number, agreed=agreed)
    if not agreed:
        errand.uow.wipe_traces()


def let_words_go(errand: Errand, due: timers.DueTimer) -> None:
    """Nobody answered in time."""
    store.let_go(errand.uow.connection, int(due.payload["question"]))
    errand.uow.wipe_traces()


def kept(words: str) -> str:
    """Words as they may be kept."""
    return mask(words)[:LONGEST]
