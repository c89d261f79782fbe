"""Help on `nghedan officer`."""


def invite() -> str:
    return "Tạo mã mời một lần cho một cán bộ."


def listing() -> str:
    return "Danh sách cán bộ."


def revoke() -> str:
    return "Thu hồi quyền của một cán bộ; việc đang giữ về cán bộ đầu mối."


def absent() -> str:
    return "Ghi nhận một cán bộ vắng mặt; việc mới giao người khác trong thời gian đó."


def until() -> str:
    return "Ngày vắng cuối cùng, dạng 2026-12-31; ngày đã qua nghĩa là đã trở lại."


def number() -> str:
    return "Số ở đầu dòng của nghedan officer list."


def unit() -> str:
    return "Xã, ví dụ van-tuong; hoặc bộ phận của xã, ví dụ van-tuong/kinh-te-xa."


def name() -> str:
    return "Họ tên cán bộ, như người dân sẽ thấy."


def group() -> str:
    return "Tạo mã nối một nhóm trò chuyện với một xã hay một bộ phận: thẻ việc mới sẽ vào nhóm đó."
