"""What holds for every conversation: each rule on a small made-up flow, over a real database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db import inbox
from db.engine import open_database
from db.messages import Incoming, Prompt, Tap
from db.tables import Conversation
from handlers.conversation import Option
from handlers.desk import Desk
from handlers.turn import Answer, NotAccepted, Suspended, Turn
from tests.handlers.hall import Hall, Somebody, file, texts_of
from tests.handlers.tea import (
    DONE,
    HOW_MANY,
    ITEMS,
    NOTED,
    NUMBER_PLEASE,
    PICTURES,
    SEND,
    SUGAR,
    SWEET,
    TEAS,
    WHICH,
    Shop,
    begin,
    cups,
    last,
    order_in,
    so_far,
)
from texts.vi import citizen as texts


@pytest.fixture
def shop(hall: Hall) -> Shop:
    return Shop(hall)


@pytest.fixture
def dan(shop: Shop) -> Somebody:
    return shop.hall.person("dan")


def at_cups(somebody: Somebody) -> None:
    begin(somebody)
    somebody.say("trà sen")
    assert last(somebody) == HOW_MANY


def at_pictures(somebody: Somebody) -> None:
    at_cups(somebody)
    somebody.say("3 ly")
    assert last(somebody) == PICTURES


def at_summary(somebody: Somebody) -> None:
    at_pictures(somebody)
    somebody.say("xong")
    assert last(somebody).startswith("Xem lại")


# ---------------------------------------------------------------- replay


def test_each_question_comes_when_the_one_before_is_answered(dan: Somebody) -> None:
    assert begin(dan) == [WHICH]
    assert texts_of(dan.say("trà sen")) == [NOTED, HOW_MANY]
    assert texts_of(dan.say("3 ly")) == [PICTURES]
    assert texts_of(dan.say("xong"))[0].startswith("Xem lại")
    assert order_in(texts_of(dan.say("1"))[0]) == {"tea": "lotus", "sugar": None, "cups": 3, "pictures": 0}
    assert dan.state.active is None


def test_script_runs_from_the_top_with_every_message(shop: Shop, dan: Somebody) -> None:
    seen: list[tuple[object, object]] = []

    def script(turn: Turn) -> None:
        seen.append(("top", None))
        first = turn.ask("first", "Một?", lambda answer: answer.text)
        seen.append(("first", first))
        turn.ask("second", "Hai?", lambda answer: answer.text)

    shop.scripts(order_tea=script)
    begin(dan)
    dan.say("a")
    dan.say("b")
    assert seen == [("top", None), ("top", None), ("first", "a"), ("top", None), ("first", "a")]


def test_suspension_is_no_exception_that_a_script_could_swallow(shop: Shop, dan: Somebody) -> None:
    def careless(turn: Turn) -> None:
        try:
            turn.ask("first", "Một?", lambda answer: answer.text)
        except Exception:  # noqa: BLE001 - the point of this test
            turn.visit.say("nuốt mất")
        turn.visit.say(DONE)

    shop.scripts(order_tea=careless)
    assert not issubclass(Suspended, Exception)
    assert begin(dan) == ["Một?"]
    assert dan.flow.asked == "first"
    assert texts_of(dan.say("a")) == [DONE]


def test_what_a_suspended_turn_did_is_kept(shop: Shop, dan: Somebody) -> None:
    """The suspension is caught inside the message's savepoint: it rolls nothing back."""

    def script(turn: Turn) -> None:
        turn.visit.person.name = "Nguyễn Thử"
        turn.ask("first", "Một?", lambda answer: answer.text)

    shop.scripts(order_tea=script)
    begin(dan)
    assert dan.within(lambda visit: visit.person.name) == "Nguyễn Thử"


def test_recorded_is_the_accepted_value_as_json_and_never_the_words(dan: Somebody) -> None:
    begin(dan)
    dan.say("cho con ly trà sen đi")
    dan.say("lấy giùm 12 ly nghen")
    stored = dan.hall.stored(lambda session: session.execute(select(Conversation.state)).scalar_one())
    records = [record for record in stored["active"]["records"] if record["kind"] == "ask"]
    assert [(record["key"], record["value"]) for record in records] == [("tea", "lotus"), ("cups", {"cups": 12})]
    assert "giùm" not in json.dumps(stored, ensure_ascii=False)
    assert "cho con" not in json.dumps(stored, ensure_ascii=False)


