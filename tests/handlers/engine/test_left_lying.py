"""A flow untouched for 12 hours first asks: tiếp tục, bỏ, để sau. The message that found it is not lost."""

import pytest

from tests.handlers.hall import Somebody, file, texts_of
from tests.handlers.tea import (
    HOW_MANY,
    NUMBER_PLEASE,
    PICTURES,
    Shop,
    at_cups,
    begin,
    prompt,
)
from texts.vi.citizen import asking, greeting, meeting


def left_lying(somebody: Somebody, message: str) -> None:
    """The message that finds the flow untouched for 12 hours."""
    at_cups(somebody)
    somebody.hall.wait(hours=12, seconds=1)
    asked = somebody.say(message)
    assert len(asked) == 1
    assert [choice.label for choice in asked[0].choices] == [asking.resume_go(), asking.resume_drop(), asking.resume_later()]
    assert somebody.answers == {"tea": "lotus"}


def test_within_twelve_hours_the_answer_counts(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=11, minutes=59)
    assert texts_of(dan.say("5")) == [PICTURES]


@pytest.mark.parametrize("said", ["tiếp tục", "1", "tiep tuc", "tap"])
def test_go_on_takes_the_held_message_as_the_answer(dan: Somebody, said: str) -> None:
    left_lying(dan, "5 ly")
    told = dan.tap(asking.resume_go()) if said == "tap" else dan.say(said)
    assert texts_of(told) == [PICTURES]
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 5}}
    assert dan.state.held is None


def test_go_on_asks_again_where_the_held_message_is_no_answer(dan: Somebody) -> None:
    left_lying(dan, "trà này ngon")
    assert texts_of(dan.say("tiếp tục")) == [NUMBER_PLEASE]
    assert dan.answers == {"tea": "lotus"}


def test_go_on_takes_a_greeting_for_no_answer(shop: Shop, dan: Somebody) -> None:
    """People come back with "xin chào": that is not what they want to report."""
    dan.say("gặp cán bộ")
    dan.hall.wait(hours=13)
    dan.say("xin chào")
    assert texts_of(dan.say("tiếp tục")) == [meeting.about()]
    assert dan.answers == {}


def test_held_files_go_into_the_bag(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=13)
    dan.say("", file("a"))
    dan.say("", file("b"), position=(15.3, 108.8))
    dan.say("tiếp tục")
    assert [one.name for one in dan.flow.bag.attachments] == ["a", "b"]
    assert dan.flow.bag.position is not None


def test_drop_forgets_the_flow_and_handles_the_held_message(dan: Somebody) -> None:
    left_lying(dan, "cảm ơn nhiều")
    assert texts_of(dan.say("bỏ")) == [greeting.you_are_welcome()]
    assert dan.state.active is None
    assert dan.state.shelved == []


def test_later_keeps_the_flow_and_handles_the_held_message(dan: Somebody) -> None:
    left_lying(dan, "cảm ơn nhiều")
    assert texts_of(dan.say("để sau")) == [greeting.you_are_welcome()]
    assert dan.state.active is None
    assert texts_of(dan.say("tiếp tục")) == [HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


def test_later_pressed_twice_keeps_it(dan: Somebody) -> None:
    left_lying(dan, "cảm ơn nhiều")
    dan.tap(asking.resume_later())
    dan.tap(asking.resume_later())
    dan.say("tiếp tục")
    assert dan.answers == {"tea": "lotus"}


def test_held_report_begins_a_report(dan: Somebody) -> None:
    left_lying(dan, "đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    dan.say("để sau")
    assert dan.flow.flow == "report"
    assert dan.answers["what"] == "đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay"


def test_what_is_said_instead_of_choosing_is_held_too(dan: Somebody) -> None:
    left_lying(dan, "đường thôn Châu Me xã Bình Châu hư nát")
    asked = dan.say("xe té hoài mấy bữa nay", file("a"))
    assert asked[-1].choices[0].label == asking.resume_go()
    dan.say("bỏ")
    assert dan.flow.flow == "report"
    assert dan.answers["what"] == "đường thôn Châu Me xã Bình Châu hư nát\nxe té hoài mấy bữa nay"
    assert [one.name for one in dan.flow.bag.attachments] == ["a"]


def test_old_button_meanwhile_leaves_the_question_open(dan: Somebody) -> None:
    """Whatever is pressed: the held message is not lost, and the chat does not fall silent."""
    left_lying(dan, "5 ly")
    told = dan.tap("Trà gừng")
    assert told[0].text == asking.old_button()
    assert told[-1].choices[0].label == asking.resume_go()
    assert texts_of(dan.say("tiếp tục")) == [PICTURES]
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 5}}


def test_danger_comes_before_the_question_whether_to_go_on(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=13)
    told = texts_of(dan.say("cháy nhà rồi, cứu với, lửa đang lan ở chợ Châu Ổ"))
    assert len(told) == 2
    assert "114" in told[0]
    assert told[1] == asking.left_lying(asking.flow_name("order_tea"))


def test_prompt_is_no_message_of_the_person(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=13)
    assert prompt(dan, "Màu gì?") == []
    assert dan.state.held is None


def test_soft_flow_left_lying_is_forgotten(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    prompt(dan, "Màu gì?")
    dan.hall.wait(hours=13)
    assert texts_of(dan.say("cảm ơn")) == [greeting.you_are_welcome(), "Màu gì?"]
