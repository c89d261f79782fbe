"""What a citizen reads around an answer; the answers themselves stand in faq/entries."""

from collections.abc import Sequence
from datetime import date

from texts.vi import dates

SECTION_LABELS = {
    "papers": "Cần giấy tờ gì",
    "fee": "Lệ phí",
    "time": "Bao lâu",
    "steps": "Làm từng bước",
    "where": "Nộp ở đâu",
    "mistakes": "Hay sai chỗ nào",
}


def section_heading(title: str, section: str) -> str:
    return f"{title} – {SECTION_LABELS[section].lower()}"


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def unknown_fact() -> str:
    return (
        "Phần này hiện chưa rõ nên không ghi ở đây. Ông/bà nhắn “gặp cán bộ” để được trả lời, "
        "hoặc hỏi tại Trung tâm Phục vụ hành chính công xã."
    )


def source_line(sources: Sequence[str], as_of: date | None) -> str:
    when = f"tính đến {dates.day(as_of)}" if as_of else "chưa rõ thời điểm"
    return f"Nguồn: {'; '.join(sources)} ({when})."


def call_before_going() -> str:
    return (
        "Thông tin này chưa chắc chắn, ông/bà nên gọi hỏi lại trước khi đi. "
        "Chưa có số để gọi thì nhắn “gặp cán bộ”, hoặc hỏi tại UBND xã."
    )


def scam_warning() -> str:
    return (
        "Chỉ nộp tiền trên dichvucong.gov.vn, trang hoặc ứng dụng chính thức của cơ quan, ngân hàng, hoặc tại nơi thu có biên lai. "
        "Không nộp theo tin nhắn, đường dẫn lạ; không chuyển cho cá nhân; không đưa ai mật khẩu, mã OTP."
    )


def valid_until(last_day: date) -> str:
    """Often only a part of the answer ends then, a lowered fee for instance."""
    return f"Nội dung này có thể thay đổi sau ngày {dates.day(last_day)}, khi đó ông/bà hỏi lại giúp."


def no_longer_valid(title: str) -> str:
    return (
        f"Phần “{title}” đã hết thời hạn áp dụng nên tôi không dám trả lời theo quy định cũ. "
        "Ông/bà nhắn “gặp cán bộ”, hoặc hỏi tại Trung tâm Phục vụ hành chính công xã."
    )


def unknown_term() -> str:
    return "thời hạn theo quy định (xin hỏi cán bộ)"


def section_does_not_apply(title: str, section: str) -> str:
    return f"{title}: không có phần “{SECTION_LABELS[section].lower()}” riêng. Cần rõ hơn, ông/bà nhắn “gặp cán bộ”."


def about_what() -> str:
    return "Ông/bà hỏi về việc gì? Ví dụ: làm giấy khai sinh, làm căn cước, nộp tiền trên mạng."


def not_what_i_meant() -> str:
    return "Chưa đúng ý tôi"


def say_it_again() -> str:
    return "Xin lỗi ông/bà. Ông/bà hỏi lại bằng lời khác giúp, hoặc hỏi cán bộ."


def may_words_be_kept() -> str:
    return (
        "Để về sau trả lời được, ông/bà có cho giữ lại những câu tôi chưa trả lời được không? Tên và các số được che đi. "
        "Không chọn nghĩa là không giữ."
    )


def keep_words() -> str:
    return "Cho giữ câu hỏi"


def do_not_keep_words() -> str:
    return "Không giữ"


def words_are_kept() -> str:
    return "Cảm ơn ông/bà. Khi đổi ý, ông/bà nhắn “không giữ câu hỏi”."


def words_are_not_kept() -> str:
    return "Dạ, tôi không giữ câu hỏi của ông/bà."


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
