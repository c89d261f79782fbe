"""What `nghedan corrections` lists."""

from datetime import datetime

from texts.vi import dates, phrases

_WHAT = {"kind": "loại", "field": "lĩnh vực", "place": "nơi", "authority": "xã", "body": "nơi giải quyết"}
_BY = {"citizen": "người dân", "officer": "cán bộ"}


def line(at: datetime, what: str, proposed: str, corrected: str, by: str, words: str | None) -> str:
    said = f" · “{phrases.clipped(words)}”" if words else ""
    return f"{dates.moment(at)} · {_WHAT[what]}: {proposed} → {corrected} ({_BY[by]}){said}"


def nothing() -> str:
    return "Chưa có chỗ nào được sửa."
