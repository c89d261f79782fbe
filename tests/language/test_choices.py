import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.choices import match_choice, yes_or_no

BUTTONS = ["Gửi phản ánh", "Sửa", "Hủy"]
COMMUNES = ["Xã Bình Thạnh", "Xã Bình Thanh", "Xã Bình Châu", "Xã Vạn Tường"]
STARS = ["5 - Rất tốt", "4 - Tốt", "1 - Kém"]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("1", 0),
        ("2.", 1),
        ("số 2", 1),
        ("so 3", 2),
        ("chọn 2 nha", 1),
        ("2️⃣", 1),
        ("hai", 1),
        ("gui", 0),
        ("GUI DI EM", 0),
        ("dạ gửi phản ánh đi ạ", 0),
        ("huỷ", 2),
        ("sủa", 1),
        ("gui phan anhh", 0),
        ("4", None),
        ("không gửi", None),
        ("", None),
        ("???", None),
        ("tôi muốn gửi lại chuyện con đường hư ở xóm tôi từ hôm trước tới nay", None),
        ("đường hư quá", None),
    ],
)
def test_buttons(text: str, index: int | None) -> None:
    assert match_choice(text, BUTTONS) == index


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Bình Thạnh", 0),
        ("bình thanh", 1),
        ("xã binh thạnh", 0),
        ("binh thanh", None),
        ("binh chau", 2),
        ("vạn tườngg", 3),
        ("van tuong", 3),
        ("bình", None),
    ],
)
def test_only_diacritics_tell_two_communes_apart(text: str, index: int | None) -> None:
    assert match_choice(text, COMMUNES) == index


@pytest.mark.parametrize("text", ["chào", "chao", "xin chào", "chào em", "vâng", "cảm ơn"])
def test_small_talk_is_no_choice(text: str) -> None:
    assert match_choice(text, ["Cần giấy tờ gì", "Lệ phí", "Bao lâu", "Làm từng bước", "Nộp ở đâu", "Hay sai chỗ nào"]) is None


def test_a_number_that_a_label_begins_with_means_that_label() -> None:
    assert match_choice("5", STARS) == 0
    assert match_choice("1", STARS) == 2
    assert match_choice("tot", STARS) == 1


@settings(max_examples=40)
@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_any_text_is_a_choice_or_none(text: str, labels: list[str]) -> None:
    found = match_choice(text, labels)
    assert found is None or 0 <= found < len(labels)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("dạ được, gửi đi", True),
        ("ok em", True),
        ("đúng rồi", True),
        ("không", False),
        ("thôi khỏi", False),
        ("đừng gửi", False),
        ("được không", None),
        ("đường hư", None),
    ],
)
def test_yes_or_no(text: str, answer: bool | None) -> None:
    assert yes_or_no(text) is answer
