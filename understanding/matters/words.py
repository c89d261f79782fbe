"""What a report can be about, as concepts: different words of different people for one thing. Written as in `cases.signals`:
with diacritics, `*` for up to three words, `#` a number, `!` only as spelled. One phrase may stand in several concepts."""

from typing import Literal

Class = Literal["thing", "event", "ask", "spot"]
CLASSES: tuple[Class, ...] = ("thing", "event", "ask", "spot")

# What it concerns.
_THINGS = {
    "rac": "rác; rác thải; xe rác; thùng rác; bãi rác; bao nilon; túi nilon; phế thải; xà bần; ve chai; !rát thải",
    "xac-vat": "xác gà; xác heo; xác vịt; xác động vật; xác súc vật; gà chết vứt; heo chết vứt; heo chết * bỏ",
    "heo": "heo; lợn; trại heo; trại lợn; chuồng heo; chuồng lợn; nuôi heo; nuôi lợn; đàn heo; con heo",
    "ga-vit": "trại gà; chuồng gà; nuôi gà; trại vịt; nuôi vịt; bầy vịt; bầy gà; phân gà; gia cầm; gà vịt; đàn gà; đàn vịt",
    "bo-trau": "bò; trâu; chuồng bò; đàn bò; bò thả; bò nhà; con bò; trâu bò; nghé; bê con",
    "cho-meo": "chó; !con chó; chó thả rông; chó dại; chó cắn; chó nhà; bầy chó; chó dữ; mèo; chó becgie",
    "mo-da": "mỏ đá; khai thác đá; nghiền đá; xay đá; nổ mìn; bắn mìn; bãi đá",
    "mo-dat": "mỏ đất; múc đất; lấy đất đồi; khai thác đất; chở đất; xe đất; xe chở đất; đào đất bán; đất san lấp",
    "cat": "cát; múc cát; hút cát; khai thác cát; cát tặc; cát lậu; máy hút cát; tàu hút cát; lấy cát; bãi cát",
    "lo-gach": "lò gạch; lò nung; lò than; đốt than; hầm than; lò vôi",
    "lo-mo": "lò mổ; lò giết mổ; giết mổ; mổ heo; mổ bò; cơ sở giết mổ",
    "xuong-go": "xưởng gỗ; xưởng cưa; xưởng mộc; dăm gỗ; nhà máy dăm; cưa gỗ; cơ sở mộc",
    "che-bien-ca": """
        sấy cá; hấp cá; phơi cá; rửa cá; nước rửa cá; nước mắm; mắm; làm mắm; chế biến cá; chế biến hải sản; cơ sở cá; xưởng
        cá; nước hấp cá; ruột cá""",
    "tom": "hồ tôm; nuôi tôm; ao tôm; tôm; đầm tôm; hồ nuôi tôm; vuông tôm",
    "nha-may": "nhà máy; khu công nghiệp; KCN; ống khói; lọc dầu; hóa dầu; luyện thép; thép; xi măng; công ty; xí nghiệp",
    "thuoc-sau": "thuốc sâu; thuốc trừ sâu; thuốc cỏ; thuốc diệt cỏ; phun thuốc; xịt thuốc; bao bì thuốc; chai thuốc",
    "den-giao-thong": """
        đèn xanh đèn đỏ; đèn xanh đỏ; đèn giao thông; đèn tín hiệu; đèn đỏ; tín hiệu giao thông; trụ đèn xanh; cột đèn xanh đỏ""",
    "den-duong": """
        đèn đường; đèn chiếu sáng; bóng đèn đường; đèn cao áp; điện đường; chiếu sáng; bóng đèn; đèn led; cột đèn; trụ đèn;
        tối om; tối thui; tối hù; tối đen; tối mò; đường tối""",
    "bien-bao": "biển báo; bảng báo; biển cấm; biển hạn chế; bảng cấm; bảng chỉ đường; biển chỉ dẫn",
    "go-giam-toc": "gờ giảm tốc; gờ giảm; giảm tốc; gồ giảm tốc; gờ hạn chế tốc độ; vạch giảm tốc",
    "guong-cau": "gương cầu; gương cầu lồi; gương lồi; kính lồi",
    "vach-duong": "vạch kẻ; vạch kẻ đường; vạch sang đường; vạch đi bộ; vạch qua đường; kẻ vạch",
    "via-he": "vỉa hè; lề đường; lòng đường; lòng lề đường; hành lang đường; lấn đường",
    "nap-cong": "nắp cống; nắp hố ga; miệng cống; hố ga; hầm ga; nắp đan",
    "cong-thoat": """
        cống; cống thoát; cống thoát nước; mương thoát; mương thoát nước; thoát nước; rãnh thoát; đường cống; cống rãnh; ống
        cống; nghẹt cống; cống nghẹt""",
    "cau": "cầu; cây cầu; mặt cầu; qua cầu; cầu tràn; lan can cầu; cầu treo; cầu gỗ; cầu tre; chân cầu; thành cầu; ván cầu",
    "mat-duong": """
        ổ gà; ổ voi; ổ trâu; mặt đường; đường hư; đường nát; đường xấu; đường sình; đường lầy; sình lầy; đường lún; sụt lún;
        vá đường; đường bị hư; đường xuống cấp; đường bong tróc; đường * nát; đường * hư; nhựa bong; hố sâu; hố to giữa đường;
        lỗ giữa đường; lầy lội; đường bể; đường lồi lõm; lồi lõm; gồ ghề""",
    "lam-duong": """
        làm đường; đường bê tông; bê tông hóa; nhựa hóa; mở đường; mở rộng đường; nâng cấp đường; trải nhựa; đổ bê tông; bê
        tông con đường; làm con đường; thảm nhựa; làm lại đường""",
    "xe-tai": """
        xe ben; xe tải; xe container; xe công; xe đầu kéo; xe chở đất; xe chở đá; xe chở keo; xe quá tải; xe hổ vồ; đoàn xe
        ben; xe chở cát; xe lớn; xe nặng; quá tải""",
    "xe-khach": "xe buýt; xe bus; xe khách; xe dù; bến xe; trạm xe buýt; tuyến xe; nhà chờ xe",
    "do-xe": "đậu xe; đỗ xe; đậu tràn; đỗ tràn; xe đậu; đậu kín; bãi đậu xe; bãi giữ xe; giữ xe",
    "cay-xanh": "cây xanh; cây ngã; cây đổ; nhánh cây; cành cây; cây cổ thụ; tán cây; cây phượng; cây dù; cây bàng; tỉa cành",
    "tram-bien-ap": "trạm biến áp; biến áp; trạm điện; bình biến áp; máy biến áp; trạm hạ thế; bình điện trên trụ",
    "tru-dien": "trụ điện; cột điện; cây trụ điện; trụ bê tông; trụ điện nghiêng; cột điện nghiêng; chân trụ; cây cột điện",
    "day-dien": """
        dây điện; đường dây điện; dây cáp; cáp điện; dây trung thế; dây sà; dây viễn thông; cáp mạng; dây nhợ; chùm dây""",
    "tien-dien": """
        tiền điện; hóa đơn điện; công tơ; công tơ điện; đồng hồ điện; nhảy số điện; điện tính; tính điện; ghi điện; ghi số
        điện""",
    "mat-dien": """
        mất điện; cúp điện; cắt điện; điện cúp; không có điện; điện mất; hụt điện; ngắt điện; điện bị cắt; cúp cầu dao; không
        điện; điện bị cúp""",
    "dien-yeu": """
        điện yếu; điện chập chờn; hụt áp; điện áp; điện không đủ; nồi cơm không chín; điện lờ mờ; điện phập phù; tụt áp""",
    "nuoc-may": """
        nước máy; nước sạch; nhà máy nước; nước sinh hoạt; nước thủy cục; vòi nước; cấp nước; nước uống; nước xài; nước dùng;
        nước nấu ăn""",
    "mat-nuoc": """
        mất nước; nước * cúp; nước * không chảy; cúp nước; cắt nước; nước cúp; không có nước; nước không chảy; không chảy giọt
        nào; không có giọt nước; thiếu nước; nước máy mất; nước máy * mất; nước máy * cúp; nước máy * không chảy; nước máy
        cúp; không ra nước; vòi khô; hết nước; khô queo; nước máy không chảy; mất nước máy""",
    "nuoc-duc": "nước đục; nước vàng; nước đục ngầu; nước có cặn; nước phèn; nước hôi; nước * đục; nước * vàng; nước có mùi",
    "gieng": "giếng; giếng khoan; nước giếng; giếng đóng; giếng làng; giếng nước",
    "ong-nuoc": """
        ống nước; bể ống; vỡ ống; ống bể; đường ống nước; đường ống; xì nước; rò nước; nước chảy tràn; ống * bể; ống * vỡ""",
    "tien-nuoc": "tiền nước; đồng hồ nước; hóa đơn nước",
    "nhiem-man": "nhiễm mặn; nước mặn; nước lợ; xâm nhập mặn",
    "karaoke": """
        karaoke; loa kéo; loa kẹo kéo; kẹo kéo; hát hò; hát karaoke; mở nhạc; loa thùng; nhạc sống; hát nhạc; dàn loa; mở loa;
        !hát; !ca hát; nhạc ầm ầm; nhạc xập xình""",
    "dua-xe": "đua xe; nẹt pô; rú ga; lạng lách; bốc đầu; nẹt bô; độ pô; pô độ; đánh võng; !đua; quái xế; phóng xe",
    "co-bac": """
        đánh bạc; sòng bài; sòng bạc; đánh bài; bài bạc; cờ bạc; bầu cua; xóc đĩa; ăn tiền bài; tổ bài; sát phạt; sòng; tài
        xỉu; chơi bài; gầy sòng""",
    "da-ga": "đá gà; gà đá; chọi gà; gà chọi; trường gà; tổ gà",
    "so-de": "số đề; ghi đề; ghi số; lô đề; ghi số đề; thầu đề; huyện đề; bán đề; đánh đề",
    "ma-tuy": "ma túy; hút chích; kim tiêm; hàng đá; hút đá; đập đá; nghiện; con nghiện; xì ke; bơm kim; chích choác",
    "danh-nhau": "đánh nhau; chém nhau; gây gổ; ẩu đả; hỗn chiến; rượt chém; hành hung; côn đồ; mã tấu",
    "nhau": "nhậu; nhậu nhẹt; say xỉn; say rượu; quán nhậu; bia rượu; quậy phá; quán bia",
    "trom": """
        trộm; ăn trộm; trộm cắp; mất trộm; cắt trộm; ăn cắp; lấy trộm; kẻ trộm; cạy cửa; phá khóa; mất cắp; bẻ khóa; rinh mất;
        chôm; lấy cắp; đột nhập; dắt mất xe""",
    "lua-dao": """
        lừa đảo; giả danh; mạo danh; xưng công an; lừa; chiếm đoạt; bị lừa; giả mạo; lừa tiền; gạt tiền; bị gạt; gọi điện
        xưng; giả công an; lừa gạt""",
    "tin-dung-den": """
        tín dụng đen; vay nặng lãi; nặng lãi; cho vay lãi; đòi nợ; tạt sơn; siết nợ; vay nóng; lãi cắt cổ; vay tiền góp; tờ
        rơi cho vay; cho vay; xã hội đen""",
    "phao": "pháo; đốt pháo; nổ pháo; pháo nổ; bắn pháo; pháo tự chế",
    "kich-dien": """
        chích điện; xung điện; kích điện; rà điện; điện chích cá; xiệc cá; đánh cá bằng điện; lưới điện; rê lưới điện""",
    "gia-cao": "giã cào; cào bay; tàu giã; lưới cào; tận diệt; mìn đánh cá; thuốc nổ đánh cá; lờ dây; lờ xếp; bát quái",
    "tau-ghe": "tàu cá; ghe; tàu thuyền; tàu; thuyền; thúng; ghe thuyền; xuồng; thuyền thúng; neo đậu; chiếc ghe",
    "luong-lach": """
        luồng; luồng lạch; bồi lấp; cát bồi; mắc cạn; nạo vét luồng; cửa biển cạn; bồi cạn; cửa bồi; cạn luồng; nạo vét cửa;
        lạch; cửa * bồi lấp""",
    "cang": "cảng cá; bến cá; cảng; bến ghe; âu thuyền; khu neo đậu; cầu cảng",
    "ke": "kè; kè biển; kè sông; bờ kè; kè chắn sóng; xây kè; làm kè; đê; bờ đê; đê biển",
    "sat-lo": """
        sạt lở; lở đất; sạt bờ; biển ăn; xâm thực; bờ lở; sụp bờ; sóng đánh sập; lở vào; lở bờ; sạt đất; lở bờ sông; sụp đất;
        sóng ăn; triều cường; lở tới""",
    "kenh-muong": """
        kênh; mương; kênh mương; thủy lợi; nội đồng; mương nội đồng; kênh chính; con mương; mương tưới; kênh tưới; kênh thủy
        lợi; mương thủy lợi; bờ mương""",
    "nuoc-tuoi": """
        nước tưới; tưới; lúa khô; ruộng khô; khô hạn; ruộng nứt; tưới tiêu; nước vào ruộng; nước về ruộng; bơm nước; trạm bơm;
        hạn""",
    "lua": "lúa; ruộng lúa; đám ruộng; đồng ruộng; gieo sạ; ruộng; mạ; cánh đồng; lúa giống; giống lúa",
    "chuot": "chuột; chuột phá; chuột cắn; diệt chuột; chuột đồng",
    "sau-benh": "sâu; rầy; sâu bệnh; rầy nâu; sâu cuốn lá; ốc bươu; đạo ôn; bệnh lúa; vàng lá; sâu keo",
    "dich-benh": """
        dịch tả; dịch tả heo; dịch heo; lở mồm long móng; cúm gia cầm; dịch bệnh; tiêm phòng; vắc xin; thú y; chích ngừa; viêm
        da nổi cục; chết hàng loạt; tụ huyết trùng""",
    "rung": """
        rừng; phá rừng; chặt rừng; lâm tặc; rừng phòng hộ; rừng dương; chặt cây rừng; rừng keo; đốt rừng; phi lao; cây dương;
        hàng dương; dương chắn gió""",
    "cay-keo": "keo; cây keo; rẫy keo; vườn keo; keo lai; keo non",
    "cay-trong": """
        cây dừa; dừa; mía; cây mì; !mì; ớt; dưa hấu; dưa; hoa màu; bạch đàn; cây cau; xoài; cây ăn trái; vườn cây; điều""",
    "den-bu": """
        đền bù; bồi thường; giá đền; tiền đền; áp giá; phương án bồi thường; giá bồi thường; tiền bồi thường; áp lại giá; đơn
        giá; không chịu giá; đền rẻ; !đền; tính giá""",
    "kiem-ke": "kiểm kê; kiểm đếm; đếm thiếu; kiểm lại; biên bản kiểm kê; tổ kiểm kê; đo đếm; bỏ sót; ghi thiếu; đếm sót",
    "tai-dinh-cu": """
        tái định cư; tđc; tdc; lô đất; lô tái định cư; bốc thăm; suất; lô nào; cấp lô; nhà tạm; đất tái định cư; lô nền; bố
        trí đất""",
    "giai-toa": "giải tỏa; giải tỏa trắng; giải phóng mặt bằng; thu hồi đất; bàn giao mặt bằng; di dời; lấy đất; dời nhà",
    "mo-ma": "mồ mả; mộ; ngôi mộ; cải táng; bốc mộ; nghĩa địa; nghĩa trang; mả; dời mộ",
    "so-do": """
        sổ đỏ; sổ hồng; bìa đỏ; giấy chứng nhận; cấp sổ; làm sổ; cuốn sổ; cái sổ; thu hồi sổ; sổ đất; bìa đất; giấy chứng nhận
        quyền""",
    "ranh-dat": """
        ranh; ranh đất; ranh giới; lấn đất; cắm mốc; mốc; cọc ranh; lấn qua; lấn ranh; lấn sang; trùm qua; hàng rào; bờ rào;
        cấp chồng; chồng lên; đo sai; xây lấn; rào lấn; chồng ranh""",
    "dien-tich": "thiếu diện tích; diện tích; mét đất; m2; mét vuông; thiếu * mét; hụt đất; đo thiếu; đo lại",
    "dat-cong": "đất công; đất xã; đất công ích; đất 5 phần trăm; quỹ đất; lấn chiếm đất công; đất thôn; đất nhà văn hóa",
    "tach-thua": "tách thửa; chuyển mục đích; lên thổ cư; đất thổ cư; sang tên; chuyển nhượng; tách sổ",
    "phan-lo": "phân lô; bán nền; phân lô bán nền; chia lô; san nền bán",
    "loi-di": "lối đi; lối đi chung; bịt lối; rào đường; chặn lối; bít lối; bịt đường; rào lối; bít đường",
    "quy-hoach": "quy hoạch; quy hoạch treo; vướng quy hoạch; dính quy hoạch; dự án treo; treo",
    "xay-phep": """
        giấy phép xây dựng; phép xây; không phép; trái phép; xây trái phép; xây lụi; xin phép xây; cơi nới; xây chui; xây nhà
        trái phép; cất nhà không phép""",
    "nut-nha": "nứt nhà; nứt tường; nứt vách; nhà nứt; tường nứt; nứt; lún nhà; sập tường; nứt toác; nghiêng nhà",
    "thi-cong": """
        thi công; nhà thầu; công trình; đào đường; dang dở; dở dang; đào lên; đơn vị thi công; bỏ dở; đào bới; làm ẩu; bê trễ""",
    "luong": "lương; nợ lương; tiền công; quỵt lương; trả lương; tiền lương; công nhật; quỵt; chậm lương; tháng lương",
    "bao-hiem": "bảo hiểm; đóng bảo hiểm; bhxh; bhyt; bảo hiểm xã hội; bảo hiểm y tế; thẻ bảo hiểm; sổ bảo hiểm; thất nghiệp",
    "tro-cap": """
        trợ cấp; tiền hỗ trợ; bảo trợ; trợ cấp xã hội; tiền già; tiền người già; chế độ; tiền cứu trợ; cứu trợ; quà tết; tiền
        bão; hỗ trợ bão; trợ cấp người già; tiền tuất; gạo cứu trợ; hỗ trợ thiên tai; trợ giúp""",
    "ho-ngheo": "hộ nghèo; cận nghèo; hộ cận nghèo; xét nghèo; bình xét; sổ nghèo; danh sách nghèo; xét hộ nghèo; thoát nghèo",
    "co-cong": """
        thương binh; liệt sĩ; người có công; gia đình liệt sĩ; bà mẹ anh hùng; chất độc; chất độc da cam; kháng chiến; bệnh
        binh""",
    "khuyet-tat": "khuyết tật; tàn tật; người khuyết tật; giám định; liệt; tâm thần; trợ cấp khuyết tật",
    "nha-xieu-veo": """
        nhà dột; xóa nhà tạm; nhà tình thương; nhà tranh; nhà sập; sửa nhà; nhà đại đoàn kết; nhà tình nghĩa; nhà dột nát""",
    "truong-hoc": """
        trường; trường học; lớp học; phòng học; mầm non; mẫu giáo; tiểu học; trung học; thcs; thpt; cấp 1; cấp 2; cấp 3; bàn
        ghế""",
    "nha-ve-sinh": "nhà vệ sinh; toilet; cầu tiêu; nhà xí; wc",
    "thu-tien-truong": """
        học phí; tiền trường; quỹ lớp; quỹ phụ huynh; xã hội hóa; lạm thu; đóng tiền; thu tiền đầu năm; thu * tiền quỹ; tiền
        học thêm; khoản thu; thu tiền; bắt đóng; tiền đồng phục; các khoản""",
    "hoc-them": "học thêm; dạy thêm; lớp thêm; ép học thêm",
    "ban-tru": "bán trú; suất ăn; bữa ăn; căn tin; cơm trưa; đồ ăn; thức ăn; ôi thiu; cơm",
    "giao-vien": "giáo viên; thầy giáo; cô giáo; thầy; !cô giáo; hiệu trưởng; hiệu phó; nhà trường",
    "bao-luc-tre": "đánh học sinh; phạt học sinh; bạo lực học đường; bắt nạt; đánh bé; đánh trẻ; tát; nhéo; phơi nắng",
    "bac-si": "bác sĩ; bác sỹ; y sĩ; y tá; điều dưỡng; nhân viên y tế; trực trạm; người trực; khám bệnh; đỡ đẻ; nữ hộ sinh",
    "thuoc-men": """
        thuốc men; hết thuốc; thiếu thuốc; cấp thuốc; thuốc bảo hiểm; lãnh thuốc; thuốc tây; thuốc huyết áp; mua thuốc; bán
        thuốc""",
    "muoi-dich": "sốt xuất huyết; muỗi; lăng quăng; phun muỗi; ổ dịch; tay chân miệng; phun thuốc muỗi",
    "ngo-doc": """
        ngộ độc; đau bụng; ói mửa; tiêu chảy; hàng giả; hàng dỏm; hết hạn; quá hạn sử dụng; thực phẩm bẩn; thịt thối; bẩn;
        thực phẩm""",
    "thu-tuc": """
        hồ sơ; giấy tờ; thủ tục; khai sinh; hộ khẩu; chứng thực; công chứng; đăng ký kết hôn; xác nhận; tạm trú; giấy phép;
        cccd; căn cước; chứng tử; hộ tịch; giấy xác nhận; lý lịch""",
    "mot-cua": """
        bộ phận một cửa; một cửa; quầy tiếp nhận; phòng tiếp dân; trung tâm hành chính công; nơi tiếp nhận; bộ phận tiếp nhận""",
    "tiep-dan": "tiếp dân; lịch tiếp dân; tiếp công dân; lịch tiếp; gặp chủ tịch; trả lời đơn; gửi đơn; nộp đơn",
    "dich-vu-cong": """
        dịch vụ công; cổng dịch vụ; nộp trực tuyến; trực tuyến; nộp online; vneid; trang web; phần mềm; nộp qua mạng; trên
        mạng""",
    "dia-chinh": "địa chính; cán bộ địa chính; cán bộ đất đai; cán bộ ruộng đất; ông địa chính; anh địa chính",
    "cong-an": "công an xã; công an; anh công an; cảnh sát; trưởng công an; csgt; csgt xã; công an viên",
    "truong-thon": """
        trưởng thôn; ông thôn trưởng; tổ trưởng; bí thư thôn; trưởng xóm; thôn trưởng; tổ trưởng dân phố; trưởng khu""",
    "kiem-lam": "kiểm lâm; bảo vệ rừng; quản lý rừng",
    "lanh-dao": "chủ tịch xã; phó chủ tịch; bí thư xã; lãnh đạo xã; chủ tịch hội; chủ tịch",
    "ke-toan": "kế toán; thủ quỹ; tài chính; kế toán xã; tư pháp; cán bộ chính sách; cán bộ lao động",
    "song-dien-thoai": "sóng; sóng điện thoại; mạng; wifi; internet; trạm phát sóng; trạm bts; mạng yếu; mất sóng; 4g",
    "nha-van-hoa": "nhà văn hóa; hội trường thôn; nhà sinh hoạt; nhà sinh hoạt cộng đồng; nhà cộng đồng",
    "san-choi": "sân bóng; sân chơi; sân vận động; khu vui chơi; công viên; dụng cụ thể dục; sân thể thao; chỗ chơi",
    "loa-phat-thanh": "loa phát thanh; loa xã; đài truyền thanh; loa phường; loa thôn; loa truyền thanh; cụm loa",
    "di-tich": "di tích; đình làng; miếu; chùa; nhà thờ; lễ hội; bia di tích; bảo tàng; đình",
    "quang-cao": "quảng cáo; dán tờ rơi; tờ rơi; bảng hiệu; băng rôn; bảng quảng cáo; khoan cắt",
    "cho-buon": """
        tiểu thương; sạp; lô sạp; ki ốt; buôn bán; bán hàng; mặt bằng chợ; thuê sạp; tiền chợ; bán hàng rong; họp chợ; phí
        chợ; hoa chi""",
    "gia-ca": "tăng giá; chặt chém; giá cao; bán mắc; cân thiếu; cân điêu; gian lận; ép giá; niêm yết",
    "xang-dau": "xăng; cây xăng; dầu; trạm xăng; bơm xăng",
    "phong-chay": "phòng cháy; bình chữa cháy; chữa cháy; trụ nước chữa cháy; cháy; xe chữa cháy",
    "camera": "camera; gắn camera; lắp camera; camera an ninh",
    "ho-dap": "hồ chứa; hồ nước; đập; hồ; đập tràn; xả lũ; vai đập; cửa van; thân đập; đập dâng",
    "thuy-san-giong": "cá chết; cá giống; tôm giống; lồng bè; nuôi cá; cá bớp; bè cá",
    "vay-von": "vay vốn; ngân hàng chính sách; vốn vay; lãi suất; tổ vay vốn; vốn ưu đãi",
    "viec-lam": "việc làm; tuyển dụng; tuyển công nhân; học nghề; đào tạo nghề; xuất khẩu lao động; dạy nghề; tuyển người",
    "tai-nan-lao-dong": "tai nạn lao động; bảo hộ; an toàn lao động; té giàn giáo; giàn giáo",
    "giai-quyet-don": """
        không trả lời; chưa trả lời; không giải quyết; im lặng; không ai trả lời; chờ hoài; ngâm hồ sơ; ngâm; lâu quá; trễ
        hẹn; quá hẹn; hẹn hoài; hẹn tới hẹn lui""",
    "hoi-ho": "bảo kê; chống lưng; bao che; báo trước; tiếp tay; làm ngơ; nhắm mắt; lộ tin; báo tin",
}

