"""One answer: its facts, and its short text."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_TITLE_LENGTH = 60  # it is also a button

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Portal(_Facts):
    """Code and page of the procedure on the national portal. The code is never shown: codes change often."""

    code: Text | None
    url: Text | None


class Approval(_Facts):
    approved_by: Text
    approved_at: date


class Entry(_Facts):
    """One answer. A fact that is None is unknown and said to be so; `without` names the keys that do not apply."""

    id: Identifier
    title: Annotated[Text, StringConstraints(max_length=MAX_TITLE_LENGTH)]
    phrasings: Lines
    handled_by: Text
    fee: Text | None
    time: Text | None
    documents: Lines | None
    steps: Lines | None
    where: Text | None
    mistakes: Lines | None
    legal_basis: Lines | None
    portal: Portal
    source: Lines
    as_of: date | None
    confidence: Literal["high", "medium", "low"]
    evidence: Literal["portal-copy", "search-excerpt-or-secondary", "memory"]
    valid_to: date | None
    review: Literal["unreviewed"] | Approval
    related: tuple[Identifier, ...]
    scam_warning: bool
    group: str
    body: str
    without: frozenset[str]

    @property
    def portal_url(self) -> str | None:
        return self.portal.url
