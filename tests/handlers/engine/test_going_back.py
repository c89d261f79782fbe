"""quay lại, hủy, bỏ qua, sửa: what a person may do in any flow."""

import json

import pytest

from handlers.engine.turn import Answer, NotAccepted, Turn
from tests.handlers.hall import Somebody, file, texts_of
from tests.handlers.tea import (
    DONE,
    HOW_MANY,
    ITEMS,
    PICTURES,
    SEND,
    SWEET,
    TEAS,
    WHICH,
    Shop,
    at_cups,
    at_pictures,
    at_summary,
    begin,
    cups,
    last,
    order_in,
    so_far,
)
from texts.vi.citizen import asking as texts

# ---------------------------------------------------------------- quay lại, hủy, bỏ qua


@pytest.mark.parametrize("said", ["quay lại", "quay lai", "Quay Lại."])
def test_back_asks_the_last_question_again(dan: Somebody, said: str) -> None:
    at_pictures(dan)
    assert texts_of(dan.say(said)) == [HOW_MANY]
    assert dan.answers == {"tea": "lotus"}
    dan.say("9")
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 9}}


def test_back_twice(dan: Somebody) -> None:
    at_pictures(dan)
    dan.say("quay lại")
    assert texts_of(dan.say("quay lại")) == [WHICH]
    assert dan.answers == {}
    dan.say("trà xanh")
    dan.say("1")
    assert dan.answers == {"tea": "green", "cups": {"cups": 1}}


def test_back_at_the_first_question_stays_there(dan: Somebody) -> None:
    begin(dan)
    assert texts_of(dan.say("quay lại")) == [texts.already_at_first(), WHICH]
    assert texts_of(dan.say("quay lại")) == [texts.already_at_first(), WHICH]
    dan.say("trà sen")
    assert dan.answers == {"tea": "lotus"}


def test_back_at_the_first_question_after_going_back(dan: Somebody) -> None:
    at_cups(dan)
    dan.say("quay lại")
    assert texts_of(dan.say("quay lại")) == [texts.already_at_first(), WHICH]


def test_back_over_a_prefilled_answer_asks_it(dan: Somebody) -> None:
    assert begin(dan, "repeat_order") == [HOW_MANY]
    assert texts_of(dan.say("quay lại")) == [WHICH]
    dan.say("trà gừng")
    dan.say("2")
    assert dan.answers == {"tea": "ginger", "cups": {"cups": 2}}


def test_back_from_the_summary(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("quay lại")
    assert dan.flow.asked == "pictures"
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 3}}


def test_back_drops_what_was_said_to_the_later_question(shop: Shop, dan: Somebody) -> None:
    heard: list[tuple[str, ...]] = []

    def listen(answer: Answer) -> str:
        heard.append(answer.earlier)
        if answer.text == "không hiểu":
            raise NotAccepted("Nói lại giùm.")
        return answer.text

    def script(turn: Turn) -> None:
        turn.ask("first", "Một?", listen)
        turn.ask("second", "Hai?", listen)

    shop.scripts(order_tea=script)
    begin(dan)
    for said in ("a", "không hiểu", "quay lại", "b", "c"):
        dan.say(said)
    assert heard == [(), (), (), ()]


def test_back_with_nothing_open(dan: Somebody) -> None:
    assert texts_of(dan.say("quay lại")) == [texts.nothing_to_go_back_to()]


@pytest.mark.parametrize("said", ["hủy", "huy", "HỦY"])
def test_cancel_drops_the_flow(dan: Somebody, said: str) -> None:
    at_cups(dan)
    assert texts_of(dan.say(said)) == [texts.cancelled()]
    assert dan.state.active is None
    assert dan.state.shelved == []


def test_cancel_by_the_button_of_the_summary(dan: Somebody) -> None:
    at_summary(dan)
    assert texts_of(dan.tap(texts.cancel())) == [texts.cancelled()]
    assert dan.state.active is None


def test_cancel_with_nothing_open(dan: Somebody) -> None:
    assert texts_of(dan.say("hủy")) == [texts.nothing_to_cancel()]


@pytest.mark.parametrize("said", ["bỏ qua", "bo qua", "Bỏ qua"])
def test_every_question_may_be_skipped_but_the_last(dan: Somebody, said: str) -> None:
    begin(dan)
    for question in (HOW_MANY, PICTURES):
        dan.say(said)
        assert last(dan) == question
    dan.say(said)
    assert last(dan).startswith("Xem lại")
    dan.say(said)
    assert dan.flow.asked == "summary"
    assert last(dan).endswith(json.dumps({"tea": None, "sugar": None, "cups": None, "pictures": 0}))
    dan.tap(SEND)
    assert order_in(last(dan)) == {"tea": None, "sugar": None, "cups": None, "pictures": 0}


