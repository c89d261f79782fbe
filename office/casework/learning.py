"""What people set right is kept to learn from: what was proposed and what they made of it; their words, masked, only where they
agreed to that."""

from db.stores import corrections
from db.stores.corrections import By, What
from db.tables import Case, Person, Submission
from language.masking import mask
from office.errand import Errand

LONGEST = 500  # characters


def corrected(errand: Errand, what: What, proposed: str | None, chosen: str | None, text: str) -> None:
    """A citizen took something else than was proposed; nothing was proposed, or it stood: nothing is kept."""
    if proposed and chosen and proposed != chosen:
        _keep(errand, what, proposed, chosen, "citizen", text if errand.person.keeps_words else "")


def transferred(errand: Errand, case: Case, submission: Submission, authority: str, body: str | None) -> None:
    """An officer sends the case to where it belongs: before it goes."""
    sender = errand.uow.session.get(Person, submission.person_id) if submission.person_id else None
    text = submission.text if sender is not None and sender.keeps_words else ""
    if authority != case.authority:
        _keep(errand, "authority", case.authority, authority, "officer", text)
    elif body and body != case.body:
        _keep(errand, "body", case.body or "", body, "officer", text)


def _keep(errand: Errand, what: What, proposed: str, chosen: str, by: By, text: str) -> None:
    words = mask(text[:LONGEST]) or None
    corrections.keep(errand.uow.session, what, proposed, chosen, by=by, words=words, now=errand.now)
