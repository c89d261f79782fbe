"""Help on `nghedan locality`."""


def check() -> str:
    return "Xem gói dữ liệu trong FOLDER hỏng gì, còn thiếu gì, mỗi điều một dòng. Không cần cơ sở dữ liệu."
