"""Who officers are: roles, invitations, their chats and groups."""

_ROLES = {
    "officer": "cán bộ",
    "focal": "cán bộ đầu mối",
    "leader": "lãnh đạo",
    "chairman": "Chủ tịch",
    "editor": "biên tập nội dung",
    "admin": "quản trị kỹ thuật",
}


def role(name: str) -> str:
    return _ROLES[name]


def welcome(name: str, role_name: str, commune: str, body: str | None) -> str:
    place = f"{body}, {commune}" if body else commune
    return (
        f"Chào anh/chị {name}. Cuộc trò chuyện này nay nhận việc cho {place}, vai trò {role_name}.\n"
        "Khi có việc mới, thẻ sẽ hiện ở đây. Bấm nút trên thẻ, hoặc gõ:\n"
        "nhận MÃ · trả lời MÃ nội dung · hỏi MÃ nội dung · chuyển MÃ đơn vị · ghi chú MÃ nội dung · liên hệ MÃ · đóng MÃ lý do · gia hạn MÃ lý do · mở lại MÃ · "
        "đính chính MÃ nội dung · gộp MÃ MÃ · tách MÃ · xem MÃ\nGõ “của tôi” để xem các việc đang mở."
    )


def leaving_ends_the_post() -> str:
    return "Anh/chị đang nhận việc tại cuộc trò chuyện này. Nếu kết thúc, việc mới không tới đây nữa và phải xin mã mời mới."


def more_waiting(count: int) -> str:
    return f"Còn {count} việc nữa đang chờ. Gõ “của tôi” để xem."


def invitation_unknown() -> str:
    return "Mã mời không đúng, đã dùng hoặc đã quá 14 ngày. Anh/chị xin mã mới từ người quản trị."


def invitation_in_group() -> str:
    return "Mã mời đã lộ trong nhóm nên bị hủy. Anh/chị xin mã mới và gõ trong cuộc trò chuyện riêng."


def group_code_elsewhere() -> str:
    return "Mã này dành cho nhóm. Anh/chị thêm tôi vào nhóm, cho làm quản trị viên, rồi gõ /start và mã trong nhóm."


def group_linked(place: str) -> str:
    return (
        f"Nhóm này nay nhận việc cho {place}. Trả lời (reply) vào thẻ để soạn câu trả lời, hoặc bấm nút trên thẻ. "
        "Mỗi cán bộ cần gõ mã mời của mình trong cuộc trò chuyện riêng với tôi trước."
    )
