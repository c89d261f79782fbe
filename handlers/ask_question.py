"""Questions: the entry that answers, its sections behind buttons, and a person where there is no answer."""

from collections.abc import Sequence

from db.messages import Choice, Tap
from db.tables import Question
from faq.entries import Entry
from faq.matching import Match
from faq.sections import answers, available, section, short_answer
from handlers.desk import Visit, button
from texts.vi import citizen as texts


def answer(visit: Visit, match: Match) -> None:
    """The entry that answers, unless its validity has run out since."""
    entry = visit.desk.entries[match.entry_id] if match.entry_id else None
    if entry is not None and answers(entry, visit.today):
        show_entry(visit, entry)
    else:
        no_answer(visit, match)


def show_entry(visit: Visit, entry: Entry) -> None:
    visit.state.facts["entry"] = entry.id
    visit.say(short_answer(entry, visit.today), _buttons(entry))


def entry_tapped(visit: Visit, tap: Tap) -> None:
    """A section of an entry, an entry that was suggested, or "none of these"."""
    entry = visit.desk.entries.get(tap.value)
    if tap.key == "none":
        keep_question(visit, "rejected", entry.id if entry else None)
        visit.say(texts.none_of_these(), _person_or_report())
    elif entry is None or not answers(entry, visit.today):
        visit.say(texts.old_button())
    elif tap.key == "show":
        show_entry(visit, entry)
    else:
        visit.say(section(entry, tap.key) or texts.section_unknown(), _buttons(entry, without=tap.key))


def suggest(visit: Visit, match: Match) -> None:
    """Up to three titles to choose from."""
    valid = [visit.desk.entries[one] for one in match.suggestions if answers(visit.desk.entries[one], visit.today)]
    if not valid:
        no_answer(visit, match)
        return
    titles = [button("faq", "show", entry.id, entry.title) for entry in valid]
    visit.say(texts.do_you_mean(), [*titles, button("faq", "none", valid[0].id, texts.none_of_these_label())])


def no_answer(visit: Visit, match: Match) -> None:
    keep_question(visit, "none", match.entry_id)
    visit.say(texts.no_answer(), _person_or_report())


def keep_question(visit: Visit, outcome: str, nearest: str | None) -> None:
    """Counts it; the words themselves only with the citizen's consent (asked in a later step; the default is no)."""
    words = visit.incoming.text if visit.person.keeps_words and not visit.incoming.tap else None
    visit.uow.session.add(Question(at=visit.now, outcome=outcome, nearest=nearest, words=words))


def _buttons(entry: Entry, without: str = "") -> list[Choice]:
    sections = [button("faq", name, entry.id, label) for name, label in available(entry) if name != without]
    return [*sections, button("start", "meet", "", texts.ask_officer())]


def _person_or_report() -> Sequence[Choice]:
    return [button("start", "meet", "", texts.menu_officer()), button("start", "report", "", texts.menu_report())]
