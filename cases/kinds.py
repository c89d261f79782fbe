"""What a submission (đơn) is, and the two letters its code begins with."""

from typing import Literal

Kind = Literal["feedback", "proposal", "complaint", "denunciation", "question", "praise"]

PREFIX: dict[Kind, str] = {
    "feedback": "PA",  # phản ánh
    "proposal": "DX",  # kiến nghị (đề xuất)
    "complaint": "KN",  # khiếu nại
    "question": "HD",  # câu hỏi
    "praise": "KH",  # khen
    "denunciation": "TC",  # tố cáo
}
