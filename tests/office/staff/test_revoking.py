"""An officer leaves a post: what they had, and what only they were shown, goes to the focal officer."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select

from db.queues.messages import Outgoing
from db.tables import Case, Event, Post
from db.unit_of_work import UnitOfWork
from office.casework import answering
from office.errand import Errand
from office.staff import revoking
from tests.handlers.hall import Hall, Somebody

BODY = "dong-son/kinh-te-xa"  # to which routing gives roads


def revoke(hall: Hall, post: int) -> int | None:
    def work(connection: Connection) -> int | None:
        with UnitOfWork(connection, hall.now, hall.database) as uow:
            return revoking.revoke(Errand(uow, hall.desk), post)

    return hall.do(work)


def cards(messages: Sequence[Outgoing], code: str) -> list[Outgoing]:
    return [message for message in messages if code in message.text and message.choices]


@pytest.fixture
def leaving(hall: Hall) -> Somebody:
    """Holds post 1."""
    return hall.officer(BODY)


@pytest.fixture
def focal(hall: Hall, leaving: Somebody) -> Somebody:
    return hall.officer("dong-son", "focal", "Lê Thị Cê")


def test_a_case_in_hand_goes_to_the_focal_officer(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    leaving.say(f"nhận {code}")
    assert cards(focal.news(), code) == []
    assert revoke(hall, 1) == 1
    case = hall.case(code)
    assert (case.state, case.handler_id, case.body) == ("new", None, None)
    assert len(cards(focal.news(), code)) == 1
    assert leaving.news() == []


def test_a_case_shown_to_nobody_else_goes_too(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    assert cards(leaving.news(), code)
    assert revoke(hall, 1) == 1
    assert len(cards(focal.news(), code)) == 1


def test_what_colleagues_see_or_have_stays(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    colleague = hall.officer(BODY, name="Võ Văn Dê")
    shown, _ = hall.person("dan").files_case()
    taken, _ = hall.person("dan").files_case("Cầu thôn Châu Me gãy")
    colleague.say(f"nhận {taken}")
    assert revoke(hall, 1) == 0
    assert cards(focal.news(), shown) == cards(focal.news(), taken) == []
    assert hall.case(taken).state == "accepted"


def test_a_closed_case_stays_as_it_is(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    case_id = hall.case_id(code)
    leaving.within(lambda visit: answering.close(visit, visit.uow.session.get_one(Case, case_id), "tin thử"))
    assert revoke(hall, 1) == 0
    assert hall.case(code).state == "closed"


def test_who_left_may_do_nothing_more(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    revoke(hall, 1)
    leaving.say(f"nhận {code}")
    assert hall.case(code).handler_id is None
    focal.say(f"nhận {code}")
    assert hall.case(code).state == "accepted"


def test_the_history_says_so_without_a_name(hall: Hall, leaving: Somebody, focal: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    leaving.say(f"nhận {code}")
    revoke(hall, 1)
    events = hall.stored(lambda session: [(one.action, one.audience, one.actor_id) for one in session.scalars(select(Event))])
    assert events[-1] == ("release", "officers", None)


def test_without_a_focal_officer_the_case_waits(hall: Hall, leaving: Somebody) -> None:
    code, _ = hall.person("dan").files_case()
    leaving.say(f"nhận {code}")
    assert revoke(hall, 1) == 1
    assert hall.case(code).handler_id is None
    assert cards(hall.officer("dong-son", "focal").heard, code)


def test_a_post_ends_once_and_an_unknown_one_not_at_all(hall: Hall, leaving: Somebody) -> None:
    assert revoke(hall, 99) is None
    assert revoke(hall, 1) == 0
    assert revoke(hall, 1) is None
    assert hall.stored(lambda session: session.get_one(Post, 1).revoked_at) == hall.now


def test_an_invitation_not_used_yet_is_void(hall: Hall) -> None:
    code = hall.invite("dong-son", "focal")
    assert revoke(hall, 1) == 0
    somebody = hall.person("somebody")
    somebody.say(f"/start {code}")
    assert hall.stored(lambda session: session.get_one(Post, 1).linked_at) is None
