"""What was not answered well is counted for the editors; the words are kept only by those who agreed, asked once."""

from collections.abc import Sequence

from db.queues.messages import Choice, Tap
from db.stores.questions import Outcome
from handlers.engine.visit import Visit, button
from office.answers import questions as office
from texts.vi.citizen import asking, questions

WORTH = 3  # words from which something unclear is counted
_SAID, _ASKED = "said", "words_asked"  # facts of the conversation: the question answered last; the one whose words wait


def unanswered(
    visit: Visit, outcome: Outcome, nearest: str | None, text: str, choices: Sequence[Choice], *, words: str = ""
) -> None:  # fmt: skip
    """Counts it and says `text`; the first time also asks whether words may be kept. Without `words` the question was an
    earlier message."""
    said = office.kept(words) or visit.state.facts.pop(_SAID, "")
    number = office.count(visit, outcome, nearest, said)
    if number is None:
        visit.say(text, choices)
        return
    visit.state.facts[_ASKED] = str(number)
    yes_or_no = [
        button("words", "yes", str(number), questions.keep_words()),
        button("words", "no", str(number), questions.do_not_keep_words()),
    ]
    visit.say(f"{text}\n\n{questions.may_words_be_kept()}", [*choices, *yes_or_no])


def count_unclear(visit: Visit, nearest: str | None) -> None:
    """What may have been a question, though nobody can tell; nobody is asked anything for its sake."""
    if len(visit.incoming.text.split()) >= WORTH:
        office.count_unclear(visit, nearest, office.kept(visit.incoming.text) if visit.sender.keeps_words else "")


def keep_in_mind(visit: Visit) -> None:
    """The question just answered, until it is known whether that helped; only of those who agreed."""
    if visit.sender.keeps_words and not visit.incoming.tap:
        visit.state.facts[_SAID] = office.kept(visit.incoming.text)
    elif not visit.incoming.tap:
        visit.state.facts.pop(_SAID, None)


def words_tapped(visit: Visit, tap: Tap) -> None:
    """The citizen says whether words may be kept, or takes it back."""
    if tap.key not in ("yes", "no"):
        visit.say(asking.old_button())
        return
    agreed = tap.key == "yes"
    asked = tap.value if tap.value and tap.value == visit.state.facts.pop(_ASKED, "") else None
    office.decide(visit, int(asked) if asked else None, agreed=agreed)
    if not agreed:
        visit.state.facts.pop(_SAID, None)
    visit.say(questions.words_are_kept() if agreed else questions.words_are_not_kept())


def take_back(visit: Visit) -> None:
    """The same as the button that says no, typed."""
    words_tapped(visit, Tap(flow="words", key="no", value=visit.state.facts.get(_ASKED, "")))
