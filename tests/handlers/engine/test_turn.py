"""What holds for every conversation: each rule on a small made-up flow, over a real database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine.database import open_database
from db.queues.messages import Tap
from db.tables import Conversation
from handlers.engine.conversation import Option
from handlers.engine.turn import Answer, NotAccepted, Suspended, Turn, scripted
from handlers.engine.visit import ChatDesk, Visit
from tests.handlers.hall import Hall, Somebody, file, texts_of
from tests.handlers.tea import (
    DONE,
    HOW_MANY,
    NOTED,
    NUMBER_PLEASE,
    PICTURES,
    SEND,
    SUGAR,
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
    prompt,
    so_far,
)
from texts.vi.citizen import asking, greeting, tracking

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
    assert told == [asking.old_button(), PICTURES]
    assert dan.answers == before == {"tea": "lotus", "cups": {"cups": 3}}


def test_button_of_an_earlier_run_is_old(dan: Somebody) -> None:
    begin(dan)
    earlier = dan.button("Trà gừng")
    dan.say("hủy")
    begin(dan)
    assert texts_of(dan.say(earlier)) == [asking.old_button(), WHICH]
    assert dan.answers == {}


def test_old_button_with_no_flow_open_offers_the_menu(dan: Somebody) -> None:
    begin(dan)
    dan.say("hủy")
    message = dan.tap("Trà sen")[-1]
    assert message.text == asking.old_button()
    assert greeting.menu_report() in [choice.label for choice in message.choices]
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
    assert told == [tracking.no_cases(), HOW_MANY]
    assert dan.answers == {"tea": "lotus"}


@pytest.mark.parametrize("words", ["của tôi", "menu", "tra cứu PA-26-00042-X", "/start khong-co-ma-nay"])
def test_words_said_beside_the_flow_leave_the_question_standing_last(dan: Somebody, words: str) -> None:
    begin(dan)
    told = dan.say(words)
    assert len(told) == 2
    assert told[-1].text == WHICH
    dan.say("2")
    assert dan.answers == {"tea": "lotus"}


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
    assert texts_of(dan.say("cảm ơn")) == [greeting.you_are_welcome()]
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
def reopened(sqlite_path: Path, desk: ChatDesk) -> Iterator[list[Hall]]:
    """Halls on one database file, each opened after the one before was closed."""
    halls: list[Hall] = []
    yield halls
    halls[-1].database.close()


def restart(halls: list[Hall], path: Path, desk: ChatDesk) -> Hall:
    numbers = halls[-1]._numbers if halls else None
    if halls:
        halls[-1].database.close()
    halls.append(Hall(open_database(f"sqlite:///{path}"), desk))
    if numbers is not None:
        halls[-1]._numbers = numbers
    Shop(halls[-1])
    return halls[-1]


def test_restart_in_the_middle_loses_nothing(reopened: list[Hall], sqlite_path: Path, desk: ChatDesk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    begin(dan)
    for said in (["trà sen"], ["3"], ["", file("a")], ["xong"], ["sửa"], ["số ly"], ["4"], [SEND]):
        dan.hall = restart(reopened, sqlite_path, desk)
        dan.say(said[0], *said[1:])  # type: ignore[arg-type]
    assert order_in(last(dan)) == {"tea": "lotus", "sugar": None, "cups": 4, "pictures": 1}


def test_message_that_came_before_the_stop_is_handled_after_it(reopened: list[Hall], sqlite_path: Path, desk: ChatDesk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    at_cups(dan)
    dan.drop_in("6")
    dan.hall = restart(reopened, sqlite_path, desk)
    dan.hall.work()
    assert texts_of(dan.news()) == [PICTURES]
    assert dan.answers["cups"] == {"cups": 6}


def test_bag_and_prompts_outlive_a_restart(reopened: list[Hall], sqlite_path: Path, desk: ChatDesk) -> None:
    dan = restart(reopened, sqlite_path, desk).person("dan")
    at_cups(dan)
    dan.say("", file("a"))
    prompt(dan, "Màu gì?")
    dan.hall = restart(reopened, sqlite_path, desk)
    assert texts_of(dan.say("hủy")) == [asking.cancelled(), "Màu gì?"]


def test_two_texts_that_begin_alike_are_both_said(hall: Hall) -> None:
    opening = "Anh/chị đang nhận việc tại cuộc trò chuyện này. "

    def script(turn: Turn) -> None:
        turn.say("first", opening + "Một.")
        turn.say("second", opening + "Hai.")
        turn.ask("name", "Tên gì?", lambda answer: answer.text)

    def begin(visit: Visit, _: Tap) -> None:
        visit.new_flow("alike", {})

    hall.with_flows([scripted("alike", script)], {"begin": begin})
    said = texts_of(hall.person("dan").press("begin", "k"))
    assert said == [opening + "Một.", opening + "Hai.", "Tên gì?"]
