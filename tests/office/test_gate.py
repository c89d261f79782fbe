"""Who may see a case: refusals first. What is not one's own reads the same as what does not exist."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from cases.codes import format_code
from db.stores import casework
from db.tables import Inbox, Post
from office.gate import LOCKED, WRONG_PINS
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.citizen import asking, greeting, tracking
from texts.vi.officer import cards, staff, work

UNKNOWN = format_code("feedback", 2026, 4711)
COMMANDS = (
    "nhận {}", "xem {}", "liên hệ {}", "ghi chú {} gọi lại", "trả lời {} đã sửa xong", "hỏi {} ở đâu", "chuyển {} van-tuong",
    "đóng {} trùng", "đính chính {} nhầm ngày",
)  # fmt: skip
BUTTONS = ("accept", "answer", "ask", "show", "contact", "close", "whatever")


@pytest.fixture
def code(hall: Hall) -> str:
    return hall.person("dan").files_case("Đường thôn Châu Me hư nặng", name="Nguyễn Thị Thử", phone="0912345678")[0]


def revoked(hall: Hall) -> Somebody:
    somebody = hall.officer("dong-son")
    person_id = somebody.within(lambda visit: visit.person.id)

    def revoke(session):  # type: ignore[no-untyped-def]
        session.query(Post).where(Post.person_id == person_id).one().revoked_at = hall.now

    hall.stored(revoke)
    return somebody


STRANGERS: dict[str, Callable[[Hall], Somebody]] = {
    "officer of another commune": lambda hall: hall.officer("van-tuong/kinh-te-xa"),
    "leader of another commune": lambda hall: hall.officer("van-tuong", "leader"),
    "editor": lambda hall: hall.officer("dong-son", "editor"),
    "administrator": lambda hall: hall.officer("dong-son", "admin"),
    "revoked officer": revoked,
    "citizen": lambda hall: hall.person("người khác"),
}


def without(told: list[str], code: str) -> list[str]:
    return [text.replace(code, "CODE") for text in told]


@pytest.mark.parametrize("who", STRANGERS)
def test_stranger_sees_and_changes_nothing_and_cannot_tell_that_it_exists(hall: Hall, code: str, who: str) -> None:
    stranger = STRANGERS[who](hall)
    before = hall.case(code).head
    for command in COMMANDS:
        told = texts_of(stranger.say(command.format(code)))
        assert without(told, code) == without(texts_of(stranger.say(command.format(UNKNOWN))), UNKNOWN), command
        assert "Châu Me" not in "".join(told)
        stranger.say("hủy")
    for key in BUTTONS:
        told = texts_of(stranger.press("case", key, code))
        assert without(told, code) == without(texts_of(stranger.press("case", key, UNKNOWN)), UNKNOWN), key
    assert hall.case(code).head == before
    assert hall.case(code).state == "new"


@pytest.mark.parametrize("role", ["officer", "focal", "leader", "chairman"])
def test_officer_of_the_commune_may(hall: Hall, code: str, role: str) -> None:
    officer = hall.officer("dong-son", role)
    assert "Châu Me" in texts_of(officer.say(f"xem {code}"))[-1]
    officer.say(f"nhận {code}")
    assert hall.case(code).state == "accepted"


def test_what_is_about_an_officer_only_superiors_see(hall: Hall) -> None:
    code, _ = hall.person("dan").files_case("Cán bộ một cửa nói năng khó nghe", about_officer=True)
    for role in ("officer", "focal"):
        assert texts_of(hall.officer("dong-son", role).say(f"xem {code}")) == [work.not_yours(code)]
    assert "khó nghe" in texts_of(hall.officer("dong-son", "leader").say(f"xem {code}"))[-1]


def test_open_cases_lists_own_commune_only(hall: Hall, code: str) -> None:
    assert code in texts_of(hall.officer("dong-son").say("của tôi"))[-1]
    assert texts_of(hall.officer("van-tuong").say("của tôi")) == [cards.open_cases([])]
    assert texts_of(hall.officer("dong-son", "admin").say("của tôi")) == [cards.open_cases([])]


def test_several_cases_of_several_people_are_never_mixed(hall: Hall) -> None:
    one, other = hall.person("một"), hall.person("hai")
    codes = {somebody.name: [somebody.files_case(f"{somebody.name} {n}")[0] for n in range(2)] for somebody in (one, other)}
    for somebody in (one, other):
        shown = texts_of(somebody.say("của tôi"))[-1]
        assert all((code in shown) == (code in codes[somebody.name]) for pair in codes.values() for code in pair)


# ---------------------------------------------------------------- a citizen's own, somebody else's


def test_own_code_shows_the_case_at_once(hall: Hall) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    for said in (code, code.lower().replace("-", " "), f"tra cứu {code}", f"Tra cuu {code.lower()}", f"xem {code}"):
        assert "Châu Me" in texts_of(dan.say(said))[-1], said


@pytest.mark.parametrize("said", ["{}", "tra cứu {}", "xem {}", "việc {} tới đâu rồi"])
def test_other_code_asks_for_a_pin_whether_it_exists_or_not(hall: Hall, code: str, said: str) -> None:
    stranger = hall.person("người khác")
    told = texts_of(stranger.say(said.format(code)))
    stranger.say("hủy")
    assert told == [tracking.ask_pin(code)]
    assert without(told, code) == without(texts_of(stranger.say(said.format(UNKNOWN))), UNKNOWN)


def test_buttons_of_the_citizen_work_on_own_cases_only(hall: Hall, code: str) -> None:
    stranger = hall.person("người khác")
    for flow, key in (("mine", "show"), ("rate", "1"), ("start", "add"), ("start", "withdraw")):
        told = texts_of(stranger.press(flow, key, code))
        stranger.say("hủy")
        assert without(told, code) == without(texts_of(stranger.press(flow, key, UNKNOWN)), UNKNOWN)
        stranger.say("hủy")
    stranger.press("start", "withdraw", code)
    stranger.say("1")
    stranger.press("start", "add", code)
    stranger.say("thêm lời")
    stranger.say("xong")
    assert hall.case(code).state == "new"
    assert len(hall.stored(lambda session: list(casework.history(session, 1)))) == 1


# ---------------------------------------------------------------- PIN


def look_up(somebody: Somebody, code: str, pin: str) -> list[str]:
    somebody.say(f"tra cứu {code}")
    return texts_of(somebody.say(pin))


def another(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def test_right_pin_shows_the_case_without_name_and_phone(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case(name="Nguyễn Thị Thử", phone="0912345678")
    told = look_up(hall.person("máy khác"), code, pin)
    assert len(told) == 1
    assert "Châu Me" in told[0]
    assert "Thử" not in told[0]
    assert "0912345678" not in told[0]


def test_pin_may_be_typed_with_blanks(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    assert "Châu Me" in look_up(hall.person("máy khác"), code, f"{pin[:3]} {pin[3:]}")[0]


def test_wrong_pin_and_unknown_code_read_the_same(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    stranger = hall.person("máy khác")
    assert look_up(stranger, code, another(pin)) == look_up(stranger, UNKNOWN, pin) == [tracking.pin_wrong()]


def test_pin_of_another_case_does_not_open_this_one(hall: Hall) -> None:
    dan = hall.person("dan")
    code, _ = dan.files_case()
    _, pin = dan.files_case()
    assert look_up(hall.person("máy khác"), code, pin) == [tracking.pin_wrong()]


def test_five_wrong_pins_close_the_code_for_an_hour(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    strangers = [hall.person(f"máy {number}") for number in range(WRONG_PINS)]
    for stranger in strangers:  # from wherever they come
        assert look_up(stranger, code, another(pin)) == [tracking.pin_wrong()]
    assert look_up(strangers[0], code, pin) == [tracking.pin_wrong()]
    hall.wait(seconds=LOCKED.total_seconds() - 1)
    assert look_up(strangers[0], code, pin) == [tracking.pin_wrong()]
    hall.wait(seconds=1)
    assert "Châu Me" in look_up(strangers[0], code, pin)[0]
    assert timedelta(hours=1) == LOCKED


def test_right_pin_forgets_the_wrong_ones(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    stranger = hall.person("máy khác")
    for _ in range(2):
        for _ in range(WRONG_PINS - 1):
            look_up(stranger, code, another(pin))
        assert "Châu Me" in look_up(stranger, code, pin)[0]


def test_closed_code_stays_open_to_its_owner(hall: Hall) -> None:
    dan = hall.person("dan")
    code, pin = dan.files_case()
    for _ in range(WRONG_PINS):
        look_up(hall.person("máy khác"), code, another(pin))
    assert "Châu Me" in texts_of(dan.say(code))[-1]


@pytest.mark.parametrize("said", ["12345", "1234567"])
def test_pin_of_another_length_is_asked_again_and_counts_as_no_attempt(hall: Hall, code: str, said: str) -> None:
    stranger = hall.person("máy khác")
    for _ in range(WRONG_PINS):
        assert look_up(stranger, code, said) == [tracking.pin_has_six_digits(code)]
        stranger.say("hủy")
    assert hall.submission(code).wrong_pins == 0


def test_typed_pin_is_kept_nowhere(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    stranger = hall.person("máy khác")
    look_up(stranger, code, pin)
    look_up(stranger, code, another(pin))
    copies = hall.stored(lambda session: [copy["text"] for copy in session.scalars(select(Inbox.copy)) if copy])
    assert copies.count(tracking.pin_typed()) == 2
    assert not {pin, another(pin)} & set(copies)


def test_looking_up_may_be_left_with_a_word(hall: Hall, code: str) -> None:
    stranger = hall.person("máy khác")
    stranger.say(code)
    assert texts_of(stranger.say("bỏ qua")) == [asking.cancelled()]
    stranger.say(code)
    assert texts_of(stranger.say("cảm ơn")) == [greeting.you_are_welcome()]


# ---------------------------------------------------------------- invitations


def test_invitation_works_once_and_within_two_weeks(hall: Hall) -> None:
    code = hall.invite("dong-son")
    somebody, other = hall.person("một"), hall.person("hai")
    assert "Trần Văn Bê" in texts_of(somebody.say(f"/start {code}"))[0]
    assert texts_of(other.say(f"/start {code}")) == [staff.invitation_unknown()]
    late = hall.invite("dong-son")
    hall.wait(days=15)
    assert texts_of(other.say(f"/start {late}")) == [staff.invitation_unknown()]


def test_invitation_typed_in_a_group_is_void(hall: Hall) -> None:
    code = hall.invite("dong-son")
    assert texts_of(hall.person("một", group="nhóm").say(f"/start {code}")) == [staff.invitation_in_group()]
    assert texts_of(hall.person("hai").say(f"/start {code}")) == [staff.invitation_unknown()]


def test_case_that_came_before_anybody_was_linked_is_shown_at_linking(hall: Hall, code: str) -> None:
    officer = hall.person("cán bộ")
    told = officer.say(f"/start {hall.invite('dong-son/kinh-te-xa')}")
    assert code in told[-1].text
    assert told[-1].choices[0].label == cards.button_accept()
