"""What an officer types or taps: previewed, sent only when they say so, with the pictures that came along."""

import pytest

from db.queues.messages import Outgoing
from handlers.officers.work_case import _DEEDS, PREVIEWED, VERBS, parse
from tests.handlers.hall import Hall, Somebody, file, texts_of
from texts.vi.citizen import asking, news
from texts.vi.officer import drafts, work

ANSWER = "Phòng Kinh tế xã Đông Sơn đã kiểm tra, sẽ đổ bê tông trước ngày 15/12/2026"


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


@pytest.fixture
def officer(hall: Hall) -> Somebody:
    return hall.officer("dong-son/kinh-te-xa")


@pytest.fixture
def code(dan: Somebody, officer: Somebody) -> str:
    code, _ = dan.files_case()
    officer.news()
    return code


def test_every_word_leads_to_a_deed() -> None:
    assert set(VERBS.values()) == {*_DEEDS, *PREVIEWED}


def answer_of(messages: list[Outgoing]) -> Outgoing:
    return next(one for one in messages if one.sender == "officer")


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("nhận {}", "accept", ""), ("Nhan {}", "accept", ""), ("NHẬN: {}", "accept", ""), ("xem {}", "show", ""),
        ("trả lời {} đã sửa xong", "answer", "đã sửa xong"), ("tra loi {}: đã sửa", "answer", "đã sửa"),
        ("hỏi {}\nở đâu vậy?", "ask", "ở đâu vậy?"), ("đính chính {} ngày 3", "correct", "ngày 3"),
        ("chuyển {} van-tuong", "transfer", "van-tuong"), ("đóng {} trùng", "close", "trùng"), ("liên hệ {}", "contact", ""),
    ],
)  # fmt: skip
def test_command_is_read_leniently(text: str, verb: str, rest: str) -> None:
    for written in ("PA-26-00001-R", "pa-26-00001-r", "PA 26 1 R", "pa26 00001r"):
        command = parse(text.format(written))
        assert command is not None, written
        assert (command.verb, command.code, command.rest) == (verb, "PA-26-00001-R", rest)


@pytest.mark.parametrize(
    "text", ["", "nhận", "PA-26-00001-R", "tôi nhận được PA-26-00001-R rồi", "nhận PA-26-00001-A", "xin hỏi làm khai sinh cần gì"]
)
def test_what_is_no_command(text: str) -> None:
    assert parse(text) is None