# What happens.
_EVENTS = {
    "khong-gom": """
        không ai hốt; không hốt; không thu gom; không gom; chưa hốt; không vào hốt; xe rác không; không vào thôn; chất đống;
        !dồn đống; dồn ứ; không ai dọn; không lấy rác; không thấy xe; ứ đọng; chẳng ai hốt; để dồn; không đi gom; bỏ tuyến;
        không ai gom; không ai lấy; không tới lấy; không thấy ai hốt; không vô""",
    "do-bay": """
        đổ bậy; đổ trộm; đổ rác; vứt bừa bãi; vứt; xả rác; bỏ bừa; đổ đống; lén đổ; quăng; đem đổ; chở tới đổ; đổ ra; đổ
        xuống; đổ bừa; liệng""",
    "dot": "đốt; đốt rác; đốt rơm; đốt đồng; khói đốt; đốt nhựa; đốt rạ; đốt dây",
    "xa-thai": """
        xả thải; xả nước; xả ra; xả thẳng; nước thải; nước đen; nước bẩn; xả chất thải; đổ nước; xả phân; thải ra; xả trộm;
        xả; nước đen thui; nước đen ngòm; tuôn nước; cho chảy ra""",
    "hoi": """
        hôi; hôi thối; mùi hôi; bốc mùi; thối; tanh; tanh rình; nồng nặc; mùi; hôi hám; mùi thối; bịt mũi; khét; khét lẹt; mùi
        khét; hôi rình; ngộp""",
    "ruoi": "ruồi; ruồi nhặng; nhặng; ruồi bu; dòi",
    "khoi-bui": "khói; bụi; bụi mù; khói bụi; bụi trắng; bụi bay; mù mịt; khói đen; bụi đá; bụi bặm; bụi than; mịt mù; muội",
    "on": """
        ồn; ồn ào; inh ỏi; tiếng ồn; ầm ầm; ầm ĩ; không ngủ được; mất ngủ; khuya; tới khuya; nửa đêm; điếc tai; không ai ngủ;
        điếc lỗ tai; xập xình; om sòm; oang oang; hết ngủ""",
    "hu": """
        hư; hỏng; bể; gãy; tắt; không sáng; không cháy; xuống cấp; sập; mục; rỉ sét; long; mục nát; cháy bóng; đứt; hư hỏng;
        vỡ; không hoạt động; tắt ngúm; chết máy; gỉ; sét""",
    "nghieng": "nghiêng; xiêu; sắp đổ; muốn đổ; sắp ngã; ngả; oặt; sắp sập; đổ; chực đổ",
    "toe-lua": "tóe lửa; chập điện; xẹt lửa; nẹt lửa; phóng điện; nổ lụp bụp; rè rè; phát nổ; !cháy nổ; kêu rè; tia lửa",
    "mat-trom": "mất; bị mất; lấy mất; mất đồ; bị lấy",
    "chay-au": """
        chạy ẩu; chạy nhanh; phóng nhanh; chạy ào ào; bạt mạng; quá tốc độ; vượt ẩu; chạy bạt mạng; chạy ào; lấn tuyến; chạy
        như""",
    "rot-vai": """
        rớt đá; rơi vãi; rớt đất; đá rớt; đất rơi; vãi; rớt xuống đường; không che bạt; không phủ bạt; rải đầy đường; cát bay;
        đổ tràn""",
    "te": """
        té; té xe; ngã xe; tai nạn; gãy tay; gãy chân; trượt té; sụp ổ; sụp hố; lọt xuống; tông; tông nhau; đâm; té nhào; chấn
        thương; trầy; trượt ngã; lật xe""",
    "ngap": """
        ngập; ngập nước; nước tràn; lênh láng; nước đọng; đọng nước; ngập lụt; nước không thoát; ngập tới; tràn vào nhà; nước
        dâng; nước ứ; thành ao; thành sông; ngập nhà""",
    "tac": "nghẹt; tắc; bị nghẹt; tắc nghẽn; nghẹt cứng; ùn tắc; kẹt xe; ùn ứ; kẹt cứng; lộn xộn; loạn; loạn xạ; kẹt",
    "lan-chiem": """
        lấn chiếm; chiếm; bày bán; lấn; chiếm lòng đường; chiếm vỉa hè; bày hàng; chắn hết; choán; dựng chòi; rào lại""",
    "chet": "chết; bị chết; chết hết; chết trắng; chết rụi; chết héo",
    "benh": "ho; nổi mẩn; ngứa; bệnh; bị bệnh; khó thở; viêm; nhức đầu; chóng mặt; ghẻ; nôn; ói; nhập viện; lở loét",
    "nat": """
        nạt; quát; quát nạt; cộc lốc; la mắng; chửi; hách dịch; thái độ; nạt nộ; cau có; nói trổng; khó chịu với dân; coi
        thường; lớn tiếng; quát tháo; gắt; gắt gỏng; mắng; mặt nặng""",
    "nem-giay": "ném giấy; quăng giấy; quăng hồ sơ; ném hồ sơ; vứt hồ sơ; liệng giấy; ném trả; quăng trả",
    "vang-mat": """
        không có mặt; đi trễ; vắng; không ai trực; không có người trực; về sớm; đóng cửa; không ai làm việc; nghỉ sớm; chưa
        tới; bỏ trực; uống cà phê; bấm điện thoại; không thấy ai; trống trơn""",
    "cham": """
        chậm; trễ; lâu; hẹn; quá hạn; chưa xong; chưa trả; chưa nhận được; chờ; mấy tháng nay chưa; ngâm; chưa có kết quả; kéo
        dài; hoài chưa; chưa thấy""",
    "bo-sung-nhieu-lan": """
        bổ sung hoài; bắt bổ sung; đi lại nhiều lần; tới lui; chạy tới chạy lui; trả hồ sơ; hành dân; bắt về; đòi thêm giấy;
        thiếu giấy""",
    "doi-tien": """
        đòi tiền; vòi; vòi tiền; đòi #; nhận tiền; ăn tiền; lấy tiền; nhận hối lộ; hối lộ; nhận của; lót tay; phong bì; bồi
        dưỡng; chung chi; chạy tiền; nhận # triệu; đòi thêm; chung tiền; ăn của; tiền cà phê; vòi thêm; ăn hối lộ; đưa tiền""",
    "an-chan": """
        ăn chặn; ăn bớt; cắt xén; bỏ túi; khai khống; phát thiếu; ký khống; lấy bớt; ký đủ; bớt xén; chia chác; phát có; tham
        ô; ăn bớt tiền; khai gian; khống""",
    "thien-vi": """
        người nhà; bà con ổng; không công bằng; ưu ái; thiên vị; con cháu; sai đối tượng; không đúng đối tượng; nhà giàu; nhà
        lầu; có xe hơi; người quen""",
    "bo-sot": """
        bỏ sót; thiếu tên; không có tên; bị cắt; bị loại; không được xét; gạt tên; rớt danh sách; không được nhận; không cho;
        không cấp; từ chối; bác; không chịu cấp""",
    "gia-thap": """
        giá thấp; giá rẻ; rẻ mạt; không đúng giá; tính thiếu; tính theo giá; tính như; giá cũ; quá thấp; bèo; giá đất nông
        nghiệp""",
    "tinh-sai": """
        tính sai; ghi sai; sai số; cao bất thường; tăng gấp; gấp đôi; gấp ba; nhảy vọt; tăng vọt; tính nhầm; ghi nhầm; sai
        tên; sai ngày sinh; nhầm""",
    "thu-them": """
        thu thêm; thu ngoài; phụ thu; thu quá; thu sai; không biên lai; không hóa đơn; không phiếu thu; thu trái; bắt đóng;
        thu mỗi; mỗi em; mỗi hộ; mỗi cháu""",
    "can-cau": "cắn; bị cắn; rượt người; chạy rông; không rọ mõm; rượt; chạy rong",
    "chich": "chích; tiêm; phun; xịt",
    "chan": "chặn; bịt; rào; chặn đường; chặn dòng; đắp; bít; lấp; san lấp; lấp ao; đổ đất lấp; xây bít",
    "xay": "xây; cất nhà; dựng; xây nhà; xây cất; xây dựng; đổ móng; đào móng; lên tầng",
    "khong-bao-truoc": """
        không báo trước; không thông báo; không báo; không thông báo gì; không nói trước; chẳng báo; không báo tiếng nào""",
    "de-doa": "đe dọa; hăm dọa; hăm; dọa; dọa giết; hù; đòi đánh; ép",
    "chay": "cháy; bốc cháy; bén lửa",
    "tan-pha": "phá; chặt; phá hoại; triệt hạ; đốn; đốn hạ; cưa cây; cưa trộm; chặt phá; ken cây",
    "lo-tin": "lộ tên; giữ kín; giấu tên; lộ danh tính",
    "troc": "tróc; bong; bong tróc; lún; lún sụt; sụt; thủng; lở; sạt; hổng chân; sụp; xói; hàm ếch",
}

