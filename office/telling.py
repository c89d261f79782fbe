"""Who is told what of a case. What there is to tell stands in one table; each telling is a row (db.queues.tellings) with the
messages that carry it, from which follows later who is informed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cases import routing
from db.queues import tellings
from db.queues.messages import Attachment, Outgoing
from db.queues.tellings import Recipient
from db.stores import people
from db.stores.people import Destination, Staff
from db.tables import Case, Event, Submission
from language.masking import mask
from localities.locality import Locality
from office import clock, gate
from office.errand import Errand, Offer
from texts.vi.citizen import joining as citizen_joining
from texts.vi.citizen import news
from texts.vi.officer import cards
from texts.vi.officer import joining as officer_joining

What = Literal[
    "card", "accepted", "transferred", "answer", "correction", "reopened", "extended", "closed", "merged", "split",
    "supplement", "withdrawn", "low_rating", "joined", "merged_away",
]  # fmt: skip


class Story:
    """What is told of: an event of a case. Each part is worked out once, and only where the words need it."""

    def __init__(self, errand: Errand, case: Case, event: Event, files: Sequence[Attachment] = ()) -> None:
        self.errand, self.case, self.event, self.files = errand, case, event, files

    @cached_property
    def office(self) -> str:
        """The name of the body, or of the commune, that has the case."""
        return office_name(self.errand.desk.locality, self.case.authority, self.case.body)

    @cached_property
    def promise(self) -> str:
        return clock.promise(self.errand, self.case)

    @cached_property
    def first_code(self) -> str:
        return gate.submissions(self.errand, self.case)[0].code

    @cached_property
    def senders(self) -> int:
        return len(gate.senders(self.errand, self.case))


@dataclass(frozen=True)
class News:
    """One kind of thing to tell: to the citizens who sent the case, or to the officers who have it; in which words, for which of
    its submissions; what may be pressed under it."""

    to: Literal["citizens", "officers"]
    words: Callable[[Story, Submission], str]
    signed: bool = False  # an officer speaks, not the bot
    offer: Offer | None = None
    with_files: bool = False
    actor_knows: bool = False  # whoever did it needs not be told


NEWS: Mapping[What, News] = {
    "accepted": News("citizens", lambda story, submission: news.case_accepted(submission.code, story.office, story.promise)),
    "transferred": News("citizens", lambda story, submission: news.case_transferred(submission.code, story.office)),
    "answer": News(
        "citizens", lambda story, submission: news.answer(submission.code, story.office, story.event.text), True, "rate", True
    ),
    "correction": News("citizens", lambda story, submission: news.correction(submission.code, story.event.text), True, "rate"),
    "reopened": News("citizens", lambda story, submission: news.reopened(submission.code, story.office)),
    "extended": News(
        "citizens", lambda story, submission: news.case_extended(submission.code, story.office, story.event.text, story.promise)
    ),
    "closed": News("citizens", lambda story, submission: news.closed(submission.code, story.event.text), True),
    "merged": News("citizens", lambda story, submission: citizen_joining.merged(submission.code, story.office)),
    "split": News("citizens", lambda story, submission: citizen_joining.split(submission.code, story.office, story.promise)),
    "supplement": News(
        "officers", lambda story, submission: cards.supplement(submission.code, story.event.text), with_files=True
    ),
    "withdrawn": News("officers", lambda _, submission: cards.withdrawn(submission.code)),
    "low_rating": News("officers", lambda story, submission: cards.low_rating(submission.code, story.event.data["stars"])),
    "joined": News(
        "officers",
        lambda story, submission: officer_joining.another_sender(
            story.first_code, submission.code, story.senders, mask(story.event.text)
        ),
        with_files=True,
    ),
    "merged_away": News(
        "officers",
        lambda story, _: officer_joining.merged_into(", ".join(story.event.data["codes"]), story.event.data["first"]),
        actor_knows=True,
    ),
}


def tell(
    errand: Errand, what: What, case: Case, event: Event, about: Sequence[Submission], files: Sequence[Attachment] = ()
) -> int:
    """Tells it, of each of `about` to who sent it, or of the first to the officers; how many chats get it."""
    told, story = NEWS[what], Story(errand, case, event, files)
    if told.to == "officers":
        to = _officers(errand, case, but=errand.actor.person_id if told.actor_knows else None)
        return send(errand, what, case, event, to, lambda _: _message(told, story, about[0]))
    return sum(_tell_sender(errand, what, story, submission) for submission in about)


def _tell_sender(errand: Errand, what: What, story: Story, submission: Submission) -> int:
    to = {Recipient(submission_id=submission.id): [] if submission.chat_id is None else [submission.chat_id]}
    return send(errand, what, story.case, story.event, to, lambda _: _message(NEWS[what], story, submission))


def _message(told: News, story: Story, submission: Submission) -> Outgoing:
    choices = story.errand.desk.offering(told.offer, submission.code) if told.offer else ()
    return Outgoing(
        text=told.words(story, submission), sender="officer" if told.signed else "bot", choices=choices, numbered=not choices,
        files=tuple(story.files) if told.with_files else (),
    )  # fmt: skip


def send(
    errand: Errand, what: What, case: Case, event: Event, to: Mapping[Recipient, Sequence[int]],
    message: Callable[[int], Outgoing | None],
) -> int:  # fmt: skip
    """One telling for each recipient, and a message for each of their chats, where `message` makes one; how many chats."""
    rows = [(recipient, bool(chats)) for recipient, chats in to.items()]
    tellings.add(errand.uow.connection, case.id, event.number, what, rows, errand.now)
    for recipient, chats in to.items():
        key = tellings.key(case.id, event.number, what, recipient)
        for chat_id in chats:
            outgoing = message(chat_id)
            if outgoing is not None:
                errand.uow.send(chat_id, outgoing, key=f"{key}:{chat_id}", lane="case", case_id=case.id, telling=key)
    return sum(map(len, to.values()))


# ---------------------------------------------------------------- to whom


def _officers(errand: Errand, case: Case, but: int | None) -> dict[Recipient, list[int]]:
    """Who has the case; while nobody has, all who got its card. Where none of them can be reached, who stands in for them. `but`:
    a person who knows; where that is the only one, nobody is told."""
    session = errand.uow.session
    if case.handler_id is not None and case.handler_id != but:
        chats = people.chats_of(session, [case.handler_id])
        if chats:
            return {Recipient(person_id=case.handler_id): [chat.chat_id for chat in chats]}
    staff = people.staff(session, case.authority, errand.today)
    wanted = [case.handler_id] if case.handler_id is not None else responsible(staff.posts, case)
    others = [one for one in wanted if one != but]
    return {} if wanted and not others else as_recipients(reachable(staff, case, others))


def responsible(posts: Sequence[routing.Post], case: Case) -> list[int]:
    """The people who get a case's card, given the posts of its authority."""
    return routing.recipients(posts, case.body, about_officer=case.about_officer, urgent=case.urgent)


def reachable(staff: Staff, case: Case, wanted: Sequence[int]) -> dict[int, Sequence[Destination]]:
    """The wanted people with their chats; where none of them has any, also the first in the order of routing who have."""
    found = {person_id: staff.chats.get(person_id, ()) for person_id in wanted}
    if any(found.values()):
        return found
    for tier in routing.tiers(staff.posts, case.body, about_officer=case.about_officer):
        there = {person_id: staff.chats[person_id] for person_id in tier if staff.chats.get(person_id)}
        if there:
            return found | there
    return found


def as_recipients(found: Mapping[int, Sequence[Destination]]) -> dict[Recipient, list[int]]:
    return {Recipient(person_id=person_id): [chat.chat_id for chat in chats] for person_id, chats in found.items()}


def office_name(locality: Locality, authority: str, body: str | None) -> str:
    """“Phòng Kinh tế xã Đông Sơn”, or “UBND xã Đông Sơn” where no body is known."""
    commune = locality.units[authority]
    if body is None:
        return f"UBND {commune.kind} {commune.name}"
    name = locality.bodies[body].name
    return f"{name} {commune.name}" if name.endswith(f" {commune.kind}") else f"{name}, {commune.kind} {commune.name}"
