"""How a deed changes a case: the gate says whether it may, the clock and the history note it."""

from collections.abc import Sequence
from typing import Any

from cases.lifecycle import Action
from db.queues.messages import Attachment
from db.stores import filing
from db.tables import Case, Event, Submission
from office import clock, gate
from office.errand import Errand


def take(
    errand: Errand, case: Case, action: Action, *, audience: str, submission: Submission | None = None, text: str = "",
    data: dict[str, Any] | None = None, files: Sequence[Attachment] = (),
) -> Event:  # fmt: skip
    """One step of a locked case's life. Raises NotAllowed, ActionRefused."""
    case.state = gate.admit(errand, case, action, submission).to
    clock.note(errand, case, action)
    return record(errand, case, action, audience=audience, submission=submission, text=text, data=data, files=files)


def record(
    errand: Errand, case: Case, action: Action, *, audience: str, submission: Submission | None = None, text: str = "",
    data: dict[str, Any] | None = None, files: Sequence[Attachment] = (),
) -> Event:  # fmt: skip
    """Appends to the history of a locked case what leaves its state as it is."""
    return filing.append_event(
        errand.uow.session, case, action, now=errand.now, actor_id=errand.actor.person_id, audience=audience,
        submission_id=submission.id if submission else None, text=text, data=data, files=files,
    )  # fmt: skip
