"""Words by what they are about, in groups finer than the fields: what the model knows of words that no example holds.

`*` stands for up to three words; `!` before a phrase: only with its diacritics. Written in the common words of
language.shortforms.
"""

_TOPICS = {
    "waste": """
        rác; rác thải; bãi rác; thùng rác; xe rác; đổ rác; hốt rác; gom rác; rác rưởi; túi nilon; bao nilon; ve chai; phế
        liệu; xà bần; vỏ chai; tã lót; chai nhựa; hộp xốp; xác động vật; xác heo; xác gà; bãi tập kết; xe ép rác; xử lý
        rác; thu gom; vệ sinh môi trường; hầm cầu; bể phốt; chất thải; bùn thải; xỉ thải; xỉ than; bã mì; vỏ sò; vỏ trấu;
        ruột cá; đầu tôm""",
    "smell": """
        hôi; thối; mùi; mùi hôi; hôi thối; tanh; khét; khai; nồng nặc; bốc mùi; hôi hám; thum thủm; ngột ngạt; xú uế;
        ruồi; ruồi nhặng; dòi; nhặng; hôi rình; hôi um""",
    "smoke": """
        khói; bụi; khói bụi; tro; tro bụi; muội; lò đốt; lò gạch; lò than; đốt đồng; đốt rơm; đốt rác; ống khói; khí thải;
        mùn cưa; bụi đá; bụi than; bụi xi măng; mịt mù; bay vào nhà; đốt than; ô nhiễm không khí""",
    "effluent": """
        nước thải; xả thải; xả nước; xả thẳng; cống xả; xả trộm; nước đen; đen ngòm; bọt trắng; váng dầu; dầu cặn; nhớt;
        hóa chất; thuốc nhuộm; cá chết; chết nổi; nước kênh; nước sông; ô nhiễm; nhiễm độc; phân heo; phân gà; phân bò;
        trại heo; trại gà; trại bò; trại vịt; chuồng heo; chăn nuôi; lò mổ; giết mổ; cơ sở chế biến; biogas; nhà máy;
        xưởng; axit; quan trắc""",
    "sand": """
        cát; hút cát; múc cát; cát tặc; cát lậu; sà lan; mỏ đá; mỏ đất; mỏ cát; nổ mìn; khai thác đá; khai thác cát; khai
        thác đất; tàu hút; bãi bồi; lòng sông; múc đất; san lấp; xe múc; khoáng sản; titan""",
    "erosion": """
        sạt lở; xói lở; xâm thực; biển ăn; bờ biển; kè; bờ kè; kè biển; chắn sóng; triều cường; sóng đánh; lở bờ; sạt bờ;
        phi lao; rừng dương; bờ sông; sóng biển; vùng sạt lở; lở đất; lở vào; taluy""",
    "road": """
        đường; con đường; mặt đường; lòng đường; ổ gà; ổ voi; ổ trâu; đường đất; đường nhựa; đường bê tông; bê tông; đường
        làng; đường thôn; đường xóm; liên thôn; liên xã; quốc lộ; tỉnh lộ; hương lộ; cao tốc; đường tránh; hẻm; lối đi;
        sình lầy; lầy lội; trơn trượt; lún; sụp; hố; rãnh; vá đường; rải nhựa; trải nhựa; lu lèn; đá dăm; sỏi; dốc; khúc
        cua; đèo; ngã ba; ngã tư; nút giao; đường vào; đường ra; bùn đất""",
    "bridge": """
        cầu; cây cầu; cầu tràn; cầu treo; cầu tre; cầu gỗ; cầu sắt; lan can; mặt cầu; trụ cầu; mố cầu; cầu tạm; cầu dân
        sinh; cầu vượt; ngầm tràn; đò; bến đò; đò ngang; cầu phao""",
    "vehicle": """
        xe; xe tải; xe ben; xe container; xe đầu kéo; xe hổ vồ; xe khách; xe buýt; xe bus; xe ba gác; xe máy; ô tô; xe
        hơi; xe quá tải; quá tải; quá khổ; chạy ẩu; phóng nhanh; lạng lách; bóp còi; bến xe; đậu xe; đỗ xe; bãi xe; dừng
        đỗ; lấn làn; ngược chiều; tông; đụng xe; tai nạn; kẹt xe; ùn tắc; giao thông; xe chở; rơi vãi; quay đầu; tốc độ;
        bạt mạng; vượt đèn""",
    "traffic_sign": """
        đèn giao thông; đèn tín hiệu; đèn xanh đèn đỏ; đèn đỏ; biển báo; biển cấm; vạch kẻ; vạch sang đường; gờ giảm tốc;
        gương cầu; dải phân cách; rào chắn; hộ lan; giảm tốc; cọc tiêu; gác chắn; hạn chế tốc độ; biển hạn chế; cảnh báo""",
    "pavement": """
        vỉa hè; lề đường; lấn chiếm; bày bán; bán hàng rong; buôn bán; bày bàn; mái che; dựng bạt; lấn ra; chiếm lòng; họp
        chợ; hành lang""",
    "tree": """
        cây ngã; cây đổ; cây gãy; cây xanh; cành cây; nhánh cây; cây đa; cây bàng; cây cổ thụ; bật gốc; tỉa cành; chặt
        cây; trồng cây; cây keo; chắn ngang; cây bạch đàn""",
    "power": """
        điện; mất điện; cúp điện; cắt điện; điện lực; ngành điện; trụ điện; cột điện; dây điện; đường dây; trung thế; hạ
        thế; cao thế; biến áp; trạm biến áp; chập điện; điện yếu; điện giật; rò điện; công tơ; đồng hồ điện; tiền điện;
        cầu dao; điện ba pha; kéo điện; đóng điện; tóe lửa; thợ điện; lưới điện; bình hạ thế; quá tải điện; điện áp; chập
        chờn; câu điện; móc điện; ổn áp""",
    "light": """
        đèn đường; đèn chiếu sáng; chiếu sáng; bóng đèn; đèn cao áp; đèn led; cột đèn; trụ đèn; tối thui; tối om; tối hù;
        không đèn; tắt ngúm; năng lượng mặt trời""",
    "tap_water": """
        nước máy; nước sạch; nước sinh hoạt; cúp nước; mất nước; cắt nước; ống nước; vòi nước; đồng hồ nước; tiền nước;
        hóa đơn nước; trạm cấp nước; nhà máy nước; công ty nước; nước đục; nước vàng; nước yếu; áp lực nước; đường ống;
        bồn nước; bể nước; bể chứa; nước uống; nước tắm; mua nước; giọt nước; nước bình; đấu nối; clo; bên nước""",
    "well": """
        giếng; giếng khoan; giếng làng; nước giếng; nhiễm mặn; nhiễm phèn; phèn; cạn giếng; mạch nước; nước mặn; nước
        ngầm; nước mưa; nước suối; gánh nước; cạn trơ""",
    "sewer": """
        cống; cống thoát; thoát nước; mương thoát; rãnh thoát; hố ga; nắp cống; tắc cống; cống nghẹt; nghẹt; tắc nghẽn; ứ
        đọng; nước đọng; nước tràn; chảy ngược; cống hộp; rãnh nước; nạo vét cống; tràn vào nhà; thông cống; bít cống""",
    "flood": """
        ngập; ngập nước; ngập úng; ngập đường; lụt; lũ; lũ lụt; nước dâng; nước rút; mưa lớn; trận mưa; cứ mưa; mùa mưa;
        lội nước; thành sông; bão; sau bão; bão lụt; trận lụt; ngập nhà; nước cuốn""",
    "noise": """
        ồn; ồn ào; karaoke; kẹo kéo; loa kẹo kéo; loa thùng; mở nhạc; nhạc xập xình; hát hò; hát; om sòm; đinh tai; inh
        ỏi; giờ khuya; nửa đêm; không ngủ; tiếng ồn; ầm ầm; gáy; sủa; la hét; quá giờ""",
    "theft": """
        trộm; ăn trộm; trộm cắp; mất trộm; kẻ gian; kẻ trộm; kẻ lạ; bẻ khóa; cạy cửa; giật; cướp; cướp giật; móc túi; lấy
        trộm; cắt trộm; bắt chó; trộm chó; bẫy chó; mất bò; mất xe; mất cắp; mất đồ; mất con bò; mất con; tháo trộm; giật
        dọc; leo rào; rình mò; người lạ""",
    "gambling": """
        cờ bạc; đánh bạc; đá gà; số đề; ghi đề; đánh đề; lô đề; xóc đĩa; bầu cua; bài bạc; sòng bài; sòng bạc; cá độ; bắn
        cá; ăn tiền thua; tài xỉu; con bạc; lấy xâu; đánh bài; song bai; sòng; chiếu bạc""",
    "drugs": """
        ma túy; hút chích; kim tiêm; nghiện; con nghiện; phê thuốc; chích hút; cai nghiện; thuốc lắc; hàng đá; thuốc lá
        điện tử; sau cai""",
    "fraud": """
        lừa; lừa đảo; giả danh; mạo danh; xưng; tự xưng; trúng thưởng; chuyển khoản; tài khoản; số lạ; bể hụi; chủ hụi;
        hụi; giật hụi; ôm tiền; bỏ trốn; cho vay; vay nặng lãi; nặng lãi; lãi; cắt cổ; đòi nợ; siết nợ; xiết nợ; tạt sơn;
        tạt mắm; tín dụng đen; bán hàng đa cấp; hàng giả; dỏm; xuất khẩu lao động; lừa bán; mất tiền; vay""",
    "violence": """
        đánh nhau; đánh; đánh đập; đánh vợ; bạo hành; bạo lực; dao; rựa; mã tấu; chém; hăm dọa; dọa; đe dọa; cưỡng đoạt;
        hành hung; gây rối; côn đồ; giang hồ; xăm trổ; gây gổ; chửi bới; đập phá; đập chai; quậy; say xỉn; rượt; trêu
        ghẹo; chọc ghẹo; dâm ô; sàm sỡ; xâm hại; biến thái; đòi đánh""",
    "racing": """
        đua xe; nẹt pô; bốc đầu; rú ga; xe độ; đánh võng; thanh niên; choai choai; tụ tập; quái xế; pháo; đốt pháo; nổ pô;
        uống bia; nhậu""",
    "order_work": """
        công an; tuần tra; an ninh; trật tự; dân phòng; camera; tệ nạn; xử phạt; tạm trú; phòng cháy; chữa cháy; cứu hỏa;
        gây rối trật tự; bảo kê; mại dâm; mát xa; đèn mờ; tiền sự; hung khí; súng; thuốc nổ; kíp nổ""",
    "health_place": """
        trạm y tế; trạm xá; bệnh viện; phòng khám; phòng mạch; nha khoa; nhà thuốc; tiệm thuốc; quầy thuốc; cấp cứu; xe
        cứu thương; xe cấp cứu; trung tâm y tế""",
    "health": """
        bác sĩ; y tá; y sĩ; điều dưỡng; dược sĩ; khám bệnh; khám; chữa bệnh; thuốc; thuốc men; huyết áp; tiểu đường; bệnh
        nhân; người bệnh; nằm viện; viện phí; tiêm; tiêm ngừa; tiêm chủng; chích ngừa; vắc xin; sốt; sốt xuất huyết; tay
        chân miệng; dịch; dịch bệnh; đau mắt; thủy đậu; ho gà; muỗi; phun thuốc; lăng quăng; siêu âm; bà bầu; sinh đẻ;
        huyết thanh; chạy thận; toa thuốc; kê toa; giám định; y khoa; bảo hiểm y tế; nhiễm trùng; tâm thần; khử trùng; sơ
        cứu; chuyển viện; chứng sinh; thuốc bảo hiểm; đau bụng""",
    "food": """
        ngộ độc; an toàn thực phẩm; thực phẩm; vệ sinh thực phẩm; ôi; thiu; hàn the; hết hạn; quá đát; quán ăn; xiên bẩn;
        đồ ăn; thịt ôi; nước đá; bún; giò chả; bánh mì; lò bánh; thức ăn; mỹ phẩm; thực phẩm chức năng; thuốc giả; tiêu
        chảy; ói mửa; ói; dơ dáy; mất vệ sinh""",
    "school": """
        trường; trường học; nhà trường; trường mầm non; mẫu giáo; trường mẫu giáo; tiểu học; trung học; cấp 1; cấp 2; cấp
        3; lớp; lớp học; phòng học; nhà trẻ; lớp mầm; trường chuyên; điểm trường; trường lẻ; lớp chọn""",
    "education": """
        học sinh; học trò; giáo viên; cô giáo; thầy giáo; thầy cô; thầy; hiệu trưởng; hiệu phó; phụ huynh; bán trú; học
        phí; quỹ lớp; quỹ phụ huynh; dạy thêm; học thêm; đồng phục; sách giáo khoa; tuyển sinh; nhập học; chuyển trường;
        điểm thi; học bạ; hạnh kiểm; kỷ luật; phúc khảo; lạm thu; đầu năm học; bảo mẫu; giữ trẻ; trẻ em; dạy bơi; tiếng
        anh; ngoại ngữ; bàn ghế; học; đi học; dạy; trái tuyến; đúng tuyến; học bổng; thư viện trường; thi; đình chỉ học;
        nghỉ học; đưa rước""",
    "labour": """
        công nhân; lao động; lương; tiền lương; nợ lương; quỵt lương; trả lương; tiền công; tăng ca; chủ thầu; nhà thầu;
        công ty; xí nghiệp; đuổi việc; sa thải; nghỉ việc; thất nghiệp; việc làm; hợp đồng lao động; bảo hiểm xã hội;
        bhxh; thai sản; tai nạn lao động; thợ hồ; thợ; cai thầu; xưởng may; công ty may; ca đêm; học nghề; dạy nghề; đào
        tạo nghề; giam lương; cho nghỉ; làm thuê; công trường; chốt sổ; sổ bảo hiểm; chủ vựa; chuyên cần; trẻ em lao động;
        môi giới""",
    "welfare": """
        trợ cấp; hộ nghèo; cận nghèo; người nghèo; nghèo; bảo trợ; người già; người cao tuổi; neo đơn; khuyết tật; mồ côi;
        người có công; thương binh; liệt sĩ; bệnh binh; chất độc; da cam; tuất; mai táng; chính sách; chế độ; cứu trợ; cứu
        đói; gạo; quà tết; hỗ trợ bão; tiền hỗ trợ; hỗ trợ; nhà tình thương; nhà tình nghĩa; nhà dột nát; xóa nhà tạm; sổ
        hộ nghèo; tiền già; bảo hiểm thất nghiệp; cụ già; bà cụ; già yếu; góa; bỏ sót; danh sách; xe lăn; ăn xin; lang
        thang; từ thiện; quyên góp; vay vốn; tiền bão; nuôi dưỡng; bị liệt; tự kỷ; nhà ở xã hội; xét duyệt hộ""",
    "construction": """
        xây; xây nhà; xây dựng; công trình; giấy phép xây dựng; không phép; sai phép; trái phép; phép xây; móng; đào móng;
        tường; nứt tường; sập tường; giàn giáo; gạch; xi măng; vật liệu; cơi nới; ban công; vữa; đổ bê tông; tháo dỡ;
        cưỡng chế; đập bỏ; tầng; mái tôn; mái hiên; hàng rào; tường rào; nhà xưởng; thi công; nghiệm thu; nhà thầu xây;
        xuống cấp; dột; thấm; bong tróc; bỏ hoang; dở dang; sửa nhà; nhà cấp 4; chuồng; hố móng; lấn sang; cần cẩu; nhà vệ
        sinh; xây cất; cất nhà; sửa chữa; bản vẽ""",
    "land": """
        đất; đất đai; sổ đỏ; sổ hồng; bìa đỏ; giấy chứng nhận; quyền sử dụng đất; thửa; thửa đất; ranh; ranh giới; ranh
        đất; mốc; cắm mốc; lấn đất; lấn ranh; đất công; đất công ích; đất lúa; đất vườn; đất ở; đất rẫy; thổ cư; quy
        hoạch; quy hoạch treo; lộ giới; tách thửa; sang tên; chuyển mục đích; đo đạc; địa chính; phân lô; bán nền; tranh
        chấp; lối đi chung; hòa giải; đất rừng; bãi đất; giao đất; cấp đất; thu hồi đất; cho thuê đất; nguồn gốc đất; khai
        hoang; cấp sổ; làm sổ; tiền sử dụng đất; mét vuông; cò đất; bao chiếm; rào đất; đất nghĩa địa; diện tích; bản đồ;
        thuế đất; m2""",
    "clearance": """
        bồi thường; đền bù; tiền đền; giá đền; áp giá; giải tỏa; giải phóng mặt bằng; tái định cư; khu tái định cư; lô tái
        định cư; kiểm đếm; kiểm kê; phương án; thu hồi; di dời; dự án; suất; bốc thăm; nhà tạm; bàn giao mặt bằng; đơn
        giá; hội đồng bồi thường; ban bồi thường; quỹ đất; mặt bằng; hoa màu; cây trồng; vật kiến trúc; tạm cư; giá đất;
        ổn định đời sống; kê khai; đền""",
    "crop": """
        lúa; ruộng; đồng; cánh đồng; mùa vụ; vụ; giống; giống lúa; phân bón; sâu; rầy; đạo ôn; chuột; ốc bươu; keo; mì;
        bắp; dưa; ớt; đậu; hành; mía; dừa; quế; rẫy; vườn; nông dân; nông nghiệp; nông sản; thương lái; máy gặt; gặt; gieo
        sạ; hợp tác xã; khuyến nông; bảo vệ thực vật; thuốc sâu; mất mùa; được mùa; trồng trọt; hạn hán; nội đồng; lâm
        trường; cao su; rau""",
    "irrigation": """
        kênh; kênh mương; thủy lợi; thạch nham; mương; đập; hồ chứa; tưới; nước tưới; dẫn nước; trạm bơm; cống lấy nước;
        khô hạn; nạo vét kênh; nước về ruộng; xả lũ; nứt nẻ; bờ đập; cấp nước tưới; tiền nước thủy lợi""",
    "livestock": """
        heo; bò; trâu; gà; vịt; dê; gia súc; gia cầm; dịch tả; cúm; lở mồm; thú y; tiêm phòng; tiêu hủy; chết hàng loạt;
        đàn; chăn thả; thả rông; con giống; bệnh lạ""",
    "fishery": """
        cá; tôm; ghe; tàu; tàu cá; thuyền; thúng; ngư dân; đi biển; đánh bắt; đánh cá; lưới; giã cào; cào; thủy sản; nuôi
        tôm; hồ tôm; đìa; lồng bè; bè; neo đậu; âu thuyền; cửa biển; luồng lạch; luồng; hoàng sa; trường sa; dầu; giám sát
        hành trình; đăng kiểm tàu; xung điện; xiệc; thuốc nổ; kiểm ngư; hải sản; mực; chuyến biển; tàu vỏ; bám biển; cảng
        cá; ruộng muối; diêm dân; rong; con giống; biên phòng; chà rạo; tôm hùm""",
    "forest": """
        rừng; rừng phòng hộ; kiểm lâm; lâm tặc; phá rừng; chặt rừng; gỗ; gỗ lậu; cưa; cháy rừng; lâm nghiệp; rừng keo;
        khoán rừng; thú rừng""",
    "paperwork": """
        thủ tục; hồ sơ; giấy tờ; giấy; giấy hẹn; một cửa; bộ phận một cửa; hẹn; trễ hẹn; nộp hồ sơ; khai sinh; khai tử;
        kết hôn; độc thân; hôn nhân; trích lục; chứng thực; công chứng; sao y; bản sao; hộ khẩu; thường trú; căn cước;
        cccd; cmnd; vneid; định danh; dịch vụ công; trực tuyến; online; cổng; trang web; hệ thống; đăng nhập; mạng lỗi; lệ
        phí; biên lai; xác nhận; giấy phép; giấy phép kinh doanh; hộ kinh doanh; cải chính; hộ tịch; lấy số; chờ; xếp
        hàng; trả kết quả; bổ sung; thiếu giấy; trả hồ sơ; mẫu đơn; tư pháp; ủy quyền; đi lại nhiều; đi tới đi lui; đăng
        ký; lý lịch; nhập xã; sáp nhập; giấy tàu; quầy; thất lạc; phần mềm; thủ tục hành chính; đóng dấu; qua mạng; thanh
        toán; qr""",
    "manners": """
        thái độ; hách dịch; cửa quyền; quát; nạt; quát nạt; la; la lối; mắng; chửi; cộc lốc; cau có; gắt; gắt gỏng; cọc
        cằn; lớn tiếng; sừng sộ; hất hàm; trịch thượng; hống hách; coi thường; khinh; khinh dân; mày tao; nói trống; nói
        năng; ăn nói; cười cợt; thô lỗ; cục súc; lạnh lùng; dửng dưng; khó chịu; bực bội; quăng; ném; liệng; vứt đơn;
        đuổi; đuổi về; xua; xua tay; không thèm; phớt lờ; làm lơ; lảng tránh; né; né tránh; không tiếp; đùn đẩy; hạch hỏi;
        hạch sách; làm khó; gây khó dễ; nói nặng; xúc phạm; bất lịch sự; vô lễ; thiếu tôn trọng; thiếu văn hóa; nhăn mặt;
        chỉ tay; đập bàn; nói móc; mỉa mai; không ngước; ậm ừ; cúp máy; cúp ngang; phân biệt; niềm nở; vui vẻ; tử tế; hài
        lòng; phục vụ; giao tiếp""",
    "hours": """
        giờ làm; giờ hành chính; giờ làm việc; đi trễ; đi muộn; về sớm; bỏ về; vắng mặt; đi vắng; đóng cửa; chưa mở cửa;
        không có ai; không ai tiếp; chưa có ai; chưa tới; cà phê; quán cà phê; uống rượu; mùi rượu; nhậu giữa giờ; chơi
        game; coi phim; lướt điện thoại; bấm điện thoại; tám chuyện; làm việc riêng; bán hàng online; ngủ gật; đánh cờ;
        trực; lịch tiếp dân; tiếp dân; tiếp công dân; nghỉ không báo; ngồi chơi; căn tin; đứng chờ; bật sáng trưng; chấm
        công""",
    "bribe": """
        hối lộ; lót tay; phong bì; bồi dưỡng; bôi trơn; vòi; vòi tiền; vòi vĩnh; nhận tiền; đòi tiền; lấy tiền; ăn tiền;
        cầm tiền; đưa tiền; chung chi; chung tiền; chung; trà nước; tiền trà; tiền cà phê; làm luật; gợi ý; quà cáp; biết
        điều; tiền riêng; không hóa đơn; không biên lai; không phiếu; ngoài quy định; chạy; chạy án; chạy suất; mua chuộc;
        cò; tiền cò; mới chịu; mới cho; mới ký; mới làm; muốn nhanh; ai không đưa; không đưa thì; bắt chi; phải chi""",
    "embezzle": """
        tham nhũng; tham ô; ăn chặn; ăn bớt; bớt xén; cắt xén; bớt tiền; biển thủ; bỏ túi; túi riêng; xài riêng; tiêu
        riêng; chiếm đoạt; khống; nâng khống; khai khống; lập khống; kê khống; ký khống; danh sách ma; khai man; khai
        gian; hóa đơn giả; chứng từ giả; giấy giả; rút ruột; đội giá; gấp rưỡi; chia nhau; chia chác; ăn chia; hoa hồng;
        lại quả; tuồn; bán trộm; lấy * về nhà; ký nhận; phát * có; chỉ phát; thụt két; tiền quỹ; quyết toán; bán suất; tư
        lợi; trục lợi; cho vay lời; lấy * xài; tiền chạy; ngân sách; xe công""",
    "favour": """
        người nhà; bà con; em vợ; em ruột; con cháu; em rể; anh em; người thân; người quen; hộ quen; ưu ái; bao che; bảo
        kê; dung túng; tiếp tay; làm ngơ; báo trước; báo tin; thông đồng; cấu kết; móc nối; bắt tay; chỉ định thầu; nâng
        điểm; sửa điểm; bằng giả; mua bằng; bằng cấp; hồ sơ giả; làm giả; giả chữ ký; giả mạo; hợp thức hóa; trái thẩm
        quyền; lộ đề; lạm quyền; chống lưng; đỡ đầu; đứng sau; trù dập; lợi dụng chức vụ; sửa bản đồ; sửa hồ sơ""",
    "evidence": """
        ghi âm; file ghi âm; quay clip; clip; hình chụp; ảnh; bằng chứng; chứng cứ; tin nhắn; làm chứng; nhân chứng; giấy
        tay; danh sách; tôi biết rõ; em biết rõ; tận mắt; trong đó; người trong; giấu tên; giấu kín; giữ kín; giữ bí mật;
        lộ tên; bảo vệ người; xác minh; điều tra; thanh tra; vào cuộc; làm rõ; cấp trên; cấp có thẩm quyền; đối chiếu; có
        sổ; có giấy; ai cũng biết; cả thôn biết; dân biết hết; nạn nhân""",
    "culture": """
        nhà văn hóa; văn hóa; loa; loa thôn; loa phát thanh; loa phường; đài truyền thanh; phát thanh; sân bóng; sân vận
        động; thể thao; bóng chuyền; công viên; khu vui chơi; sân chơi; xích đu; cầu tuột; đình; đình làng; chùa; miếu; di
        tích; bia mộ; lễ hội; cầu ngư; bài chòi; hát; thư viện; tủ sách; du lịch; bãi tắm; gành đá; hội thi; văn nghệ;
        chiếu phim; trùng tu; danh hiệu; gia đình văn hóa; bảng tên; tên đường; pano; băng rôn; quảng cáo; tờ rơi; tuyên
        truyền; tượng đài; rạp""",
    "telecom": """
        internet; mạng; wifi; sóng; mất sóng; phát sóng; trạm phát; cáp; cáp quang; cáp viễn thông; nhà mạng; tivi; truyền
        hình; đài; facebook; zalo; trang; đăng tin; tin đồn; tin giả; kênh; điện thoại; game; quán net; thông báo""",
    "market": """
        chợ; sạp; tiểu thương; ban quản lý chợ; lô sạp; phí chợ; chợ chiều; cây xăng; xăng; bưu điện; ngân hàng; atm; giá
        cả; chặt chém; vé số; hội chợ; giao hàng""",
    "animals": """
        chó; chó cắn; chó dại; chó hoang; chó dữ; mèo; rắn; ong; ong vò vẽ; khỉ; rọ mõm; thả rông; xích""",
    "graves": """
        mồ mả; mộ; mồ; nghĩa trang; nghĩa địa; hỏa táng; tang; đám tang; chôn; vàng mã; bia""",
    "levies": """
        quỹ; đóng góp; khoản thu; các khoản; đóng quỹ; thu mỗi hộ; thu mỗi nhà; thu tiền; góp tiền; quỹ phòng chống;
        khuyến học; mỗi khẩu; nghĩa vụ quân sự; nhập ngũ; bầu cử; ứng cử; bầu trưởng thôn; cưới hỏi; ma chay; thu chi;
        công khai""",
    "decision": """
        quyết định; thông báo; công văn; văn bản; biên bản; kết luận; kết quả giải quyết; phương án; lệnh; mức phạt; phạt;
        xử phạt; bị phạt; tạm giữ; tịch thu; niêm phong; đình chỉ; thu hồi giấy phép; rút phép; cưỡng chế; buộc; bị buộc;
        truy thu; hủy kết quả; điều chuyển; kỷ luật; sa thải; chấm dứt hợp đồng; xếp loại; chấm điểm; áp giá; danh sách;
        thu hồi; xóa; gạch tên; gạt tên; loại khỏi; bị loại; bị cắt; cắt; bị hạ; ngưng; dừng""",
    "refusal": """
        từ chối; bị từ chối; không cho; không nhận; không cấp; không xác nhận; không công nhận; không giải quyết; không
        chứng thực; bị bác; bác; bác đơn; trả lại; bị trả; trả về; không được hưởng; không được nhận; không đủ điều kiện;
        không gia hạn; không tiếp nhận; trả lời miệng; không nêu lý do; không lý do; không căn cứ; không có tên; bỏ sót;
        tính thiếu; bị hụt; không thông báo; không trả""",
    "contest": """
        khiếu nại; khiếu kiện; không đồng ý; không đồng tình; không chấp nhận; không phục; không chịu; phản đối; không ký;
        yêu cầu hủy; hủy; hủy quyết định; rút lại; thu hồi quyết định; xem xét lại; xem lại; xét lại; coi lại; tính lại;
        đo lại; kiểm đếm lại; giải quyết lại; thẩm định lại; đánh giá lại; giám định lại; xếp loại lại; khôi phục; hoàn
        lại; trả lại; đòi lại; bồi thường cho; sai luật; trái luật; trái quy định; vô lý; oan; thiệt thòi; không đúng; sai
        sự thật; không khách quan; lần hai; lần đầu; đính chính; cấp lại; chi trả lại; áp lại; áp giá lại; đúng diện tích""",
    "accuse": """
        tố cáo; tố giác; đơn tố cáo; đứng đơn; vạch trần; lên án; hành vi; vi phạm; tội; phạm pháp; lừa đảo chiếm đoạt; cố
        tình; cố ý; biết rõ mà vẫn; biết mà vẫn; cầm đầu; tổ chức; tàng trữ; đường dây""",
    "propose": """
        đề nghị; kiến nghị; đề xuất; góp ý; mong; mong muốn; mong được; xin; nên; cần; cần có; cần phải; cần thêm; phải
        chi; ước chi; ước gì; giá mà; giá như; tốt hơn là; nếu được; có thể nào; hay là; rất mong; kính mong; kính đề
        nghị; tôi nghĩ; em nghĩ; theo tôi; ý kiến""",
    "improve": """
        làm thêm; mở thêm; xây thêm; lắp thêm; gắn thêm; đặt thêm; bổ sung; bố trí; trang bị; đầu tư; nâng cấp; mở rộng;
        kéo; lắp; gắn; lắp đặt; xây mới; làm mới; thay mới; hỗ trợ; giảm; miễn; giảm giá; miễn phí; tăng; tăng cường; tổ
        chức; thành lập; lập; mở lớp; tập huấn; quy định; cấm; cho phép; công khai; quy hoạch; dời; di dời; nạo vét; kè
        lại; trồng; trồng thêm; nâng; nâng cao; đổi; thay; tiếp tục; sớm; ưu tiên; chính sách; chương trình; kinh phí;
        giao; nới; kéo dài; rút ngắn; đơn giản; nhắn tin; phát triển; xây; làm; mở; cấp; cho""",
    "own_kin": """
        nhà tôi; của tôi; con tôi; ba tôi; má tôi; mẹ tôi; cha tôi; chồng tôi; vợ tôi; gia đình tôi; tôi bị; em bị; nhà
        em; con em; ba em; má em; mẹ em; chồng em; vợ em; của em; cho tôi; cho em; hồ sơ của; đất tôi; ông nội tôi; bà nội
        tôi; ba má; xe tôi; tàu tôi; quán tôi; cơ sở của tôi; hộ tôi; tên tôi""",
    "official": """
        cán bộ; công chức; viên chức; chủ tịch; phó chủ tịch; bí thư; trưởng thôn; thôn trưởng; phó thôn; tổ trưởng;
        trưởng công an; công an; công an xã; công an viên; anh công an; csgt; cảnh sát; dân quân; xã đội; địa chính; tư
        pháp; hộ tịch; kế toán; thủ quỹ; văn thư; thú y; khuyến nông; kiểm lâm; kiểm lâm viên; kiểm ngư; trạm trưởng;
        trưởng trạm; hiệu trưởng; hiệu phó; giám đốc hợp tác xã; chủ nhiệm; lãnh đạo; trưởng ban; ban quản lý; tổ kiểm kê;
        tổ kiểm đếm; nhân viên; người phụ trách; ông phụ trách; anh phụ trách; cô phụ trách; thầy; cô giáo; bảo mẫu; y tá;
        bác sĩ; bảo vệ ủy ban; hội trưởng; đội trưởng; tổ công tác; người ở bộ phận; người ở trạm; anh tiếp dân; người
        nghe máy; thanh tra""",
    "official_deixis": """
        cô ngồi; chị ngồi; anh ngồi; chú ngồi; ông ngồi; bà ngồi; chị ở quầy; cô ở quầy; anh ở quầy; người ở quầy; cô
        quầy; cô nhận; anh nhận; chị nhận; anh tiếp; chị tiếp; cô tiếp; mấy chị; mấy anh; mấy ông; cô bên; anh bên; chị
        bên; ông bên; người bên; ông làm; anh làm; chị làm; cô làm; người làm; anh kia; cô kia; cổ; ổng; bả; ảnh""",
    "private": """
        hàng xóm; nhà bên; nhà kế bên; chủ nhà; chủ quán; chủ thầu; chủ xưởng; chủ cơ sở; chủ trại; chủ tàu; công ty;
        doanh nghiệp; nhà thầu; nhóm; bọn; tụi; người ta; ai đó; đối tượng; ông chủ; bà chủ; giám đốc công ty; cò; thương
        lái; đại lý""",
    "lasting": """
        hoài; miết; mãi; cả tuần; cả tháng; cả năm; mấy bữa; mấy hôm; mấy ngày; mấy tháng; bữa ni; tuần ni; tháng này; từ
        hôm; từ hồi; từ đầu; tới giờ; đến nay; vẫn; vẫn chưa; chưa; chưa thấy; chưa ai; không ai; nào cũng; ngày đêm;
        suốt; liên tục; mỗi lần; hồi hôm; tối qua; sáng nay; hôm qua""",
    "harm": """
        nguy hiểm; sợ; lo; khổ; cực; chịu không nổi; không chịu nổi; bức xúc; ảnh hưởng; thiệt hại; té; chấn thương; hư;
        hỏng; bể; gãy; nứt; sập; rớt; đổ; nghiêng; mục; mất; chết; cháy; thủng; lở; trôi; bít; tắt; khô; cạn; dơ; bẩn;
        xấu; tệ; chậm; trễ; thiếu; hết; lộn xộn; nhếch nhác""",
    "asking": """
        ở đâu; bao nhiêu; bao lâu; mấy giờ; mấy ngày; khi nào; chừng nào; bao giờ; thế nào; làm sao; cần gì; giấy gì;
        những gì; là gì; ai; cho hỏi; xin hỏi; hỏi; có phải; được không; có được; có cần; phải không; cách; điều kiện; số
        mấy; thứ mấy; hướng dẫn; chỉ tôi; chỉ em; mức phạt; theo luật; theo quy định; thì sao; nộp đâu; không ạ; nơi nào;
        chỗ nào; có chưa; mấy tuổi; muốn làm; muốn xin; muốn hỏi; mẫu; lịch""",
    "status": """
        tới đâu; đến đâu; xong chưa; có chưa; chưa ad; kết quả; trạng thái; tiến độ; tình trạng; mã; mã hồ sơ; biên nhận;
        tra cứu; kiểm tra giúp; kiểm tra hồ sơ; đơn của; hồ sơ của; phản ánh của; đã chuyển; ai đang; thụ lý; duyệt chưa;
        xử lý chưa; giải quyết chưa; tới khâu""",
    "thanks": """
        cảm ơn; cám ơn; biết ơn; tuyệt vời; hài lòng; khen; tốt lắm; hay quá; sạch rồi; xong rồi; sáng rồi; thông rồi; có
        lại rồi; phấn khởi; dễ thương; nhiệt tình; tận tình; chu đáo; êm ru; hết ồn; giúp đỡ""",
    "reply": """
        đã tiếp nhận; bên em; đã chuyển; sẽ chuyển; sẽ xem xét; đã kiểm tra; đã xử lý; đã cho; đã sửa; đã lập; đã giải
        quyết; mời ông; mời bà; mời anh; vui lòng; kính gửi ông; kính gửi bà; thông cảm; ghi nhận; dự kiến; theo thẩm
        quyền; thẩm quyền; đề nghị ông; đề nghị bà; xã sẽ; đã liên hệ; kế hoạch; bổ sung giúp""",
    "chat": """
        haha; hihi; ăn cơm; ngủ ngon; chúc mừng; bóng đá; trời đẹp; trời lạnh; nóng quá; đám cưới; vui quá; buồn ngủ; kể
        chuyện; bài toán; bài văn; dịch sang; tiếng anh; thời tiết; giá vàng; nhầm; lộn; test; thử; hát một; đóng vai; bỏ
        qua; ignore; in ra; liệt kê; bot; người hay máy; tuyển; lh; link; bán đất; nấu; con mèo""",
}

TOPICS: tuple[tuple[str, str], ...] = tuple(
    (topic, phrase) for topic, text in _TOPICS.items() for piece in text.split(";") if (phrase := " ".join(piece.split()))
)
