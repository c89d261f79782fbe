"""What an officer's answer still lacks before it goes to the citizen."""

import re
from typing import Literal

from language.cleaning import clean
from language.folding import fold, strip_marks

Missing = Literal["unit", "result", "next_step", "proof"]

_UNIT = re.compile(
    r"\b(ubnd|uy ban|hdnd|van phong|phong (kinh te|van hoa|tai|noi|tu|giao|lao)\w*|phong chuyen mon|trung tam|cong an|"
    r"tram (y te|thu y)|ban (chi huy|quan ly|tiep|ql)|dien luc|cong ty|chi nhanh|chi cuc|hat kiem lam|"
    r"truong (mam non|mau giao|tieu hoc|thcs|thpt)|doi (quan ly|ve sinh|thu gom|dien|canh sat)|"
    r"to (cong tac|hoa giai|dan pho|kiem tra)|hop tac xa|htx|mat tran|mttq|so (nong|y te|giao|xay|tai|noi)|"
    r"don vi \w+|don bien phong|xa (binh|van|dong) \w+|can bo \w+|thon \w+)\b"
)
_RESULT = re.compile(
    r"\b(da|duoc|dang|khong con|khong the|chua the|khong thuoc|thuoc (tham quyen|trach nhiem)|ket qua|hoan thanh|xong|dong y|"
    r"chap thuan|khong co co so|khong phat hien|xac minh|kiem tra)\b"
)
_NEXT = re.compile(
    r"\b(se|truoc ngay|trong ngay|den ngay|tu ngay|ngay \d+|\d+ ngay|trong tuan|tuan (nay|sau|toi)|thang \d+|cuoi thang|"
    r"trong thang|thoi gian toi|tiep tuc|tiep theo|de nghi (ong|ba|anh|chi)|kinh (de nghi|moi)|moi (ong|ba|anh|chi)|lien he|"
    r"neu (ong|ba|con|tai|chua)|giam sat|theo doi|hen)\b|\b\d{1,2}[/.-]\d{1,2}\b|\b\d{1,2} ?(gio|h)\b"
)
_CLAIM = re.compile(  # without diacritics "vá" is "và" and "thay" is "thấy": those need their object
    r"\bda ((?!se |chua |khong )\w+ ){0,4}(sua|khac phuc|thu gom|lap|san lap|nao vet|thao do|nang cap|thong cong|xu phat|xu ly|"
    r"phat(?! hien)|ban hanh|quyet dinh|thi cong|phun|dong dien|cap lai|chi tra|hut ham|va (o ga|lai|mat|duong)|"
    r"don (dep|rac|sach|cay|xong|ve sinh)|gan (bien|den|camera|moi|them|lai)|thay (tru|day|bong|moi|ong|nap|the))\b"
)
_DOCUMENT = re.compile(
    r"\b(so|qd|quyet dinh|van ban|cong van|thong bao|bien ban|bao cao)\b[^.;\n]{0,20}?\d+[\w/.&-]*|\b\d{1,5} ?/ ?\w{2,}[\w&/-]*"
)
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b")


def missing_in_answer(text: str, has_file: bool) -> tuple[Missing, ...]:
    """What the answer does not say: the unit, the result, the next step or date; proof where a repair or decision is claimed."""
    plain = strip_marks(clean(text))
    folded = fold(plain)
    missing: list[Missing] = []
    if not _UNIT.search(folded):
        missing.append("unit")
    if not _RESULT.search(folded):
        missing.append("result")
    if not (_NEXT.search(folded) or _NEXT.search(plain)):
        missing.append("next_step")
    if _CLAIM.search(folded) and not has_file and not _DOCUMENT.search(_DATE.sub(" ", plain)):
        missing.append("proof")
    return tuple(missing)
