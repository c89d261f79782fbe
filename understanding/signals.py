"""Words by which a message shows what it wants. General vocabulary: what many people say, not what one of them said.

`*` stands for up to three words, `#` for a number. Written in the common words of language.shortforms ("tôi", "không", "đâu").
A phrase inside a longer one that also matches does not count, so NEUTRAL takes the sting out of its parts.
"""

from typing import Literal

Tag = Literal[
    "ask", "how", "status", "greeting", "thanks", "human", "goodbye", "problem", "trouble", "lasting", "wish", "do",
    "handle", "should", "report", "complaint", "decision", "disagree", "review", "own", "officer", "office", "manners", "graft",
    "hard_graft", "denounce", "service", "evidence", "past", "neutral", "chat", "telling", "scene", "lax", "propose",
    "stranger", "citizen", "cleared",
]  # fmt: skip
Danger = Literal["fire", "electric", "violence", "child", "drowning", "collapse", "poison", "medical", "crowd"]

EMERGENCY: dict[Danger, tuple[str, ...]] = {  # national numbers, the first is the one to call
    "fire": ("114",),
    "electric": ("114", "115"),
    "violence": ("113", "115"),
    "child": ("111", "113"),
    "drowning": ("112", "114"),
    "collapse": ("112", "114"),
    "poison": ("115",),
    "medical": ("115",),
    "crowd": ("113",),
}

