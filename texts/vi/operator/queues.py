"""Messages that were set aside."""

from datetime import datetime

from texts.vi import dates


def words_hidden(length: int) -> str:
    return f"(lời trong tin, {length} ký tự, không hiện; thêm --words để xem)"


def row(number: int, channel: str, state: str, attempts: int, reason: str | None, at: datetime) -> str:
    return f"{number}\t{dates.moment(at)}\t{channel}\t{state}\t{attempts}\t{reason or '-'}"


def no_such_row(queue: str, number: int) -> str:
    return f"Không có tin số {number} đang bị gác trong {queue}. Xem nghedan {queue} list."


def row_retried(number: int) -> str:
    return f"Tin số {number} sẽ được thử lại."


def row_dropped(number: int) -> str:
    return f"Đã bỏ tin số {number}."