# What is asked for.
_ASKS = {
    "lap-moi": """
        làm gờ; làm thêm; lắp; gắn; lắp đặt; gắn thêm; lắp thêm; làm mới; xây thêm; xây mới; mở thêm; đặt thêm; kéo điện; bố
        trí thêm; đầu tư; xây dựng thêm; cho làm; xin làm; làm cho; làm giùm; chưa có; kéo đường""",
    "sua": "sửa; sửa chữa; vá; thay; khắc phục; sửa lại; vá lại; thay mới; nâng cấp; tu sửa; duy tu; chỉnh lại",
    "nao-vet": "nạo vét; khơi thông; vét; thông cống; khai thông; hút bùn; móc cống",
    "don": "dọn; thu gom; hốt; dọn dẹp; đi gom; vệ sinh",
    "mo-rong": "mở rộng; nới rộng; mở thêm đường; làm rộng",
    "ho-tro": "hỗ trợ; giúp đỡ; trợ giúp; cho vay; cấp giống; giúp dân; hỗ trợ giống; hỗ trợ tiền",
    "xet-lai": """
        xem xét lại; xét lại; tính lại; áp lại; kiểm tra lại; đo lại; thu hồi; hủy quyết định; cấp lại; điều chỉnh; làm lại;
        xem lại; xét thêm; đếm lại""",
    "tuan-tra": "tuần tra; dẹp; xử phạt; phạt; bắt; xử lý nghiêm; ngăn chặn; dẹp bỏ; kiểm tra; xử lý; đuổi",
    "som": "sớm; đẩy nhanh; làm xong; cho xong; hoàn thành; đúng tiến độ; khẩn trương",
    "tuyen-truyen": "tuyên truyền; tập huấn; mở lớp; hướng dẫn; phổ biến; mở lớp dạy; dạy bơi; thông báo rộng rãi",
    "giam": "miễn; giảm; miễn giảm; giảm giá; bỏ thu; bãi bỏ",
}

