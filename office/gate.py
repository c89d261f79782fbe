"""The one gate to cases and submissions: who may see which, and who may do what. Nothing else reads them from their stores.

Each door lets an actor into a case, or raises NotAllowed, which says nothing about whether the case exists. What is read further
of a case is given only to whom a door let in."""

import hmac
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cases import routing
from cases.codes import pin_hash
from cases.lifecycle import Action, Role, Rule, roles_of, rule
from db.queues.messages import Attachment
from db.stores import casework, groups, similar, told, worklists
from db.stores.similar import Found, Wanted
from db.stores.worklists import Scope
from db.tables import Case, Clock, Event, Submission
from office.errand import Actor, Citizen, Errand, Officer, System
from understanding.matters.signature import Signature

WRONG_PINS, LOCKED = 5, timedelta(hours=1)
Pair = tuple[Submission, Case]


class NotAllowed(Exception):
    """The case is not the asker's to see; says nothing about whether it exists."""


# ---------------------------------------------------------------- doors


def own(errand: Errand) -> list[Pair]:
    """The citizen's own submissions that this chat may show, newest first."""
    chat_id, person_id = errand.origin.chat_id, errand.actor.person_id
    if chat_id is None or person_id is None:
        return []
    return [_let_in(errand, pair) for pair in casework.submissions_in_chat(errand.uow.session, chat_id, person_id)]


def own_by_code(errand: Errand, code: str) -> Pair | None:
    found = casework.submission_with_case(errand.uow.session, code)
    mine = found is not None and found[0].person_id == errand.actor.person_id and found[0].chat_id == errand.origin.chat_id
    return _let_in(errand, found) if found is not None and mine and found[0].chat_id is not None else None


def by_pin(errand: Errand, code: str, pin: str) -> Pair | None:
    """The submission, if the PIN is right; five wrong ones close the code for an hour. Says nothing about unknown codes."""
    submission = casework.submission(errand.uow.session, code)
    if submission is None:
        return None
    case = casework.lock_case(errand.uow.session, submission.case_id)
    errand.uow.session.refresh(submission)
    if submission.case_id != case.id:  # it was merged or split off while the lock was waited for
        case = casework.lock_case(errand.uow.session, submission.case_id)
    if submission.pin_locked_until is not None and errand.now < submission.pin_locked_until:
        return None
    if not hmac.compare_digest(submission.pin_hash, pin_hash(errand.desk.secret, code, pin)):
        submission.wrong_pins += 1
        if submission.wrong_pins >= WRONG_PINS:
            submission.wrong_pins, submission.pin_locked_until = 0, errand.now + LOCKED
        return None
    submission.wrong_pins, submission.pin_locked_until = 0, None
    return _let_in(errand, (submission, case))


def of_officer(errand: Errand, code: str) -> Pair:
    """The case that any code of it means; NotAllowed where the officer may not see it, or nobody could."""
    found = casework.submission_with_case(errand.uow.session, code)
    if found is None or not may_work_on(errand, found[1]):
        raise NotAllowed
    return _let_in(errand, found)


def of_message(errand: Errand, external_id: str) -> str | None:
    """The first code of the case that a message of ours in this chat was about, by the platform's id of it."""
    session, chat_id = errand.uow.session, errand.origin.chat_id
    if chat_id is None or not external_id or not errand.actor.posts:
        return None
    case_id = groups.case_of_message(session, chat_id, external_id)
    return casework.submissions_of_case(session, case_id)[0].code if case_id is not None else None


def shared(errand: Errand, case_id: int) -> Case:
    """A public case as whoever has the same trouble may know it: what it is about, where, when, how far; to be locked to join."""
    case = errand.uow.session.get_one(Case, case_id)
    if case.about_officer:
        raise NotAllowed
    return case


def opened(errand: Errand, case: Case) -> Case:
    """A case that this errand has just opened."""
    errand.admitted.add(case.id)
    return case


