"""One open question a chat: what waits, whose conversation it is, and what is said first."""

import pytest

from db.queues.messages import Incoming
from tests.handlers.hall import Hall, Somebody, texts_of
from tests.handlers.tea import (
    DONE,
    HOW_MANY,
    NUMBER_PLEASE,
    SEND,
    Shop,
    at_cups,
    at_pictures,
    begin,
    prompt,
)
from texts.vi.citizen import asking, greeting

# ---------------------------------------------------------------- whose conversation


def test_state_is_per_person_in_a_group(shop: Shop) -> None:
    """In a group only officers are heard, each with a conversation of their own."""
    one, other = (shop.hall.person(shop.hall.officer("dong-son").name, group="quán") for _ in range(2))
    at_cups(one)
    begin(other)
    other.say("trà xanh")
    one.say("7")
    other.say("8")
    assert one.answers == {"tea": "lotus", "cups": {"cups": 7}}
    assert other.answers == {"tea": "green", "cups": {"cups": 8}}


def test_state_is_per_channel_and_chat(shop: Shop) -> None:
    here, there = shop.hall.person("dan"), shop.hall.person("dan", channel="web")
    at_cups(here)
    begin(there)
    assert here.flow.asked == "cups"
    assert there.flow.asked == "tea"
    assert there.answers == {}


# ---------------------------------------------------------------- one open question


def test_question_of_somebody_else_comes_at_once_where_nothing_is_open(dan: Somebody) -> None:
    dan.say("xin chào")
    assert prompt(dan, "Màu gì?") == ["Màu gì?"]
    assert texts_of(dan.say("xanh")) == [f"{DONE}Màu gì? xanh"]


def test_it_waits_until_the_flow_ends_and_two_come_one_after_the_other(dan: Somebody) -> None:
    at_pictures(dan)
    assert prompt(dan, "Màu gì?") == []
    assert prompt(dan, "Cỡ nào?") == []
    dan.say("xong")
    assert [text[:6] for text in texts_of(dan.tap(SEND))] == [DONE, "Màu gì?"[:6]]
    assert texts_of(dan.say("xanh")) == [f"{DONE}Màu gì? xanh", "Cỡ nào?"]
    assert texts_of(dan.say("lớn")) == [f"{DONE}Cỡ nào? lớn"]
    assert dan.state.active is None
    assert dan.state.prompts == []


def test_it_comes_when_the_flow_is_cancelled(dan: Somebody) -> None:
    at_cups(dan)
    prompt(dan, "Màu gì?")
    assert texts_of(dan.say("hủy")) == [asking.cancelled(), "Màu gì?"]


def test_it_comes_when_a_soft_flow_has_gone(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    prompt(dan, "Màu gì?")
    assert texts_of(dan.say("cảm ơn")) == [greeting.you_are_welcome(), "Màu gì?"]
    assert dan.state.prompts == []


def test_soft_flow_ends_with_a_message_that_does_not_answer(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    assert texts_of(dan.say("cảm ơn")) == [greeting.you_are_welcome()]
    assert dan.state.active is None


def test_new_flow_puts_the_open_one_aside_and_it_is_offered_again(dan: Somebody) -> None:
    at_cups(dan)
    assert begin(dan, "repeat_order") == [HOW_MANY]
    dan.say("5")
    offered = dan.say("1")
    assert texts_of(offered)[0].startswith(DONE)
    assert [choice.label for choice in offered[-1].choices] == [asking.resume_go(), asking.resume_drop()]
    assert dan.state.active is None
    assert texts_of(dan.tap(asking.resume_go())) == [HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


@pytest.mark.parametrize("said", ["1", "tiếp tục", "tiep tuc"])
def test_offer_to_go_on_may_be_typed(dan: Somebody, said: str) -> None:
    at_cups(dan)
    begin(dan, "repeat_order")
    dan.say("hủy")
    assert texts_of(dan.say(said)) == [HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


@pytest.mark.parametrize("said", ["2", "bỏ", "bo"])
def test_offer_to_go_on_may_be_refused(dan: Somebody, said: str) -> None:
    at_cups(dan)
    begin(dan, "repeat_order")
    dan.say("hủy")
    assert texts_of(dan.say(said)) == [asking.cancelled()]
    assert dan.state.active is None
    assert dan.state.shelved == []


def test_two_flows_put_aside_are_both_kept(dan: Somebody) -> None:
    at_cups(dan)
    begin(dan, "repeat_order")
    begin(dan)
    dan.say("hủy")
    dan.say("tiếp tục")
    assert dan.flow.flow == "repeat_order"
    dan.say("hủy")
    dan.say("tiếp tục")
    assert dan.answers == {"tea": "lotus"}


def test_going_on_with_one_flow_loses_no_other(dan: Somebody) -> None:
    at_cups(dan)
    begin(dan, "repeat_order")
    dan.say("hủy")
    go = dan.button(asking.resume_go())
    begin(dan)
    dan.say("trà gừng")
    dan.say(go)
    assert dan.answers == {"tea": "lotus"}
    dan.say("hủy")
    dan.say("tiếp tục")
    assert dan.answers == {"tea": "ginger"}


# ---------------------------------------------------------------- the notice


def test_notice_comes_once_before_the_first_answer_and_not_in_its_way(hall: Hall) -> None:
    dan = hall.person("dan")
    dan.drop_in("xin chào")
    dan.drop_in("xin chào")
    hall.work()
    shown = [one.text for one in hall.do(dan._look) if one.sender == "bot"]
    hello = greeting.hello(hall.desk.locality.name)
    assert shown == [greeting.notice(hall.desk.locality.name), hello, hello]


def test_a_tap_may_be_the_first_message(hall: Hall) -> None:
    assert texts_of(hall.person("dan").press("start", "ask")) == [greeting.what_is_the_question()]


def test_incoming_without_anything_is_asked_again(dan: Somebody) -> None:
    assert Incoming().tap is None
    at_cups(dan)
    assert texts_of(dan.say("")) == [NUMBER_PLEASE]
