"""The answer of a case, and what follows it: corrected, closed, looked at again."""

from collections.abc import Sequence

from cases.lifecycle import ActionRefused
from db.queues.messages import Attachment
from db.tables import Case
from office import gate
from office.casework import steps
from office.casework.handling import take_over
from office.errand import Errand
from office.telling import tell


class NotInformed(Exception):
    """The answer has not reached everybody who sent the case."""


def answer(errand: Errand, case: Case, text: str, files: Sequence[Attachment] = ()) -> int:
    """Answers every open submission of the case; how many citizens the answer goes to."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "answer", audience="citizen", text=text, files=files)
    take_over(errand, case)
    case.answered_at = errand.now
    return tell(errand, "answer", case, event, gate.senders(errand, case), files)


def correct(errand: Errand, case: Case, text: str) -> int:
    """A correction of an answer already sent: the citizen gets it, the first answer stays in the history."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "correct", audience="citizen", text=text)
    return tell(errand, "correction", case, event, gate.senders(errand, case))


def reopen(errand: Errand, case: Case) -> int:
    """Looks at an answered or closed case again, after a low rating or new facts; how many citizens are told."""
    case = gate.lock(errand, case.id)
    event = steps.take(errand, case, "reopen", audience="citizen")
    case.handler_id, case.closed_at, case.informed = errand.actor.person_id, None, None
    return tell(errand, "reopened", case, event, gate.senders(errand, case))


def close(errand: Errand, case: Case, reason: str, *, tried: bool = False) -> None:
    """An answered case is closed quietly, once its answer was delivered or `tried` is recorded (else NotInformed);
    an open one only with a reason that the citizen is told (else ActionRefused: somebody just opened it again)."""
    case = gate.lock(errand, case.id)
    tells = gate.admit(errand, case, "close").told == "citizen"
    if tells and not reason:
        raise ActionRefused(case.state, "close")
    if not tells:
        delivered = gate.is_informed(errand, case)
        if not (delivered or tried):
            raise NotInformed
        case.informed = "delivered" if delivered else "tried"
    event = steps.take(errand, case, "close", audience="citizen" if tells else "officers", text=reason)
    case.closed_at = errand.now
    if tells:
        tell(errand, "closed", case, event, gate.senders(errand, case))
