"""Words of every flow: its buttons, going back, what was not understood, resuming."""

from texts.vi import phrases

_FLOWS = {
    "report": "gửi phản ánh",
    "meet": "gửi câu hỏi cho cán bộ",
    "add": "bổ sung thông tin",
    "answer_officer": "trả lời câu hỏi của cán bộ",
    "files": "gửi ảnh",
    "officer_answer": "soạn câu trả lời cho dân",
    "officer_ask": "soạn câu hỏi cho dân",
    "officer_correct": "soạn đính chính",
}


def skip() -> str:
    return "Bỏ qua"


def done() -> str:
    return "Xong"


def edit() -> str:
    return "Sửa"


def cancel() -> str:
    return "Hủy"


def which_item() -> str:
    return "Ông/bà muốn sửa mục nào?"


def please_choose(question: str) -> str:
    return f"Xin bấm một ô, hoặc gõ số của ô đó.\n\n{question}"


def please_confirm(send: str) -> str:
    return f"Chưa gửi. Ông/bà bấm “{send}” để gửi, hoặc “Sửa”, “Hủy”."


def cancelled() -> str:
    return "Đã hủy, chưa có gì được gửi đi."


def nothing_to_cancel() -> str:
    return "Hiện không có việc gì đang làm dở."


def nothing_to_go_back_to() -> str:
    return "Hiện không có câu nào để quay lại. Ông/bà cần việc gì?"


def nothing_to_skip() -> str:
    return "Hiện không có câu nào đang hỏi. Ông/bà cần việc gì?"


def already_at_first() -> str:
    return "Đây là câu đầu rồi."


def edited_in_flow() -> str:
    return "Ông/bà vừa sửa một tin đã gửi. Muốn đổi câu trả lời trước, gõ “quay lại”."


def edited_note(text: str) -> str:
    return f"(người gửi sửa lại tin) {text}"


def old_button() -> str:
    return "Nút này đã cũ nên không thay đổi gì."


def words_added() -> str:
    return "Đã ghi thêm lời ông/bà vừa nhắn."


def kept(files: int, position: bool) -> str:
    what = " và ".join(filter(None, (f"{files} tệp" if files else "", "vị trí" if position else "")))
    return f"Đã giữ lại {what}."


def unfinished(what: str) -> str:
    return f"Lúc nãy ông/bà đang {what} dở. Ông/bà muốn làm tiếp không?"


def left_lying(what: str) -> str:
    return f"Lần trước ông/bà đang {what} mà chưa xong. Bây giờ ông/bà muốn:"


def resume_go() -> str:
    return "Tiếp tục"


def resume_drop() -> str:
    return "Bỏ"


def resume_later() -> str:
    return "Để sau"


def flow_name(flow: str) -> str:
    return _FLOWS.get(flow, "làm một việc")


def district_or_commune(commune: str, kind: str) -> str:
    return f"Tên này trước chỉ cả huyện, nay là một {kind}. Nơi xảy ra thuộc {phrases.in_sentence(commune)} hay xã nào khác? Gõ tên xã cũ cũng được."


def which_place() -> str:
    return "Có mấy nơi đọc gần giống nhau. Ông/bà nói đến nơi nào?"


def place_not_found(example: str) -> str:
    return f"Tôi chưa nhận ra nơi này. Ông/bà gõ tên xã, ví dụ: {example}, hoặc chọn:"


def place_unknown() -> str:
    return "Không rõ xã nào"


def former_unit(former: str, today: str) -> str:
    return f"{former} cũ (nay thuộc {phrases.in_sentence(today)})"


def name_not_clear() -> str:
    return "Tôi chưa rõ tên. Ông/bà gõ họ tên, hoặc bấm Bỏ qua."


def phone_not_clear() -> str:
    return "Số này chưa đúng. Ông/bà gõ lại đủ 10 số, ví dụ 0912 345 678, hoặc bấm Bỏ qua."
