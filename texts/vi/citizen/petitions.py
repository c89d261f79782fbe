"""Complaints and denunciations: what the law asks for, and how they are handed in."""


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


def wiped() -> str:
    return "(đã xóa để bảo vệ người gửi)"
