"""Submissions that tell of one matter come together in one case, and apart again. Like handlers.actions: the only functions that
do so. Never across authorities, and only feedback and proposals that are not about an officer."""

from cases.lifecycle import ActionRefused, step
from db.stores import casework, similar
from db.tables import Case, Submission
from handlers import actions, case_clock, notices
from handlers.actions import NotAllowed, Receipt, Report
from handlers.engine.desk import HANOI, Visit


class NotJoinable(Exception):
    """The two cannot be one case: another authority, a kind that stays by itself, or the same case already."""


class NothingToSplit(Exception):
    """The submission is alone in its case."""


def join_case(visit: Visit, case_id: int, report: Report) -> Receipt:
    """Somebody has the same trouble: a submission of their own in a public case. What was answered there already, they get at
    once. Raises ActionRefused or NotJoinable where the case is over or not public any more."""
    session = visit.uow.session
    case = casework.lock_case(session, case_id)
    step(case.state, "join")
    if not _is_shared(case):
        raise NotJoinable
    signature = actions.signature_of(visit, case, report.text)
    one, pin = actions.file_submission(visit, case, report)
    event = actions.move(
        visit, case, "join", actor=visit.sender, submission=one, text=report.text, files=report.files, audience="citizen"
    )
    actions.keep_matter(visit, case, one, signature)
    told = notices.tell_officers_of_joining(visit, case, one, event, report.text, report.files)
    _pass_on_answer(visit, case, [one])
    return Receipt(one.code, pin, case, told)


def merge(visit: Visit, left: Case, into: Case) -> int:
    """All submissions of `left` go to `into`; `left` is closed, its history stays. How many citizens are told. Raises NotAllowed
    where the officer may not work on both, NotJoinable, ActionRefused."""
    session = visit.uow.session
    for case_id in sorted((left.id, into.id)):
        casework.lock_case(session, case_id)
    left, into = actions.locked(visit, left), actions.locked(visit, into)
    if left.id == into.id or left.authority != into.authority or not (_is_shared(left) and _is_shared(into)):
        raise NotJoinable
    step(left.state, "merge")
    step(into.state, "gather")
    moving = casework.submissions_of_case(session, left.id)
    codes = [one.code for one in moving]
    case_clock.take_over(visit, left, into)
    actions.move(visit, left, "merge", actor=visit.sender, audience="officers", data={"into": into.id, "codes": codes})
    left.closed_at = visit.now
    actions.move(
        visit,
        into,
        "gather",
        actor=visit.sender,
        audience="officers",
        text=", ".join(codes),
        data={"from": left.id, "codes": codes},
    )
    into.urgent = into.urgent or left.urgent
    notices.tell_officers_of_merging(visit, left, into, codes)
    for one in moving:
        one.case_id = into.id
        session.flush()
        similar.move(session, one, into)
    standing = [one for one in moving if one.withdrawn_at is None]
    told = notices.tell_citizens_of_merging(visit, into, standing)
    _pass_on_answer(visit, into, standing)
    return told


def split(visit: Visit, one: Submission, case: Case) -> Case:
    """The submission becomes a case of its own, whose clock runs from the day it was received. Raises NotAllowed,
    NothingToSplit, ActionRefused."""
    session = visit.uow.session
    case = actions.locked(visit, case)
    session.refresh(one)
    if one.case_id != case.id:
        raise NotAllowed
    if one.withdrawn_at is not None:
        raise ActionRefused("withdrawn", "split")
    if len(casework.senders(session, case.id)) < 2:
        raise NothingToSplit
    actions.move(visit, case, "split", actor=visit.sender, submission=one, audience="officers", text=one.code)
    origin = casework.first_case_of(session, one)  # where it was filed: what was said of the place is there
    own = Case(
        kind=case.kind, field=origin.field, authority=case.authority, unit=origin.unit, place=origin.place, body=case.body,
        state="new", urgent=case.urgent, about_officer=case.about_officer, opened_at=one.received_at, head="",
    )  # fmt: skip
    session.add(own)
    session.flush()
    files = casework.files_filed_with(session, one)
    event = casework.append_event(
        session, own, "open", now=visit.now, actor_id=visit.sender.id, audience="officers", submission_id=one.id,
        text=one.text, data={"from": case.id},
    )  # fmt: skip
    one.case_id = own.id
    session.flush()
    similar.move(session, one, own)
    case_clock.start(visit, own, one.received_at.astimezone(HANOI).date())
    notices.show_card(visit, own, one, event, files)
    notices.tell_citizen_of_splitting(visit, own, one)
    return own


def _is_shared(case: Case) -> bool:
    return case.kind in actions.SHARED_KINDS and not case.about_officer


def _pass_on_answer(visit: Visit, case: Case, newcomers: list[Submission]) -> None:
    """The answer that the others have, with its last correction, to those who came later."""
    if case.state != "answered":
        return
    answers = [
        event for event in casework.history(visit.uow.session, case.id, ("citizen",)) if event.action in ("answer", "correct")
    ]
    for event in answers[-1:]:
        files = casework.files_of_events(visit.uow.session, [event.id])
        notices.tell_newcomers_of_answer(visit, case, newcomers, event, files)
