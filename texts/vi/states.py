"""The state of a case, in the words of each who reads it."""

_FOR_CITIZEN = {
    "new": "đã gửi tới cán bộ, đang chờ nhận",
    "accepted": "cán bộ đang giải quyết",
    "waiting_citizen": "cán bộ đang chờ ông/bà cho biết thêm",
    "answered": "đã có trả lời",
    "closed": "đã kết thúc",
    "withdrawn": "ông/bà đã rút lại",
}
_FOR_OFFICER = {
    "new": "chưa ai nhận",
    "accepted": "đang giải quyết",
    "waiting_citizen": "chờ dân trả lời",
    "answered": "đã trả lời",
    "closed": "đã kết thúc",
    "withdrawn": "dân đã rút",
}
_FOR_OPERATOR = {
    "new": "mới", "accepted": "đang xử lý", "waiting_citizen": "chờ người dân", "answered": "đã trả lời", "closed": "đã đóng",
    "withdrawn": "đã rút",
}  # fmt: skip
ALL = tuple(_FOR_CITIZEN)


def for_citizen(state: str) -> str:
    """Of their own case."""
    return _FOR_CITIZEN[state]


def for_others(state: str) -> str:
    """Of somebody else's public case: nothing of what its sender is asked."""
    if state == "answered":
        return "cán bộ đã trả lời"
    return _FOR_CITIZEN["accepted" if state == "waiting_citizen" else state]


def for_officer(state: str) -> str:
    return _FOR_OFFICER[state]


def for_operator(state: str) -> str:
    return _FOR_OPERATOR[state]