_PHRASES: dict[Tag, str] = {
    "ask": """
        có sao không; vào đâu; vô đâu; ở mô; chỗ mô; làm răng; ra răng; gửi ai; nộp cho ai; thì ai; thì kêu ai; thì sao;
        hay tố cáo; hay khiếu nại; đi mô; ai bảo vệ; có hợp pháp; có an toàn; có mất; có giá trị; hông ạ; ở đâu; đâu vậy;
        nơi nào; chỗ nào; chỗ đâu; khúc nào; cửa nào; bao nhiêu; bn tiền; nhiêu tiền; nhiêu một; bao lâu; mấy giờ; mấy ngày;
        mấy tháng; mấy năm; mấy tấm; mấy bước; mấy lần; mấy loại; khi nào; bao giờ; ngày nào; ngày mấy; hôm nào; bữa nào;
        chừng nào; làm sao; làm thế nào; như thế nào; thế nào; ra sao; cách nào; cách gì; kiểu nào; kiểu gì; cần gì;
        cần những gì; cần giấy; cần mang; cần chuẩn bị; giấy tờ gì; giấy gì; thủ tục gì; những gì; là gì; thuốc gì; ăn gì;
        gì vậy; có phải; phải không; có được; có cần; có bị; hay là; hay phải; ai giải quyết; ai ký; gọi ai; hỏi ai; với ai;
        cho ai; báo ai; nhờ ai; kêu ai; số nào; xã nào; cơ quan nào; cho hỏi; xin hỏi; tôi hỏi; em hỏi; hỏi chút; muốn hỏi;
        muốn biết; hướng dẫn giùm; hướng dẫn tôi; xin hướng dẫn; chỉ tôi; chỉ giùm; chỉ em; khác nhau; khác gì; khác chỗ;
        cách làm; cách nộp; cách trị; cách trả; điều kiện; ntn; tối thiểu; tối đa; mức phạt; thời hạn; mẫu đơn; lịch tiếp;
        lịch cắt; phải làm gì; mang theo; nộp đâu; gửi đâu; nhận đâu; ở nơi nào; xin ở; sao ạ; có mấy; loại nào;
        ngân hàng nào; trường nào; mấy cấp; mấy tuổi; mấy phần; nhiêu một ký; tính sao; hay đơn; hay gọi; có chưa; chưa vậy;
        đi đâu; ra đâu; tới đâu; nhắn vào đây; bn ngày; bn m2; bấm vào đâu; bắt đầu từ đâu; theo quy định; lối nào; hướng nào;
        đường nào; mấy ngày nữa; cho bộ phận nào; bộ phận nào; thứ mấy; mấy giờ rồi; có phải xin; bao nhiêu tiền; hay lên;
        hay ra; hay nộp; hay đóng; hay nhập; hay để; hay chạy; hay xã; hay tỉnh; hay huyện; hay mỗi; xã hay; làm cái gì;
        làm cái chi; phải làm cái; ở chỗ mô; không biết bấm; không biết làm; vào không được; vô không được; được chưa;
        được không; được ko; số mấy; xin số; số điện thoại của; được chưa ta; gặp ai; cấp mấy; được mấy; đc mấy""",
    "how": """
        thủ tục; cách; quy trình; hồ sơ gồm; lệ phí; điều kiện; mẫu đơn; quy định; hướng dẫn; thời hạn; phân biệt; ủy quyền;
        nặc danh; bảo vệ người tố cáo""",
    "status": """
        tới đâu rồi; đến đâu rồi; xử lý xong chưa; xong chưa; giải quyết chưa; có kết quả chưa; kết quả chưa; trả lời chưa;
        trạng thái; tiến độ; tình trạng xử lý; kiểm tra hồ sơ; tra cứu; biên nhận #; mã hồ sơ; mã phản ánh; số phản ánh;
        phản ánh số #; đơn số #; chuyển bộ phận nào; ai đang lo; ai đang xử lý; đơn hôm * gửi; tôi gửi * trước;
        em gửi phản ánh; đã chuyển * nào; coi giùm hồ sơ; hồ sơ * có kết quả; đơn của tôi; phản ánh của tôi; giấy mời của tôi;
        vụ * gửi bữa trước; đã xử lý chưa; có ai xử lý chưa; giờ sao rồi; sao rồi; tới khâu nào; khâu nào; tới bước nào;
        đi tới đâu; chưa thấy trả lời; chưa thấy phản hồi; giải quyết tới đâu; xử lý tới đâu; sửa chưa; làm chưa; dọn chưa;
        vá chưa; tôi báo * chưa; chừng nào có kết quả; bao giờ có kết quả; khi nào có kết quả""",
    "greeting": """
        chào; xin chào; kính chào; chào ad; hello; hi; helo; hế lô; a lô; alo; ad ơi; bot ơi; admin ơi; shop ơi; xã ơi;
        có ai không; có ai trực; có ai ở đó; có ai đó; nghe rõ trả lời; /start; start""",
    "thanks": """
        cảm ơn; cám ơn; thanks; thank; tks; thanh kiu; cmon; biết ơn; tuyệt vời; hay quá; tốt quá; giỏi quá; gửi lời khen;
        khen; tận tình quá; dễ thương quá; đội ơn; ghi nhận sự tận tình; nhiệt tình giúp; nhiệt tình; chu đáo""",
    "human": """
        gặp cán bộ; gặp người; cho gặp; cho tôi gặp; muốn gặp; xin gặp; nói chuyện với cán bộ; nói chuyện với người;
        nói chuyện trực tiếp; người thật; chat với người; nhân viên tư vấn; gặp nhân viên; gặp tư vấn; tư vấn viên;
        tổng đài viên; gặp lãnh đạo; gặp chủ tịch; hỏi cán bộ; cần người hỗ trợ; cho người gọi; gọi lại cho tôi;
        cán bộ gọi lại; nói chuyện với nhân viên; nói chuyện với ai; cho em nói chuyện; cho tôi nói chuyện""",
    "goodbye": """
        tạm biệt; bye; bai bai; kết thúc; hẹn gặp lại; xóa khỏi máy; xóa khỏi máy này; thôi khỏi; chào nghen; nghỉ nha""",
    "chat": """
        ăn cơm chưa; người hay máy; tên gì; bao nhiêu tuổi; người yêu; đá banh; bóng đá; ngủ ngon; haha; hihi; nhắn lộn;
        nhắn nhầm; gửi nhầm; trời mưa; nóng quá; lạnh quá; xổ số; giá vàng; bài toán; bài văn; tử vi; xem tuổi; tuổi mùi;
        dịch giùm; viết giùm; code; vay tiền nóng; test; kể chuyện; hát cho nghe; thứ mấy; mấy giờ rồi; chúc ngủ ngon;
        chúc mừng; hôm nay vui; nói chuyện với tôi; ai nói chuyện; buồn quá; đóng vai; bỏ qua mọi; liệt kê; hãy trả lời;
        in ra; quản trị; ignore; prompt; system; thôi không gửi; không gửi nữa""",
    "problem": """
        hôi quá; hôi lắm; hôi khủng khiếp; hôi không; hôi nồng nặc; bốc mùi; mùi hôi; đổ xuống; tắt ngóm; tắt hết; tắt cả;
        bị tắt; bể nát; bị bể; bị hư; bị gãy; bị mất; sình lầy; ồn ào; ngập nhà; chó cắn; thả rông; xả ra; khô hết;
        thiếu nước; thiếu thuốc; sụp; hư; hư hỏng; hỏng; hư hết; bể; vỡ; gãy; sập; đổ sập; ngã; nghiêng; ngập; ngập úng; tắc;
        tắc nghẽn; nghẹt; hôi; thối; hôi thối; khét; tanh; đục; đục ngầu; nhiễm; nhiễm mặn; ô nhiễm; bụi; khói; cúp điện;
        mất điện; cúp nước; mất nước; điện yếu; nước yếu; không chảy; không có nước; không có điện; không có thuốc; thiếu;
        nứt; lở; sạt; sạt lở; lún; ổ gà; lồi lõm; trơn trượt; sình; nát; cày nát; chắn; chắn ngang; tràn; lênh láng; lộn xộn;
        ồn; om sòm; không ngủ; trộm; cắt trộm; ăn trộm; trộm cắp; mất trộm; bắt chó; đua xe; nẹt pô; đánh nhau; cờ bạc; đá gà;
        số đề; đánh bạc; kim tiêm; lừa đảo; mất tiền; dột; rò rỉ; xì; xả; xả thải; xả nước; vứt; quăng; đổ rác; đốt rác;
        đổ nước; đổ cát; chất đống; lấn; lấn chiếm; lấn ra; rào; bày bàn; cắn; chuột cắn; chuột phá; chết; chết hàng loạt;
        dịch; sốt xuất huyết; nợ lương; quỵt lương; chưa phát; chưa nhận; chưa trả; trễ hẹn; chậm trễ; kéo dài; bỏ dở;
        dở dang; bỏ hoang; tắt; không sáng; tối thui; không đèn; tối om; hụt; chập chờn; tóe lửa; sà xuống; chùng; đứt; rớt;
        múc cát; hút cát; phá rừng; quá tải; chạy ẩu; chạy ào ào; đậu tràn; nhồi; karaoke; kẹo kéo; nhậu; khô queo; khô hạn;
        cạn; mắc cạn; bồi lấp; thấp quá; cao quá; nhiều quá; hẹp; chật; thất nghiệp; khó khăn; bất công; xầm xì; đứng hình;
        mạng hư; thiếu một tờ; mất; cháy; tro bụi; rè rè; dơ; bẩn; muỗi; ruồi; đóng đủ thứ; thu đủ thứ; lạm thu; giã cào;
        nổ mìn; yếu; bị lấp; lấp; mất tiêu; che khuất; lật; lọt; cháy bóng; rè; ôi thiu; đau bụng; ăn trụi; tận diệt; nổ;
        bắn pháo; đốt pháo; quậy; quậy phá; gây gổ; rượt; chặn đánh; xuống cấp; mục; mục nát; rỉ sét; bong tróc; lồi; trồi;
        sụt; vỡ nát; ùn tắc; kẹt xe; phóng nhanh; bạt mạng; lạng lách; vượt ẩu; rú ga; phá; phá hoại; chặt phá; hút chích;
        hút đá; cho vay cắt cổ; cắt cổ; nặng lãi; siết nợ; tạt mắm tôm; tạt sơn; hăm dọa; đe dọa; giật đồ; móc túi; rình mò;
        biến thái; đánh bài; bài bạc; xóc đĩa; bầu cua; mở nhạc; hát hò; loa thùng; nợ bảo hiểm; nợ tiền; giam lương; ép;
        chèn ép; đuổi việc; nghỉ không báo; vắng; không trực; không có bác sĩ; quá hạn; chậm; chậm trả; lâu quá; chờ dài cổ;
        đi tới đi lui; bắt bổ sung; dồn; dội ngược; trào; trào ngược; lụt; lũ; úng; phèn; mặn; đen thui; đen ngòm; vàng khè;
        cặn; váng dầu; nhiễm bẩn; dòi; chuột; sâu; rầy; dịch bệnh; bệnh lạ; lở mồm; chó dại; rọ mõm; rác thải; bừa bãi; chiếm;
        chiếm dụng; bỏ không; trơ trọi; treo; lỗ hổng; thủng; nhiễu; mất nắp; võng; xệ; cũ nát; mục hết; bong; cạy cửa;
        phá cửa; lấy hết; gáy; đinh tai; nhấp nháy; chớp tắt; kẹt cứng; ngược chiều; tràn ra; cuồn cuộn; khô rang;
        không trả lương; không đóng bảo hiểm; chặt; đốn; san ủi; ủi; cắm mốc; cơi nới; chồm qua; đổ tháo; đầy rác; bao nilon;
        ngộp thở; khó thở; ho sù sụ; nổi mụn; lây lan; ca bệnh; ép học; đóng tiền; bắt mua; phụ thu; rớt mạng; mất sóng;
        dính gầm; trơn; lội nước; không có chế độ; không được hưởng; bị bỏ sót; nhảy số; gấp đôi; tăng bất thường; hết thuốc;
        cửa hư; chở quá; nhồi nhét; lấn tuyến; xâm phạm; bơm hút; xịt thuốc; phá bỏ; xói lở; xói mòn; gãy đổ; bật gốc; đè;
        vướng; cản trở; bít; bịt; rào lối; lấp mương; chắn nước; sặc; sặc mùi; bít kin; bị lừa; bị lừa chuyển; lảng vảng;
        rọi đèn; sưng; lởm chởm; sét đánh; ăn hết; hét; tới lui; khóa cửa; ngập trũng; cạn kiệt; lạ lùng""",
    "trouble": """
        nguy hiểm; mất an toàn; sợ; chịu không nổi; không chịu nổi; chịu không thấu; khổ; cực; bức xúc; té; té xe; suýt;
        xém chết; tông nhau; tai nạn; ảnh hưởng; thiệt hại; chưa ai; chưa thấy; không ai; không thấy ai; chưa có ai;
        không thấy; chưa có; không ai dẹp; không ai bắt; chưa thấy ai; không thông báo; không báo trước; im re; bỏ đó;
        làm ngơ; hứa * mà; gọi không ai; nổi mẩn; ho hoài; bệnh; khủng khiếp; không qua được; uổng quá; chưa dọn; lần thì""",
    "lasting": """
        hoài; miết; mấy bữa này; mấy ngày này; mấy hôm này; mấy bữa nay; mấy ngày nay; mấy hôm nay; mấy tháng nay; cả tuần;
        cả tháng; cả năm; # ngày; # ngày rồi; # ngày nay; # bữa; # tháng rồi; # tháng nay; # năm rồi; # năm nay; tuần này;
        tháng này; hơn # năm; hơn # tháng; nửa tháng; đêm nào cũng; ngày nào cũng; tối nào cũng; chiều nào cũng;
        sáng nào cũng; nào cũng; ngày đêm; lâu nay; suốt; từ hồi; hồi hôm; hôm qua; đêm qua; hồi đêm; hồi khuya; sáng này;
        tới giờ; đến nay; cứ mưa; mỗi lần; ban đêm; trong đêm; bữa rồi; hôm trước""",
    "wish": """
        đề nghị; kiến nghị; kính mong; mong; mong muốn; xin xã; xin nhà nước; xin ngành; xin cấp trên; xin cho; xin các cấp;
        xin làm; xin gắn; xin lắp; xin mở; ước gì; ước chi; phải chi; góp ý; yêu cầu; cần có; cần phải; cần thêm; cần làm;
        cần lắp; xin kéo; em đề xuất; nhờ xã; xin hỗ trợ; mong xã; mong nhà nước; mong tăng cường""",
    "propose": "đề nghị; kiến nghị; đề xuất",
    "should": """
        xin làm; xin gắn; xin lắp; xin mở; xin kéo; xin hỗ trợ; xin đặt; xin xây; xin thêm; xin trồng; xin bố trí;
        đề nghị làm; đề nghị gắn; đề nghị lắp; đề nghị mở; nên gắn; nên làm; nên có; nên mở; nên đặt; nên lắp; nên thay;
        nên xây; nên trồng; nên tổ chức; nên cho; nên bố trí; nên bỏ; nên giảm; nên tăng; nên thêm; nên dời; nên sửa; nên cấm;
        nên chi; xã nên; phải chi; ước gì; có ai tính; đề xuất; xin nhà nước; xin lắp đèn; xin trang bị; nên trang bị; nên để;
        nên kéo; nên nâng; nên mua; nên phát; nên tuyên truyền; mong có; mong làm; mong xây; mong được xây; mong lắp; mong mở;
        mong gắn; cần xây; cần mở; đề nghị xây; đề nghị đầu tư; đề nghị bố trí; đề nghị hạ; đề nghị đổi; đề nghị dời;
        đề nghị trồng; đề nghị trang bị; đề nghị bổ sung; đề nghị nâng""",
    "do": """
        sớm làm xong; làm gờ; làm cái; làm thêm; làm kè; làm cầu; làm đường; làm xong; làm lan can; làm sân; gắn; gắn thêm;
        lắp; lắp thêm; lắp đặt; mở; mở thêm; mở rộng; mở tuyến; mở lớp; kéo; kéo thêm; kéo nước; kéo điện; hỗ trợ; nạo vét;
        đúc; bê tông; bổ sung; tăng cường; xây; xây thêm; xây mới; đầu tư; đặt thêm; nâng giá; nâng cấp; điều chỉnh;
        xóa quy hoạch; xét thêm; chính sách; ưu tiên; gộp lại; bớt; giảm; miễn; dạy nghề; bố trí; quầy riêng; thêm; trồng;
        di dời; dời; thay dây; bó; tổ chức; thành lập; cấp thêm; tăng; cho phép; công lập; miễn phí; kiên cố; cải tạo;
        hưởng hỗ trợ; đưa vào; có chính sách; tu bổ; phủ sóng; rải nhựa; trải nhựa; thảm nhựa; làm lại; sửa lại; nâng đường;
        lắp đèn; xây phòng; khám bệnh miễn phí; ngoài giờ; đặt thùng; quy hoạch; thay mới; kéo dài; phân loại; tuyên truyền;
        tập huấn; dạy; điện lực đổi; đổi dây; gờ giảm tốc; thêm một chuyến; thu gom * thêm""",
    "handle": """
        xử lý; kiểm tra; xem giùm; coi giùm; coi lại; xuống coi; xuống xem; giải quyết; khắc phục; sửa; sửa giùm; dọn;
        dọn giùm; hốt; chấn chỉnh; nhắc nhở; dẹp; xử phạt; xem xét; can thiệp; làm rõ; giúp dân; lo giùm; cho người""",
    "report": """
        phản ánh; xin phản ánh; tôi báo; em báo; báo là; xin báo; trình báo; báo cho xã; báo xã; xin gửi; gửi tin này; bà con;
        dân""",
    "complaint": "khiếu nại; khiếu kiện; đơn khiếu nại; kn",
    "decision": """
        quyết định; quyết định phạt; quyết định thu hồi; thông báo cưỡng chế; cưỡng chế; biên bản kiểm đếm; biên bản;
        phương án; phương án bồi thường; phương án đền bù; bị bác; bác hồ sơ; bác đơn; từ chối; văn bản từ chối; trả hồ sơ;
        không nhận hồ sơ; bị phạt; phạt tôi; phạt em; xử phạt; thu hồi sổ; thu hồi cái sổ; sổ đỏ cấp; sổ cấp; cấp chồng;
        cấp trùm; cấp sai; cấp lại cho đúng; giá đền; áp giá; tính giá; bỏ sót; kiểm đếm; kiểm kê; không có tên; gạt tên;
        gạch tên; khỏi danh sách; cắt trợ cấp; cắt chế độ; thông báo không; không nhận vào; không xác nhận; không cấp;
        không cho lô; không có lô; lần đầu; kết luận; chấm điểm; văn bản; áp là; tính như; tính theo; thông báo; bị cắt;
        bị thu hồi; bị loại; trả lại hồ sơ; loại khỏi; buộc thôi học; kỷ luật; bị loại khỏi; từ chối chứng thực;
        không giải quyết; không chứng thực; bị hủy; bị đình chỉ; bị trả về; trả về; tháo dỡ; giải quyết tranh chấp;
        hưởng trợ cấp * bị; kiểm đếm thiếu; đếm thiếu; cấp sổ; mức bồi thường; mức hỗ trợ; việc cấp; chồng lên; tính thiếu;
        dừng hưởng; dừng trợ cấp; lỗi tôi không; diện tích nhà; ngưng trợ cấp; ngưng cấp""",
    "disagree": """
        không đồng ý; không đồng tình; không phục; không chấp nhận; không chịu; phản đối; sai luật; không đúng;
        không công bằng; bất công; oan; vô lý; trái luật; trái quy định; thiệt cho tôi; thiệt thòi; không thỏa đáng;
        tôi không ký; sai sự thật; là sai; không thỏa mãn; không lý do; không có căn cứ; không nêu rõ; không khách quan""",
    "review": """
        xem xét lại; xem lại; xét lại; coi lại; tính lại; đo lại; kiểm đếm lại; áp lại; làm lại; cấp lại; hủy quyết định;
        hủy bỏ quyết định; thu hồi quyết định; rút quyết định; dừng cưỡng chế; xin bổ sung; trả đủ; giải quyết lại;
        thu hồi sổ; thu hồi cái sổ; xin xét; lần hai; yêu cầu thu hồi; khiếu nại quyết định; khiếu nại thông báo;
        khiếu nại việc; đòi lại; cấp lại cho đủ; yêu cầu hủy; đề nghị hủy; xin hủy; yêu cầu giải quyết; khiếu nại yêu cầu;
        phục hồi; khôi phục; kiểm lại; đếm lại; kiểm tra lại; thẩm định lại; hoàn trả; đề nghị thu hồi; đề nghị tính;
        xin tính lại; yêu cầu bồi thường; đề nghị xem lại""",
    "own": """
        tôi nộp; tôi nhận; tôi không; tôi đã; hồ sơ của; tôi xin; tôi khiếu nại; em khiếu nại; của tôi; nhà tôi; cho tôi;
        tôi bị; của em; nhà em; con tôi; gia đình tôi; gia đình em; hộ chúng tôi; chúng tôi; tụi tôi; cho em; đất tôi;
        tàu tôi; vợ chồng tôi; cho chúng tôi; phạt tôi; tôi xây; ba em; đối với tôi; với tôi; hộ nhà tôi; hộ tôi; cha tôi;
        mẹ tôi; ba tôi; má tôi; con em; ba má tôi; chồng tôi; vợ tôi; chồng em; vợ em; sổ của; nhà chúng tôi; tôi là""",
    "officer": """
        cán bộ; công chức; viên chức; trưởng thôn; thôn trưởng; chủ tịch; phó chủ tịch; chủ tịch xã; bí thư; địa chính;
        ông địa chính; anh công an; công an xã; công an; kiểm lâm; hộ tịch; tổ kiểm kê; tổ kiểm đếm; tổ đo đạc; hiệu trưởng;
        kế toán; thủ quỹ; cô ngồi; chú ngồi; anh ngồi; chị ngồi; bà ngồi; ông ngồi; cô cán bộ; anh nhận hồ sơ; chị nhận hồ sơ;
        cô nhận hồ sơ; người nhận hồ sơ; người làm đền bù; làm đền bù; ông phụ trách; người phụ trách; anh phụ trách;
        phụ trách xây dựng; làm chính sách; cô giáo; thầy giáo; giáo viên; bác sĩ; y tá; nhân viên; người ở trạm y tế;
        người trạm y tế; cô ở; anh ở; ông ở; mấy ông xã; mấy ông; lãnh đạo; thanh tra; cảnh sát; csgt; dân quân; xã đội;
        đăng kiểm; thú y viên; trưởng trạm; người ở xã; người bên xã; cô một cửa; anh một cửa; bộ đội biên phòng;
        trưởng phòng; tổ trưởng; cô văn thư; bảo vệ ủy ban; cán bộ hội; hội phụ nữ; hội nông dân; hội cựu chiến binh; chi hội;
        công an viên; an ninh thôn; phó thôn; phó chủ tịch xã; trưởng ban; làm chế độ; người làm chế độ; bí thư chi bộ;
        phó hiệu trưởng; nhân viên trạm; cán bộ tư pháp; cán bộ xã; cán bộ thôn; văn thư; anh tiếp dân; cô tiếp dân;
        người tiếp dân; chị kế toán; kế toán trường; kiểm lâm viên; đội quản lý; thanh niên xung kích; ông trưởng; bà trưởng;
        phó bí thư; cán bộ địa chính; ban quản lý dự án""",
    "office": """
        trạm y tế; ủy ban; ubnd; trường; bộ phận một cửa; một cửa; phòng tiếp dân; hợp tác xã; ban quản lý; tổ dân phố; trụ sở""",
    "manners": """
        thái độ; hách dịch; cửa quyền; quát; nạt; nạt nộ; quát nạt; la mắng; cộc lốc; cau có; lớn tiếng; xua tay; coi thường;
        bất lịch sự; gây khó dễ; làm khó; hạch sách; đi trễ; đi muộn; vắng mặt; chưa có ai; không có ai; bỏ về; ngồi quán;
        quán cà phê; chơi game; bấm điện thoại; lướt điện thoại; ném giấy; quăng giấy; chửi; mắng; nói trống không;
        không thèm; đuổi về; đứng chờ; vô lễ; khinh; hỗn; uống rượu; say; sai giờ; trễ giờ; ngồi chơi; tám chuyện;
        tạt nước vào mặt; như tát nước; nói năng; thô lỗ; khó chịu; gắt gỏng; trịch thượng; lên giọng; nghỉ không báo;
        không tiếp; làm lơ dân; bỏ mặc; né tránh; đùn đẩy""",
    "graft": """
        bớt tiền; lấy tiền; nhận tiền; ăn tiền; chia tiền; chia nhau; tiền chạy; bảo kê; bao kê; bao che cho; giấy giả;
        bằng giả; bằng đại học giả; chứng từ giả; đưa đất công; cho người nhà; cho em vợ; nhận phong bì; phong bì; vòi;
        đòi tiền; đòi thêm; đòi chia; chia lại; ký lĩnh; lĩnh tiền; thu tiền * không biên lai; không phiếu thu; tư túi;
        bỏ túi; chạy tiền; báo tin trước; giữ tiền; giữ luôn tiền; ém tiền; ém; xà xẻo; chấm mút; tiền * vào túi;
        danh sách ma; danh sách khống; hồ sơ khống; bán đất công; chiếm đất công; ăn hoa hồng; lại quả; chung chi; phải chung;
        làm luật; tiền luật; đưa tiền mới; không đưa tiền; có tiền mới; thu không biên lai; khai khống; kê danh sách; ăn chia;
        bán thuốc; tiền hàng tháng; tiền hằng tháng; nhận quà; rút tiền; xài riêng; tiêu riêng; bỏ túi riêng; gợi ý đưa;
        gợi ý; đòi quà; lấy tiền dân; tiền dân; chi sai; ăn quỹ; lấy quỹ; rút quỹ; gom tiền; nhét túi; bạch phiếu; lấy phần;
        cắt phần trăm; phần trăm hoa hồng; hoa hồng; đi đêm; cò; tiền cò; tiền bôi trơn; bôi trơn; quà cáp; đút túi; khai man;
        khai gian; ký giả; giả chữ ký; chữ ký giả; kê thêm; kê khống; bán gạo cứu trợ; lấy gạo; lấy vật tư; bán vật tư;
        giữ lại; lấy * làm của riêng; lấy * xây nhà; lấy * bán; tuồn; tẩu tán; nhận tiền rồi; ăn tiền rồi; bắt nộp * # triệu;
        bắt nộp * # trăm; bắt dân nộp * # triệu; bắt dân nộp * # trăm; bắt đưa * # triệu; bắt đưa * # trăm; đòi * # triệu;
        đòi * # trăm; nhận * # triệu; nhận * # trăm; lấy * # triệu; lấy * # trăm; rút * # triệu; rút * # trăm; ăn * # triệu;
        ăn * # trăm; chia * # triệu; chia * # trăm; đưa * # triệu; đưa * # trăm; vòi * # triệu; vòi * # trăm; cầm * # triệu;
        cầm * # trăm; giữ * # triệu; giữ * # trăm; bỏ túi * # triệu; bỏ túi * # trăm; chi * # triệu; chi * # trăm;
        nâng * # triệu; nâng * # trăm; bắt nộp * $; bắt dân nộp * $; bắt đưa * $; đòi * $; nhận * $; lấy * $; rút * $; ăn * $;
        chia * $; đưa * $; vòi * $; cầm * $; giữ * $; bỏ túi * $; chi * $; nâng * $""",
    "hard_graft": """
        tham nhũng; tham ô; hối lộ; đút lót; lót tay; vòi vĩnh; vòi tiền; vòi thêm; ăn chặn; ăn bớt; cắt xén; bớt xén;
        ăn tiền; ăn hối lộ; biển thủ; chiếm đoạt; nâng khống; khai khống; lập khống; kê khống; ký khống; phiếu * khống;
        thông đồng; móc nối; bắt tay với; nhận của * #; lấy của * #; đòi * # triệu; đòi * # trăm; đòi * # ngàn; đòi * # nghìn;
        đòi * # phần; đòi * $; lấy * # triệu; nhận * # triệu; nhận * $; lấy * $; ăn * $; ăn của * #; đưa * # triệu; đưa * $;
        đưa * # trăm; lấy tiền cứu trợ; lấy tiền hỗ trợ; bớt tiền ăn; chia tiền gỗ; bảo kê * ăn tiền; nhận tiền hàng tháng;
        lĩnh tiền trợ cấp; vẫn ký lĩnh; dùng bằng * giả; làm khai sinh giả; khai sinh giả; bán thuốc bảo hiểm;
        lấy thuốc bảo hiểm; đòi chia lại; chia lại * phần trăm; lợi dụng chức vụ; tiền chạy đi đâu; ký nhận * mà; sổ ghi * mà;
        hồ sơ ghi * mà; đưa đất công * sổ; nhận tiền của; ghi khống; ghi vào * cây; lấy tiền hỗ trợ * dân; lấy tiền của dân;
        giữ * tiền cứu trợ; giữ * tiền hỗ trợ; ém tiền; bán đất công; đòi lót tay; nhận lót tay; khai khống hồ sơ;
        hồ sơ khống; danh sách ma; ăn chia; bắt đóng tiền * mới; phải đưa tiền; phải đưa * mới; đòi tiền; vòi; nhận phong bì;
        lấy phong bì; chia chác; rút ruột; bán suất; chạy suất; lấy tiền * không trả; bao che * lấy tiền; lấy tiền * bao che;
        làm giả * phiếu; làm giả * chứng từ; làm giả * hồ sơ; giả phiếu chi; phiếu chi khống; bắt dân nộp * mới;
        bắt nộp * mới; phải nộp * mới; phải có tiền; sửa diện tích; sửa hồ sơ; ăn chia với; chia hoa hồng""",
    "stranger": """
        kẻ gian; kẻ trộm; kẻ xấu; kẻ lạ; !kẻ; trộm; cướp; bọn; tụi; tụi nó; !nó; !thằng; người lạ; người xưng; tự xưng; lừa đảo;
        cho vay; chủ nợ; con nợ; đầu gấu; giang hồ; côn đồ; con nghiện; chủ nhà; chủ trọ; chủ quán; chủ vựa; chủ tàu; chủ xe;
        chủ đất;
        chủ thầu; thương lái; cai thầu; nhà thầu; công ty; doanh nghiệp; hàng xóm; người ta; chồng tôi; vợ tôi; anh tôi; chị tôi;
        chồng em; vợ em; con tôi; em tôi; bị bạn; !bạn; học sinh; công nhân; đại lý; nhà xe; tài xế; shop; cò đất; môi giới;
        khách; ông chủ; bà chủ; ông hàng xóm; bà hàng xóm; người quen""",
    "citizen": """
        !tôi; nhà tôi; gia đình tôi; chúng tôi; tụi tôi; mẹ tôi; má tôi; ba tôi; cha tôi; nhà em; mẹ em; bà con; người dân; !dân;
        mỗi hộ; mỗi nhà; hộ nghèo; các hộ; !hộ; người già; phụ huynh""",
    "denounce": "tố cáo; tố giác; đơn tố cáo; đứng đơn tố cáo; vạch trần; tố cáo cán bộ",
    "evidence": """
        ghi âm; làm chứng; nhân chứng; hình chụp; giấu tên; giữ kín; đừng lộ tên; giữ bí mật; bằng chứng; chứng cứ; danh sách;
        clip; xác minh""",
    "service": """
        mật khẩu; đăng nhập; tài khoản; vneid; dvc; dvcqg; dịch vụ công; trực tuyến; online; onl; nộp hồ sơ; làm thẻ;
        căn cước; cccd; hộ chiếu; passport; khai sinh; gks; khai tử; kết hôn; độc thân; tạm trú; thường trú; tạm vắng;
        lưu trú; hộ khẩu; tách khẩu; tách hộ; nhập khẩu; giấy phép lái xe; bằng lái; biển số; sang tên; lý lịch tư pháp; lltp;
        chứng thực; sao y; biên lai; lệ phí; bảo hiểm y tế; bhyt; bhxh; thẻ bảo hiểm; mai táng; trợ cấp; hoàn tiền;
        thanh toán; chuyển khoản; đăng ký; cấp đổi; cấp lại; gia hạn; ký điện tử; chữ ký số; tách thửa; chuyển mục đích;
        hộ kinh doanh; giấy phép; phạt nguội; vay vốn; học bổng; tuyển sinh; chứng nhận; công chứng; làm giấy; xin giấy;
        bản sao; trích lục; cải chính; quên; muốn làm; muốn xin; muốn chuyển; muốn đổi; muốn nộp; muốn vào; muốn đăng ký;
        muốn rút; muốn mua; xin cấp; làm lại; đổi lại; thẻ mới; giao dịch; gplx; sổ mới; chứng minh nhân dân; cmnd; kiểm dịch;
        thành lập công ty; muốn xin tiền; đổi sổ; đổi thẻ; đổi bằng; miễn phí hoàn toàn; bìa đỏ; xin tiền hỗ trợ; bản chính;
        mẫu đơn; giấy * bị rách; bị rách; xác nhận; mdsd; mđsd; luật sư; vay tiền; lịch tiêm; gắn đồng hồ; trợ giúp pháp lý;
        nhập học; hòa giải; chia đất; bhtn""",
    "past": "hồi xưa; hồi chiến tranh; năm ngoái; hồi đó; ngày xưa; năm 19; hồi trước; năm trước; mấy năm trước; hồi nhỏ",
    "telling": """
        quá; lắm; hết; hết trơn; hết sạch; sạch trơn; dữ; ghê; cứ; vẫn; bị; toàn; luôn; rồi mà; nói hoài; báo hoài; kêu hoài;
        tùm lum; tá lả; đầy; đầy đường; tràn lan; liên tục; thường xuyên; mỗi ngày; hằng ngày; cả ngày; cả buổi; cả năm;
        bữa rày; dạo này; gần đây; vừa rồi; không có; không còn; chưa có; không chịu; không cho; không dám; không nghe;
        không lo; không thèm; không ai; không thấy; chưa thấy; chưa được; vẫn chưa; chưa nhận được; làm cho; khiến; bắt đóng;
        bắt nộp; bắt dân; nào cũng; ai cũng; đã báo; phải quay về; phải chịu; hẹn lên hẹn xuống; hẹn hoài; hứa; hư quá;
        quá trời; nhiều quá; dơ quá; khổ quá; lâu quá; tối quá; nguy hiểm quá; yếu quá; không được; không nổi; hoài luôn; mãi;
        liên miên; bực; bực mình; đáng sợ; tội; làm sao mà; nhức đầu; mệt mỏi; dai; đã mấy lần; lần nào cũng; báo cáo mấy lần;
        điện không ai nghe; gọi không ai nghe; không ai nghe; từ tuần trước; từ đầu tháng; từ đầu năm; từ năm ngoái;
        bất thường; tự nhiên; tự ý; ngang nhiên; công khai; lén; trộm; rồi bỏ; mà không; nhiều lắm; dữ lắm""",
    "scene": """
        xóm; ngõ; hẻm; thôn; trước nhà; sau nhà; gần nhà; sát nhà; kế bên; bên cạnh; hàng xóm; bà con; dân; người dân;
        con nít; tụi nhỏ; mấy cháu; mấy đứa; trẻ con; khu dân cư; ngoài đường; trước cổng; nhà bên cạnh; đầu thôn; cuối thôn;
        cánh đồng; khu này; chỗ này; trước ngõ; đầu ngõ; cả xóm; cả thôn; khúc cua; khu vực này; quanh nhà; nhà tôi; xóm tôi;
        thôn tôi; xóm em; thôn em; phụ huynh; gần trường; bờ sông; bãi biển""",
    "lax": """
        làm ngơ; báo trước; bồi dưỡng; nâng giá; lợi dụng; người nhà; ưu ái; gian dối; bớt; khống; đất công; bao che; giả mạo;
        làm giả; không minh bạch; mờ ám; thu sai; không biên lai; không hóa đơn; bà con ổng; tiền tỷ; khuất tất; nhận quà;
        làm lơ; nhắm mắt; dung túng; tiếp tay; đỡ đầu; chống lưng; ăn quà; xây nhà riêng; giấy tờ giả; hồ sơ giả;
        dùng giấy giả; quen biết; con cháu; họ hàng ổng; em ruột ổng; ký đại; làm liều""",
    "neutral": """
        bao nhiêu người; biết bao nhiêu; bao nhiêu lần; bao nhiêu năm; nhiêu * cũng; biết làm sao; ai chịu; làm sao chịu;
        làm sao sống; làm sao đi; người tố cáo; người gửi tố cáo; người đã gửi tố cáo; vắc xin; vac xin; tiền chạy đi đâu;
        nhà có người chết; người ở đâu tới; có răng; điện thoại; nước mắm; nước mắt; nước ngoài; nhà nước; đất nước;
        trong nước; đường dây nóng; con đường; nóng như lửa; như lửa đốt; lửa đốt; lụt hồ sơ; ngập hồ sơ; ngập trong hồ sơ;
        ngập giấy tờ; lụt giấy tờ; ngập đầu; ngập mặt; cháy túi; cháy hàng; cháy nắng; cháy vé; cháy máy; cháy bóng;
        cháy hết mình; chết cười; mệt chết; đói chết; chết đứng; chết mất; đuối lý; đuối sức; chìm xuồng; sập mạng; sập web;
        sập tiệm; sập nguồn; chém gió; chặt chém; chém giá; chém đẹp; đâm đơn; đâm ra; đánh giá; bị đánh giá; đánh đề;
        đánh máy; đánh cá;
        giết thời gian; bão giá; sốt đất; phòng cháy; chữa cháy; cháy nổ; sợ cháy; lỡ cháy; cứu hỏa; đám ớt cháy; lúa cháy;
        cháy lá; cháy lúa; cháy khô; ngộp thở vì; xưng công an; giả danh công an; tự xưng; cán bộ hướng dẫn; chào cán bộ;
        thưa cán bộ; nhờ cán bộ; mong cán bộ; xin chào cán bộ; tịch thu; sinh sống; hư không; cảm ơn cán bộ; xe lửa; con gái;
        nhà hàng; đường ruột; mắm; đường phèn; thư từ; bỏ qua; trộm nghĩ; mất gốc; phòng chống đuối nước; dạy bơi; học bơi;
        chống đuối nước; tập huấn chữa cháy; diễn tập; khóa học; rối như; đầu tư; bão nhiệt; người ta; điện tử; điện lạnh;
        điện máy; cứu hộ máy tính; tai nạn lao động; đập lúa; rẫy; bán nước; nước đi; nước bọt; không dám; nước mía;
        ống nước mắm; tan trường; tan học; giờ tan; vết xe; máy bơm; người sai; sai lầm; nhà sách; xe bus""",
}