def test_say_is_recorded_and_not_repeated(dan: Somebody) -> None:
    at_summary(dan)
    dan.say("gì nữa đây")
    dan.say("sửa")
    dan.say("số ly")
    dan.say("4")
    assert texts_of(dan.heard).count(NOTED) == 1


def test_remember_reads_once(shop: Shop, dan: Somebody) -> None:
    reads: list[str] = []

    def read(turn: Turn) -> str:
        reads.append(turn.visit.now.isoformat())
        return reads[-1]

    def script(turn: Turn) -> None:
        at = turn.remember("at", lambda: read(turn))
        turn.ask("first", "Một?", lambda answer: answer.text)
        turn.ask("second", f"Lúc {at}?", lambda answer: answer.text)
        turn.visit.say(DONE + at)

    shop.scripts(order_tea=script)
    begin(dan)
    begun = shop.hall.now.isoformat()
    shop.hall.wait(minutes=5)
    dan.say("a")
    shop.hall.wait(minutes=5)
    dan.say("b")
    assert reads == [begun]
    assert last(dan) == DONE + begun


def test_effects_come_once_after_the_last_question(dan: Somebody) -> None:
    at_summary(dan)
    dan.tap(SEND)
    dan.tap(SEND)
    assert sum(text.startswith(DONE) for text in texts_of(dan.heard)) == 1


# ---------------------------------------------------------------- what comes early


def test_photos_voice_and_place_that_come_early_wait_in_the_bag(dan: Somebody) -> None:
    begin(dan)
    dan.say("", file("a"))
    dan.say("trà sen", file("b", "voice"))
    dan.say("", position=(15.3, 108.8))
    assert last(dan).endswith(HOW_MANY)
    assert texts_of(dan.say("2")) == [so_far(2)]
    bag = dan.flow.bag
    assert [one.name for one in bag.attachments] == ["a", "b"]
    assert (bag.position.latitude, bag.position.longitude) == (15.3, 108.8) if bag.position else False
    dan.say("", file("c"))
    dan.say("xong")
    assert order_in(texts_of(dan.say("1"))[0])["pictures"] == 3


def test_photo_is_no_wrong_answer(dan: Somebody) -> None:
    """Who sends a picture where a number is asked is told it was kept, not that the number is wrong."""
    at_cups(dan)
    told = texts_of(dan.say("", file("a")))
    assert len(told) == 1
    assert NUMBER_PLEASE not in told[0]
    assert HOW_MANY in told[0]


# ---------------------------------------------------------------- taps


def test_tap_carries_flow_and_key(dan: Somebody) -> None:
    begin(dan)
    tap = Tap.decode(dan.button("Trà sen"))
    assert tap == Tap(flow="order_tea", key="tea", value="lotus", run=1)
    assert texts_of(dan.tap("Trà sen")) == [NOTED, HOW_MANY]


def test_old_button_changes_nothing_and_says_what_stands_now(dan: Somebody) -> None:
    at_pictures(dan)
    before = dan.answers
    told = texts_of(dan.tap("Trà gừng"))
    assert told == [texts.old_button(), PICTURES]
    assert dan.answers == before == {"tea": "lotus", "cups": {"cups": 3}}


def test_button_of_an_earlier_run_is_old(dan: Somebody) -> None:
    begin(dan)
    earlier = dan.button("Trà gừng")
    dan.say("hủy")
    begin(dan)
    assert texts_of(dan.say(earlier)) == [texts.old_button(), WHICH]
    assert dan.answers == {}


def test_old_button_with_no_flow_open_offers_the_menu(dan: Somebody) -> None:
    begin(dan)
    dan.say("hủy")
    message = dan.tap("Trà sen")[-1]
    assert message.text == texts.old_button()
    assert texts.menu_report() in [choice.label for choice in message.choices]
    assert dan.state.active is None


def test_forged_value_is_no_answer(dan: Somebody) -> None:
    begin(dan)
    run = dan.flow.run
    dan.press("order_tea", "tea", "whisky", run)
    assert dan.answers == {}
    assert dan.flow.asked == "tea"


