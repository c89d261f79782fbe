"""What was not answered well is counted for the editors; the words are kept only by those who agreed, asked once."""

from collections.abc import Sequence
from datetime import timedelta

from db.queues import timers
from db.queues.messages import Choice, Tap
from db.stores import questions as store
from db.stores.questions import Outcome
from handlers.engine.desk import Errand, Visit, button
from language.masking import mask
from texts.vi.citizen import asking, questions

KIND = "let_words_go"  # of timer
HELD = timedelta(minutes=30)  # how long words wait for the citizen's yes
LONGEST = 500  # characters that are kept
WORTH = 3  # words from which something unclear is counted
_SAID, _ASKED = "said", "words_asked"  # facts of the conversation: the question answered last; the one whose words wait


def unanswered(
    visit: Visit, outcome: Outcome, nearest: str | None, text: str, choices: Sequence[Choice], *, words: str = ""
) -> None:  # fmt: skip
    """Counts it and says `text`; the first time also asks whether words may be kept. Without `words` the question was an
    earlier message."""
    person = visit.person
    said = _kept(words) or visit.state.facts.pop(_SAID, "")
    asks = person.words_asked_at is None and not person.keeps_words
    number = _count(visit, outcome, nearest, said, held=said if asks else "")
    if not asks:
        visit.say(text, choices)
        return
    person.words_asked_at = visit.now
    visit.state.facts[_ASKED] = str(number)
    if said:
        timers.schedule(visit.uow.connection, f"words:{number}", KIND, visit.now + HELD, {"question": number})
    yes_or_no = [
        button("words", "yes", str(number), questions.keep_words()),
        button("words", "no", str(number), questions.do_not_keep_words()),
    ]
    visit.say(f"{text}\n\n{questions.may_words_be_kept()}", [*choices, *yes_or_no])


def count_unclear(visit: Visit, nearest: str | None) -> None:
    """What may have been a question, though nobody can tell; nobody is asked anything for its sake."""
    if len(visit.incoming.text.split()) >= WORTH:
        _count(visit, "none", nearest, _kept(visit.incoming.text))


def _count(visit: Visit, outcome: Outcome, nearest: str | None, said: str, *, held: str = "") -> int:
    words = said if visit.sender.keeps_words else ""
    return store.keep(visit.uow.connection, outcome, nearest, words=words or None, held=held or None, now=visit.now)


def keep_in_mind(visit: Visit) -> None:
    """The question just answered, until it is known whether that helped; only of those who agreed."""
    if visit.sender.keeps_words and not visit.incoming.tap:
        visit.state.facts[_SAID] = _kept(visit.incoming.text)
    elif not visit.incoming.tap:
        visit.state.facts.pop(_SAID, None)


def words_tapped(visit: Visit, tap: Tap) -> None:
    """The citizen says whether words may be kept, or takes it back."""
    if tap.key not in ("yes", "no"):
        visit.say(asking.old_button())
        return
    agreed = tap.key == "yes"
    visit.person.keeps_words = agreed
    if tap.value and tap.value == visit.state.facts.pop(_ASKED, ""):
        store.decide(visit.uow.connection, int(tap.value), agreed=agreed)
    if not agreed:
        visit.state.facts.pop(_SAID, None)
        visit.uow.wipe_traces()
    visit.say(questions.words_are_kept() if agreed else questions.words_are_not_kept())


def take_back(visit: Visit) -> None:
    """The same as the button that says no, typed."""
    words_tapped(visit, Tap(flow="words", key="no", value=visit.state.facts.get(_ASKED, "")))


def let_words_go(errand: Errand, due: timers.DueTimer) -> None:
    """Nobody answered in time."""
    store.let_go(errand.uow.connection, int(due.payload["question"]))
    errand.uow.wipe_traces()


def _kept(words: str) -> str:
    return mask(words)[:LONGEST]
