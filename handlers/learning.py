"""What people set right is kept to learn from: what was proposed and what they made of it; their words, masked, only where they
agreed to that."""

from db.stores import corrections
from db.stores.corrections import By, What
from db.tables import Case, Person, Submission
from handlers.engine.desk import Visit
from language.masking import mask

LONGEST = 500  # characters


def corrected(visit: Visit, what: What, proposed: str | None, chosen: str | None, text: str) -> None:
    """A citizen took something else than was proposed; nothing was proposed, or it stood: nothing is kept."""
    if proposed and chosen and proposed != chosen:
        _keep(visit, what, proposed, chosen, "citizen", text if visit.person.keeps_words else "")


def moved(visit: Visit, case: Case, one: Submission, authority: str, body: str | None) -> None:
    """An officer sends the case to where it belongs: before it goes."""
    sender = visit.uow.session.get(Person, one.person_id) if one.person_id else None
    text = one.text if sender is not None and sender.keeps_words else ""
    if authority != case.authority:
        _keep(visit, "authority", case.authority, authority, "officer", text)
    elif body and body != case.body:
        _keep(visit, "body", case.body or "", body, "officer", text)


def _keep(visit: Visit, what: What, proposed: str, chosen: str, by: By, text: str) -> None:
    words = mask(text[:LONGEST]) or None
    corrections.keep(visit.uow.connection, what, proposed, chosen, by=by, words=words, now=visit.now)
