"""The commands of `nghedan`, one line each, with the options of those that have no group."""


def app() -> str:
    return "Nghe Dân: trợ lý trò chuyện của chính quyền xã với người dân."


def version() -> str:
    return "In số phiên bản rồi thoát."


def run() -> str:
    return "Chạy chương trình: trò chuyện trên web, xử lý tin nhắn, các kênh có mã."


def only() -> str:
    return "Chỉ chạy phần này (web, worker, delivery, telegram); nêu nhiều lần được. Cần PostgreSQL."


def chat() -> str:
    return "Trò chuyện ngay trong cửa sổ lệnh, cùng cơ sở dữ liệu."


def chat_as() -> str:
    return "Tên cuộc trò chuyện; mỗi tên là một người."


def check() -> str:
    return "Kiểm tra cài đặt, cơ sở dữ liệu, kênh, nội dung, địa phương: mỗi mục một dòng."


def officer() -> str:
    return "Mời và xem cán bộ."


def locality() -> str:
    return "Gói dữ liệu của một địa phương."


def queue(name: str) -> str:
    return f"Xem và xử lý các tin bị gác lại ({name})."


def faq() -> str:
    return "Nội dung hỏi đáp."


def backup() -> str:
    return "Sao lưu cơ sở dữ liệu và tệp vào một tệp .tar.gz, cả khi đang chạy; không kèm khóa bí mật."


def restore() -> str:
    return "Phục hồi từ bản sao lưu, chỉ khi chương trình đã dừng; dữ liệu cũ được giữ lại trong một thư mục con."


def without_keys() -> str:
    return "Khóa cũ đã mất hẳn: dùng khóa hiện có; mã PIN đã cấp sẽ không còn đúng."


def demo() -> str:
    return "Tạo vụ việc mẫu, toàn bộ là hư cấu, để xem thử chương trình; chạy lại thì tạo thêm."


def demo_cases() -> str:
    return "Số vụ việc mẫu."


def demo_force() -> str:
    return "Tạo cả khi đã có vụ việc thật trong cơ sở dữ liệu."


def move() -> str:
    return "Chuyển cơ sở dữ liệu kèm sẵn (OLD, sqlite:///…) sang PostgreSQL (NEW, postgresql://…), khi chương trình đã dừng."


def deadline() -> str:
    return "Tính hạn của một bước theo luật, kèm cách tính và căn cứ."


def calendar() -> str:
    return "Ngày nghỉ và ngày làm bù của cơ quan."


def as_json() -> str:
    return "In kết quả dạng JSON."


def duplicates() -> str:
    return "Tìm tin trùng: tin sau nói về cùng một việc với tin nào trước đó"


def corrections() -> str:
    return "Những chỗ người dân hoặc cán bộ đã sửa lại điều máy đề xuất"


def json_lines() -> str:
    return "In mỗi dòng một đối tượng JSON"


def triage() -> str:
    return "Đọc tệp JSONL {id,text}, ghi loại đơn, lĩnh vực, địa phương và số người của từng tin."


def bench() -> str:
    return "Đo tốc độ chương trình trên máy này, không đụng tới dữ liệu đang dùng."