def _let_in(errand: Errand, pair: Pair) -> Pair:
    errand.admitted.add(pair[1].id)
    return pair


def may_work_on(errand: Errand, case: Case) -> bool:
    """Whether the actor is an officer who may, by the posts held as the errand began."""
    posts = errand.actor.posts if isinstance(errand.actor, Officer) else ()
    return routing.may_see(posts, case.authority, about_officer=case.about_officer)


# ---------------------------------------------------------------- deeds


def lock(errand: Errand, case_id: int) -> Case:
    """The case as it is now, locked for a deed. The office itself is let in, and whoever joins a public case; of the others an
    officer must (still) be one who may work on it, and a citizen must have come in by a door."""
    case = casework.lock_case(errand.uow.session, case_id)
    if isinstance(errand.actor, System) or may_work_on(errand, case):
        errand.admitted.add(case_id)
    return case


def admit(errand: Errand, case: Case, action: Action, submission: Submission | None = None) -> Rule:
    """What `action` does in a locked case. Raises NotAllowed where the actor may never do it there, ActionRefused where nobody
    may now. `one`: the submission that a citizen acts on."""
    wanted = roles_of(case.kind, action)
    if wanted and not wanted & roles(errand, case, action, submission):
        raise NotAllowed
    found = rule(case.kind, case.state, action)
    errand.admitted.add(case.id)
    return found


def roles(errand: Errand, case: Case, action: Action, submission: Submission | None) -> frozenset[Role]:
    """What the actor is to the case: who sent `one` (or is about to join) its citizen, whoever holds a fitting post its
    officer."""
    found: set[Role] = set()
    if isinstance(errand.actor, System):
        found.add("office")
    if isinstance(errand.actor, Citizen | Officer) and _is_senders(errand, action, submission):
        found.add("citizen")
    if may_work_on(errand, case):
        found.add("officer")
    return frozenset(found)


def _is_senders(errand: Errand, action: Action, submission: Submission | None) -> bool:
    """Whoever joins has no submission there yet; whoever knows the PIN may take one to another chat: `by_pin` let them in."""
    if submission is None:
        return action == "join"
    if action == "adopt":
        return submission.case_id in errand.admitted
    return submission.person_id == errand.actor.person_id


# ---------------------------------------------------------------- what is read of a case


def _inside(errand: Errand, case_id: int) -> None:
    if case_id not in errand.admitted and not isinstance(errand.actor, System):
        raise NotAllowed


def submissions(errand: Errand, case: Case) -> Sequence[Submission]:
    """All of a case, in the order they came."""
    _inside(errand, case.id)
    return casework.submissions_of_case(errand.uow.session, case.id)


def senders(errand: Errand, case: Case) -> list[Submission]:
    """Those that stand."""
    return [submission for submission in submissions(errand, case) if submission.withdrawn_at is None]


def sender_counts(errand: Errand, cases: Sequence[Case]) -> dict[int, int]:
    for case in cases:
        _inside(errand, case.id)
    return worklists.sender_counts(errand.uow.session, [case.id for case in cases])


def history(errand: Errand, case: Case, submission: Submission | None = None) -> list[Event]:
    """What its officers see, or what a citizen sees of theirs (`submission`): with what its submissions brought from the cases
    they belonged to before."""
    _inside(errand, case.id)
    events = casework.history_of_all(errand.uow.session, case.id)
    if submission is None:
        if not (may_work_on(errand, case) or isinstance(errand.actor, System)):
            raise NotAllowed
        return list(events)
    return [event for event in events if event.audience == "citizen" and event.submission_id in (None, submission.id)]


def last_answer(errand: Errand, case: Case) -> Event | None:
    """The answer that the citizens have, or its last correction."""
    _inside(errand, case.id)
    told_ = casework.history(errand.uow.session, case.id, ("citizen",))
    return next((event for event in reversed(told_) if event.action in ("answer", "correct")), None)


