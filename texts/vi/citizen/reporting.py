"""The questions of a report, its summary and its receipt."""

from texts.vi import phrases

_KINDS = {
    "feedback": "Phản ánh",
    "proposal": "Kiến nghị, đề xuất",
    "praise": "Lời khen",
    "question": "Câu hỏi gửi cán bộ",
    "complaint": "Khiếu nại",
}
_ITEMS = {
    "what": "Nội dung",
    "where": "Địa điểm",
    "field": "Lĩnh vực",
    "photos": "Ảnh, ghi âm",
    "kind": "Loại",
    "name": "Tên",
    "phone": "Số điện thoại",
}


def what() -> str:
    return "Ông/bà muốn phản ánh việc gì? Kể bằng lời của mình, hoặc gửi ghi âm, hình ảnh."


def understood() -> str:
    return "Tôi hiểu ông/bà muốn phản ánh việc này. Xin hỏi thêm vài câu; không muốn gửi thì gõ “hủy”."


def is_it_a_report() -> str:
    return "Ông/bà muốn gửi việc này cho cán bộ giải quyết không?"


def report_this() -> str:
    return "Có, gửi phản ánh"


def not_a_report() -> str:
    return "Không phải"


def what_else() -> str:
    return "Dạ, vậy ông/bà nói rõ thêm giúp: muốn hỏi thủ tục, xem việc đã gửi hay gặp cán bộ?"


def where() -> str:
    return "Việc này ở xã nào? Gõ tên xã (cũ hay mới đều được) và thôn, xóm, hoặc chọn:"


def spot() -> str:
    return "Chỗ nào cụ thể: thôn, xóm, gần đâu? Ông/bà cũng có thể gửi vị trí."


def field() -> str:
    return "Việc này về chuyện gì?"


def other_field() -> str:
    return "Việc khác, không rõ"


def photos() -> str:
    return "Ông/bà có ảnh, ghi âm hay quay phim thì gửi vào đây. Không có thì bấm Xong."


def files_so_far(count: int) -> str:
    return f"Đã có {count} tệp. Gửi thêm, hoặc bấm Xong."


def ask_name() -> str:
    return "Xin cho biết tên ông/bà để cán bộ tiện liên lạc. Không muốn thì bấm Bỏ qua."


def ask_phone() -> str:
    return "Số điện thoại của ông/bà? Không muốn thì bấm Bỏ qua."


def kind() -> str:
    return "Ông/bà muốn gửi dưới dạng nào?"


def kind_label(kind: str) -> str:
    return _KINDS[kind]


def nothing_to_report() -> str:
    return "Chưa có lời hay hình nào nên chưa gửi gì. Khi cần, ông/bà nhắn lại."


def item(key: str) -> str:
    return _ITEMS[key]


def summary(*, kind: str, text: str, unit: str | None, place: str, field: str, files: int, name: str, phone: str) -> str:
    where = ", ".join(filter(None, (place, phrases.in_sentence(unit or "")))) or "chưa rõ"
    lines = [
        "Xin ông/bà xem lại:",
        f"• {_KINDS[kind]}: {phrases.shortened(text, 600) or '(nội dung trong ghi âm, hình ảnh)'}",
        f"• Nơi: {where}",
        f"• Về: {field}",
        *([f"• Kèm {files} tệp"] if files else []),
        f"• Người gửi: {phrases.sender(name, phone)}",
    ]
    return "\n".join(lines)


def send_report() -> str:
    return "Gửi đi"


def case_received(code: str, commune: str, told: int, promise: str = "") -> str:
    """`promise`: until when the office promises to answer, as a sentence of its own."""
    promised = f"{promise}\n" if promise else ""
    if not told:
        return (
            f"Đã ghi nhận. Mã của ông/bà: {code}\n{promised}"
            f"Hiện {phrases.in_sentence(commune)} chưa có người phụ trách việc này trực trên kênh, nên việc sẽ được chuyển khi có người nhận. Việc gấp xin đến UBND xã."
        )
    return (
        f"Đã nhận và chuyển tới cán bộ {phrases.in_sentence(commune)}. Mã của ông/bà: {code}\n{promised}"
        "Câu trả lời sẽ về ngay đây. Gõ “của tôi” để xem lại."
    )


def pin(code: str, number: str) -> str:
    return f"Mã PIN của {code}: {number}\nXin ghi lại, số này chỉ hiện một lần. Ở máy khác, gõ “tra cứu {code}” rồi nhập PIN."


def pin_was_shown(code: str) -> str:
    return f"Mã PIN của {code} đã hiện một lần và được giấu đi."