def test_skipping_the_choice_of_an_item_returns_to_the_summary(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("sửa")
    dan.say("bỏ qua")
    assert dan.flow.asked == "summary"
    assert last(dan).startswith("Xem lại")


def test_no_is_an_answer_to_the_question_for_pictures(dan: Somebody) -> None:
    at_pictures(dan)
    for said in ("không", "ko có"):
        dan.say(said)
        assert last(dan).startswith("Xem lại"), said
        dan.say("quay lại")


def test_skip_with_nothing_open(dan: Somebody) -> None:
    assert texts_of(dan.say("bỏ qua")) == [texts.nothing_to_skip()]


# ---------------------------------------------------------------- sửa


def test_edit_asks_which_item_and_keeps_the_other_answers(dan: Somebody) -> None:
    at_summary(dan)
    asked = dan.tap(texts.edit())[-1]
    assert asked.text == texts.which_item()
    assert [choice.label for choice in asked.choices] == [item.label for item in ITEMS]
    assert texts_of(dan.say("số ly")) == [HOW_MANY]
    told = texts_of(dan.say("8"))
    assert len(told) == 1
    assert told[0].startswith("Xem lại")
    dan.tap(SEND)
    assert order_in(last(dan)) == {"tea": "lotus", "sugar": None, "cups": 8, "pictures": 0}


def test_edit_keeps_later_answers_though_the_script_asks_more_now(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("sửa")
    dan.say("loại trà")
    assert texts_of(dan.say("trà gừng")) == [SWEET]
    told = texts_of(dan.say("không đường"))
    assert told[-1].startswith("Xem lại")
    dan.tap(SEND)
    assert order_in(last(dan)) == {"tea": "ginger", "sugar": "none", "cups": 3, "pictures": 0}


def test_edit_keeps_later_answers_though_the_script_asks_less_now(dan: Somebody) -> None:
    begin(dan)
    for said in ("trà gừng", "nhiều đường", "3", "xong", "sửa", "loại trà", "trà xanh"):
        dan.say(said)
    assert last(dan).startswith("Xem lại")
    dan.tap(SEND)
    assert order_in(last(dan)) == {"tea": "green", "sugar": None, "cups": 3, "pictures": 0}


def test_edit_of_the_pictures_keeps_those_sent(dan: Somebody) -> None:
    at_pictures(dan)
    dan.say("", file("a"))
    dan.say("xong")
    dan.say("sửa")
    assert texts_of(dan.say("ảnh")) == [so_far(1)]
    dan.say("", file("b"))
    dan.say("xong")
    dan.tap(SEND)
    assert order_in(last(dan))["pictures"] == 2


def test_back_while_editing_takes_the_edit_back(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("sửa")
    dan.say("loại trà")
    dan.say("trà gừng")
    dan.say("quay lại")
    assert last(dan).startswith("Xem lại")
    dan.tap(SEND)
    assert order_in(last(dan)) == {"tea": "lotus", "sugar": None, "cups": 3, "pictures": 0}


def test_back_while_choosing_the_item_returns_to_the_summary(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("sửa")
    dan.say("quay lại")
    assert last(dan).startswith("Xem lại")
    assert dan.flow.asked == "summary"
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 3}, "pictures": 0}


def test_edit_of_a_prefilled_answer(dan: Somebody) -> None:
    begin(dan, "repeat_order")
    for said in ("5", "sửa", "1", "trà xanh"):
        dan.say(said)
    assert texts_of(dan.tap(SEND)) == [f"{DONE}green {{'cups': 5}}"]


def test_what_depends_on_an_edited_answer_is_read_again(shop: Shop, dan: Somebody) -> None:
    def script(turn: Turn) -> None:
        tea = turn.choose("tea", WHICH, TEAS)
        price = turn.remember("price", lambda: len(str(tea)))
        turn.ask("cups", HOW_MANY, cups)
        turn.confirm("summary", f"Giá {price}", ITEMS[:2], SEND)

    shop.scripts(order_tea=script)
    begin(dan)
    for said in ("trà sen", "3", "sửa", "loại trà", "trà gừng"):
        dan.say(said)
    assert last(dan) == "Giá 6"
    assert dan.answers == {"tea": "ginger", "cups": {"cups": 3}}


def test_summary_accepts_nothing_but_its_choices(dan: Somebody) -> None:
    at_summary(dan)
    told = texts_of(dan.say("ừ thì cũng được mà khoan"))
    assert len(told) == 1
    assert told[0].startswith(texts.please_confirm(SEND))
    assert dan.flow.asked == "summary"
