"""Who is told, and what becomes of it: nothing a citizen says reaches nobody in silence."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.queues import outbox
from db.stores import told
from db.tables import Chat, Outbox, Post, Telling
from handlers.engine.visit import Visit
from office import gate
from office.casework import answering, handling, senders
from office.errand import Errand
from office.staff import revoking
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.officer import cards

BODY = "dong-son/kinh-te-xa"


def tellings(hall: Hall, what: str) -> Sequence[Telling]:
    return hall.stored(lambda session: session.scalars(select(Telling).where(Telling.what == what).order_by(Telling.key)).all())


def lose(hall: Hall, somebody: Somebody) -> None:
    """The platform will deliver nothing there any more."""
    chat_id = somebody.chat_id
    hall.stored(lambda session: session.execute(update(Chat).where(Chat.id == chat_id).values(unreachable="blocked")))


def unheard(session: Session) -> list[tuple[str, int]]:
    return told.unheard(session, datetime.min.replace(tzinfo=UTC))


def own(visit: Visit, code: str):  # type: ignore[no-untyped-def]
    found = gate.own_by_code(visit, code)
    assert found is not None
    return found[0]


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


@pytest.fixture
def handler(hall: Hall) -> Somebody:
    return hall.officer(BODY)


@pytest.fixture
def leader(hall: Hall) -> Somebody:
    return hall.officer("dong-son", "leader", "Lê Thị Lãnh")


@pytest.fixture
def code(handler: Somebody, leader: Somebody, dan: Somebody) -> str:
    code, _ = dan.files_case()
    handler.say(f"nhận {code}")
    for somebody in (handler, leader, dan):
        somebody.news()
    return code


# ---------------------------------------------------------------- who has the case cannot be reached

Deed = Callable[[Visit, str], object]
NEWS: dict[str, tuple[Deed, Callable[[str], str]]] = {
    "supplement": (
        lambda visit, code: senders.add_information(visit, own(visit, code), "Sát cổng trường", []),
        lambda code: cards.supplement(code, "Sát cổng trường"),
    ),
    "withdrawn": (lambda visit, code: senders.withdraw(visit, own(visit, code)), cards.withdrawn),
    "low_rating": (lambda visit, code: senders.rate(visit, own(visit, code), 1), lambda code: cards.low_rating(code, 1)),
}


def lets_citizen(hall: Hall, handler: Somebody, dan: Somebody, code: str, what: str) -> str:
    if what == "low_rating":
        handler.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong ngày 23/11"))
        dan.news()
        lose(hall, handler)
    deed, words = NEWS[what]
    dan.within(lambda visit: deed(visit, code))
    return words(code)


@pytest.mark.parametrize("what", NEWS)
def test_what_the_citizen_does_reaches_who_stands_in(
    hall: Hall, handler: Somebody, leader: Somebody, dan: Somebody, code: str, what: str
) -> None:
    lose(hall, handler)
    said = lets_citizen(hall, handler, dan, code, what)
    assert said in texts_of(leader.news())
    found = {one.person_id: (one.state, one.reason) for one in tellings(hall, what)}
    assert sorted(found.values(), key=str) == [("failed", "no_chat"), ("reached", None)]


@pytest.mark.parametrize("what", NEWS)
def test_where_nobody_at_all_can_be_reached_it_is_known(
    hall: Hall, handler: Somebody, leader: Somebody, dan: Somebody, code: str, what: str
) -> None:
    lose(hall, handler)
    lose(hall, leader)
    lets_citizen(hall, handler, dan, code, what)
    assert [(one.state, one.reason) for one in tellings(hall, what)] == [("failed", "no_chat")]
    assert hall.stored(unheard) == [("dong-son", 1)]
    later = hall.now + timedelta(seconds=1)
    still = [("dong-son", 1)] if what == "supplement" else []  # of cases that have ended not for ever
    assert hall.stored(lambda session: told.unheard(session, later)) == still


def test_it_goes_to_the_one_who_has_the_case_alone_while_they_can_be_reached(
    hall: Hall, handler: Somebody, leader: Somebody, dan: Somebody, code: str
) -> None:
    said = lets_citizen(hall, handler, dan, code, "supplement")
    assert said in texts_of(handler.news())
    assert leader.news() == []
    assert hall.stored(unheard) == []


# ---------------------------------------------------------------- staff is who holds a post


def without_chat(hall: Hall, place: str, role: str = "officer") -> int:
    """An officer who holds a post and has no chat; their number as a person."""
    code = hall.invite(place, role, "Ngô Văn Dê")

    def link(session) -> int:  # type: ignore[no-untyped-def]
        post: Post = session.scalars(select(Post).order_by(Post.id.desc())).first()
        post.invitation_hash, post.linked_at = None, hall.now
        return post.person_id

    assert code
    return hall.stored(link)


def test_an_officer_without_a_chat_is_staff_and_others_hear_for_them(hall: Hall, leader: Somebody, dan: Somebody) -> None:
    person_id = without_chat(hall, BODY)
    code, _ = dan.files_case()
    assert code in leader.news()[-1].text
    found = {one.person_id: one.state for one in tellings(hall, "card")}
    assert found.pop(person_id) == "failed"
    assert list(found.values()) == ["reached"]
    assert hall.stored(told.nobodys) == []


def test_a_card_that_nobody_could_be_shown_is_counted(hall: Hall, dan: Somebody) -> None:
    without_chat(hall, BODY)
    dan.files_case()
    assert hall.stored(told.nobodys) == [("dong-son", 1)]


def test_a_card_that_waits_for_a_new_officer_counts_as_shown(hall: Hall, dan: Somebody) -> None:
    dan.files_case()
    assert hall.stored(told.nobodys) == [("dong-son", 1)]
    hall.officer(BODY)
    assert hall.stored(told.nobodys) == []


def test_a_case_that_was_given_back_counts_where_nobody_can_be_shown_it_again(
    hall: Hall, handler: Somebody, leader: Somebody, dan: Somebody, code: str
) -> None:
    lose(hall, leader)
    lose(hall, handler)
    posts = hall.stored(lambda session: session.scalars(select(Post).order_by(Post.id)).all())
    dan.within(lambda visit: revoking.revoke(Errand(visit.uow, visit.desk), posts[0].id))
    assert hall.stored(told.nobodys) == [("dong-son", 1)]


def test_a_transferred_case_comes_to_a_body_whose_officer_has_no_chat(hall: Hall, handler: Somebody, code: str) -> None:
    """Colleagues of the commune come next in the order of routing."""
    person_id = without_chat(hall, "dong-son/vhxh-xa")
    handler.within(lambda visit: handling.transfer(visit, gate.of_officer(visit, code)[1], "dong-son", "vhxh-xa"))
    assert code in handler.news()[-1].text
    assert ("failed", person_id) in {(one.state, one.person_id) for one in tellings(hall, "card")}


# ---------------------------------------------------------------- what becomes of a telling


def last(hall: Hall, what: str) -> tuple[str, str | None, str | None]:
    one = tellings(hall, what)[-1]
    return one.state, one.how, one.reason


def test_an_answer_is_on_its_way_then_read(hall: Hall, handler: Somebody, dan: Somebody, code: str) -> None:
    handler.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong ngày 23/11"))
    assert last(hall, "answer") == ("waiting", None, None)
    dan.news()
    assert last(hall, "answer") == ("reached", "terminal", None)


def test_a_message_given_up_is_a_telling_that_failed_until_it_is_sent_again(
    hall: Hall, handler: Somebody, dan: Somebody, code: str
) -> None:
    handler.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong ngày 23/11"))
    row = hall.stored(lambda session: session.scalars(select(Outbox.id).where(Outbox.telling.contains(":answer:"))).one())
    hall.stored(lambda session: session.execute(update(Outbox).where(Outbox.id == row).values(state="dead", reason="blocked")))
    hall.do(lambda connection: outbox.retry(connection, row, hall.now))
    assert last(hall, "answer") == ("waiting", None, None)
    hall.do(lambda connection: outbox.drop(connection, row, hall.now))
    assert last(hall, "answer") == ("failed", None, "dropped")


def test_a_chat_that_was_ended_gets_its_news_where_its_pin_is_typed(hall: Hall, handler: Somebody) -> None:
    dan, elsewhere = hall.person("dan ở quán"), hall.person("máy ở nhà")
    code, pin = dan.files_case()
    dan.say("kết thúc")
    dan.say("1")
    handler.say(f"nhận {code}")
    assert last(hall, "accepted")[0] == "failed"
    elsewhere.say(f"tra cứu {code}")
    elsewhere.say(pin)
    assert last(hall, "accepted") == ("reached", "shown", None)
    handler.within(lambda visit: answering.answer(visit, gate.of_officer(visit, code)[1], "Đã sửa xong ngày 23/11"))
    assert any("Đã sửa xong" in text for text in texts_of(elsewhere.news()))
    history = handler.say(f"xem {code}")[-1].text
    assert "Dân kết thúc trò chuyện" in history
    assert "Dân nối lại bằng mã PIN" in history