def test_answer_is_previewed_and_sent_only_when_said(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    preview = officer.say(f"trả lời {code} {ANSWER}")[-1]
    assert ANSWER in preview.text
    assert [choice.label for choice in preview.choices] == [
        drafts.send_to_citizen(), drafts.keep_as_note(), drafts.edit(), drafts.cancel(),
    ]  # fmt: skip
    assert dan.news() == []
    assert texts_of(officer.tap(drafts.send_to_citizen())) == [work.answer_sent(code, 1)]
    assert ANSWER in answer_of(dan.news()).text
    assert hall.case(code).state == "answered"


def test_picture_with_the_command_as_its_caption_goes_along(dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}", file("a"))
    officer.say("", file("b"))
    officer.tap(drafts.send_to_citizen())
    assert [one.name for one in answer_of(dan.news()).files] == ["a", "b"]


def test_answer_kept_as_a_note_reaches_nobody(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}")
    assert texts_of(officer.say("2")) == [work.noted(code)]
    assert dan.news() == []
    assert hall.case(code).state == "new"


def test_answer_edited_before_it_is_sent(dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} nháp")
    assert texts_of(officer.tap(drafts.edit())) == [drafts.answer_what(code)]
    officer.say(ANSWER)
    officer.tap(drafts.send_to_citizen())
    told = answer_of(dan.news()).text
    assert ANSWER in told
    assert "nháp" not in told


def test_answer_cancelled(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}")
    assert texts_of(officer.say("hủy")) == [asking.cancelled()]
    assert dan.news() == []
    assert hall.case(code).state == "new"


def test_case_answered_by_a_colleague_meanwhile(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    colleague = hall.officer("dong-son/kinh-te-xa", name="Lê Thị Xê")
    officer.say(f"trả lời {code} {ANSWER}")
    colleague.say(f"trả lời {code} Văn phòng xã đã trả lời")
    colleague.say("1")
    dan.news()
    assert texts_of(officer.say("1")) == [work.refused(code, "answered")]
    assert dan.news() == []


def test_command_in_the_middle_of_an_answer_leaves_it_open(hall: Hall, officer: Somebody, dan: Somebody, code: str) -> None:
    second, _ = dan.files_case()
    officer.news()
    officer.say(f"trả lời {code}")
    told = texts_of(officer.say(f"nhận {second}"))
    assert told == [work.accepted(second, 1), drafts.answer_what(code)]
    assert hall.case(second).state == "accepted"
    assert ANSWER in texts_of(officer.say(ANSWER))[-1]


def test_transfer_by_id_by_name_and_by_choice(hall: Hall, dan: Somebody, officer: Somebody) -> None:
    for typed in ("van-tuong", "Xã Vạn Tường", "vạn tường", ""):
        code, _ = dan.files_case()
        officer.news()
        officer.say(f"chuyển {code} {typed}")
        if not typed:
            officer.tap("Xã Vạn Tường")
        officer.tap(drafts.send_transfer())
        assert (hall.case(code).authority, hall.case(code).body) == ("van-tuong", None), typed


def test_correction_is_previewed_and_sent(dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}")
    officer.say("1")
    dan.news()
    officer.say(f"đính chính {code} Ngày đúng là 20/12/2026")
    assert dan.news() == []
    assert texts_of(officer.tap(drafts.send_to_citizen())) == [work.corrected(code, 1)]
    assert answer_of(dan.news()).text == news.correction(code, "Ngày đúng là 20/12/2026")


def test_closing_with_a_reason_tells_the_citizen(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"đóng {code} Nội dung trùng với việc đã trả lời")
    assert dan.news() == []
    officer.tap(drafts.send_closing())
    assert dan.news()[-1].text == news.closed(code, "Nội dung trùng với việc đã trả lời")
    assert hall.case(code).state == "closed"


def test_an_answered_case_is_closed_at_once_and_quietly(hall: Hall, dan: Somebody, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}")
    officer.say("1")
    assert texts_of(officer.say(f"đóng {code}")) == [work.not_informed(code)]
    assert hall.case(code).state == "answered"
    dan.news()
    assert texts_of(officer.say(f"đóng {code}")) == [work.closed(code)]
    assert (hall.case(code).state, hall.case(code).informed) == ("closed", "delivered")
    assert dan.news() == []


def test_a_try_to_tell_the_citizen_is_as_good(hall: Hall, officer: Somebody, code: str) -> None:
    officer.say(f"trả lời {code} {ANSWER}")
    officer.say("1")
    assert texts_of(officer.say(f"đóng {code} đã thử, chưa báo được")) == [work.closed(code)]
    assert (hall.case(code).state, hall.case(code).informed) == ("closed", "tried")


def test_contact_is_shown_and_written_down(officer: Somebody, hall: Hall) -> None:
    code, _ = hall.person("hai").files_case(name="Nguyễn Thị Thử", phone="0912345678")
    officer.news()
    assert "0912345678" in texts_of(officer.say(f"liên hệ {code}"))[-1]
    assert texts_of(officer.say(f"xem {code}"))[-1].count("Xem liên hệ") == 1


# ---------------------------------------------------------------- in a group


@pytest.fixture
def in_group(hall: Hall, officer: Somebody) -> Somebody:
    return hall.person(officer.name, group="nhóm xã")


def test_group_hears_commands_of_officers_and_nothing_else(hall: Hall, in_group: Somebody, code: str) -> None:
    stranger = hall.person("ai đó", group="nhóm xã")
    assert stranger.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài") == []
    assert in_group.say("trưa nay ăn gì") == []
    assert texts_of(stranger.say(f"nhận {code}")) == [work.for_officers_only()]
    in_group.news()
    assert texts_of(in_group.say(f"nhận {code}")) == [work.accepted(code, 1)]


@pytest.mark.parametrize("said", ["hủy", "/huy@nghe_dan_bot"])
def test_answer_begun_in_a_group_may_be_cancelled_there(in_group: Somebody, code: str, said: str) -> None:
    in_group.say(f"trả lời {code}")
    assert texts_of(in_group.say(said)) == [asking.cancelled()]
    assert in_group.state.active is None
    assert in_group.say("hủy") == []


def test_answer_begun_in_a_group_may_step_back_there(in_group: Somebody, code: str) -> None:
    in_group.say(f"trả lời {code}")
    in_group.say(ANSWER)
    assert texts_of(in_group.say("quay lại")) == [drafts.answer_what(code)]


def test_contact_asked_for_in_a_group_comes_in_private(officer: Somebody, in_group: Somebody, hall: Hall) -> None:
    code, _ = hall.person("hai").files_case(name="Nguyễn Thị Thử", phone="0912345678")
    officer.news()
    assert texts_of(in_group.say(f"liên hệ {code}")) == [work.sent_in_private()]
    assert "0912345678" in texts_of(officer.news())[-1]
