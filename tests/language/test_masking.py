"""What is hidden, kind by kind, and what must stay readable: places, laws, amounts, dates. All numbers and names are invented."""

import time

import pytest

from language.masking import HIDDEN, find, mask

HIDES = [
    ("gọi 0912 345 678 giúp", "gọi ••• giúp"),
    ("gọi 0912345678 giúp", "gọi ••• giúp"),
    ("gọi +84 912.345.678 giúp", "gọi ••• giúp"),
    ("gọi (0255) 3851 234 giúp", "gọi ••• giúp"),
    ("gọi 0255-3851-234 giúp", "gọi ••• giúp"),
    ("số cũ 055.3851.261 nghen", "số cũ ••• nghen"),
    ("dt 01681234567", "dt •••"),
    ("sđt:0912345678.", "sđt:•••."),
    ("liên hệ 3851234", "liên hệ •••"),
    ("số của tôi là 051195001234", "số của tôi là •••"),
    ("cmnd 212345678", "cmnd •••"),
    ("CMND số 212.345.678", "CMND số •••"),
    ("212345678", "•••"),
    ("hộ chiếu B1234567", "hộ chiếu •••"),
    ("hộ chiếu số C 1234567", "hộ chiếu số •••"),
    ("mst 0100047516", "mst •••"),
    ("mã số thuế: 0100047516-001", "mã số thuế: •••"),
    ("thẻ DN4515120001234 hết hạn", "thẻ ••• hết hạn"),
    ("mã số BHXH 5120001234", "mã số BHXH •••"),
    ("xe 76C1-123.45 chạy ẩu", "xe ••• chạy ẩu"),
    ("xe 76A-12345 đổ xe", "xe ••• đổ xe"),
    ("bien so 76h5 1234", "bien so •••"),
    ("xe tải 76C12345", "xe tải •••"),
    ("stk 1903 1234 5678 90 ngân hàng", "stk ••• ngân hàng"),
    ("số tài khoản Agribank 4504205123456", "số tài khoản Agribank •••"),
    ("thẻ 9704 0012 3456 7890", "thẻ •••"),
    ("bằng lái số 790123456789", "bằng lái số •••"),
    ("mail binh.tran+1@example.com nhé", "mail ••• nhé"),
    ("máy 192.168.1.24 vào", "máy ••• vào"),
    ("imei 356938035643809", "imei •••"),
    ("mac 00:1a:2B:3c:4d:5e", "mac •••"),
    ("tôi sinh ngày 12/03/1961 ở đây", "tôi sinh ngày ••• ở đây"),
    ("sinh năm 1961", "sinh năm •••"),
    ("ngày sinh: 1-2-1999", "ngày sinh: •••"),
    ("thửa đất số 123, tờ bản đồ số 45", "thửa đất số •••, tờ bản đồ số •••"),
    ("thua 123 to ban do 4", "thua ••• to ban do •••"),
    ("sổ đỏ số BX 123456", "sổ đỏ số •••"),
    ("hồ sơ H48.12.34-260101-0001 sao lâu", "hồ sơ ••• sao lâu"),
    ("mã hồ sơ 000.12.345.H48", "mã hồ sơ •••"),
    ("nhà số 12/3 đường Trần Phú", "nhà số ••• đường Trần Phú"),
    ("ở 45 đường Lê Lợi", "ở ••• đường Lê Lợi"),
    ("ông Nguyễn Văn Tám lấn đất", "ông ••• lấn đất"),
    ("bà Năm đổ rác", "bà ••• đổ rác"),
    ("Ông Tám đổ rác", "Ông ••• đổ rác"),
    ("cán bộ Lê Văn Đức không tiếp", "cán bộ ••• không tiếp"),
    ("tôi là Trần Thị Lan", "tôi là •••"),
    ("Đặng Thị Hồng Nhung gửi đơn", "••• gửi đơn"),
    ("ong nguyen van tam lan dat", "ong ••• lan dat"),
    ("toi la tran thi lan o binh chau", "toi la ••• o binh chau"),
    ("ÔNG NGUYỄN VĂN TÁM LẤN ĐẤT CỦA XÓM", "ÔNG ••• LẤN ĐẤT CỦA XÓM"),
    ("a Hùng với bác Hai Lúa kêu hoài", "a ••• với bác ••• kêu hoài"),
    ("con tôi tên Gia Hân", "con tôi tên •••"),
    ("số 5/12 Nguyễn Huệ", "số ••• Nguyễn Huệ"),
    ("chủ tịch Phạm Hữu Nghĩa hứa rồi", "chủ tịch ••• hứa rồi"),
]