def filed_with(errand: Errand, submission: Submission) -> list[Attachment]:
    """The files that came with a submission itself."""
    _inside(errand, submission.case_id)
    return casework.files_filed_with(errand.uow.session, submission)


def files_of(errand: Errand, case: Case, events: Sequence[Event]) -> list[Attachment]:
    """Those of a case's `history`."""
    _inside(errand, case.id)
    return casework.files_of_events(errand.uow.session, [event.id for event in events])


def first_case_of(errand: Errand, submission: Submission) -> Case:
    """The case that the submission was filed into."""
    _inside(errand, submission.case_id)
    return casework.first_case_of(errand.uow.session, submission)


def is_informed(errand: Errand, case: Case) -> bool:
    """Whether the last answer reached everybody who sent the case and did not withdraw."""
    _inside(errand, case.id)
    return told.is_informed(errand.uow.session, case.id)


def is_filed(errand: Errand, sha256: str) -> bool:
    """Whether any case keeps this file."""
    return casework.is_filed(errand.uow.session, sha256)


# ---------------------------------------------------------------- repeats


def same_of_own(errand: Errand, cases: Sequence[Case], signature: Signature) -> list[Found]:
    """Those of the sender's own cases that may tell of the matter, likest first."""
    for case in cases:
        _inside(errand, case.id)
    return similar.same_among(errand.uow.session, [case.id for case in cases], signature) if cases else []


def same_of_others(errand: Errand, signature: Signature, wanted: Wanted) -> list[Found]:
    """Public cases that tell of the matter, likest first; by their ids alone."""
    return similar.same_public(errand.uow.session, signature, wanted)


# ---------------------------------------------------------------- lists


def _scope(errand: Errand) -> Scope:
    posts = [post for post in errand.actor.posts if post.role in routing.CASE_ROLES]
    return Scope({post.authority for post in posts}, {post.authority for post in posts if post.role in routing.SUPERIORS})


def open_cases(errand: Errand, *, limit: int | None = None, offset: int = 0) -> list[Pair]:
    """The open cases that an officer may see, oldest first, each with its first submission."""
    found = worklists.open_cases(errand.uow.session, _scope(errand), limit=limit, offset=offset)
    return [_let_in(errand, pair) for pair in found]


def count_open(errand: Errand) -> int:
    return worklists.count_open(errand.uow.session, _scope(errand))


def open_in(errand: Errand, authority: str) -> list[Pair]:
    """All open cases of an authority, for the office itself."""
    _itself(errand.actor)
    return worklists.open_in(errand.uow.session, authority)


def without_card(errand: Errand, authority: str, body: str | None, chat_id: int) -> list[Pair]:
    """New cases of an office's group whose card was not sent there."""
    _itself(errand.actor)
    return worklists.without_card(errand.uow.session, authority, body, chat_id)


def due_by(errand: Errand, day: date) -> list[tuple[Clock, Case, str]]:
    """Of each open case the clock that ends next, where it ends by that day, with the first code; longest overdue first."""
    _itself(errand.actor)
    return worklists.due_by(errand.uow.session, day)


def running_clocks(errand: Errand) -> list[tuple[Clock, Case]]:
    """Every clock of an open case that is not met, locked with its case."""
    _itself(errand.actor)
    return worklists.all_running(errand.uow.session)


def nobodys(session: Session, actor: Actor) -> list[tuple[str, int]]:
    """How many open cases of each authority nobody has and nobody was told of."""
    _itself(actor)
    return told.nobodys(session)


def unheard(session: Session, actor: Actor, since: datetime) -> list[tuple[str, int]]:
    """How many cases of each authority have something that was to be told to its officers and reached none of them; of cases that
    have ended only what was to be told since then."""
    _itself(actor)
    return told.unheard(session, since)


def _itself(actor: Actor) -> None:
    if not isinstance(actor, System):
        raise NotAllowed
