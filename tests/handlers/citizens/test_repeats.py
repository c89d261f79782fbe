"""A matter that was told before, by the same citizen or by somebody else; and what people set right, to learn from."""

from datetime import timedelta

import pytest

from db.stores import corrections, similar
from db.tables import Matter
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi import states
from texts.vi.citizen import joining, reporting, tracking

POTHOLE = "Ổ gà to trước chợ Bình Châu, hôm qua một bà già té gãy tay ở đó"
AGAIN = "trước chợ Bình Châu ổ gà to quá, có bà cụ té gãy tay"
RUBBISH = "Rác chất đống trước chợ Bình Châu mấy ngày không ai hốt"


@pytest.fixture
def lan(hall: Hall) -> Somebody:
    return hall.person("lan")


def asked(somebody: Somebody) -> list[str]:
    return [choice.label for choice in somebody.heard[-1].choices]


def send(somebody: Somebody) -> None:
    """Answers what is left to ask until the report is sent."""
    for _ in range(8):
        if somebody.state.active is None:
            return
        somebody.say("1")
    raise AssertionError("the report was never sent")


# ---------------------------------------------------------------- one's own


def test_own_matter_is_shown_with_its_state_and_last_answer(hall: Hall, lan: Somebody) -> None:
    officer = hall.officer("dong-son/kinh-te-xa")
    code = lan.files_case(POTHOLE)[0]
    officer.say(f"trả lời {code} UBND xã Đông Sơn đã vá ngày 23/11, biên bản số 12")
    officer.say("1")
    lan.news()
    shown = texts_of(lan.say(AGAIN))[-1]
    assert code in shown
    assert "đã vá ngày 23/11" in shown
    assert states.for_citizen("answered") in shown
    assert asked(lan) == [joining.add_to_own(), joining.send_as_new(), joining.do_not_send()]


def test_it_is_added_to_the_old_case(hall: Hall, lan: Somebody) -> None:
    officer = hall.officer("dong-son/kinh-te-xa")
    code = lan.files_case(POTHOLE)[0]
    lan.say(AGAIN)
    assert texts_of(lan.say("1")) == [tracking.information_added(code)]
    assert AGAIN in texts_of(officer.news())[-1]
    assert lan.state.active is None


def test_it_is_not_sent(lan: Somebody) -> None:
    code = lan.files_case(POTHOLE)[0]
    lan.say(AGAIN)
    assert texts_of(lan.say("thôi, không gửi")) == [joining.not_sent(code)]
    assert lan.state.active is None


def test_it_becomes_a_new_case(hall: Hall, lan: Somebody) -> None:
    code = lan.files_case(POTHOLE)[0]
    lan.say(AGAIN)
    lan.say("Gửi thành việc mới")
    send(lan)
    assert hall.case_id("PA-26-00002-T") != hall.case_id(code)


def test_another_matter_is_not_asked_about(lan: Somebody) -> None:
    lan.files_case(POTHOLE)
    lan.say(RUBBISH)
    assert joining.add_to_own() not in asked(lan)


@pytest.mark.parametrize("state", ["withdrawn", "old"])
def test_what_is_over_is_not_brought_up(hall: Hall, lan: Somebody, state: str) -> None:
    code = lan.files_case(POTHOLE)[0]
    if state == "withdrawn":
        lan.say(f"rút lại {code}")
        lan.say("rút lại")
        lan.say("1")
        assert hall.case(code).state == "withdrawn"
    else:
        hall.now += timedelta(days=400)
    lan.say(AGAIN)
    assert joining.add_to_own() not in asked(lan)


# ---------------------------------------------------------------- somebody else's


def test_of_others_only_what_where_when_and_how_far(hall: Hall, lan: Somebody) -> None:
    code, pin = lan.files_case(POTHOLE, name="Nguyễn Thị Lan", phone="0905111222", place="trước nhà ông Sáu")
    tam = hall.person("tam")
    shown = texts_of(tam.say(AGAIN))[-1]
    assert asked(tam) == [joining.me_too(), joining.send_as_new()]
    assert "Đường sá" in shown
    assert "Bình Châu" in shown
    assert "24/11/2026" in shown
    for secret in (code, pin, "Lan", "0905", "Sáu", "bà già", "té"):
        assert secret not in shown


