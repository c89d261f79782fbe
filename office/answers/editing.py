"""An editor's deeds: what becomes of the text of an entry. Acts are only appended, with who made them."""

from collections.abc import Sequence

from db.stores import editions
from db.stores.editions import Act
from faq.content import Content
from faq.entries import EntryInvalid, Written, fit_together, parse
from office.answers import terms
from office.errand import Errand
from texts.vi.operator import entry_faults


def keep(errand: Errand, entry_id: str, act: Act, *, group: str, text: str, by: str) -> int:
    """Saves a draft, publishes or withdraws; the number of this act on the entry."""
    return editions.append(errand.uow.session, entry_id, act, group=group, text=text, by=by, now=errand.now)


def check(content: Content, entry_id: str, text: str, *, group: str, place: str) -> Written:
    """The entry that a text is, beside all others. Raises EntryInvalid with the first thing to be mended."""
    written = parse(text, name=entry_id, group=group, place=place)
    beside = [Written(one, one.id, "") for one in content.entries.values() if one.id != entry_id]
    known = {*content.entries, *content.withdrawn}
    faults = [one for one in fit_together([*beside, written], known=known).faults if one.place == place]
    for fault in [*faults, *_unknown_terms(text, place)]:
        raise fault
    return written


def _unknown_terms(text: str, place: str) -> Sequence[EntryInvalid]:
    return [EntryInvalid(place, entry_faults.unknown_term(rule), line) for line, rule in terms.unknown(text)]
