"""Who takes, who denounces, what is danger and what a manner of speaking. Sentences are invented."""

from datetime import date

import pytest

from localities.loading import load
from understanding.message import Understanding, understand

LOCALITY = load("binh-son")
ON = date(2026, 11, 23)


def _understand(text: str) -> Understanding:
    return understand(text, LOCALITY, ON)


@pytest.mark.parametrize(
    "text",
    [
        "chủ tịch xã nhận của nhà thầu 50 triệu để cho trúng gói thầu trường mẫu giáo",
        "trưởng thôn giữ tiền hỗ trợ lũ của bà con tới giờ hổng phát",
        "anh cong an vien doi chu quan 2 trieu moi thang de khoi kiem tra",
        "bí thư chi bộ kê khống danh sách hộ nghèo cho bà con ổng ăn",
        "hiệu trưởng bắt phụ huynh nộp 2 triệu mới nhận con vô lớp, tui đứng đơn tố cáo",
        "kiểm lâm ăn tiền của bọn chở gỗ lậu rồi cho xe đi",
        "cán bộ chính sách ký nhận tiền trợ cấp của mẹ tôi rồi lấy xài",
        "ông trưởng thôn kêu nhà tui đưa 4 triệu mới cho vô danh sách xây nhà tình thương",
        "bác sĩ ở trạm y tế lấy thuốc bảo hiểm đem bán ở quầy nhà vợ",
        "xin tố giác cán bộ thuế ăn chia với mấy chủ quán",
        "dân quân xã bao che cho sòng bạc ăn chia hằng tuần",
        "toi xin to cao truong thon lay tien lam duong cua dan",
        "nhà thầu đưa chủ tịch xã 50 triệu tui thấy tận mắt",
        "tôi nhờ cán bộ địa chính làm sổ, ổng đòi 5 triệu mới chịu ký",
        "tui xin anh hộ tịch làm khai sinh cho cháu mà ảnh vòi 500k",
        "đề nghị cán bộ xã đừng đòi tiền dân nữa",
        "nha toi bi ong truong thon doi 3 trieu moi cho vo danh sach",
        "báo cán bộ thôn lấy tiền của dân mà không phát",
        "dân thôn tôi tố cáo trưởng thôn lấy tiền làm đường",
        "bà con xóm tôi xin tố cáo ông bí thư bán đất công",
        "công ty bị cán bộ thuế vòi 20 triệu",
        "con toi bi co giao bat nop 1 trieu moi cho len lop",
        "lấy tiền cứu trợ của dân đem chia nhau, đó là ông trưởng thôn với kế toán",
        "chồng tôi bị công an xã đòi 2 triệu mới trả xe",
        "cán bộ hẹn tôi ra quán cà phê rồi đòi 10 triệu",
        "địa chính nhận 8 triệu của mẹ tôi mà không làm gì hết",
        "hiệu trưởng thu của phụ huynh mỗi em 200 ngàn bỏ túi riêng",
    ],
)
def test_an_officer_who_takes_is_denounced(text: str) -> None:
    assert _understand(text).kind == "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "đề nghị công an xã bắt tụi trộm lấy 3 triệu của nhà tôi ở Bình Châu",
        "trưởng thôn thông báo nhà tôi được nhận 10 triệu mà chưa thấy",
        "có người xưng cán bộ đòi tiền qua điện thoại",
        "hàng xóm tố cáo tui lấn đất",
        "cán bộ xã nhận 2 triệu hỗ trợ giùm tôi",
        "nhờ công an xuống coi, kẻ gian vô nhà lấy 5 triệu với cái điện thoại",
        "co thang xung cong an doi toi chuyen 20 trieu, toi so qua",
        "trưởng thôn báo mỗi hộ nhận 2 triệu tiền bão mà nhà tui chưa có",
        "bà hàng xóm tố cáo nhà tôi xây lấn mương, tôi không có lấn",
        "ông anh tui tố cáo tui giành đất cha mẹ để lại, giờ phải làm sao",
        "mấy người lạ giả danh cán bộ y tế bán thuốc lấy 1 triệu của bà già",
        "cô giáo nhận giùm con tôi 500k tiền học bổng rồi đưa lại đủ",
        "nhờ trưởng thôn lãnh thay tôi 3 triệu tiền hỗ trợ vì tôi bệnh",
        "chủ nợ đòi tôi 30 triệu, kêu đầu gấu tới nhà, xin công an xã giúp",
        "xin cong an xa lam ro vu nha toi mat 10 trieu hom qua",
        "chủ nhà trọ đòi thêm tiền điện 5 ngàn một ký, nhờ xã kiểm tra",
        "tôi nộp phạt 2 triệu cho công an xã rồi mà biên lai ghi sai tên",
        "thằng con bà Bảy lấy 2 triệu của tui, báo trưởng thôn mà ổng nói để từ từ",
        "có người tự xưng nhân viên điện lực đòi tiền nợ 3 triệu, bà con cẩn thận",
        "công ty đòi công nhân đóng 500k tiền đồng phục, đề nghị cán bộ lao động xuống kiểm tra",
        "tui nghe nói có người tố cáo nhà tui xả nước bẩn, tui mong xã xuống coi cho rõ",
        "nha toi duoc nhan 5 trieu tien den bu ma can bo noi chua co tien",
        "cán bộ nói tôi được lấy 15 triệu tiền đền bù mà chờ hoài",
        "chồng tôi lấy 20 triệu đi đánh bạc, mong công an dẹp sòng bài",
        "lừa đảo giả công an gọi điện lấy 50 triệu của má tui",
        "tụi cho vay nặng lãi đòi 100 triệu, hăm dọa cả nhà, công an xã cứu giùm",
        "xã hứa hỗ trợ nhà sập 40 triệu mà trưởng thôn nói chưa có tiền về",
        "ke trom lay 4 trieu trong tiem cua toi, nho cong an xa truy giup",
        "bà Tư tố cáo tui đánh bả, mà tui có đụng chi mô",
        "học sinh bị bạn đòi 50 ngàn mỗi ngày, cô giáo biết mà chưa xử lý",
        "xin công an xã giúp, đứa cháu rút trộm 6 triệu trong sổ của tôi",
        "có số lạ gọi nói là cán bộ bảo hiểm, lừa má tui 10 triệu",
        "nó giả làm công an bắt tui chuyển khoản 15 triệu",
        "nguoi xung can bo dien luc doi tien, ba con coi chung",
        "cán bộ thôn chuyển tới tôi đủ 2 triệu rồi, mà đường thì vẫn hư",
        "tôi bị bà Ba tố cáo ăn trộm gà, mong trưởng thôn làm rõ",
        "hang xom to cao toi lan dat, toi xin xa xuong do lai",
        "trưởng thôn nói nhà nào cũng nhận 500 ngàn mà nhà tui sót",
        "tôi chưa nhận 3 triệu tiền công dân quân, xin chủ tịch xem giùm",
        "con nợ lấy của tui 40 triệu rồi trốn, công an xã chưa tìm ra",
        "nho cong an bat thang lay xe cua toi, no con doi toi 2 trieu tien chuoc",
        "chủ vựa ép giá, đòi bớt 10 phần, cán bộ nông nghiệp coi giùm",
        "nhà tôi được cán bộ xã đưa 5 triệu tiền sửa nhà mà thợ làm dở dang",
        "vợ tôi rút 10 triệu ở ngân hàng bị giật đồ trước trụ sở công an",
        "giáo viên lãnh hộ con tôi 1 triệu học bổng, trường nên phát thẳng",
        "cò đất lấy của tôi 30 triệu tiền cọc, hồ sơ ở một cửa bị trả",
        "trộm vô trụ sở thôn lấy 2 triệu tiền quỹ, trưởng thôn đã báo công an",
        "công an xã làm việc nhanh, bắt được tên trộm lấy 5 triệu của nhà tôi, mong tuần tra thêm",
    ],
)
def test_an_officer_who_is_only_named_is_not(text: str) -> None:
    assert _understand(text).kind != "denunciation"


