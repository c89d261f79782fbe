"""Ending the conversation and forgetting it."""

from collections.abc import Sequence


def end_here() -> str:
    return "Kết thúc, xóa khỏi máy này"


def stay_here() -> str:
    return "Ở lại"


def end_sure(waiting: Sequence[str]) -> str:
    if not waiting:
        return "Kết thúc và xóa cuộc trò chuyện khỏi máy này?"
    return (
        f"Ông/bà còn việc chưa có trả lời: {', '.join(waiting)}. Sau khi xóa, xem lại bằng mã và PIN đã ghi. "
        "Kết thúc và xóa khỏi máy này?"
    )


def ended() -> str:
    return "Đã kết thúc. Máy này không còn giữ nội dung ông/bà đã nhắn. Hẹn gặp lại ông/bà."


def staying() -> str:
    return "Dạ, cuộc trò chuyện vẫn còn đây."


def delete_it_yourself() -> str:
    return "Ở ứng dụng này, ông/bà tự xóa cuộc trò chuyện trong máy giúp; chúng tôi không xóa thay được."
