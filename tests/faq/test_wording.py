"""What people write, read as what they mean."""

import pytest

from faq.abbreviations import FORMS, READ_BY_NEIGHBOURS
from faq.same_words import table
from faq.wording import read_message, read_wording
from language.folding import key
from localities.loading import load


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tt hôn nhân", "tình trạng hôn nhân"),
        ("chưa tt được phí", "chưa thanh toán được phí"),
        ("vừa ck tiền phí", "vừa chuyển khoản tiền phí"),
        ("ck em đi biển", "chồng em đi biển"),
        ("hết bn tiền", "hết bao nhiêu tiền"),
        ("tách hk", "tách hộ khẩu"),
        ("hs lớp 6", "học sinh lớp 6"),
        ("nộp hs", "nộp hồ sơ"),
        ("kn vs tc", "khiếu nại với tố cáo"),
        ("ca xã", "công an xã"),
        ("cần chi", "cần gì"),
        ("lệ phí và chi phí", "lệ phí và chi phí"),
        ("lam rang", "lam sao"),
        ("gcnqsdđ", "giấy chứng nhận quyền sử dụng đất"),
        ("xem phaạt nguội", "xem phạt nguội"),
        ("nhậph khẩu chồngf", "nhậph khẩu chồng"),
        ("rồiiii khôngggg", "rồi không"),
        ("mat65 khau63", "mật khẩu"),
    ],
)
def test_short_forms_slips_and_keystrokes(typed: str, meant: str) -> None:
    assert read_wording(typed).folded == read_wording(meant).folded


@pytest.mark.parametrize("left", ["tt", "ck", "v.v", "bn", "nc"])
def test_what_cannot_be_decided_stays(left: str) -> None:
    assert read_wording(f"abc {left} xyz").folded == read_wording(f"abc {left} xyz").folded.replace("  ", " ")
    if left in READ_BY_NEIGHBOURS:
        assert left in read_wording(f"abc {left} xyz").folded.split()


def test_a_form_has_one_reading() -> None:
    forms = [key(form) for forms in FORMS.values() for form in forms.split()]
    assert len(forms) > 200
    assert len(forms) == len(set(forms))
    assert not set(forms) & set(READ_BY_NEIGHBOURS)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("giấy chứng tử", "giấy báo tử"),
        ("bìa đỏ", "sổ đỏ"),
        ("nộp trực tuyến", "nộp qua mạng"),
        ("ở chỗ nào", "ở đâu"),
    ],
)
def test_ways_to_say_the_same(one: str, same: str) -> None:
    assert read_wording(one).words == read_wording(same).words


def test_where_somebody_lives_is_no_word_to_compare() -> None:
    places = table(load("binh-son").unasked_places)
    assert read_wording("đường ở xã Bình Châu", places).words == read_wording("đường ở xã").words
    assert "tinh" in read_wording("tinh hoa don dien", places).words  # tính hóa đơn, not Tịnh Hòa
    assert "binh" in read_wording("huyen binh son nay la xa nao", places).words


def test_diacritics_decide() -> None:
    assert read_wording("chứng từ").words != read_wording("chứng tử").words
    assert "odau" not in read_wording("đau bụng").words
    assert "toi" in read_wording("cán bộ không tới").words
    assert "toi" not in read_wording("hỏi giùm tôi").words


def test_parts_of_a_message() -> None:
    message = read_message("Làm khai sinh ở đâu? Còn hộ chiếu thì sao, còn căn cước nữa.")
    assert [part.asks for part in message.parts] == [True, True, False]
    assert read_message("làm khai sinh ở đâu").parts == ()
    assert all(len(part.said) <= 60 for part in read_message("nói hoài không có chấm câu " * 60).parts)


def test_a_very_long_message_is_read_at_both_ends() -> None:
    message = read_message("khai sinh " + "lan man " * 20_000 + "hộ chiếu")
    assert message.whole.words[0] == "khaisinh"
    assert message.whole.words[-1] == "chieu"
    assert len(message.whole.said) < 1200
