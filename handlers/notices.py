"""Who is told what of a case: cards to officers, news to citizens. Every message is an outbox row of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime

from cases import routing
from db.queues import timers
from db.queues.messages import Attachment, Choice, Outgoing
from db.stores import casework, groups, people
from db.stores.people import Place
from db.tables import Case, Event, Submission
from handlers import case_clock
from handlers.engine.desk import Errand, Visit, button
from language.masking import mask
from localities.locality import Locality
from texts.vi.citizen import joining as citizen_joining
from texts.vi.citizen import news
from texts.vi.officer import cards
from texts.vi.officer import joining as officer_joining

ABROAD = ("telegram",)
MANY = 10  # cards waiting for a group from which they are put together
DIGEST_SECONDS = 600
DIGEST_LINES = 30


def reachable(visit: Visit, case: Case) -> list[Submission]:
    """The case's submissions, not withdrawn, whose chat still stands."""
    every = casework.submissions_of_case(visit.uow.session, case.id)
    return [one for one in every if one.withdrawn_at is None and one.chat_id is not None]


def show_card(visit: Errand, case: Case, one: Submission, event: Event, files: Sequence[Attachment], senders: int = 1) -> int:
    """The card of a new or transferred case, to each officer responsible; how many chats got it. `senders`: of the case.

    It carries no name and phone; on a platform abroad no exact place either. A linked group stands for its officers, except
    for what concerns one of them; a group for which many cards wait gets them in one message."""
    session = visit.uow.session
    staff = people.staff(session, case.authority, visit.today)
    chats = staff.reach(responsible(staff.posts, case))
    shared = [] if case.about_officer or case.body is None else groups.group_chats(session, case.authority, case.body)
    told = [*shared, *(chats if case.urgent or not shared else [])]
    for chat in told:
        if chat in shared and groups.waiting_cards(session, chat.chat_id) > MANY:
            _digest_later(visit, chat.chat_id)
            continue
        text = card_text(visit, case, one, senders, discreet=chat.channel in ABROAD)
        card = Outgoing(text=text, choices=card_buttons(one), numbered=False, files=tuple(files))
        visit.uow.send(chat.chat_id, card, key=f"card:{case.id}:{event.number}:{chat.chat_id}", lane="case", case_id=case.id)
    return len(told)