@pytest.mark.parametrize(
    "text",
    [
        "bị chồng đánh hoài hổng biết làm răng",
        "chong danh toi gay tay",
        "cây ngã đè nhà tui",
        "thằng con nghiện đánh mẹ chảy máu đầu",
        "chong toi danh toi bam dap minh may",
        "tôi muốn chết",
        "tui không muốn sống nữa, nợ nần quá",
        "cây đa đổ đè sập mái nhà bà Hai",
        "cay do de trung nguoi o Binh Trung",
        "vợ tui bị ổng đấm vô mặt sưng vù, cứu với",
        "chồng em nhậu vô là đập em bầm mình",
        "bi chong danh hoai",
        "tui chỉ muốn chết cho xong",
        "má tôi buồn quá nói muốn chết",
        "cây dừa ngã đè lên mái nhà bà Năm",
        "cay bang gay de sap nha toi",
        "nó bóp cổ tui",
        "con em bị bạn đánh gãy răng",
    ],
)
def test_danger_in_earnest(text: str) -> None:
    assert _understand(text).urgent


@pytest.mark.parametrize(
    "text",
    [
        "mệt muốn chết với cái loa phường ồn từ 5 giờ sáng",
        "nóng muốn chết mà cúp điện hoài",
        "sợ muốn chết mỗi lần qua cái cầu đó",
        "buồn ngủ muốn chết mà karaoke hát tới 2 giờ",
        "đau đầu muốn chết vì tiếng máy cưa",
        "lo muốn chết chuyện sổ đỏ chưa có",
        "chờ mệt muốn chết mà chưa tới lượt",
        "giá điện tăng muốn chết luôn",
        "ồn muốn chết, con nít ngủ không được",
        "cây ngã ven đường chưa ai dọn",
        "đói muốn chết mà chợ nghỉ hết",
        "cán bộ làm chậm muốn chết",
        "giá phân mắc muốn chết",
        "chở nặng muốn chết mà đường dốc",
        "chạy tới chạy lui mệt quá muốn chết",
        "doi muon chet ma can tin truong dong cua",
        "bị sóng đánh hư ghe từ tháng trước",
        "bị đánh giá thấp",
        "chặt cây để lấy đường đi",
        "chat cay do de lay duong di",
        "trong cay xanh de nguoi dan hong mat",
        "danh ba dien thoai cua xa sai so",
        "hôi muốn chết",
    ],
)
def test_manners_of_speaking_are_no_danger(text: str) -> None:
    assert not _understand(text).urgent
