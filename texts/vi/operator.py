"""What the people who run the program read on the command line: one typed function a message."""


def app_help() -> str:
    return "Nghe Dân: trợ lý trò chuyện của chính quyền xã với người dân."


def wrong_setting(detail: str) -> str:
    return f"Cài đặt sai: {detail}. Xem .env.example."


def wrong_call(detail: str) -> str:
    return f"Gọi lệnh chưa đúng: {detail}. Thêm --help để xem cách dùng."


def already_running(folder: str) -> str:
    return f"Chương trình đã chạy trên thư mục {folder}. Dừng chương trình kia, hoặc đặt NGHEDAN_DATA_DIR khác."


def only_needs_postgresql() -> str:
    return "--only cần PostgreSQL: đặt NGHEDAN_DATABASE_URL=postgresql://…, hoặc bỏ --only."


def unknown_role(role: str, known: str) -> str:
    return f"Không có phần “{role}”. Các phần: {known}."


def schema_too_new() -> str:
    return "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Cài phiên bản mới, hoặc dùng bản sao lưu cũ."


def port_taken(host: str, port: int) -> str:
    return f"Cổng {host}:{port} đang bận. Đặt NGHEDAN_HTTP_PORT khác."


def unreachable_database(reason: str) -> str:
    return f"Không mở được cơ sở dữ liệu ({reason}). Kiểm tra NGHEDAN_DATABASE_URL và quyền ghi thư mục."


def running(address: str) -> str:
    return f"Nghe Dân đang chạy:\n  trò chuyện của người dân và cán bộ: {address}/\n  tình trạng: {address}/health\nDừng: Ctrl+C"


def clock_is_set(now: str) -> str:
    return f"CHÚ Ý: đồng hồ được đặt bằng NGHEDAN_NOW, bây giờ là {now}."


def chat_welcome() -> str:
    return "Gõ tin nhắn rồi Enter. Thoát: Ctrl+D."


def not_handled_yet() -> str:
    return "(chưa có trả lời; chương trình đang bận)"


def help_run() -> str:
    return "Chạy chương trình: trò chuyện trên web, xử lý tin nhắn, các kênh có mã."


def help_chat() -> str:
    return "Trò chuyện ngay trong cửa sổ lệnh, cùng cơ sở dữ liệu."


def help_check() -> str:
    return "Kiểm tra cài đặt, cơ sở dữ liệu, kênh, nội dung, địa phương: mỗi mục một dòng."


def help_officer() -> str:
    return "Mời và xem cán bộ."


def help_invite() -> str:
    return "Tạo mã mời một lần cho một cán bộ."


def help_list_officers() -> str:
    return "Danh sách cán bộ."


def help_revoke() -> str:
    return "Thu hồi quyền của một cán bộ; việc đang giữ về cán bộ đầu mối."


def help_queue(name: str) -> str:
    return f"Xem và xử lý các tin bị gác lại ({name})."


def help_faq() -> str:
    return "Nội dung hỏi đáp."


def help_match() -> str:
    return "Đọc tệp JSONL {id,text}, ghi câu trả lời chọn được."


def help_evaluate() -> str:
    return "Chấm việc chọn câu trả lời trên tệp đã gán nhãn."


def unknown_unit(unit: str, known: str) -> str:
    return f"Không có đơn vị “{unit}”. Các đơn vị: {known}; có thể thêm bộ phận, ví dụ van-tuong/kinh-te-xa."


def unknown_role_of_officer(role: str, known: str) -> str:
    return f"Không có vai trò “{role}”. Các vai trò: {known}."


def name_needed() -> str:
    return "Cần tên cán bộ: --name."


def invitation_web(url: str) -> str:
    return f"web: {url}"


def invitation_console(code: str) -> str:
    return f"console: nghedan chat --as can-bo, rồi gõ /start {code}"


def officer_line(number: int, name: str, role: str, place: str, state: str) -> str:
    return f"{number}\t{name}\t{role}\t{place}\t{state}"


def officer_state(linked: bool, revoked: bool) -> str:
    return "đã thu hồi" if revoked else "đang làm việc" if linked else "chưa nhận lời mời"


def unknown_officer(number: int) -> str:
    return f"Không có cán bộ số {number}. Xem nghedan officer list."


def revoked(number: int, moved: int) -> str:
    return f"Đã thu hồi cán bộ số {number}; {moved} việc đang giữ chuyển về cán bộ đầu mối."


def no_such_row(queue: str, number: int) -> str:
    return f"Không có tin số {number} đang bị gác trong {queue}. Xem nghedan {queue} list."


def row_retried(number: int) -> str:
    return f"Tin số {number} sẽ được thử lại."


def row_dropped(number: int) -> str:
    return f"Đã bỏ tin số {number}."


def wrong_line(file: str, detail: str) -> str:
    return f"{file}: {detail}"


def cannot_read(file: str) -> str:
    return f"Không đọc được tệp {file}. Kiểm tra đường dẫn và quyền đọc."


def cannot_write(file: str) -> str:
    return f"Không ghi được tệp {file}. Kiểm tra thư mục và quyền ghi."


def check_ok(what: str, detail: str) -> str:
    return f"ổn\t{what}\t{detail}"


def check_broken(what: str, detail: str) -> str:
    return f"HỎNG\t{what}\t{detail}"


def check_note(what: str, detail: str) -> str:
    return f"chú ý\t{what}\t{detail}"


def nobody_in(places: str) -> str:
    return f"chưa có cán bộ ở: {places}; mời bằng nghedan officer invite"
