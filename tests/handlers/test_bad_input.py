"""Whatever comes in: one clear, polite line each, nothing lost, nothing raised."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from db.queues import inbox
from db.queues.messages import TAP_LIMIT, Tap
from db.tables import Case, Inbox, Question, Submission
from tests.handlers.hall import Hall, Somebody, file, texts_of
from tests.handlers.tea import Shop, begin
from texts.vi.citizen import asking, greeting, reporting
from texts.vi.officer import drafts, work

LONG = 100_000
REPORT = "đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay"
DECOMPOSED = "đươ\u0300ng thôn Châu Me xa\u0303 Bi\u0300nh Châu hư na\u0301t, xe te\u0301 hoa\u0300i mâ\u0301y bư\u0303a nay"
ONLY_INVISIBLE = "\u200b\u200f\u202e\u2066\ufeff\u00ad"
UNKNOWN = "PA-26-00042-K"

NONSENSE = {
    "empty": "",
    "blanks": " \n\t ",
    "emoji": "😀🙏🏽👨‍👩‍👧‍👦🇻🇳",
    "punctuation": "?!...",
    "NUL": "\x00",
    "lone surrogates": "\udc00\ud83d",
    "zero width": ONLY_INVISIBLE,
    "long word": "x" * LONG,
    "long text": "la " * (LONG // 3),
    "long symbols": "!" * LONG,
    "long marks": "a" + "\u0301" * LONG,
    "long digits": "9" * LONG,
    "long lines": "\n" * LONG + "la",
    "tilde": "~~~~~",
    "foreign tap": "~x~y~z~1",
    "long tap": "~x~y~" + "z" * (TAP_LIMIT - 7) + "~1",
    "tap of a strange run": "~x~y~z~-1",
    "json": '{"callback_query": {"data": "~start~report~~0"}}',
    "sql": "'; DROP TABLE cases; --",
    "html": "<script>alert(1)</script>",
    "wrong code": "PA-26-00042-A",
    "unknown code": UNKNOWN,
    "command without code": "nhận",
    "command of an officer": f"nhận {UNKNOWN}",
    "start without code": "/start",
    "start with a wrong code": "/start ABCDEFGHIJKL",
    "start with a long code": "/start " + "A" * 65,
    "start with a broken code": "/start ABCDEFGH\u0000IJKL",
}


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


def unhandled(hall: Hall) -> int:
    open_rows = select(func.count()).select_from(Inbox).where(Inbox.state != "handled")
    return hall.stored(lambda session: session.scalar(open_rows)) or 0


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_gets_one_line_and_opens_no_case(hall: Hall, dan: Somebody, name: str) -> None:
    told = texts_of(dan.say(NONSENSE[name]))
    assert len(told) == 1
    assert 0 < len(told[0]) < 1000
    assert unhandled(hall) == 0
    assert hall.stored(lambda session: session.scalar(select(func.count()).select_from(Case))) == 0


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_in_the_middle_of_a_flow_loses_no_answer(hall: Hall, name: str) -> None:
    Shop(hall)
    dan = hall.person("dan")
    begin(dan)
    dan.say("trà sen")
    told = texts_of(dan.say(NONSENSE[name]))
    assert 1 <= len(told) <= 2
    assert dan.answers["tea"] == "lotus"
    assert unhandled(hall) == 0


def test_what_is_nothing_is_said_to_be_nothing(dan: Somebody) -> None:
    for name in ("empty", "blanks", "NUL", "lone surrogates", "zero width"):
        assert texts_of(dan.say(NONSENSE[name])) == [greeting.empty_message()], name
    assert texts_of(dan.say(NONSENSE["emoji"])) == [greeting.only_symbols()]


@pytest.mark.parametrize(
    "said", [DECOMPOSED, f"\u202e{REPORT}\u202c", REPORT.replace(" ", "\u200b "), REPORT.replace("hư", "h\x00ư")]
)
def test_report_is_understood_however_it_was_encoded(dan: Somebody, said: str) -> None:
    dan.say(said)
    assert dan.answers["what"] == REPORT
    assert dan.answers["where"] == {"unit": "binh-chau", "authority": "dong-son", "place": "Châu Me"}


def test_very_long_report_is_kept_whole_and_shown_short(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    long = REPORT + " và còn nữa" * (LONG // 11)
    for said in (long, "1", "xong", "bỏ qua", "bỏ qua", "1"):
        told = dan.say(said)
        assert all(len(message.text) < 2000 for message in told)
    assert len(officer.news()[-1].text) < 2000
    assert hall.stored(lambda session: session.scalar(select(Submission.text))) == long


def test_number_as_long_as_a_page_is_no_phone_number(dan: Somebody) -> None:
    for said in (REPORT, "1", "xong", "Nguyễn Thử"):
        dan.say(said)
    assert texts_of(dan.say("0" * LONG + "x")) != []
    assert dan.flow.asked in ("phone", "summary")


def test_files_that_did_not_arrive_are_named(hall: Hall, dan: Somebody) -> None:
    dan.say("xin chào")
    row_id = dan.drop_in()
    hall.do(lambda connection: connection.execute(update(Inbox).where(Inbox.id == row_id).values(failed_files=2)))
    hall.work()
    assert texts_of(dan.news()) == [greeting.files_failed()]


# ---------------------------------------------------------------- codes and commands


@pytest.mark.parametrize("said", [f"nhận {UNKNOWN}", f"liên hệ {UNKNOWN}", f"đóng {UNKNOWN} spam", f"trả lời {UNKNOWN} xong rồi"])
def test_command_of_an_officer_from_a_citizen(dan: Somebody, said: str) -> None:
    assert texts_of(dan.say(said)) == [work.for_officers_only()]


def test_command_without_its_words_is_asked_for_them(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    officer.news()
    assert texts_of(officer.say(f"ghi chú {code}")) == [work.needs_words("note", code)]
    assert texts_of(officer.say(f"trả lời {code}")) == [drafts.answer_what(code)]


def test_unknown_button_of_a_card(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    officer.news()
    assert texts_of(officer.press("case", "explode", code)) == [work.unknown_button()]
    assert hall.case(code).state == "new"


@pytest.mark.parametrize("value", ["", "khong-phai-ma", "PA-26-00042", "☃"])
def test_button_of_a_card_with_no_code(hall: Hall, value: str) -> None:
    officer = hall.officer("dong-son")
    assert texts_of(officer.press("case", "accept", value)) == [work.not_yours(value)]


@pytest.mark.parametrize(
    "tap",
    [Tap(flow="faq", key="fee", value="khong-co"), Tap(flow="faq", key="show", value=""), Tap(flow="faq", key="x", value="x"),
     Tap(flow="start", key="x", value="x"), Tap(flow="resume", key="go", value="99"), Tap(flow="resume", key="x", value="x"),
     Tap(flow="report", key="what", value="x", run=3), Tap(flow="rate", key="5", value=UNKNOWN), Tap(flow="", key="", value="")],
    ids=lambda tap: tap.encode(),
)  # fmt: skip
def test_stale_and_foreign_taps_say_that_they_are_old(dan: Somebody, tap: Tap) -> None:
    assert texts_of(dan.say(tap.encode())) == [asking.old_button()]
    assert dan.state.active is None


def test_tap_of_65_bytes_is_ordinary_text(dan: Somebody) -> None:
    text = "~start~report~" + "z" * (TAP_LIMIT - 15) + "~0"
    assert len(text) == TAP_LIMIT + 1
    dan.say(text)
    assert dan.state.active is None
    assert Tap.decode(text) is None


def test_none_of_these_keeps_no_foreign_words(hall: Hall, dan: Somebody) -> None:
    """What a forged button carries is not written down as the nearest entry."""
    dan.press("faq", "none", "lời lạ của ai đó")
    assert hall.stored(lambda session: session.scalars(select(Question.nearest)).all()) == [None]


# ---------------------------------------------------------------- at the same instant


def test_two_messages_at_the_same_instant_are_answered_in_order(hall: Hall, dan: Somebody) -> None:
    Shop(hall)
    dan.press("open", "order_tea")
    dan.drop_in("trà sen")
    dan.drop_in("3")
    hall.work()
    assert dan.answers == {"tea": "lotus", "cups": {"cups": 3}}


def test_report_and_its_picture_sent_together_are_one_report(hall: Hall, dan: Somebody) -> None:
    dan.drop_in(REPORT)
    dan.drop_in("", file("a"))
    hall.work()
    assert dan.flow.flow == "report"
    assert [one.name for one in dan.flow.bag.attachments] == ["a"]


def test_send_pressed_twice_files_one_case(hall: Hall, dan: Somebody) -> None:
    for said in (REPORT, "1", "xong", "bỏ qua", "bỏ qua"):
        dan.say(said)
    button = dan.button(reporting.send_report())
    dan.drop_in(button)
    dan.drop_in(button)
    hall.work()
    told = texts_of(dan.news())
    assert told[-1] == asking.old_button()
    assert hall.stored(lambda session: session.scalar(select(func.count()).select_from(Case))) == 1


def test_many_chats_at_once_are_each_answered(hall: Hall) -> None:
    people = [hall.person(f"dan {number}") for number in range(20)]
    for somebody in people:
        somebody.drop_in(REPORT)
    hall.work()
    assert all(somebody.flow.flow == "report" for somebody in people)


# ---------------------------------------------------------------- anything at all


SAMPLES = ("hủy", "quay lại", "bỏ qua", "sửa", "của tôi", "1", "2", "xong", "tiếp tục", REPORT, "gặp cán bộ", "cảm ơn", "rút lại",
           "xã Bình Châu", "thêm thông tin", "kết thúc", "xin chào", UNKNOWN, "123456", "Nguyễn Thử", "0912345678")  # fmt: skip
WHATEVER = st.one_of(st.sampled_from(SAMPLES), st.text(max_size=40), st.text(alphabet="~xyz1 ", max_size=20))


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(WHATEVER, st.booleans()), min_size=1, max_size=12))
def test_the_bot_always_answers_and_never_fails(hall: Hall, said: list[tuple[str, bool]]) -> None:
    dan = hall.person(f"dan {hall.number()}")
    for text, with_file in said:
        assert dan.say(text, *([file("a")] if with_file else [])) != []
        hall.wait(hours=5)
    assert unhandled(hall) == 0


def test_row_of_a_person_who_says_nothing_new_is_finished(hall: Hall, dan: Somebody) -> None:
    dan.say("xin chào")
    assert hall.do(inbox.claim) is None
