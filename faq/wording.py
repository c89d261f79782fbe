"""A message as the matcher compares it: folded words, with the many ways to say the same made one."""

import re
from dataclasses import dataclass

from language.cleaning import clean
from language.folding import vocabulary
from language.phrases import PhraseBook
from language.shortforms import read

READ = 600  # characters; of a longer message the beginning and the end, where people put the question

_SHORT = {
    "hs": "ho so",
    "gks": "giay khai sinh",
    "ks": "khai sinh",
    "dk": "dang ky",
    "dki": "dang ky",
    "dky": "dang ky",
    "dkkh": "dang ky ket hon",
    "dvc": "dich vu cong",
    "dvcqg": "dich vu cong",
    "pakn": "phan anh kien nghi",
    "tt": "thanh toan",
    "ck": "chuyen khoan",
    "bhyt": "bao hiem y te",
    "bhxh": "bao hiem xa hoi",
    "cccd": "can cuoc",
    "lltp": "ly lich tu phap",
    "sdt": "so dien thoai",
    "mk": "mat khau",
    "tk": "tai khoan",
    "ub": "uy ban",
    "ubnd": "uy ban",
    "t7": "thu bay",
    "cn": "chu nhat",
    "bn": "bao nhieu",
    "j": "gi",
    "chi": "gi",
    "ntn": "the nao",
}
_SAME = (
    (r"truc tuyen|onl|online|onlien|(?:qua|tren|len) mang|tren (?:dien thoai|may tinh|web)|tu xa", "mang"),
    (r"(?:nhu )?the nao|(?:lam|ra) sao|(?:bang )?cach nao|kieu (?:gi|nao)|cach thuc|huong dan|chi (?:cach|giup)", "cach"),
    (r"thu 7", "thu bay"),
    (r"cuoi tuan", "thu bay chu nhat"),
    (r"(?:cho|noi) (?:nao|mo|dau)|(?:o|vao) (?:dau|mo)", "dau"),
    (r"(?:bua|hom|ngay) nay", "homnay"),
    (r"bi (?:gat|lua)|lua gat", "lua dao"),
    (r"(?:dong|tra|nap)(?= (?:tien|phi|le phi|khoan))", "nop"),
    (r"thanh cong", "thanhcong"),
    (r"dich vu cong(?: quoc gia)?|cong dich vu", "dichvucong"),
    (r"giay to|thu tuc", "ho so"),
    (r"(?:giay|lam|dang ky) khai sinh", "khai sinh"),
)
_REWRITES = [(re.compile(rf"\b(?:{said})\b"), meant) for said, meant in _SAME]
_FILLERS = vocabulary(
    "a ah da vang oi ad admin bot em chi minh tui bac nhe nghen he ha vay thi xin giup gium voi luon nua u nay kia ong"
)
_ASKING = """
làm sao, ra sao, thì sao, có sao, thế nào, cách, kiểu gì, kiểu nào, gì, đâu, chỗ nào, nơi nào, xã nào, hàng nào, khi nào, lúc nào,
bữa nào, bao nhiêu, bao lâu, bao giờ, mấy giờ, mấy ngày, mấy bước, mấy tiền, thứ mấy, ngày mấy, gặp ai, cho ai, hỏi ai, báo ai,
gọi ai, với ai, có phải, phải không, được không, có cần, cần giấy, cần những, cần mang, muốn, hướng dẫn, cho hỏi, xin hỏi,
chỉ giùm, có nên, hay là
"""
_CUES = PhraseBook((cue, None) for cue in _ASKING.split(","))
_ASKING_ENDS = vocabulary("khong chua ha")


@dataclass(frozen=True, slots=True)
class Wording:
    """The compared words of a message in order, and whether it is put as a question or a wish to know."""

    words: list[str]
    asks: bool


def read_wording(text: str) -> Wording:
    text = clean(text)
    text = text if len(text) <= READ else f"{text[: READ // 2]} {text[-READ // 2 :]}"
    said = read(text)
    line = " ".join(_SHORT.get(word.keyed.replace("đ", "d"), word.folded) for word in said)
    for pattern, meant in _REWRITES:
        line = pattern.sub(meant, line)
    kept = [word for word in line.split() if word not in _FILLERS]
    ends = bool(kept) and kept[-1] in _ASKING_ENDS
    return Wording(kept, ends or "?" in text or bool(_CUES.find(said)))
