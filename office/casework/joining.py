"""Submissions that tell of one matter come together in one case, and apart again. Never across authorities, and only feedback and
proposals that are not about an officer."""

from cases.lifecycle import ActionRefused
from db.stores import filing, matters
from db.tables import Case, Submission
from office import cards, clock, gate
from office.casework import steps
from office.casework.filing import SHARED_KINDS, Receipt, Report, file_submission, keep_matter, signature_of
from office.errand import HANOI, Errand
from office.gate import NotAllowed
from office.telling import tell


class NotJoinable(Exception):
    """The two cannot be one case: another authority, a kind that stays by itself, or the same case already."""


class NothingToSplit(Exception):
    """The submission is alone in its case."""


def join_case(errand: Errand, case_id: int, report: Report) -> Receipt:
    """Somebody has the same trouble: a submission of their own in a public case. What was answered there already, they get at
    once. Raises ActionRefused or NotJoinable where the case is over or not public any more."""
    case = gate.lock(errand, case_id)
    if not _is_shared(case):
        raise NotJoinable
    gate.admit(errand, case, "join")
    signature = signature_of(errand, case, report.text)
    submission, pin = file_submission(errand, case, report)
    event = steps.take(errand, case, "join", submission=submission, text=report.text, files=report.files, audience="citizen")
    keep_matter(errand, case, submission, signature)
    told = tell(errand, "joined", case, event, [submission], report.files)
    _pass_on_answer(errand, case, [submission])
    return Receipt(submission.code, pin, case, told)


def merge(errand: Errand, left: Case, into: Case) -> int:
    """All submissions of `left` go to `into`; `left` is closed, its history stays. How many citizens are told. Raises NotAllowed
    where the officer may not work on both, NotJoinable, ActionRefused."""
    session = errand.uow.session
    left, into = _both(errand, left.id, into.id)
    if left.id == into.id or left.authority != into.authority or not (_is_shared(left) and _is_shared(into)):
        raise NotJoinable
    gate.admit(errand, left, "merge")
    gate.admit(errand, into, "gather")
    joined, first = gate.submissions(errand, left), gate.submissions(errand, into)[0]
    codes = [submission.code for submission in joined]
    clock.take_over(errand, left, into)
    data = {"into": into.id, "codes": codes, "first": first.code}
    merged = steps.take(errand, left, "merge", audience="officers", data=data)
    left.closed_at = errand.now
    came = {"from": left.id, "codes": codes}
    gathered = steps.take(errand, into, "gather", audience="officers", text=", ".join(codes), data=came)
    into.urgent = into.urgent or left.urgent
    tell(errand, "merged_away", left, merged, joined)
    for submission in joined:
        submission.case_id = into.id
        session.flush()
        matters.reassign(session, submission, into)
    standing = [submission for submission in joined if submission.withdrawn_at is None]
    told = tell(errand, "merged", into, gathered, standing)
    _pass_on_answer(errand, into, standing)
    return told


def _both(errand: Errand, left_id: int, into_id: int) -> tuple[Case, Case]:
    """Locked in the order of their numbers, so that two who merge do not wait for each other."""
    cases = {case_id: gate.lock(errand, case_id) for case_id in sorted((left_id, into_id))}
    if not all(gate.may_work_on(errand, case) for case in cases.values()):
        raise NotAllowed
    return cases[left_id], cases[into_id]


def split(errand: Errand, submission: Submission, case: Case) -> Case:
    """The submission becomes a case of its own, whose clock runs from the day it was received. Raises NotAllowed,
    NothingToSplit, ActionRefused."""
    session = errand.uow.session
    case = gate.lock(errand, case.id)
    session.refresh(submission)
    if submission.case_id != case.id or not gate.may_work_on(errand, case):
        raise NotAllowed
    if submission.withdrawn_at is not None:
        raise ActionRefused("withdrawn", "split")
    if len(gate.senders(errand, case)) < 2:
        raise NothingToSplit
    steps.take(errand, case, "split", submission=submission, audience="officers", text=submission.code)
    files = gate.filed_with(errand, submission)
    own = _of_its_own(errand, submission, case)
    event = filing.append_event(
        session, own, "open", now=errand.now, actor_id=errand.actor.person_id, audience="officers", submission_id=submission.id,
        text=submission.text, data={"from": case.id},
    )  # fmt: skip
    submission.case_id = own.id
    session.flush()
    matters.reassign(session, submission, own)
    clock.start(errand, own, submission.received_at.astimezone(HANOI).date())
    cards.show_card(errand, own, submission, event, files)
    tell(errand, "split", own, event, [submission])
    return own


def _of_its_own(errand: Errand, submission: Submission, case: Case) -> Case:
    origin = gate.first_case_of(errand, submission)  # where it was filed: what was said of the place is there
    own = Case(
        kind=case.kind, field=origin.field, authority=case.authority, unit=origin.unit, place=origin.place, body=case.body,
        state="new", urgent=case.urgent, about_officer=case.about_officer, opened_at=submission.received_at, head="",
    )  # fmt: skip
    errand.uow.session.add(own)
    errand.uow.session.flush()
    return gate.opened(errand, own)


def _is_shared(case: Case) -> bool:
    return case.kind in SHARED_KINDS and not case.about_officer


def _pass_on_answer(errand: Errand, case: Case, newcomers: list[Submission]) -> None:
    """The answer that the others have, with its last correction, to those who came later."""
    event = gate.last_answer(errand, case) if case.state == "answered" else None
    if event is not None:
        tell(errand, "answer", case, event, newcomers, gate.files_of(errand, case, [event]))
