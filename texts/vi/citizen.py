"""What citizens read: one typed function a message."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_KINDS = {
    "feedback": "Phản ánh",
    "proposal": "Kiến nghị, đề xuất",
    "praise": "Lời khen",
    "question": "Câu hỏi gửi cán bộ",
    "complaint": "Khiếu nại",
}
_STATES = {
    "new": "đã gửi tới cán bộ, đang chờ nhận",
    "accepted": "cán bộ đang giải quyết",
    "waiting_citizen": "cán bộ đang chờ ông/bà cho biết thêm",
    "answered": "đã có trả lời",
    "closed": "đã kết thúc",
    "withdrawn": "ông/bà đã rút lại",
}
_STARS = {5: "Rất hài lòng", 4: "Hài lòng", 3: "Tạm được", 2: "Chưa hài lòng", 1: "Rất không hài lòng"}
_ITEMS = {
    "what": "Nội dung",
    "where": "Địa điểm",
    "field": "Lĩnh vực",
    "photos": "Ảnh, ghi âm",
    "kind": "Loại",
    "name": "Tên",
    "phone": "Số điện thoại",
}
_HISTORY = {
    "open": "Đã nhận vào hệ thống",
    "accept": "Cán bộ đã nhận giải quyết",
    "transfer": "Chuyển tới nơi có trách nhiệm",
    "ask": "Cán bộ hỏi thêm",
    "supplement": "Ông/bà bổ sung",
    "answer": "Trả lời",
    "correct": "Đính chính câu trả lời",
    "close": "Kết thúc",
    "reopen": "Xem xét lại",
    "extend": "Kiểm tra thực tế, gia hạn",
    "withdraw": "Rút lại",
    "join": "Đã nhận vào hệ thống",
    "merge": "Giải quyết chung với việc cùng nội dung",
    "split": "Tách ra giải quyết riêng",
}
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


# ---------------------------------------------------------------- first words


def notice(office: str) -> str:
    return (
        f"Đây là kênh tiếp nhận của chính quyền {office}. Tin nhắn, tên, số điện thoại ông/bà gửi chỉ dùng để giải quyết việc của ông/bà, "
        "chỉ cán bộ có trách nhiệm được xem. Ông/bà có thể không cho biết tên, và có thể yêu cầu xem, sửa hoặc xóa."
    )


def hello(office: str) -> str:
    return f"Kính chào ông/bà. Tôi là Nghe Dân, máy trả lời tự động của chính quyền {office}.\nÔng/bà cần việc gì, cứ nhắn như nói chuyện, không cần gõ dấu."


def menu_ask() -> str:
    return "Hỏi thủ tục, nộp tiền"


def menu_report() -> str:
    return "Gửi phản ánh"


def menu_mine() -> str:
    return "Xem việc của tôi"


def menu_officer() -> str:
    return "Gặp cán bộ"


def ask_officer() -> str:
    return "Hỏi cán bộ"


def menu_add() -> str:
    return "Bổ sung thông tin"


def menu_withdraw() -> str:
    return "Rút lại"


def what_is_the_question() -> str:
    return "Ông/bà muốn hỏi việc gì? Ví dụ: làm giấy khai sinh cần gì, nộp tiền trên mạng làm sao."


def you_are_welcome() -> str:
    return "Dạ, không có chi. Khi cần ông/bà cứ nhắn."


def small_talk() -> str:
    return "Dạ, tôi là máy trả lời tự động của xã nên chỉ giúp được việc thủ tục và phản ánh."


def not_understood() -> str:
    return "Xin lỗi, tôi chưa hiểu ý ông/bà. Ông/bà nói rõ thêm một chút, hoặc chọn:"


def empty_message() -> str:
    return "Tôi chưa thấy nội dung nào. Ông/bà nhắn lại, hoặc chọn:"


def only_symbols() -> str:
    return "Tôi chỉ thấy biểu tượng, chưa thấy chữ. Ông/bà nhắn bằng lời, hoặc chọn:"


def files_failed() -> str:
    return "Có tệp ông/bà gửi chưa tải được (tệp lớn nhất là 20 MB). Ông/bà gửi lại giúp, hoặc nhắn bằng chữ."


def emergency(numbers: Sequence[tuple[str, str]]) -> str:
    listed = "\n".join(f"{number}: {what}" for number, what in numbers)
    return f"Nếu đang nguy hiểm, xin gọi ngay:\n{listed}\nTin nhắn ở đây không thay được cuộc gọi khẩn cấp."


def wiped() -> str:
    return "(đã xóa để bảo vệ người gửi)"


def apology(reference: str) -> str:
    return f"Xin lỗi ông/bà, tin nhắn vừa rồi chưa xử lý được. Chúng tôi đã ghi lại với số {reference} để kiểm tra. Ông/bà nhắn lại, hoặc gọi cán bộ."


# ---------------------------------------------------------------- every flow


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


# ---------------------------------------------------------------- reporting


def report_what() -> str:
    return "Ông/bà muốn phản ánh việc gì? Kể bằng lời của mình, hoặc gửi ghi âm, hình ảnh."


def report_understood() -> str:
    return "Tôi hiểu ông/bà muốn phản ánh việc này. Xin hỏi thêm vài câu; không muốn gửi thì gõ “hủy”."


def is_it_a_report() -> str:
    return "Ông/bà muốn gửi việc này cho cán bộ giải quyết không?"


def report_this() -> str:
    return "Có, gửi phản ánh"


def not_a_report() -> str:
    return "Không phải"


def what_else() -> str:
    return "Dạ, vậy ông/bà nói rõ thêm giúp: muốn hỏi thủ tục, xem việc đã gửi hay gặp cán bộ?"


def district_or_commune(commune: str) -> str:
    return (
        f"Tên này trước chỉ cả huyện, nay là một xã. Nơi xảy ra thuộc {_lower(commune)} hay xã nào khác? Gõ tên xã cũ cũng được."
    )


def report_where() -> str:
    return "Việc này ở xã nào? Gõ tên xã (cũ hay mới đều được) và thôn, xóm, hoặc chọn:"


def which_place() -> str:
    return "Có mấy nơi đọc gần giống nhau. Ông/bà nói đến nơi nào?"


def place_not_found() -> str:
    return "Tôi chưa nhận ra nơi này. Ông/bà gõ tên xã, ví dụ: Bình Châu, hoặc chọn:"


def place_unknown() -> str:
    return "Không rõ xã nào"


def former_unit(former: str, today: str) -> str:
    return f"{former} cũ (nay thuộc {_lower(today)})"


def report_spot() -> str:
    return "Chỗ nào cụ thể: thôn, xóm, gần đâu? Ông/bà cũng có thể gửi vị trí."


def report_field() -> str:
    return "Việc này về chuyện gì?"


def other_field() -> str:
    return "Việc khác, không rõ"


def report_photos() -> str:
    return "Ông/bà có ảnh, ghi âm hay quay phim thì gửi vào đây. Không có thì bấm Xong."


def files_so_far(count: int) -> str:
    return f"Đã có {count} tệp. Gửi thêm, hoặc bấm Xong."


def ask_name() -> str:
    return "Xin cho biết tên ông/bà để cán bộ tiện liên lạc. Không muốn thì bấm Bỏ qua."


def name_not_clear() -> str:
    return "Tôi chưa rõ tên. Ông/bà gõ họ tên, hoặc bấm Bỏ qua."


def ask_phone() -> str:
    return "Số điện thoại của ông/bà? Không muốn thì bấm Bỏ qua."


def phone_not_clear() -> str:
    return "Số này chưa đúng. Ông/bà gõ lại đủ 10 số, ví dụ 0912 345 678, hoặc bấm Bỏ qua."


def report_kind() -> str:
    return "Ông/bà muốn gửi dưới dạng nào?"


def kind_label(kind: str) -> str:
    return _KINDS[kind]


def nothing_to_report() -> str:
    return "Chưa có lời hay hình nào nên chưa gửi gì. Khi cần, ông/bà nhắn lại."


def item(key: str) -> str:
    return _ITEMS[key]


def report_summary(*, kind: str, text: str, unit: str | None, place: str, field: str, files: int, name: str, phone: str) -> str:
    where = ", ".join(filter(None, (place, _lower(unit or "")))) or "chưa rõ"
    lines = [
        "Xin ông/bà xem lại:",
        f"• {_KINDS[kind]}: {_short(text, 600) or '(nội dung trong ghi âm, hình ảnh)'}",
        f"• Nơi: {where}",
        f"• Về: {field}",
        *([f"• Kèm {files} tệp"] if files else []),
        *([f"• Người gửi: {', '.join(filter(None, (name, phone)))}"] if name or phone else ["• Người gửi: không nêu tên"]),
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
            f"Hiện {_lower(commune)} chưa có người phụ trách việc này trực trên kênh, nên việc sẽ được chuyển khi có người nhận. Việc gấp xin đến UBND xã."
        )
    return (
        f"Đã nhận và chuyển tới cán bộ {_lower(commune)}. Mã của ông/bà: {code}\n{promised}"
        "Câu trả lời sẽ về ngay đây. Gõ “của tôi” để xem lại."
    )


def pin(code: str, number: str) -> str:
    return f"Mã PIN của {code}: {number}\nXin ghi lại, số này chỉ hiện một lần. Ở máy khác, gõ “tra cứu {code}” rồi nhập PIN."


def pin_was_shown(code: str) -> str:
    return f"Mã PIN của {code} đã hiện một lần và được giấu đi."


# ---------------------------------------------------------------- complaints, denunciations


def complaint_explained() -> str:
    return (
        "Việc ông/bà kể giống một khiếu nại: không đồng ý với quyết định hoặc việc làm của cơ quan đối với mình. "
        "Theo Luật Khiếu nại, đơn phải có chữ ký hoặc điểm chỉ, nộp tại nơi tiếp công dân, nên gửi ở đây chưa được tính là khiếu nại.\n"
        "Ông/bà muốn:"
    )


def file_as_feedback() -> str:
    return "Gửi như một phản ánh"


def how_to_complain() -> str:
    return "Xem cách nộp đơn khiếu nại"


def complaint_on_paper(term: str) -> str:
    """`term`: within how many days a first complaint is to be handed in."""
    return (
        "Cách nộp đơn khiếu nại:\n"
        "1. Viết đơn: ngày tháng, họ tên, địa chỉ, cơ quan hoặc người bị khiếu nại, nội dung, lý do, yêu cầu; ký tên hoặc điểm chỉ.\n"
        "2. Kèm bản sao quyết định và giấy tờ liên quan.\n"
        "3. Nộp tại nơi tiếp công dân của UBND xã, hoặc gửi bưu điện. Không tự viết được thì đến nói, cán bộ sẽ ghi giúp và đọc lại.\n"
        f"Thời hiệu là {term} từ ngày nhận hoặc biết quyết định (Điều 9 Luật Khiếu nại).\n"
        "Khiếu nại chưa gửi được qua cuộc trò chuyện này."
    )


def denunciation_guidance() -> str:
    return (
        "Điều ông/bà vừa nhắn giống lời tố cáo. Để bảo vệ ông/bà, tôi không giữ lại nội dung đó.\n"
        + how_to_denounce()
        + "\nNếu chỉ là một việc chung cần phản ánh, xin bấm Gửi phản ánh và kể lại, không nêu tên ai."
    )


def how_to_denounce() -> str:
    return (
        "Theo Luật Tố cáo, tố cáo phải bằng đơn có chữ ký hoặc đến trình bày trực tiếp; cơ quan phải giữ kín tên, địa chỉ người tố cáo.\n"
        "• Tố cáo cán bộ xã: gửi Chủ tịch UBND xã.\n"
        "• Tố cáo Chủ tịch, Phó Chủ tịch xã: gửi Chủ tịch UBND tỉnh.\n"
        "• Có dấu hiệu phạm tội: báo công an nơi gần nhất hoặc gọi 113.\n"
        "Xin đừng nhắn nội dung tố cáo vào đây."
    )


# ---------------------------------------------------------------- one's own cases


def no_cases() -> str:
    return "Trong cuộc trò chuyện này chưa có việc nào. Nếu đã gửi từ máy khác, gõ “tra cứu” và mã."


def your_cases(cases: Sequence[tuple[str, str, str]]) -> str:
    return "Việc của ông/bà:\n" + "\n".join(f"• {code}: {_short(text, 60)} ({state})" for code, text, state in cases)


def case_label(code: str, text: str) -> str:
    return f"{code} {_short(text, 30)}".strip()


def case_shown(code: str, state: str, text: str, place: str, lines: Sequence[str], promise: str = "") -> str:
    where = f"\nNơi: {_lower(place)}" if place else ""
    until = f"\n{promise}" if promise else ""
    return f"{code}: {state}\n“{_short(text, 300)}”{where}{until}\n" + "\n".join(lines)


def history_line(at: datetime, action: str, text: str) -> str:
    said = f": {_short(text, 1500)}" if text else ""
    return f"{at.astimezone(_HANOI):%d/%m/%Y %H:%M} {_HISTORY.get(action, 'Cập nhật')}{said}"


def state(name: str) -> str:
    return _STATES[name]


def withdrawn_state() -> str:
    return _STATES["withdrawn"]


def code_not_right() -> str:
    return "Mã này chưa đúng. Ông/bà gõ lại đủ như đã được cấp, ví dụ: tra cứu PA-26-00042-K."


def ask_pin(code: str) -> str:
    return f"Để xem {code}, xin nhập mã PIN 6 số đã được cấp cùng với mã."


def pin_typed() -> str:
    return "(mã PIN)"


def pin_has_six_digits(code: str) -> str:
    return f"Mã PIN của {code} gồm đúng 6 chữ số. Ông/bà nhập lại, hoặc gõ “hủy”."


def pin_wrong() -> str:
    return "Mã hoặc PIN chưa đúng, hoặc đã nhập sai nhiều lần. Ông/bà kiểm tra lại; nhập sai 5 lần thì phải chờ một giờ."


def add_to_which() -> str:
    return "Ông/bà muốn bổ sung cho việc nào?"


def add_to(code: str) -> str:
    return f"Bổ sung cho {code}"


def add_what(code: str) -> str:
    return f"Ông/bà muốn bổ sung gì cho {code}? Nhắn chữ, gửi ảnh hoặc ghi âm."


def add_files() -> str:
    return "Còn ảnh hay ghi âm nào nữa thì gửi tiếp. Đủ rồi thì bấm Xong."


def what_are_files_for() -> str:
    return "Đã nhận tệp. Ông/bà gửi cho việc nào?"


def new_matter() -> str:
    return "Một việc mới"


def information_added(code: str) -> str:
    return f"Đã bổ sung vào {code} và báo cán bộ."


def nothing_added() -> str:
    return "Chưa có gì được bổ sung."


def case_is_over(code: str) -> str:
    return f"{code} đã kết thúc nên không bổ sung được nữa. Ông/bà gửi phản ánh mới giúp."


def officer_asks(code: str, question: str) -> str:
    return f"Cán bộ hỏi thêm về {code}:\n“{question}”\nÔng/bà trả lời ngay tại đây, gửi ảnh cũng được."


def question_left_open(code: str) -> str:
    return f"Khi nào tiện, ông/bà gõ “của tôi”, chọn {code} rồi Bổ sung thông tin để trả lời."


def withdraw_which() -> str:
    return "Ông/bà muốn rút lại việc nào?"


def nothing_to_withdraw() -> str:
    return "Không có việc nào đang giải quyết để rút lại."


def withdraw_sure(code: str) -> str:
    return f"Ông/bà muốn rút lại {code}? Cán bộ sẽ ngừng giải quyết việc này."


def send_withdrawal() -> str:
    return "Gửi yêu cầu rút lại"


def withdrawn(code: str) -> str:
    return f"Đã rút lại {code}."


def too_late_to_withdraw(code: str) -> str:
    return f"{code} đã có trả lời hoặc đã kết thúc nên không rút lại được nữa."


# ---------------------------------------------------------------- what officers did


def case_accepted(code: str, office: str, promise: str = "") -> str:
    return " ".join(filter(None, (f"{code}: {office} đã nhận giải quyết.", promise)))


def case_extended(code: str, office: str, reason: str, promise: str) -> str:
    return f"{code}: {office} cần kiểm tra thực tế nên giải quyết lâu hơn. Lý do: {reason}\n{promise}"


def case_transferred(code: str, office: str) -> str:
    return f"{code} đã được chuyển tới {office}. Ông/bà không cần gửi lại."


def answer(code: str, office: str, text: str) -> str:
    return f"{office} trả lời {code}:\n\n{text}\n\nÔng/bà thấy cách giải quyết thế nào? Bấm một ô, hoặc gõ số từ 1 đến 5."


def correction(code: str, text: str) -> str:
    return f"Đính chính câu trả lời {code}:\n\n{text}"


def reopened(code: str, office: str) -> str:
    return f"{code} được {office} xem xét lại."


def closed(code: str, reason: str) -> str:
    return f"{code} được kết thúc. Lý do: {reason}"


def stars(number: int) -> str:
    return f"{number} · {_STARS[number]}"


def stars_words(number: int) -> str:
    return _STARS[number]


def thanks_for_rating(number: int) -> str:
    if number > 2:
        return "Cảm ơn ông/bà đã đánh giá."
    return "Cảm ơn ông/bà đã nói thật. Ý kiến này được chuyển tới cán bộ; ông/bà có thể cho biết thêm chỗ nào chưa được:"


def not_yet_answered(code: str) -> str:
    return f"{code} chưa có câu trả lời để đánh giá."


# ---------------------------------------------------------------- a person


def meet_about() -> str:
    return "Ông/bà muốn gặp cán bộ về việc gì? Nhắn vài lời, hoặc gõ “bỏ qua”."


def meet_where() -> str:
    return "Ông/bà ở xã nào? Gõ tên xã cũ hay mới đều được, hoặc chọn:"


def meet_summary(text: str, commune: str, name: str, phone: str) -> str:
    who = ", ".join(filter(None, (name, phone))) or "không nêu tên"
    return f"Tôi sẽ chuyển lời ông/bà tới cán bộ đầu mối của {_lower(commune)}:\n“{_short(text, 300) or 'Xin được gặp cán bộ'}”\nNgười gửi: {who}"


def send_to_officer() -> str:
    return "Gửi cho cán bộ"


def office_hours(commune: str, hours: str | None, hotline: str | None) -> str:
    when = hours or "giờ hành chính các ngày làm việc; giờ cụ thể chưa được xã cung cấp, nên hỏi lại trước khi đi"
    number = f" Đường dây nóng: {hotline}." if hotline else ""
    return f"Cần gặp trực tiếp, ông/bà đến Trung tâm Phục vụ hành chính công {_lower(commune)}: {when}.{number}"


# ---------------------------------------------------------------- questions


def do_you_mean() -> str:
    return "Ông/bà muốn hỏi về việc nào?"


def none_of_these_label() -> str:
    return "Không phải các mục này"


def none_of_these() -> str:
    return "Tôi chưa có câu trả lời cho việc này. Ông/bà có thể hỏi cán bộ."


def no_answer() -> str:
    return "Câu này tôi chưa có câu trả lời chắc chắn nên không dám đoán. Ông/bà muốn hỏi cán bộ không?"


def section_unknown() -> str:
    return "Phần này chưa có thông tin chắc chắn. Xin hỏi cán bộ trước khi đi."


# ---------------------------------------------------------------- leaving


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


def _lower(name: str) -> str:
    """A unit's name inside a sentence: “xã Đông Sơn”."""
    return name[:1].lower() + name[1:] if name.startswith(("Xã ", "Thị trấn ", "Phường ")) else name


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split()) if limit < 400 else text.strip()
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