_DANGERS: dict[Danger, str] = {
    "fire": """
        cháy nhà; nhà cháy; nhà !đang cháy; !đang cháy; bốc cháy; cháy rừng; rừng cháy; rừng * cháy; cháy chợ; cháy lớn;
        !cháy to; !cháy rồi; phát hỏa; hỏa hoạn; !có cháy; !cháy xe; !xe cháy; cháy kho; cháy xưởng; !lửa cháy; lửa lan;
        lửa bén; nổ bình ga; nổ ga; nổ bình gas; xì ga; rò ga; rò gas; !cháy ở; !cháy quán; !cháy tàu; !cháy ghe; !cháy * nhà;
        cháy * ngùn ngụt""",
    "electric": """
        dây điện đứt; đứt dây điện; dây điện * đứt; dây điện rớt; dây điện rơi; dây điện sà; dây điện * sà; dây điện chùng;
        dây điện nằm; dây điện * đất; rớt dây điện; trụ điện nghiêng; trụ điện * nghiêng; trụ điện * đổ; trụ điện đổ;
        trụ điện ngã; trụ điện * ngã; trụ điện gãy; trụ điện * gãy; cột điện nghiêng; cột điện * nghiêng; cột điện * đổ;
        cột điện đổ; cột điện gãy; cột điện ngã; cột điện * gãy; tóe lửa; phóng điện; điện giật; !bị giật; rò điện; hở điện;
        chập điện; nổ trạm; nổ biến áp; trạm biến áp nổ; !trạm * nổ; xẹt lửa; nhiễm điện""",
    "violence": """
        đánh nhau; chém nhau; chém người; bị chém; đâm người; !bị đâm; cầm dao; cầm rựa; cầm mã tấu; cầm súng; nổ súng;
        dọa giết; đòi giết; hăm giết; hăm chém; dọa chém; hành hung; đánh đập; đánh người; đánh vợ; !đánh tôi; !đánh em;
        bị đánh; bạo hành; bạo lực gia đình; bắt cóc; hiếp dâm; cưỡng hiếp; đang cướp; bị cướp; cướp giật; giết người;
        tạt axit; đập phá nhà; đang đập phá; tự tử; tự vẫn; nhảy cầu; tự thiêu; muốn chết; không muốn sống; chẳng muốn sống;
        không thiết sống; hết muốn sống; không còn muốn sống; đòi chết; chết cho xong; chết quách; chết cho rồi; chồng đánh;
        chồng * đánh;
        chồng đập; chồng đấm; đập * bầm; !đập vợ; !đập em; !đập tôi; chồng bóp cổ; bóp cổ vợ; bóp cổ tôi; bóp cổ em; !vợ đánh;
        !con đánh; !dượng đánh; !cha đánh;
        !bị * đánh tôi; !bị * đánh em; !bị nó đánh; !bị ổng đánh; !bị cha đánh; !bị ba đánh; !bị con đánh; !bị bạn đánh;
        đánh mẹ; !đánh má; !đánh cha; !đánh bà; đánh chồng; đánh * gãy tay; đánh * gãy chân; đánh * gãy răng; đánh * bầm;
        đánh * chảy máu; !đánh * tím; !đánh * sưng; đấm vào mặt; đấm vô mặt; bị * đấm""",
    "child": """
        đánh đập con; đánh con; đánh trẻ; đánh trẻ em; bạo hành trẻ; bạo hành trẻ em; bạo lực trẻ em; xâm hại; xâm hại trẻ em;
        dâm ô; hành hạ con; hành hạ trẻ; bỏ rơi trẻ; bỏ đói con; bỏ rơi em bé; lạm dụng trẻ; trẻ bị đánh; bé bị đánh;
        cháu bị đánh""",
    "drowning": """
        đuối nước; chết đuối; chìm ghe; ghe chìm; chìm tàu; tàu chìm; chìm thuyền; lật ghe; lật thuyền; lật tàu; ghe lật;
        rớt xuống sông; té xuống sông; rơi xuống sông; rơi xuống giếng; té xuống giếng; rớt xuống giếng; nước cuốn; lũ cuốn;
        !bị cuốn; sóng cuốn; cuốn trôi; kẹt giữa dòng; mắc kẹt giữa; kẹt trên nóc; nước lên nóc; ngập nóc nhà; ngập tới nóc;
        mất tích ngoài biển; tàu * chìm; ghe * chìm; tàu hỏng máy * trôi; nước lũ lên; nước lên nhanh""",
    "collapse": """
        sập nhà; nhà sập; sập cầu; cầu sập; cầu * sập; cầu sắp sập; sập tường; tường sập; sập mái; sập trường; sập giàn giáo;
        sập hầm; sập giếng; sạt !lở núi; !núi lở; !lở núi; sạt núi; !đất lở; !lở đất; !sạt đất; đất sạt; vùi lấp; bị vùi;
        sắp sập; nứt toác; sạt lở * nhà; đất đá * đường; !vỡ đập; !vỡ đê; !đập vỡ; !đê vỡ; hố tử thần; !sụt hố; tróc móng;
        hàm ếch; !cây * đè; !cây đè; cây ngã đè; cây gãy đè; cây * ngã đè; cây * đè trúng; cây * đè sập; cây * trúng người;
        cây * trúng nhà; cây ngã trúng; cây đổ trúng""",
    "poison": """
        ngộ độc; trúng độc; !bị độc; uống thuốc sâu; uống thuốc trừ sâu; uống thuốc cỏ; uống thuốc diệt cỏ; rò rỉ khí;
        rò rỉ hóa chất; tràn hóa chất; hóa chất tràn; xì khí; rò khí; ngạt khí; ngạt thở; ói mửa * hàng loạt;
        nôn ói * hàng loạt""",
    "medical": """
        bất tỉnh; co giật; đột quỵ; ngất xỉu; khó thở; chảy máu nhiều; máu nhiều; bị thương nặng; nguy kịch; hấp hối;
        cần cấp cứu; cấp cứu gấp; gọi cấp cứu; rắn cắn; !đang đẻ; !sắp đẻ; chuyển dạ; tai nạn chết người;
        tai nạn nghiêm trọng; đang tai nạn; vừa tai nạn; vừa bị tai nạn; mới tai nạn; tông chết; cán chết; kẹt trong xe""",
    "crowd": """
        tụ tập đông người; kéo lên ủy ban; kéo tới ủy ban; kéo lên xã; bao vây; !chặn xe; !chặn cổng; !chặn đường; bịt cổng;
        đang xô xát; xô xát; đình công; biểu tình; gây bạo loạn; đám đông; vây nhà máy; vây ủy ban; !chặn * cổng; kéo đông""",
}


def _phrases(text: str) -> list[str]:
    return [phrase for piece in text.split(";") if (phrase := " ".join(piece.split()))]


ENTRIES: tuple[tuple[str, Tag | None, Danger | None], ...] = (
    *((phrase, tag, None) for tag, text in _PHRASES.items() for phrase in _phrases(text)),
    *((phrase, None, danger) for danger, text in _DANGERS.items() for phrase in _phrases(text)),
)