def _digest_later(visit: Errand, chat_id: int) -> None:
    """One message for all that comes within these minutes."""
    bucket = int(visit.now.timestamp() // DIGEST_SECONDS)
    due = datetime.fromtimestamp((bucket + 1) * DIGEST_SECONDS, UTC)
    timers.schedule(visit.uow.connection, f"digest:{chat_id}:{bucket}", "digest", due, {"chat": chat_id})


def send_digest(errand: Errand, due: timers.DueTimer) -> None:
    """The open cases of a group's office that nobody accepted and whose card was not sent there."""
    session, chat_id = errand.uow.session, int(due.payload["chat"])
    group = groups.group_of_chat(session, chat_id)
    found = casework.cases_of_officer(session, [group.authority]) if group else []
    lines = [
        cards.open_case(one.code, case.state, case.urgent, False, mask(one.text), due=case.due_on)
        for one, case in found
        if case.state == "new"
        and not case.about_officer
        and (group is None or group.body in (None, case.body))
        and not casework.has_card(session, case.id, chat_id)
    ]
    if lines:
        errand.uow.send(chat_id, Outgoing(text=cards.digest(lines[:DIGEST_LINES])), key=due.key, lane="case")


def responsible(posts: Sequence[Place], case: Case) -> list[int]:
    """The people who get a case's card, given the posts of its authority."""
    return routing.recipients(posts, case.body, about_officer=case.about_officer, urgent=case.urgent)


def card_text(visit: Errand, case: Case, one: Submission, senders: int, *, discreet: bool = False) -> str:
    """`senders`: of the case; `discreet`: without the exact place, and with long numbers hidden."""
    locality = visit.desk.locality
    unit = locality.units[case.unit] if case.unit else None
    today = locality.units[case.authority] if case.authority else None
    return cards.front(
        code=one.code,
        kind=case.kind,
        field=locality.fields[case.field].label if case.field else None,
        unit=_lower(unit.full_name) if unit else None,
        authority=_lower(today.full_name) if today and unit and today.id != unit.id else None,
        place="" if discreet else case.place,
        text=mask(one.text) if discreet else one.text,
        urgent=case.urgent,
        state=case.state,
        more=_further_lines(visit, case, senders),
    )


def _further_lines(visit: Errand, case: Case, senders: int) -> list[str]:
    """Until when, and how many sent it where they are several."""
    return [line for line in (case_clock.card_line(visit, case), cards.senders(senders) if senders > 1 else "") if line]


def _lower(name: str) -> str:
    """A name inside a sentence: “xã Đông Sơn”."""
    return name[:1].lower() + name[1:]


def card_buttons(one: Submission) -> tuple[Choice, ...]:
    return (
        button("case", "accept", one.code, cards.button_accept()),
        button("case", "answer", one.code, cards.button_answer()),
        button("case", "ask", one.code, cards.button_ask()),
    )


def tell_officers_of_supplement(
    visit: Visit, case: Case, one: Submission, event: Event, text: str, files: Sequence[Attachment]
) -> None:
    _tell_officers(visit, case, Outgoing(text=cards.supplement(one.code, text), files=tuple(files)), f"supplement:{event.number}")


def tell_officers_of_withdrawal(visit: Visit, case: Case, one: Submission) -> None:
    _tell_officers(visit, case, Outgoing(text=cards.withdrawn(one.code)), f"withdrawn:{one.id}")


def tell_officers_of_low_rating(visit: Visit, case: Case, one: Submission, stars: int) -> None:
    _tell_officers(visit, case, Outgoing(text=cards.low_rating(one.code, stars)), f"rated:{one.id}:{visit.row_id}")


def tell_officers_of_joining(
    visit: Visit, case: Case, one: Submission, event: Event, text: str, files: Sequence[Attachment]
) -> int:
    """How many chats were told."""
    first = casework.submissions_of_case(visit.uow.session, case.id)[0]
    message = officer_joining.another_sender(first.code, one.code, len(casework.senders(visit.uow.session, case.id)), mask(text))
    return _tell_officers(visit, case, Outgoing(text=message, files=tuple(files)), f"joined:{event.number}")


def tell_officers_of_merging(visit: Visit, left: Case, into: Case, codes: Sequence[str]) -> None:
    """Those who had the case that is no more; whoever merged knows."""
    first = casework.submissions_of_case(visit.uow.session, into.id)[0]
    message = Outgoing(text=officer_joining.merged_into(", ".join(codes), first.code))
    _tell_officers(visit, left, message, f"merged:{into.id}", but=visit.sender.id)


def tell_citizens_of_merging(visit: Visit, case: Case, newcomers: Sequence[Submission]) -> int:
    told = [one for one in newcomers if one.chat_id is not None]
    for one in told:
        message = Outgoing(text=citizen_joining.merged(one.code, _office(visit, case)))
        _tell_citizen(visit, case, one, message, f"merged:{one.id}:{visit.row_id}")
    return len(told)


def tell_citizen_of_splitting(visit: Visit, case: Case, one: Submission) -> None:
    if one.chat_id is not None:
        message = Outgoing(text=citizen_joining.split(one.code, _office(visit, case), case_clock.promise(visit, case)))
        _tell_citizen(visit, case, one, message, f"split:{one.id}:{visit.row_id}")


def tell_newcomers_of_answer(
    visit: Visit, case: Case, newcomers: Sequence[Submission], event: Event, files: Sequence[Attachment]
) -> None:
    """The answer that the others already have."""
    for one in newcomers:
        if one.chat_id is not None:
            _tell_citizen(visit, case, one, _answer_for(visit, case, one, event.text, files), f"answer:{event.number}:{one.id}")


def tell_citizens_of_acceptance(visit: Visit, case: Case) -> int:
    told = reachable(visit, case)
    promise = case_clock.promise(visit, case)
    for one in told:
        text = news.case_accepted(one.code, _office(visit, case), promise)
        _tell_citizen(visit, case, one, Outgoing(text=text), f"accepted:{one.id}:{visit.row_id}")
    return len(told)


def tell_citizens_of_transfer(visit: Visit, case: Case) -> None:
    for one in reachable(visit, case):
        text = news.case_transferred(one.code, _office(visit, case))
        _tell_citizen(visit, case, one, Outgoing(text=text), f"transferred:{one.id}:{visit.row_id}")


def tell_citizens_of_answer(visit: Visit, case: Case, event: Event, text: str, files: Sequence[Attachment]) -> int:
    told = reachable(visit, case)
    for one in told:
        _tell_citizen(visit, case, one, _answer_for(visit, case, one, text, files), f"answer:{event.number}:{one.id}")
    return len(told)


def _answer_for(visit: Visit, case: Case, one: Submission, text: str, files: Sequence[Attachment]) -> Outgoing:
    return Outgoing(
        text=news.answer(one.code, _office(visit, case), text),
        sender="officer",
        files=tuple(files),
        choices=rating_buttons(one),
        numbered=False,
    )


def tell_citizens_of_correction(visit: Visit, case: Case, event: Event, text: str) -> int:
    told = reachable(visit, case)
    for one in told:
        message = Outgoing(text=news.correction(one.code, text), sender="officer", choices=rating_buttons(one), numbered=False)
        _tell_citizen(visit, case, one, message, f"correct:{event.number}:{one.id}")
    return len(told)


def tell_citizens_of_reopening(visit: Visit, case: Case, event: Event) -> int:
    told = reachable(visit, case)
    for one in told:
        message = Outgoing(text=news.reopened(one.code, _office(visit, case)))
        _tell_citizen(visit, case, one, message, f"reopen:{event.number}:{one.id}")
    return len(told)


def tell_citizens_of_extension(visit: Visit, case: Case, event: Event, reason: str) -> None:
    promise = case_clock.promise(visit, case)
    for one in reachable(visit, case):
        message = Outgoing(text=news.case_extended(one.code, _office(visit, case), reason, promise))
        _tell_citizen(visit, case, one, message, f"extended:{event.number}:{one.id}")


def tell_citizens_of_closing(visit: Visit, case: Case, event: Event, reason: str) -> None:
    for one in reachable(visit, case):
        message = Outgoing(text=news.closed(one.code, reason), sender="officer")
        _tell_citizen(visit, case, one, message, f"closed:{event.number}:{one.id}")


def rating_buttons(one: Submission) -> tuple[Choice, ...]:
    """Five first, since the list reads from very satisfied to not at all; typed numbers are read as stars (rate_answer)."""
    return tuple(button("rate", str(stars), one.code, news.stars(stars)) for stars in (5, 4, 3, 2, 1))


def _office(visit: Visit, case: Case) -> str:
    """The name of the body, or of the commune, that has the case."""
    return office_name(visit.desk.locality, case.authority, case.body)


def office_name(locality: Locality, authority: str, body: str | None) -> str:
    """“Phòng Kinh tế xã Đông Sơn”, or “UBND xã Đông Sơn” where no body is known."""
    commune = locality.units[authority] if authority else None
    if commune is None:
        return locality.name
    if body is None:
        return f"UBND {commune.kind} {commune.name}"
    name = locality.bodies[body].name
    return f"{name} {commune.name}" if name.endswith(f" {commune.kind}") else f"{name}, {commune.kind} {commune.name}"


def _tell_officers(visit: Visit, case: Case, message: Outgoing, what: str, but: int | None = None) -> int:
    """To the officer who has the case; while nobody has, to all who got its card."""
    session = visit.uow.session
    if case.handler_id:
        chats = people.chats_of(session, [case.handler_id] if case.handler_id != but else [])
    else:
        staff = people.staff(session, case.authority, visit.today)
        chats = staff.reach([person_id for person_id in responsible(staff.posts, case) if person_id != but])
    for chat in chats:
        visit.uow.send(chat.chat_id, message, key=f"{what}:{case.id}:{chat.chat_id}", lane="case", case_id=case.id)
    return len(chats)


def _tell_citizen(visit: Visit, case: Case, one: Submission, message: Outgoing, what: str) -> None:
    assert one.chat_id is not None, "only reachable submissions are told"
    visit.uow.send(one.chat_id, message, key=f"case:{case.id}:{what}", lane="case", case_id=case.id)