STAYS = [
    "ngày 24/11/2026",
    "từ 01.07.2025 đến 30.06.2026",
    "nhiệm kỳ 2021-2026",
    "năm 2024 2025 2026",
    "PA-26-00042-K",
    "350 m2 đất",
    "hết 1.200.000 đồng",
    "nộp 15000000 đồng",
    "phạt 2.500.000",
    "giá 12 500 000 đ",
    "tổ 4, 35 hộ",
    "gọi 113, 18001096 hay 1900 1909",
    "Nghị định 118/2025/NĐ-CP",
    "Luật 136/2025/QH15",
    "tỉnh lộ 622B, quốc lộ 1A",
    "7 giờ 30 đến 16 giờ 30",
    "đường gần chợ Bình Châu ngập",
    "cầu Bà Tín xuống cấp",
    "đường Nguyễn Văn Linh tối om",
    "trường THCS Nguyễn Bá Loan thiếu nước",
    "khu kinh tế Dung Quất",
    "đảo Lý Sơn",
    "xã Vạn Tường",
    "thôn Phước Hòa",
    "bà con tổ 4 kêu hoài",
    "anh em ở đây",
    "cô giáo dạy tốt",
    "chú ý giúp",
    "ông ấy nói vậy",
    "can bo xa chua giai quyet",
    "ngu dan",
    "mua lon bia",
    "cứt heo chảy ra đường",
    "có 2 đường này hư",
    "ủy ban nhân dân huyện Bình Sơn",
    "chị em phụ nữ",
    "hồ chứa nước",
    "mai tôi lên xã",
    "cao quá",
    "le phi bao nhieu",
    "con đường đất",
    "Nhà nước hỗ trợ",
    "UBND xã Bình Hải",
    "Cảng Sa Kỳ",
    "chợ Châu Ổ",
    "sông Trà Bồng",
]


@pytest.mark.parametrize(("text", "shown"), HIDES)
def test_it_is_hidden(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize("text", STAYS)
def test_it_stays(text: str) -> None:
    assert mask(text) == text


def test_every_kind_is_found() -> None:
    found = {one.kind for text, _ in HIDES for one in find(text)}
    assert found == {
        "phone", "identity-card", "passport", "tax-code", "insurance", "plate", "account", "card", "licence", "e-mail",
        "address-ip", "device", "birth-date", "plot", "dossier", "house", "name", "number",
    }  # fmt: skip


def test_several_in_one_text_and_decomposed_letters() -> None:
    said = "Tôi là Trần Thị Lan, 0912345678, thửa 12. Ông Tám 051195001234"
    assert mask(said) == "Tôi là •••, •••, thửa •••. Ông ••• •••"


def test_hiding_twice_hides_no_more() -> None:
    for text, shown in HIDES:
        assert mask(mask(text)) == shown


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "0 " * 50_000, "ông " * 25_000, "a1." * 33_000, "76c1-" * 20_000, "thửa số " * 12_000]
)
def test_a_hostile_text_costs_little(text: str) -> None:
    began = time.process_time()
    mask(text)
    assert time.process_time() - began < 2
    assert HIDDEN not in mask("")
