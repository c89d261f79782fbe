import pytest

from cases.answers import Missing, missing_in_answer


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ("unit", "result", "next_step")),
        ("ok", ("unit", "result", "next_step")),
        ("Đã sửa xong.", ("unit", "next_step", "proof")),
        ("Phòng Kinh tế xã đã kiểm tra và thấy mặt đường hư, sẽ vá trước ngày 5/12.", ()),
        ("Phòng Kinh tế xã đã vá ổ gà ngày 3/12.", ("proof",)),
        ("Điện lực đã thay trụ điện theo biên bản số 45/BB-ĐL. Nếu còn chùng dây, ông bà nhắn lại.", ()),
        ("UBND xã đã ban hành Quyết định số 12/QĐ-UBND, có hiệu lực từ ngày 1/12.", ()),
        ("UBND xã đã nhận đơn, đang xác minh, sẽ trả lời trong tuần sau.", ()),
        ("da don rac xong, doi ve sinh se don moi sang", ("proof",)),
        ("Việc này không thuộc thẩm quyền của xã, ông bà liên hệ Chi nhánh Văn phòng đăng ký đất đai.", ()),
    ],
)
def test_what_an_answer_lacks(text: str, missing: tuple[Missing, ...]) -> None:
    assert missing_in_answer(text, has_file=False) == missing


def test_a_photo_is_proof() -> None:
    text = "Phòng Kinh tế xã đã vá ổ gà ngày 3/12."
    assert missing_in_answer(text, has_file=True) == ()
