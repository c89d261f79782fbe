"""Help on `nghedan faq`."""


def files_only() -> str:
    return "Chỉ dùng các tệp nội dung đi kèm, không xem cơ sở dữ liệu."


def match() -> str:
    return "Đọc tệp JSONL {id,text}, ghi câu trả lời chọn được."


def evaluate_files() -> str:
    return "Tệp JSONL đã gán nhãn; không nêu thì dùng bộ câu hỏi kiểm tra đi kèm."


def evaluate() -> str:
    return "Chấm việc chọn câu trả lời trên tệp đã gán nhãn."


def entry() -> str:
    return "Mã của mục, ví dụ birth-registration."


def edit() -> str:
    return "Sửa hoặc thêm một mục: lưu thành bản nháp (--publish: công bố ngay)."


def edit_file() -> str:
    return "Tệp Markdown theo mẫu của faq/entries; - là đọc từ đầu vào chuẩn. Không nêu thì mở trình soạn thảo ($EDITOR)."


def add_phrasing() -> str:
    return "Chỉ thêm một cách hỏi vào mục; nêu nhiều lần được."


def group() -> str:
    return "Nhóm của mục mới, ví dụ civil-status."


def publish() -> str:
    return "Công bố ngay, không để lại bản nháp."


def by() -> str:
    return "Ai làm việc này; mặc định là tên đăng nhập trên máy."


def force() -> str:
    return "Công bố cả khi bộ câu hỏi kiểm tra cho kết quả kém hơn."


def approve() -> str:
    return "Duyệt và công bố bản nháp (không có bản nháp thì ghi nhận đã duyệt bản đang dùng)."


def withdraw() -> str:
    return "Rút một mục: không trả lời nữa, cho tới khi được duyệt lại."


def preview() -> str:
    return "Xem một mục như người dân sẽ thấy; có bản nháp thì xem bản nháp."


def published() -> str:
    return "Xem bản đang dùng, dù có bản nháp."


def history() -> str:
    return "Các bản của một mục: ai, lúc nào, làm gì."


def text_of() -> str:
    return "In nguyên văn một bản để chép lại; số ở đầu dòng."


def gaps() -> str:
    return "Các câu hỏi chưa trả lời được hoặc bị chê, gom nhóm, nhiều nhất trước."


def gaps_days() -> str:
    return "Chỉ tính số ngày gần đây."


def gaps_json() -> str:
    return "In ra JSON."
