"""A message as calls of the Bot API."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.rendering import Call, as_document, calls, file_name, split, units
from bot.channels.telegram.traits import TEXT_LIMIT
from db.queues.messages import Attachment, Choice, Outgoing, Tap

YES, NO = Choice(label="Đồng ý", value="~report~send~yes~1"), Choice(label="Thôi", value="~report~send~no~1")


def one(outgoing: Outgoing, *, private: bool = True) -> Call:
    (call,) = calls(outgoing, "55", private=private)
    return call


def attachment(kind: Any = "photo", mime: str = "image/jpeg", size: int = 1000, name: str = "") -> Attachment:
    return Attachment(kind=kind, sha256="ab" * 32, mime=mime, size=size, name=name)


# ---------------------------------------------------------------- text


def test_plain_words_stay_as_they_are() -> None:
    call = one(Outgoing(text="Đường <b>hư</b> *nặng* _quá_ & [ổ gà](x)"), private=False)
    assert call == Call("sendMessage", {"chat_id": "55", "text": "Đường <b>hư</b> *nặng* _quá_ & [ổ gà](x)"})


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_to_read_makes_no_call(text: str) -> None:
    assert calls(Outgoing(text=text), "55", private=True) == []


def test_links_open_no_preview() -> None:
    assert one(Outgoing(text="Xem https://xa.example/abc")).parameters["link_preview_options"] == {"is_disabled": True}
    assert "link_preview_options" not in one(Outgoing(text="Xem trang web của xã")).parameters


def test_long_text_is_cut_where_a_sentence_ends() -> None:
    sentence = "Ủy ban nhân dân xã đã nhận phản ánh của ông/bà và chuyển cho cán bộ phụ trách. "
    parts = list(split(sentence * 200))
    assert len(parts) == 4
    assert all(part.endswith("phụ trách.") for part in parts)
    assert " ".join(parts) == (sentence * 200).strip()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mang theo: 1. Giấy khai sinh. 2. Căn cước", ["Mang theo: 1. Giấy khai sinh.", "2. Căn cước"]),
        ("Ông/bà hỏi cô B. Hải ở xã nhé thôi đi", ["Ông/bà hỏi cô B. Hải ở xã nhé", "thôi đi"]),
        ("Một dòng đầu tiên\nmột dòng thứ hai dài", ["Một dòng đầu tiên", "một dòng thứ hai dài"]),
        ("Ông/bà có ở nhà không? Xin trả lời ạ", ["Ông/bà có ở nhà không?", "Xin trả lời ạ"]),
        ("x" * 40, ["x" * 30, "x" * 10]),
        ("😀" * 20, ["😀" * 15, "😀" * 5]),
        ("x" * 29 + "e\u0301" + "y", ["x" * 29, "e\u0301y"]),
    ],
)
def test_where_it_is_cut(text: str, parts: list[str]) -> None:
    assert list(split(text, 30)) == parts


@given(st.text(alphabet=st.sampled_from("ab. ?\n😀ế"), max_size=300), st.integers(2, 40))
def test_no_part_is_too_long_and_no_word_is_lost(text: str, limit: int) -> None:
    parts = list(split(text, limit))
    assert all(0 < units(part) <= limit and part == part.strip() for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


def test_length_is_counted_as_telegram_counts() -> None:
    assert (units("ế"), units("😀"), units("a😀b")) == (1, 2, 4)
    assert [units(part) for part in split("😀" * 3000)] == [TEXT_LIMIT, 6000 - TEXT_LIMIT]


# ---------------------------------------------------------------- buttons


def test_choices_are_buttons_with_their_numbers() -> None:
    markup = one(Outgoing(text="Gửi không?", choices=(YES, NO))).parameters["reply_markup"]
    assert markup == {
        "inline_keyboard": [
            [{"text": "1. Đồng ý", "callback_data": YES.value}],
            [{"text": "2. Thôi", "callback_data": NO.value}],
        ]
    }


def test_choices_without_numbers() -> None:
    markup = one(Outgoing(text="Đánh giá?", choices=(YES,), numbered=False)).parameters["reply_markup"]
    assert markup["inline_keyboard"][0][0]["text"] == "Đồng ý"


def test_buttons_stand_under_the_last_part_of_the_text() -> None:
    made = calls(Outgoing(text="Dài. " * 1500, choices=(YES,), files=(attachment(),)), "55", private=True)
    assert [call.method for call in made] == ["sendMessage", "sendMessage", "sendPhoto"]
    assert ["reply_markup" in call.parameters for call in made] == [False, True, False]


@pytest.mark.parametrize("value", [Tap(flow="f" * 20, key="k" * 20, value="v" * 17, run=9).encode(), "đường hỏng " * 20])
def test_what_a_button_carries_fits(value: str) -> None:
    data = one(Outgoing(text="?", choices=(Choice(label="x", value=value),))).parameters["reply_markup"]
    data = data["inline_keyboard"][0][0]["callback_data"]
    assert 1 <= len(data.encode()) <= 64
    assert value.startswith(data)


def test_a_place_and_a_number_can_be_shared_in_a_private_chat() -> None:
    asked = Outgoing(text="Ở đâu?", choices=(NO,), ask_position=True, ask_phone=True)
    markup = one(asked).parameters["reply_markup"]
    place, phone, choice = (key for (key,) in markup["keyboard"])
    assert place["request_location"] is True
    assert phone["request_contact"] is True
    assert choice == {"text": "Thôi"}
    assert markup["one_time_keyboard"] is True
    assert "inline_keyboard" in one(asked, private=False).parameters["reply_markup"]


def test_keyboard_goes_with_the_next_words() -> None:
    assert one(Outgoing(text="Cảm ơn")).parameters["reply_markup"] == {"remove_keyboard": True}
    assert "reply_markup" not in one(Outgoing(text="Cảm ơn"), private=False).parameters


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("file", "method", "field"),
    [
        (attachment(), "sendPhoto", "photo"),
        (attachment(size=10 * 1024 * 1024 + 1), "sendDocument", "document"),
        (attachment("voice", "audio/ogg"), "sendVoice", "voice"),
        (attachment("voice", "audio/webm"), "sendVoice", "voice"),
        (attachment("voice", "audio/amr"), "sendDocument", "document"),
        (attachment("video", "video/mp4"), "sendVideo", "video"),
        (attachment("video", "video/webm"), "sendDocument", "document"),
        (attachment("document", "application/pdf"), "sendDocument", "document"),
    ],
)
def test_files_by_what_they_are(file: Attachment, method: str, field: str) -> None:
    call = one(Outgoing(text="", files=(file,)), private=False)
    assert call == Call(method, {"chat_id": "55"}, file, field)
    assert as_document(call) == Call("sendDocument", {"chat_id": "55"}, file, "document")


def test_every_file_is_a_call_after_the_text() -> None:
    made = calls(Outgoing(text="Ảnh:", files=(attachment(), attachment())), "55", private=True)
    assert [call.method for call in made] == ["sendMessage", "sendPhoto", "sendPhoto"]


def test_files_have_names() -> None:
    assert file_name(attachment(name="đơn.pdf")) == "đơn.pdf"
    assert file_name(attachment("voice", "audio/ogg")).startswith("voice-abababab.og")
