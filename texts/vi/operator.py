"""What the people who run the program read on the command line: one typed function a message."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

_HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def data_folder_wanted() -> str:
    return "cần một thư mục riêng, không phải thư mục gốc"


def app_help() -> str:
    return "Nghe Dân: trợ lý trò chuyện của chính quyền xã với người dân."


def wrong_setting(name: str, fault: str) -> str:
    return f"Cài đặt {name} sai: {fault}. Xem .env.example."


def not_understood() -> str:
    return "giá trị không hợp lệ"


def number_wanted() -> str:
    return "cần một số trong khoảng cho phép"


def one_of_wanted(known: str) -> str:
    return f"cần một trong các giá trị {known}"


def longer_wanted(length: int) -> str:
    return f"cần ít nhất {length} ký tự"


def list_wanted() -> str:
    return 'cần một danh sách JSON, ví dụ ["127.0.0.1"]'


def network_wanted() -> str:
    return 'cần địa chỉ IP hoặc dải địa chỉ, ví dụ ["10.0.0.0/8"]'


def instant_wanted() -> str:
    return "cần thời điểm có múi giờ, ví dụ 2026-11-24T08:00:00+07:00"


def web_address_wanted() -> str:
    return "cần địa chỉ như https://nghedan.example"


def bot_token_wanted() -> str:
    return "cần mã do BotFather cấp, dạng 123456:ABC-def"


def webhook_secret_wanted() -> str:
    return "cần một chuỗi bí mật 1 đến 256 ký tự A-Z a-z 0-9 _ - khi NGHEDAN_TELEGRAM_MODE=webhook"


def public_url_wanted() -> str:
    return "cần địa chỉ https công khai để Telegram gọi đến khi NGHEDAN_TELEGRAM_MODE=webhook"


def database_url_wanted() -> str:
    return "cần sqlite:///đường-dẫn hoặc postgresql://máy/tên"


def key_wanted_with_postgresql() -> str:
    return "phải khai báo khi dùng PostgreSQL, vì mọi máy cần cùng một khóa"


def broken_key_file(path: str) -> str:
    return f"Tệp khóa {path} bị hỏng. Lấy lại từ bản sao; nếu chưa có dữ liệu nào thì xóa tệp này."


def unusable_file(path: str, reason: str) -> str:
    return f"Không dùng được {path}{f' ({reason})' if reason else ''}. Kiểm tra đường dẫn và quyền đọc, ghi."


def wrong_content(detail: str) -> str:
    return f"Nội dung có lỗi: {detail}"


def broken(error: str) -> str:
    return f"Lệnh bị lỗi ngoài dự tính ({error}); xem các dòng trên."


def wrong_call(detail: str) -> str:
    return f"Gọi lệnh chưa đúng: {detail}. Thêm --help để xem cách dùng."


def parameter_missing(place: str) -> str:
    return f"thiếu {place}"


def parameter_wrong(place: str) -> str:
    return f"giá trị của {place} không hợp lệ"


def no_such_option(option: str) -> str:
    return f"không có tùy chọn {option}"


def option_value_wrong(option: str) -> str:
    return f"tùy chọn {option} thiếu giá trị, hoặc không nhận giá trị"


def no_such_command(name: str) -> str:
    return f"không có lệnh {name}"


def too_many_arguments(surplus: str) -> str:
    return f"thừa {surplus}"


def command_missing() -> str:
    return "thiếu tên lệnh"


def misunderstood_call() -> str:
    return "không hiểu các tham số"


def already_running(folder: str) -> str:
    return f"Chương trình đã chạy trên thư mục {folder}. Dừng chương trình kia, hoặc đặt NGHEDAN_DATA_DIR khác."


def only_needs_postgresql() -> str:
    return "--only cần PostgreSQL: đặt NGHEDAN_DATABASE_URL=postgresql://…, hoặc bỏ --only."


def unknown_role(role: str, known: str) -> str:
    return f"Không có phần “{role}”. Các phần: {known}."


def schema_too_new() -> str:
    return "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Cài phiên bản mới, hoặc dùng bản sao lưu cũ."


def port_unusable(place: str, reason: str) -> str:
    return f"Không mở được cổng {place} ({reason}). Đặt NGHEDAN_HTTP_HOST, NGHEDAN_HTTP_PORT khác, hoặc dừng chương trình đang giữ cổng."


def unreachable_database(reason: str) -> str:
    return f"Không mở được cơ sở dữ liệu ({reason}). Kiểm tra NGHEDAN_DATABASE_URL và quyền ghi thư mục."


_NO_DATABASE = {
    "credentials": "PostgreSQL không nhận tên người dùng hoặc mật khẩu. Sửa trong {place}, hoặc sửa pg_hba.conf của máy chủ.",
    "no_database": "Máy chủ PostgreSQL không có cơ sở dữ liệu tên này. Tạo bằng createdb -E UTF8 -T template0 TÊN, hoặc sửa tên trong {place}.",
    "no_right": "Tài khoản PostgreSQL thiếu quyền. Cho tài khoản này làm chủ cơ sở dữ liệu (ALTER DATABASE … OWNER TO …), hoặc đổi tài khoản trong {place}.",
    "connections": "PostgreSQL đã hết số kết nối cho phép. Bớt tiến trình, hoặc tăng max_connections của máy chủ, giới hạn của tài khoản trong {place}.",
    "encoding": "Cơ sở dữ liệu PostgreSQL không dùng bảng mã UTF8 nên không giữ được chữ Việt. Tạo cơ sở dữ liệu mới bằng createdb -E UTF8 -T template0 TÊN, rồi sửa tên trong {place}.",
    "unreachable": "Không liên lạc được với máy chủ PostgreSQL. Kiểm tra máy chủ có chạy không, mạng, tên máy và cổng trong {place}.",
    "refused": "Máy chủ PostgreSQL từ chối kết nối. Xem nhật ký của máy chủ, rồi kiểm tra {place}.",
}  # fmt: skip


def no_database(why: str, place: str) -> str:
    """`place`: where its address was given."""
    return _NO_DATABASE[why].format(place=place)


def second_address() -> str:
    return "địa chỉ NEW"


def older_program_runs() -> str:
    return "Chương trình đang chạy bản cũ, cơ sở dữ liệu chưa được nâng cấp. Khởi động lại chương trình trước, rồi chạy lại lệnh này."


def older_processes_run() -> str:
    return "Còn tiến trình hoặc lệnh của bản cũ đang chạy trên cơ sở dữ liệu này. Dừng mọi tiến trình trên mọi máy, rồi chạy lại; chưa nâng cấp gì."


_KEYS = {"secret_key": "NGHEDAN_SECRET_KEY", "seal_keys": "NGHEDAN_SEAL_KEYS"}
_WITHOUT_KEYS = {
    "secret_key": "mã PIN đã cấp cho người dân sẽ không còn đúng",
    "seal_keys": "phong bì kín đã có sẽ không mở được",
}


def strange_keys(names: Sequence[str]) -> str:
    """`names`: of the key files."""
    which = ", ".join(f"{_KEYS[name]} (hoặc tệp {name})" for name in names)
    loss = ", ".join(_WITHOUT_KEYS[name] for name in names)
    return f"{which} không phải khóa mà cơ sở dữ liệu này đã dùng: {loss}. Đặt lại khóa cũ; nếu khóa đã mất hẳn, xem docs/operations.md."


def keys_are_missing(files: str) -> str:
    return f"Thiếu {files}, mà cơ sở dữ liệu này đã dùng. Chép lại từ nơi cất khóa rồi chạy lại; nếu khóa đã mất hẳn, xem docs/operations.md."


def running(address: str) -> str:
    return f"Nghe Dân đang chạy:\n  trò chuyện của người dân và cán bộ: {address}/\n  tình trạng: {address}/health\nDừng: Ctrl+C"


def clock_is_set(now: str) -> str:
    return f"CHÚ Ý: đồng hồ được đặt bằng NGHEDAN_NOW, bây giờ là {now}."


def chat_welcome() -> str:
    return "Gõ tin nhắn rồi Enter. Gửi tệp: @đường/dẫn; gửi vị trí: @15.30,108.80. Thoát: Ctrl+D."


def no_such_file(path: str) -> str:
    return f"(không đọc được tệp {path}; chưa gửi gì)"


def file_not_taken(path: str, why: str) -> str:
    return f"({path}: {why})"


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


def help_absent() -> str:
    return "Ghi nhận một cán bộ vắng mặt; việc mới giao người khác trong thời gian đó."


def help_until() -> str:
    return "Ngày vắng cuối cùng, dạng 2026-12-31; ngày đã qua nghĩa là đã trở lại."


def help_officer_number() -> str:
    return "Số ở đầu dòng của nghedan officer list."


def help_unit() -> str:
    return "Xã, ví dụ van-tuong; hoặc bộ phận của xã, ví dụ van-tuong/kinh-te-xa."


def help_name() -> str:
    return "Họ tên cán bộ, như người dân sẽ thấy."


def help_version() -> str:
    return "In số phiên bản rồi thoát."


def help_only() -> str:
    return "Chỉ chạy phần này (web, worker, delivery, telegram); nêu nhiều lần được. Cần PostgreSQL."


def help_chat_as() -> str:
    return "Tên cuộc trò chuyện; mỗi tên là một người."


def help_row() -> str:
    return "Số ở đầu dòng của lệnh list."


def help_parked() -> str:
    return "Các tin đến bị gác lại sau ba lần xử lý không được."


def help_dead() -> str:
    return "Các tin đi không gửi được."


def help_show() -> str:
    return "Xem một tin; thêm --words để xem cả lời trong đó."


def help_words() -> str:
    return "Hiện cả lời trong tin. Chỉ dùng khi thật cần: đó là lời riêng của người dân."


def words_hidden(length: int) -> str:
    return f"(lời trong tin, {length} ký tự, không hiện; thêm --words để xem)"


def help_retry() -> str:
    return "Cho thử lại một tin."


def help_drop() -> str:
    return "Bỏ hẳn một tin và xóa lời trong đó."


def help_files_only() -> str:
    return "Chỉ dùng các tệp nội dung đi kèm, không xem cơ sở dữ liệu."


def help_queue(name: str) -> str:
    return f"Xem và xử lý các tin bị gác lại ({name})."


def help_faq() -> str:
    return "Nội dung hỏi đáp."


def help_match() -> str:
    return "Đọc tệp JSONL {id,text}, ghi câu trả lời chọn được."


def help_evaluate_files() -> str:
    return "Tệp JSONL đã gán nhãn; không nêu thì dùng bộ câu hỏi kiểm tra đi kèm."


def help_evaluate() -> str:
    return "Chấm việc chọn câu trả lời trên tệp đã gán nhãn."


def unknown_unit(unit: str, known: str) -> str:
    return f"Không có đơn vị “{unit}”. Các đơn vị: {known}; có thể thêm bộ phận, ví dụ van-tuong/kinh-te-xa."


def unknown_body(body: str, known: str) -> str:
    return f"Không có bộ phận “{body}”. Các bộ phận: {known}."


def unknown_role_of_officer(role: str, known: str) -> str:
    return f"Không có vai trò “{role}”. Các vai trò: {known}."


def name_needed() -> str:
    return "Cần tên cán bộ: --name."


def invitation_web(url: str) -> str:
    return f"web: {url}"


def help_group() -> str:
    return "Tạo mã nối một nhóm trò chuyện với một xã hay một bộ phận: thẻ việc mới sẽ vào nhóm đó."


def invitation_group(code: str) -> str:
    return f"telegram: thêm bot vào nhóm, cho làm quản trị viên, rồi gõ trong nhóm: /start {code}"


def invitation_telegram(code: str) -> str:
    return f"telegram: mở trò chuyện riêng với bot và gõ /start {code} (hoặc https://t.me/TÊN_BOT?start={code})"


def nobodys_cases(commune: str, number: int) -> str:
    return f"{commune}: {number} việc chưa tới tay ai; mời cán bộ của xã, hoặc lãnh đạo nếu việc nói về cán bộ"


def broken_group(place: str, reason: str) -> str:
    return f"nhóm của {place} không gửi được ({reason}): thẻ đang vào trò chuyện riêng; thêm lại bot vào nhóm"


def invitation_terminal(code: str) -> str:
    return f"terminal: nghedan chat --as can-bo, rồi gõ /start {code}"


def officer_line(number: int, name: str, role: str, place: str, state: str) -> str:
    return f"{number}\t{name}\t{role}\t{place}\t{state}"


def officer_state(*, linked: bool, revoked: bool, absent_until: date | None) -> str:
    if revoked:
        return "đã thu hồi"
    if not linked:
        return "chưa nhận lời mời"
    return f"vắng đến hết {absent_until:%d/%m/%Y}" if absent_until else "đang làm việc"


def absent(number: int, until: date) -> str:
    return f"Cán bộ số {number} vắng đến hết {until:%d/%m/%Y}; việc mới trong thời gian đó giao người khác."


def unknown_officer(number: int) -> str:
    return f"Không có cán bộ số {number}. Xem nghedan officer list."


def revoked(number: int, moved: int) -> str:
    return f"Đã thu hồi cán bộ số {number}; {moved} việc đang giữ chuyển về cán bộ đầu mối."


def row(number: int, channel: str, state: str, attempts: int, reason: str | None, at: datetime) -> str:
    return f"{number}\t{at.astimezone(_HANOI):%d/%m/%Y %H:%M}\t{channel}\t{state}\t{attempts}\t{reason or '-'}"


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


_STATES = {"ok": "ổn", "note": "chú ý", "broken": "HỎNG"}
_CHECKED = {
    "settings": "cài đặt", "folder": "thư mục", "keys": "khóa bí mật", "backups": "sao lưu", "database": "cơ sở dữ liệu", "channels": "kênh",
    "content": "nội dung", "locality": "địa phương", "deadlines": "thời hạn", "officers": "cán bộ", "inbox": "tin đến", "outbox": "tin đi", "timers": "hẹn giờ",
}  # fmt: skip


def finding(state: str, what: str, detail: str) -> str:
    return f"{_STATES[state]}\t{_CHECKED[what]}\t{detail}"


def channel_off(name: str) -> str:
    return f"{name}: tắt, chưa có mã bot"


def telegram_known(bot: str, waiting: int) -> str:
    return f"telegram: mã bot đúng (@{bot}), {waiting} tin còn chờ ở Telegram"


def telegram_token_refused() -> str:
    return "telegram: mã bot không đúng hoặc đã bị thu hồi; lấy mã mới từ BotFather, đặt NGHEDAN_TELEGRAM_TOKEN"


def telegram_unreachable(reason: str) -> str:
    return f"telegram: không hỏi được máy chủ ({reason}); kiểm tra mạng và NGHEDAN_TELEGRAM_BASE_URL"


_TELEGRAM = {
    "ok": "đang nhận tin", "starting": "chương trình chưa chạy lần nào với kênh này", "silent": "đã lâu không hỏi được tin mới",
    "invalid_token": "mã bot không đúng", "conflict": "một chương trình khác đang nhận tin của bot này",
    "unreachable": "không liên lạc được với Telegram", "refused": "Telegram từ chối địa chỉ webhook",
    "webhook_unreached": "Telegram không gọi được đến webhook", "not_stored": "không ghi được tin nhận về",
}  # fmt: skip


def telegram_receiving(state: str, lag: float | None, last_update: str | None, to_handle: int, to_send: int) -> str:
    asked = f", lần hỏi gần nhất cách đây {lag:.0f} giây" if lag is not None else ""
    came = f", tin gần nhất lúc {datetime.fromisoformat(last_update).astimezone(_HANOI):%d/%m/%Y %H:%M}" if last_update else ""
    return f"telegram: {_TELEGRAM[state]}{asked}{came}; chờ xử lý {to_handle}, chờ gửi {to_send}"


def unknown_settings(names: str) -> str:
    return f"không có cài đặt tên {names}; xem .env.example"


def disk_full(folder: str) -> str:
    return f"ổ đĩa chứa {folder} gần hết chỗ; dọn bớt hoặc chuyển NGHEDAN_DATA_DIR, NGHEDAN_FILES_DIR"


def keys_at_first_start(files: str) -> str:
    return f"{files} sẽ được tạo khi chạy lần đầu"


def key_open_to_others(files: str) -> str:
    return f"người khác trên máy đọc được tệp khóa; chạy: chmod 600 {files}"


def key_with_blanks(file: str) -> str:
    return f"{file} có dấu cách hoặc xuống dòng ở đầu hay cuối, cũng là một phần của khóa: đừng sửa tệp đang dùng; cách chép vào .env xem docs/operations.md"


def open_to_others(commands: str) -> str:
    return f"người khác trên máy đọc được dữ liệu; chạy: {commands}"


def entries_found(number: int) -> str:
    return f"{number} mục hỏi đáp"


def communes_found(name: str, number: int) -> str:
    return f"{name}, {number} xã"


def no_database_yet() -> str:
    return "Chưa có dữ liệu nào: cơ sở dữ liệu được tạo khi chạy `nghedan run` lần đầu."


def start_to_upgrade() -> str:
    return "Cơ sở dữ liệu còn ở phiên bản cũ; chạy `nghedan run` để nâng cấp, rồi xem lại."


def database_at_first_start(file: str) -> str:
    return f"{file} sẽ được tạo khi chạy lần đầu"


def schema_old() -> str:
    return "sẽ được nâng cấp khi chạy"


def nobody_in(places: str) -> str:
    return f"chưa có cán bộ ở: {places}; mời bằng nghedan officer invite"


def help_backup() -> str:
    return "Sao lưu cơ sở dữ liệu và tệp vào một tệp .tar.gz, cả khi đang chạy; không kèm khóa bí mật."


def help_restore() -> str:
    return "Phục hồi từ bản sao lưu, chỉ khi chương trình đã dừng; dữ liệu cũ được giữ lại trong một thư mục con."


def backed_up(file: str, size: int) -> str:
    return f"Đã sao lưu vào {file} ({size} byte). Khóa bí mật không nằm trong đó: cất riêng secret_key và seal_keys."


def restored(place: str, kept: str) -> str:
    return f"Đã phục hồi {place}. Dữ liệu trước đó còn ở {kept}."


def backup_exists(file: str) -> str:
    return f"Tệp {file} đã có. Chọn tên khác."


def backup_failed(file: str, reason: str) -> str:
    return f"Không ghi được bản sao lưu {file} ({reason}). Kiểm tra thư mục, quyền ghi và chỗ trống."


def cannot_read_backup(file: str, reason: str) -> str:
    return f"Không đọc được bản sao lưu {file} ({reason}). Kiểm tra đường dẫn và quyền đọc. Dữ liệu hiện có không đổi."


def no_backup(file: str) -> str:
    return f"{file} không phải bản sao lưu của Nghe Dân, hoặc đã hỏng. Dùng bản khác. Dữ liệu hiện có không đổi."


def restore_cannot_write(folder: str, reason: str) -> str:
    return f"Không ghi được vào {folder} ({reason}). Kiểm tra quyền ghi và chỗ trống, rồi chạy lại. Dữ liệu hiện có không đổi."


def cannot_exchange(path: str, reason: str) -> str:
    return f"Không dời được {path} ({reason}). Kiểm tra quyền ghi; nơi gắn ổ đĩa thì phải gỡ ra trước. Dữ liệu cũ đã được đặt lại như trước."


def restore_unfinished(folder: str) -> str:
    return (
        f"Lần phục hồi trước trong {folder} bị ngắt giữa chừng; dữ liệu cũ còn nguyên trong đó. Chạy lại: nghedan restore FILE."
    )


def keys_before_restore(files: str) -> str:
    return f"Thiếu {files}. Chép lại từ nơi cất khóa trước khi phục hồi, để mã PIN của người dân còn đúng; nếu khóa đã mất hẳn, thêm --without-keys."


def keys_of_another_backup(names: Sequence[str]) -> str:
    """`names`: of the key files."""
    return f"Bản sao lưu này dùng khóa khác ({', '.join(names)}). Chép đúng khóa của bản đó rồi chạy lại; nếu khóa đã mất hẳn, thêm --without-keys. Dữ liệu hiện có không đổi."


def keys_of_backup_unknown() -> str:
    return "CHÚ Ý: bản sao lưu này không cho biết đã dùng khóa nào. Kiểm tra secret_key và seal_keys đúng là khóa của bản đó trước khi chạy: lần chạy đầu sẽ ghi nhận các khóa hiện có."


def help_without_keys() -> str:
    return "Khóa cũ đã mất hẳn: dùng khóa hiện có; mã PIN đã cấp sẽ không còn đúng."


def upgrade_needs_backup(why: str) -> str:
    return (
        f"Trước khi nâng cấp cần một bản sao lưu. {why} Có thể đặt NGHEDAN_BACKUP_DIR là một thư mục ghi được. Chưa nâng cấp gì."
    )


def backups_unwritable(folder: str) -> str:
    return f"không ghi được vào {folder}, nên không sao lưu và không nâng cấp được; cấp quyền ghi, hoặc đặt NGHEDAN_BACKUP_DIR"


def nothing_to_back_up(file: str) -> str:
    return f"Chưa có cơ sở dữ liệu {file} để sao lưu."


def backup_is_embedded() -> str:
    return "Lệnh này dành cho cơ sở dữ liệu kèm sẵn; với PostgreSQL hãy dùng pg_dump và sao chép thư mục tệp."


def no_automatic_backups() -> str:
    return "không tự sao lưu; xem docs/operations.md"


def no_backup_yet(folder: str) -> str:
    return f"chưa có bản nào trong {folder}; chương trình tự sao lưu mỗi đêm khi đang chạy"


def last_backup(file: str) -> str:
    return f"bản gần nhất: {file}"


def restore_needs_default_places() -> str:
    return "Chỉ phục hồi được khi cơ sở dữ liệu và tệp nằm trong NGHEDAN_DATA_DIR: bỏ NGHEDAN_DATABASE_URL và NGHEDAN_FILES_DIR."


def help_demo() -> str:
    return "Tạo vụ việc mẫu, toàn bộ là hư cấu, để xem thử chương trình; chạy lại thì tạo thêm."


def help_demo_cases() -> str:
    return "Số vụ việc mẫu."


def help_demo_force() -> str:
    return "Tạo cả khi đã có vụ việc thật trong cơ sở dữ liệu."


def demo_officer(commune: str) -> str:
    return f"Cán bộ mẫu {commune}"


def demo_among_real_cases() -> str:
    return "Cơ sở dữ liệu đã có vụ việc thật, nên không trộn vụ việc mẫu vào. Đặt NGHEDAN_DATA_DIR khác, hoặc thêm --force nếu vẫn muốn."


_DEMO_STATES = {
    "new": "mới", "accepted": "đang xử lý", "waiting_citizen": "chờ người dân", "answered": "đã trả lời", "closed": "đã đóng",
    "withdrawn": "đã rút",
}  # fmt: skip


def demo_made(made: Mapping[str, int], authority: str) -> str:
    each = ", ".join(f"{number} {_DEMO_STATES[state]}" for state in _DEMO_STATES if (number := made.get(state, 0)))
    return f"Đã tạo {sum(made.values())} vụ việc mẫu ({each}). Xem: nghedan chat --as demo-can-bo-{authority}, rồi gõ: của tôi"