def test_me_too_joins_and_the_question_of_field_is_spared(hall: Hall, lan: Somebody) -> None:
    code = lan.files_case(POTHOLE)[0]
    tam = hall.person("tam")
    tam.say(AGAIN)
    assert reporting.photos() in texts_of(tam.say("tôi cũng bị"))[-1]
    tam.say("xong")
    tam.say("Lê Văn Tám")
    assert "Cùng gửi với việc đã có" in texts_of(tam.say("bỏ qua"))[-1]
    told = texts_of(tam.say("1"))
    assert "PA-26-00002-T" in told[0]
    assert "PIN" in told[1]
    assert hall.case_id("PA-26-00002-T") == hall.case_id(code)
    assert hall.submission("PA-26-00002-T").contact_name == "Lê Văn Tám"


def test_a_case_that_was_closed_meanwhile_becomes_one_of_ones_own(hall: Hall, lan: Somebody) -> None:
    officer = hall.officer("dong-son/kinh-te-xa")
    code = lan.files_case(POTHOLE)[0]
    tam = hall.person("tam")
    tam.say(AGAIN)
    tam.say("1")
    officer.say(f"đóng {code} không đủ thông tin")
    officer.say("1")
    send(tam)
    assert hall.case_id("PA-26-00002-T") != hall.case_id(code)
    assert hall.case("PA-26-00002-T").authority == "dong-son"


@pytest.mark.parametrize(
    "facts",
    [{"about_officer": True}, {"kind": "praise"}, {"kind": "question"}, {"authority": "van-tuong", "unit": "binh-hai"}],
    ids=str,
)
def test_what_is_not_public_is_not_shown(hall: Hall, lan: Somebody, facts: dict[str, object]) -> None:
    lan.files_case(POTHOLE, **facts)
    tam = hall.person("tam")
    tam.say(AGAIN)
    assert joining.me_too() not in asked(tam)


def test_nothing_of_others_is_shown_to_who_complains_of_an_officer(hall: Hall, lan: Somebody) -> None:
    text = "Cô ngồi bộ phận một cửa xã Bình Châu nói chuyện cộc lốc, nạt người già"
    lan.files_case(text, field="thai-do-can-bo")
    tam = hall.person("tam")
    tam.say(text)
    assert tam.state.active is not None
    assert joining.me_too() not in asked(tam)


def test_nothing_is_kept_of_what_reads_like_a_denunciation(hall: Hall, lan: Somebody) -> None:
    lan.files_case("Tôi tố cáo ông địa chính Bình Châu nhận 20 triệu làm sổ đỏ")
    assert hall.stored(lambda session: session.query(Matter).count()) == 0
    lan.files_case(POTHOLE)
    assert hall.stored(lambda session: session.query(Matter).count()) == 1
    assert similar.CANDIDATES <= 50


# ---------------------------------------------------------------- what people set right


def kept(hall: Hall) -> list[tuple[str, str, str, str, str | None]]:
    rows = hall.stored(corrections.listing)
    return [(one.what, one.proposed, one.corrected, one.by, one.words) for one in rows]


def test_another_field_than_proposed_is_kept_without_words(hall: Hall, lan: Somebody) -> None:
    lan.say(POTHOLE)
    lan.say("Việc khác, không rõ")
    send(lan)
    assert kept(hall) == [("field", "giao-thong", "khac", "citizen", None)]


def test_what_was_proposed_and_stood_is_not_kept(hall: Hall, lan: Somebody) -> None:
    lan.say(POTHOLE)
    send(lan)
    assert kept(hall) == []


def test_words_are_kept_masked_of_those_who_agreed(hall: Hall, lan: Somebody) -> None:
    lan.within(lambda visit: setattr(visit.person, "keeps_words", True))
    lan.say(f"{POTHOLE}, gọi tôi 0905123456")
    lan.say("Việc khác, không rõ")
    send(lan)
    ((*_, words),) = kept(hall)
    assert words is not None
    assert "Ổ gà" in words
    assert "0905123456" not in words


def test_where_officers_send_it_is_kept(hall: Hall, lan: Somebody) -> None:
    code = lan.files_case(POTHOLE)[0]
    officer = hall.officer("dong-son", "focal")
    officer.say(f"chuyển {code} van-tuong")
    officer.say("1")
    assert hall.case(code).authority == "van-tuong"
    assert kept(hall) == [("authority", "dong-son", "van-tuong", "officer", None)]