# Where, in a commune.
_SPOTS = {
    "cho": "chợ; cổng chợ; trước chợ; đầu chợ; khu chợ; sau chợ; chợ cá; chợ chiều",
    "truong": """
        trường; cổng trường; trường học; trường tiểu học; trường mẫu giáo; trường mầm non; trường cấp 2; trường cấp 3; thcs;
        thpt; trường trung học; mẫu giáo; mầm non; tiểu học""",
    "tram-y-te": "trạm y tế; trạm xá; bệnh xá; phòng khám; bệnh viện; cổng trạm; trung tâm y tế",
    "uy-ban": "ủy ban; ubnd; trụ sở; trụ sở xã; một cửa; ủy ban xã; xã đội; hội trường xã",
    "nha-van-hoa": "nhà văn hóa; nhà sinh hoạt; hội trường thôn; nhà sinh hoạt cộng đồng",
    "cau": "đầu cầu; chân cầu; cây cầu; dưới cầu; gầm cầu; qua cầu; trên cầu",
    "nga-ba": "ngã ba; ngã 3",
    "nga-tu": "ngã tư; ngã 4; vòng xuyến; bùng binh",
    "quoc-lo": "quốc lộ; ql1; ql1a; đường 1; quốc lộ 1; ql; quốc lộ 1a",
    "tinh-lo": "tỉnh lộ; hương lộ; đt; huyện lộ; đường huyện; đường tỉnh",
    "bai-bien": "bãi biển; bãi tắm; bờ biển; mé biển; dọc biển; ngoài bãi; ven biển; bãi",
    "cua-bien": "cửa biển; cửa sông; cảng cá; bến cá; bến ghe; cửa; âu thuyền",
    "song": "bờ sông; sông; suối; bờ suối; mé sông; ven sông; con suối; khúc sông",
    "kenh": "bờ kênh; bờ mương; kênh; mương; con mương; kênh thủy lợi",
    "canh-dong": "cánh đồng; đồng ruộng; ngoài đồng; ruộng; ngoài ruộng; giữa đồng",
    "nha-may": "nhà máy; khu công nghiệp; kcn; đường ra nhà máy; cổng nhà máy; cổng công ty",
    "nghia-dia": "nghĩa địa; nghĩa trang; khu mộ; bãi tha ma; gò mả",
    "chua": "chùa; cổng chùa; nhà thờ; đình; miếu; lăng ông; đình làng; nhà nguyện",
    "buu-dien": "bưu điện; bưu điện xã; bưu cục",
    "cay-xang": "cây xăng; trạm xăng; cửa hàng xăng",
    "cong-chao": "cổng chào; cổng thôn; cổng làng; đầu làng",
    "san-bong": "sân bóng; sân vận động; sân banh; công viên",
    "tai-dinh-cu": "khu tái định cư; khu tđc; khu tdc",
    "dan-cu": "khu dân cư; kdc; khu phố; khu đô thị; khu nhà ở",
    "mo": "mỏ đá; mỏ đất; mỏ; mỏ cát",
    "ho-dap": "hồ chứa; đập; hồ; chân đập; đập tràn",
    "quan": "quán; quán nhậu; quán karaoke; quán cà phê; nhà hàng; quán nước; quán ăn; tiệm",
    "khu-tro": "khu trọ; nhà trọ; dãy trọ; phòng trọ",
    "doc": "con dốc; dốc; chân dốc; khúc cua; góc cua; đèo; cua gắt; khúc cong",
    "rung": "rừng; rừng phòng hộ; rừng dương; đồi; núi; rú",
    "duong-ray": "đường sắt; đường ray; đường tàu; gác chắn; ga; xe lửa; tàu lửa",
    "ben-xe": "bến xe; trạm xe buýt; nhà chờ xe; bến đò",
    "hem": "hẻm; kiệt; ngõ; con hẻm",
}


def _phrases(text: str) -> list[str]:
    return [phrase for piece in text.split(";") if (phrase := " ".join(piece.split()))]


_TABLES: tuple[tuple[Class, dict[str, str]], ...] = (
    ("thing", _THINGS),
    ("event", _EVENTS),
    ("ask", _ASKS),
    ("spot", _SPOTS),
)
ENTRIES: tuple[tuple[str, Class, str], ...] = tuple(
    (phrase, kind, concept) for kind, table in _TABLES for concept, text in table.items() for phrase in _phrases(text)
)
