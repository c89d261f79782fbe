"""Questions: the entry that answers, its sections behind buttons, and a person where there is no answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.queues.messages import Choice, Tap
from faq.entry import Entry
from faq.follow_ups import read_follow_up
from faq.matching import Match
from faq.sections import answers, available, section, short_answer
from handlers.citizens.keep_question import keep_in_mind, unanswered
from handlers.engine.visit import Visit, button
from office.answers import terms
from texts.vi.citizen import asking, greeting, questions

REMEMBERED = timedelta(hours=2)  # how long “hết bao nhiêu tiền?” is about the entry shown last
CLEARLY = 0.9  # probability from which a message that names nothing is about another entry all the same
_SHOWN, _SHOWN_AT = "entry", "entry_at"  # facts of the conversation: the ids, joined by blanks, and when


def answer(visit: Visit, match: Match) -> None:
    """The entry that answers, or both where two things are asked; of one whose validity has run out, that it has."""
    named = [one for one in (match.entry_id, match.second) if one is not None and one in visit.content.entries]
    if not named:
        no_answer(visit, match)
        return
    for one in named:
        show_entry(visit, visit.content.entries[one])
    _remember(visit, named)


def show_entry(visit: Visit, entry: Entry) -> None:
    text = _filled(visit, short_answer(entry, visit.today))
    if answers(entry, visit.today):
        _remember(visit, [entry.id])
        keep_in_mind(visit)
        visit.say(text, [*_buttons(entry), button("faq", "wrong", entry.id, questions.not_what_i_meant())])
    else:
        unanswered(visit, "expired", entry.id, text, person_or_report(), words=visit.incoming.text)


def entry_tapped(visit: Visit, tap: Tap) -> None:
    """A section of an entry, an entry that was suggested, "none of these", or "not what I meant"."""
    entry = visit.content.entries.get(tap.value)
    if tap.key == "none":
        unanswered(visit, "rejected", entry.id if entry else None, questions.none_of_these(), person_or_report())
    elif entry is None or not answers(entry, visit.today):
        visit.say(asking.old_button())
    elif tap.key == "wrong":
        unanswered(visit, "bad", entry.id, questions.say_it_again(), person_or_report())
    elif tap.key == "show":
        show_entry(visit, entry)
    else:
        _remember(visit, [entry.id])
        _show_section(visit, entry, tap.key)


def follow_up(visit: Visit) -> bool:
    """A question about the entry shown last, or about nothing that was named; False where it is neither."""
    asked, match, shown = read_follow_up(visit.incoming.text), visit.match, _remembered(visit)
    sure = match.decision == "answer"
    if not asked.sections:
        return False
    named = [one for one in shown if sure and one.id == match.entry_id]
    if not asked.nameless:
        shown = named
    elif sure and not named and match.probability >= CLEARLY:
        return False
    if not (shown or asked.nameless):
        return False
    if not shown:  # whatever the matcher thinks: nobody can know what this is about
        visit.say(questions.about_what())
        return True
    _remember(visit, [one.id for one in shown])
    for entry in shown:
        for name in asked.sections:
            _show_section(visit, entry, name)
    return True


def suggest(visit: Visit, match: Match) -> None:
    """Up to three titles to choose from."""
    entries = visit.content.entries
    valid = [entries[one] for one in match.suggestions if one in entries and answers(entries[one], visit.today)]
    if not valid:
        no_answer(visit, match)
        return
    titles = [button("faq", "show", entry.id, entry.title) for entry in valid]
    visit.say(questions.do_you_mean(), [*titles, button("faq", "none", valid[0].id, questions.none_of_these_label())])
    keep_in_mind(visit)


def no_answer(visit: Visit, match: Match) -> None:
    unanswered(visit, "none", match.entry_id, questions.no_answer(), person_or_report(), words=visit.incoming.text)


def person_or_report() -> Sequence[Choice]:
    return [button("start", "meet", "", greeting.menu_officer()), button("start", "report", "", greeting.menu_report())]


def _show_section(visit: Visit, entry: Entry, name: str) -> None:
    known = name in questions.SECTION_LABELS
    text = section(entry, name) or (questions.section_does_not_apply(entry.title, name) if known else questions.section_unknown())
    visit.say(_filled(visit, text), _buttons(entry, without=name))


def _filled(visit: Visit, text: str) -> str:
    return terms.fill(text, visit.desk.locality, visit.today)


def _buttons(entry: Entry, without: str = "") -> list[Choice]:
    sections = [button("faq", name, entry.id, label) for name, label in available(entry) if name != without]
    return [*sections, button("start", "meet", "", greeting.ask_officer())]


# ---------------------------------------------------------------- what was shown last


def _remember(visit: Visit, ids: Sequence[str]) -> None:
    visit.state.facts |= {_SHOWN: " ".join(ids), _SHOWN_AT: visit.now.isoformat()}


def _remembered(visit: Visit) -> list[Entry]:
    """The entries shown last, as long as that is not too long ago and they still answer."""
    facts = visit.state.facts
    if _SHOWN_AT not in facts or visit.now - datetime.fromisoformat(facts[_SHOWN_AT]) > REMEMBERED:
        return []
    found = [visit.content.entries[one] for one in facts[_SHOWN].split() if one in visit.content.entries]
    return [one for one in found if answers(one, visit.today)]