def test_free_standing_button_leaves_the_open_question_standing(dan: Somebody) -> None:
    """What is said last is the question that a typed number answers."""
    at_cups(dan)
    told = texts_of(dan.press("start", "mine"))
    assert told == [texts.no_cases(), HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


@pytest.mark.parametrize("words", ["của tôi", "menu", "tra cứu PA-26-00042-X", "/start khong-co-ma-nay"])
def test_words_said_beside_the_flow_leave_the_question_standing_last(dan: Somebody, words: str) -> None:
    begin(dan)
    told = dan.say(words)
    assert len(told) == 2
    assert told[-1].text == WHICH
    dan.say("2")
    assert dan.answers == {"tea": "lotus"}


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


def prompt(somebody: Somebody, question: str) -> list[str]:
    """Another chat asks something here."""
    key, chat_id = f"ask:{question}", somebody.chat_id
    asked = Prompt(flow="ask_back", arguments={"question": question})
    somebody.hall.do(lambda connection: inbox.prompt(connection, chat_id=chat_id, key=key, prompt=asked, now=somebody.hall.now))
    somebody.hall.work()
    return texts_of(somebody.news())


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
    assert texts_of(dan.say("hủy")) == [texts.cancelled(), "Màu gì?"]


def test_it_comes_when_a_soft_flow_has_gone(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    prompt(dan, "Màu gì?")
    assert texts_of(dan.say("cảm ơn")) == [texts.you_are_welcome(), "Màu gì?"]
    assert dan.state.prompts == []


def test_soft_flow_ends_with_a_message_that_does_not_answer(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    assert texts_of(dan.say("cảm ơn")) == [texts.you_are_welcome()]
    assert dan.state.active is None


def test_new_flow_puts_the_open_one_aside_and_it_is_offered_again(dan: Somebody) -> None:
    at_cups(dan)
    assert begin(dan, "repeat_order") == [HOW_MANY]
    dan.say("5")
    offered = dan.say("1")
    assert texts_of(offered)[0].startswith(DONE)
    assert [choice.label for choice in offered[-1].choices] == [texts.resume_go(), texts.resume_drop()]
    assert dan.state.active is None
    assert texts_of(dan.tap(texts.resume_go())) == [HOW_MANY]
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
    assert texts_of(dan.say(said)) == [texts.cancelled()]
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
    go = dan.button(texts.resume_go())
    begin(dan)
    dan.say("trà gừng")
    dan.say(go)
    assert dan.answers == {"tea": "lotus"}
    dan.say("hủy")
    dan.say("tiếp tục")
    assert dan.answers == {"tea": "ginger"}


# ---------------------------------------------------------------- a flow left lying


def left_lying(somebody: Somebody, message: str) -> None:
    """The message that finds the flow untouched for 12 hours."""
    at_cups(somebody)
    somebody.hall.wait(hours=12, seconds=1)
    asked = somebody.say(message)
    assert len(asked) == 1
    assert [choice.label for choice in asked[0].choices] == [texts.resume_go(), texts.resume_drop(), texts.resume_later()]
    assert somebody.answers == {"tea": "lotus"}


def test_within_twelve_hours_the_answer_counts(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=11, minutes=59)
    assert texts_of(dan.say("5")) == [PICTURES]


@pytest.mark.parametrize("said", ["tiếp tục", "1", "tiep tuc", "tap"])
def test_go_on_takes_the_held_message_as_the_answer(dan: Somebody, said: str) -> None:
    left_lying(dan, "5 ly")
    told = dan.tap(texts.resume_go()) if said == "tap" else dan.say(said)
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
    assert texts_of(dan.say("tiếp tục")) == [texts.meet_about()]
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
    assert texts_of(dan.say("bỏ")) == [texts.you_are_welcome()]
    assert dan.state.active is None
    assert dan.state.shelved == []


def test_later_keeps_the_flow_and_handles_the_held_message(dan: Somebody) -> None:
    left_lying(dan, "cảm ơn nhiều")
    assert texts_of(dan.say("để sau")) == [texts.you_are_welcome()]
    assert dan.state.active is None
    assert texts_of(dan.say("tiếp tục")) == [HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


def test_later_pressed_twice_keeps_it(dan: Somebody) -> None:
    left_lying(dan, "cảm ơn nhiều")
    dan.tap(texts.resume_later())
    dan.tap(texts.resume_later())
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
    assert asked[-1].choices[0].label == texts.resume_go()
    dan.say("bỏ")
    assert dan.flow.flow == "report"
    assert dan.answers["what"] == "đường thôn Châu Me xã Bình Châu hư nát\nxe té hoài mấy bữa nay"
    assert [one.name for one in dan.flow.bag.attachments] == ["a"]


def test_old_button_meanwhile_leaves_the_question_open(dan: Somebody) -> None:
    """Whatever is pressed: the held message is not lost, and the chat does not fall silent."""
    left_lying(dan, "5 ly")
    told = dan.tap("Trà gừng")
    assert told[0].text == texts.old_button()
    assert told[-1].choices[0].label == texts.resume_go()
    assert texts_of(dan.say("tiếp tục")) == [PICTURES]
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 5}}


def test_danger_comes_before_the_question_whether_to_go_on(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=13)
    told = texts_of(dan.say("cháy nhà rồi, cứu với, lửa đang lan ở chợ Châu Ổ"))
    assert len(told) == 2
    assert "114" in told[0]
    assert told[1] == texts.left_lying(texts.flow_name("order_tea"))


def test_prompt_is_no_message_of_the_person(dan: Somebody) -> None:
    at_cups(dan)
    dan.hall.wait(hours=13)
    assert prompt(dan, "Màu gì?") == []
    assert dan.state.held is None


def test_soft_flow_left_lying_is_forgotten(dan: Somebody) -> None:
    begin(dan, "offer_cake")
    prompt(dan, "Màu gì?")
    dan.hall.wait(hours=13)
    assert texts_of(dan.say("cảm ơn")) == [texts.you_are_welcome(), "Màu gì?"]


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


# ---------------------------------------------------------------- a changed script


def test_changed_script_asks_again_from_the_first_key_that_does_not_fit(shop: Shop, dan: Somebody) -> None:
    at_pictures(dan)

    def newer(turn: Turn) -> None:
        turn.choose("tea", WHICH, TEAS)
        turn.choose("sugar", SWEET, SUGAR)
        turn.ask("cups", HOW_MANY, cups)
        turn.visit.say(DONE)

    shop.scripts(order_tea=newer)
    assert texts_of(dan.say("xong")) == [SWEET]
    assert dan.answers == {"tea": "lotus"}
    assert texts_of(dan.say("không đường")) == [HOW_MANY]
    assert texts_of(dan.say("3")) == [DONE]


def test_flow_that_exists_no_more_is_forgotten(shop: Shop, dan: Somebody) -> None:
    at_cups(dan)
    begin(dan, "repeat_order")
    prompt(dan, "Màu gì?")
    flows = [flow for name, flow in shop.hall.desk.flows.items() if name not in ("order_tea", "repeat_order", "ask_back")]
    shop.hall.with_flows(flows, shop.hall.desk.buttons)
    assert texts_of(dan.say("cảm ơn")) == [texts.you_are_welcome()]
    assert (dan.state.active, dan.state.shelved, dan.state.prompts) == (None, [], [])


# ---------------------------------------------------------------- choices


@pytest.mark.parametrize("said", ["2", "số 2", "trà sen", "tra sen", "TRÀ SEN", "sen", "Trà sen nghen", "~order_tea~tea~lotus~1"])
def test_choice_by_tap_number_or_words(dan: Somebody, said: str) -> None:
    begin(dan)
    dan.say(said)
    assert dan.answers == {"tea": "lotus"}


@pytest.mark.parametrize("said", ["9", "0", "trà", "cà phê", "?", "trà sen với trà gừng"])
def test_what_is_no_choice_is_asked_again(dan: Somebody, said: str) -> None:
    begin(dan)
    told = dan.say(said)
    assert len(told) == 1
    assert WHICH in told[0].text
    assert [choice.label for choice in told[0].choices] == [option.label for option in TEAS]
    assert dan.answers == {}


def test_refusal_may_narrow_the_choices(shop: Shop, dan: Somebody) -> None:
    def accept(answer: Answer) -> str:
        if answer.picked is None:
            raise NotAccepted("Trà nào trong hai thứ?", TEAS[:2])
        return answer.picked

    def script(turn: Turn) -> None:
        turn.ask("tea", WHICH, accept, choices=TEAS)
        turn.visit.say(DONE)

    shop.scripts(order_tea=script)
    begin(dan)
    asked = dan.say("thứ thơm thơm")[-1]
    assert [choice.label for choice in asked.choices] == ["Trà xanh", "Trà sen"]
    assert texts_of(dan.say("3")) == ["Trà nào trong hai thứ?"]
    assert texts_of(dan.say("2")) == [DONE]


def test_what_was_refused_before_is_handed_to_the_same_question(shop: Shop, dan: Somebody) -> None:
    heard: list[tuple[str, ...]] = []

    def accept(answer: Answer) -> str:
        heard.append(answer.earlier)
        if answer.text != "đó":
            raise NotAccepted("Đâu?")
        return answer.text

    def script(turn: Turn) -> None:
        turn.ask("where", "Ở đâu?", accept, choices=[Option(value="x", label="Chỗ khác")])

    shop.scripts(order_tea=script)
    begin(dan)
    for said in ("gần chợ", "trước trường", "đó"):
        dan.say(said)
    assert heard == [(), ("gần chợ",), ("gần chợ", "trước trường")]


# ---------------------------------------------------------------- restart


@pytest.fixture
def reopened(sqlite_path: Path, desk: Desk) -> Iterator[list[Hall]]:
    """Halls on one database file, each opened after the one before was closed."""
    halls: list[Hall] = []
    yield halls
    halls[-1].database.close()


def restart(halls: list[Hall], path: Path, desk: Desk) -> Hall:
    numbers = halls[-1]._numbers if halls else None
    if halls:
        halls[-1].database.close()
    halls.append(Hall(open_database(f"sqlite:///{path}"), desk))
    if numbers is not None:
        halls[-1]._numbers = numbers
    Shop(halls[-1])
    return halls[-1]


def test_restart_in_the_middle_loses_nothing(reopened: list[Hall], sqlite_path: Path, desk: Desk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    begin(dan)
    for said in (["trà sen"], ["3"], ["", file("a")], ["xong"], ["sửa"], ["số ly"], ["4"], [SEND]):
        dan.hall = restart(reopened, sqlite_path, desk)
        dan.say(said[0], *said[1:])  # type: ignore[arg-type]
    assert order_in(last(dan)) == {"tea": "lotus", "sugar": None, "cups": 4, "pictures": 1}


def test_message_that_came_before_the_stop_is_handled_after_it(reopened: list[Hall], sqlite_path: Path, desk: Desk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    at_cups(dan)
    dan.drop_in("6")
    dan.hall = restart(reopened, sqlite_path, desk)
    dan.hall.work()
    assert texts_of(dan.news()) == [PICTURES]
    assert dan.answers["cups"] == {"cups": 6}


def test_bag_and_prompts_outlive_a_restart(reopened: list[Hall], sqlite_path: Path, desk: Desk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    at_cups(dan)
    dan.say("", file("a"))
    prompt(dan, "Màu gì?")
    dan.hall = restart(reopened, sqlite_path, desk)
    assert texts_of(dan.say("hủy")) == [texts.cancelled(), "Màu gì?"]


# ---------------------------------------------------------------- the notice


def test_notice_comes_once_before_the_first_answer_and_not_in_its_way(hall: Hall) -> None:
    dan = hall.person("dan")
    dan.drop_in("xin chào")
    dan.drop_in("xin chào")
    hall.work()
    shown = [one.text for one in hall.do(dan._look) if one.sender == "bot"]
    hello = texts.hello(hall.desk.locality.name)
    assert shown == [texts.notice(hall.desk.locality.name), hello, hello]


def test_a_tap_may_be_the_first_message(hall: Hall) -> None:
    assert texts_of(hall.person("dan").press("start", "ask")) == [texts.what_is_the_question()]


def test_incoming_without_anything_is_asked_again(dan: Somebody) -> None:
    assert Incoming().tap is None
    at_cups(dan)
    assert texts_of(dan.say("")) == [NUMBER_PLEASE]
