"""What updates say: one case for each thing a person or the platform can do."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.port import NothingSaid, Unparsable
from bot.channels.telegram.updates import ANONYMOUS_ADMIN, FOREIGN_BUTTON, KINDS, parse
from db.queues.messages import Incoming, Position, Tap

LAN = {"id": 55, "is_bot": False, "first_name": "Lan", "last_name": "Trần"}
BOT = {"id": 7, "is_bot": True, "first_name": "b"}
HERE = {"id": 55, "type": "private", "first_name": "Lan"}
GROUP = {"id": -100777, "type": "supergroup", "title": "Cán bộ"}
FILE = {"file_id": "f", "file_unique_id": "u"}
TAP = Tap(flow="report", key="sure", value="yes", run=2).encode()


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 10, "date": 1_790_000_000, "chat": HERE, "from": LAN, **content}


def said(**content: Any) -> Incoming:
    return read(message=message(**content))


def read(**update: Any) -> Incoming:
    return parse(json.dumps({"update_id": 1, **update}).encode())


# ---------------------------------------------------------------- messages


def test_words_are_cleaned_and_the_sender_is_named() -> None:
    assert said(text="  Đường \u200bhỏng\r\n") == Incoming(text="Đường hỏng", sender_name="Lan Trần")


def test_words_that_json_cannot_hold_are_cleaned() -> None:
    assert said(text="a\ud800b\x00c").text == "abc"


def test_a_caption_is_what_was_said() -> None:
    assert said(photo=[FILE | {"width": 1, "height": 1}], caption="ổ gà").text == "ổ gà"


@pytest.mark.parametrize(
    "content",
    [
        {"voice": FILE | {"duration": 3}},
        {"video_note": FILE | {"duration": 3, "length": 9}},
        {"video": FILE | {"duration": 3, "width": 1, "height": 1}},
        {"document": FILE},
        {"photo": [FILE | {"width": 1, "height": 1}]},
        {"sticker": FILE | {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular", "emoji": "👍"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"something_of_tomorrow": {"a": 1}},
    ],
    ids=lambda content: next(iter(content)),
)
def test_what_carries_no_words_is_said_all_the_same(content: dict[str, Any]) -> None:
    assert said(**content) == Incoming(sender_name="Lan Trần")


def test_an_album_is_known_by_its_number() -> None:
    assert said(photo=[FILE | {"width": 1, "height": 1}], media_group_id="g1").album == "g1"


def test_a_place_and_a_venue() -> None:
    place = {"latitude": 15.3, "longitude": 108.7}
    assert said(location=place).position == Position(latitude=15.3, longitude=108.7)
    venue = said(venue={"location": place, "title": "Chợ Châu Ổ", "address": "Bình Sơn"}, location=place)
    assert venue.position == Position(latitude=15.3, longitude=108.7, label="Chợ Châu Ổ, Bình Sơn")


def test_only_ones_own_contact_is_a_phone_number() -> None:
    contact = {"phone_number": "+84900000001", "first_name": "Lan"}
    assert said(contact=contact | {"user_id": 55}) == Incoming(phone="+84900000001", sender_name="Lan Trần")
    assert said(contact=contact | {"user_id": 56}) == Incoming(text="Lan +84900000001", sender_name="Lan Trần")
    assert said(contact=contact).phone == ""


def test_a_reply_names_what_it_replies_to() -> None:
    reply = said(text="đã sửa", reply_to_message=message(message_id=4, text="Vụ việc PA-26-00001-K"))
    assert (reply.reply_to, reply.quoted) == ("4", "Vụ việc PA-26-00001-K")


def test_the_message_that_opened_a_topic_is_no_quotation() -> None:
    topic = message(message_id=4, forum_topic_created={"name": "Đường", "icon_color": 1})
    assert said(chat=GROUP, text="đã sửa", reply_to_message=topic, is_topic_message=True).reply_to == ""


def test_an_edited_message_says_so() -> None:
    assert read(edited_message=message(text="sửa lại", edit_date=1_790_000_001)) == Incoming(
        text="sửa lại", sender_name="Lan Trần", edited=True
    )


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(pinned_message=message())},
        {"message": message(chat=GROUP, new_chat_members=[LAN])},
        {"message": message(chat=GROUP, migrate_from_chat_id=-5)},
        {"message": message(**{"from": BOT}, text="tôi là máy")},
        {"edited_message": message(location={"latitude": 1, "longitude": 1, "live_period": 60})},
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel", "title": "t"}, "text": "tin"}},
        {"message_reaction": {"chat": HERE, "message_id": 1, "user": LAN, "date": 1, "old_reaction": [], "new_reaction": []}},
        {"chat_join_request": {"chat": GROUP, "from": LAN, "user_chat_id": 55, "date": 1}},
    ],
)
def test_what_asks_for_nothing(update: dict[str, Any]) -> None:
    with pytest.raises(NothingSaid):
        read(**update)


def test_an_anonymous_administrator_is_a_person() -> None:
    nobody = {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    assert said(chat=GROUP, **{"from": nobody}, text="nhận PA-26-00001-K").text == "nhận PA-26-00001-K"


def test_a_group_that_becomes_a_supergroup_says_where_it_goes_on() -> None:
    assert said(chat={"id": -5, "type": "group", "title": "t"}, migrate_to_chat_id=-1005).moved_to == "-1005"


# ---------------------------------------------------------------- buttons


def pressed(data: str | None, buttons: tuple[str, ...] = ()) -> Incoming:
    keyboard = [[{"text": "nút", "callback_data": button}] for button in buttons]
    shown = message(**{"from": BOT}, text="Chọn:", **({"reply_markup": {"inline_keyboard": keyboard}} if buttons else {}))
    return read(callback_query={"id": "q", "from": LAN, "chat_instance": "1", "data": data, "message": shown})


def test_a_tap_is_a_tap() -> None:
    assert pressed(TAP) == Incoming(text=TAP, sender_name="Lan Trần")


def test_words_on_the_messages_own_button_count_as_typed() -> None:
    assert pressed("của tôi", ("của tôi",)).text == "của tôi"


@pytest.mark.parametrize("data", ["của tôi", "'; DROP TABLE cases --", "~a~b", None])
def test_foreign_data_is_taken_for_an_old_button(data: str | None) -> None:
    incoming = pressed(data, ("khác",))
    assert incoming.text == FOREIGN_BUTTON
    assert incoming.tap is not None


def test_a_button_of_a_message_too_old_to_be_told() -> None:
    gone = {"message_id": 1, "chat": HERE, "date": 0}
    tapped = read(callback_query={"id": "q", "from": LAN, "chat_instance": "1", "data": TAP, "message": gone})
    assert tapped.text == TAP


# ---------------------------------------------------------------- the bot's own place


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ({"status": "left"}, {"status": "member"}, "joined"),
        ({"status": "member"}, {"status": "kicked", "until_date": 0}, "removed"),
        ({"status": "member"}, {"status": "left"}, "removed"),
    ],
)
def test_the_bot_comes_and_goes(before: dict[str, Any], after: dict[str, Any], event: str) -> None:
    assert read(my_chat_member=change(before, after)).event == event


def test_a_change_of_rights_is_nothing() -> None:
    with pytest.raises(NothingSaid):
        read(my_chat_member=change({"status": "member"}, {"status": "member"}))


def change(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {
        "chat": GROUP,
        "from": LAN,
        "date": 1,
        "old_chat_member": {**before, "user": BOT},
        "new_chat_member": {**after, "user": BOT},
    }


# ---------------------------------------------------------------- what nobody can read


@pytest.mark.parametrize(
    ("body", "said_by_somebody"),
    [
        (b"", False),
        (b"\xff\x00", False),
        (b"[]", False),
        (b"null", False),
        (b'{"update_id": 1, "poll": {"id": "1"}}', False),
        (b"[" * 100_000, False),
        (b'{"update_id": 1, "message": {"chat": {"id": 5, "type": "private"}, "text": "x"}}', True),
        (b'{"update_id": 1, "callback_query": {"message": {"chat": {"id": 5, "type": "private"}}}}', True),
        (b'{"update_id": 1, "my_chat_member": {"chat": {"id": 5, "type": "private"}}}', False),
    ],
)
def test_what_nobody_can_read_is_told_only_to_a_person(body: bytes, said_by_somebody: bool) -> None:
    with pytest.raises(Unparsable) as caught:
        parse(body)
    assert caught.value.said is said_by_somebody


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*message(), "text", "photo", "id"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(kind=st.sampled_from([*KINDS, "poll", "inline_query"]), event=JSON)
@settings(max_examples=150, deadline=None)
def test_no_shape_does_worse_than_be_unparsable(kind: str, event: Any) -> None:
    try:
        found = read(**{kind: event})
    except (Unparsable, NothingSaid):
        return
    assert isinstance(found, Incoming)
