"""Abbreviations, chat forms and regional words of questions to a town hall, each with its one reading in this domain.

`FORMS` holds what has one reading whatever stands beside it; `READ_BY_NEIGHBOURS` what needs a neighbour to be read
(tt, ck, bn, hs…) and otherwise stays as typed. Left what is meant, right how it is typed, diacritics as they stand.
"""

from collections.abc import Mapping, Sequence

from language.folding import Word, fold, key, vocabulary

FORMS: Mapping[str, str] = {
    # papers and procedures
    "giấy khai sinh": "gks",
    "khai sinh": "ks",
    "đăng ký": "dk đk dki đki dky đky dkí đkí dăngký đkyy",
    "đăng ký kết hôn": "dkkh đkkh đkkhon",
    "đăng ký khai sinh": "dkks đkks",
    "đăng ký kinh doanh": "dkkd đkkd gpkd gcnđkkd",
    "hộ kinh doanh": "hkd",
    "kinh doanh": "kd",
    "tình trạng hôn nhân": "tthn xntthn gxntthn",
    "căn cước": "cccd cmnd cmtnd cmt cmnđ ccd",
    "hộ khẩu": "shk hokhau",
    "tạm trú": "kt3 tamtru",
    "thường trú": "thgtru thuongtru",
    "xác nhận": "xn xnhan xacnhan",
    "lý lịch tư pháp": "lltp tllltp",
    "hộ chiếu": "passport pasport paspo passpost",
    "hồ sơ": "hso hsơ hoso hồsơ",
    "thủ tục": "ttuc thutuc tthc",
    "giấy tờ": "gto giayto gtờ",
    "biên nhận": "bnhan",
    "biên bản": "bb bbản",
    "chứng thực": "cthuc cthực",
    "công chứng": "cchung cchứng ccong",
    "bản sao": "bsao photo foto fôtô phôtô",
    "kết quả": "kq kqua kquả",
    "bổ sung": "bsung bỏsung",
    "yêu cầu": "ycau ycầu yc",
    "kiểm tra": "ktra ktr check chek",
    "tra cứu": "tcuu tcứu tracuu",
    "hướng dẫn": "hdan hdẫn hdđ",
    "thông tin": "ttin thongtin",
    "điền": "fill",
    "tải": "download dowload down",
    "đưa lên": "upload up upp",
    # the portal, accounts, paying
    "dịch vụ công": "dvc dvcqg cdvc cdvcqg dvcong dichvucong dvctt",
    "trực tuyến": "onl online onlien onlai onlain olnine",
    "vneid": "vnid vneld vnei vneidd vnied vneit",
    "định danh": "dinhdanh",
    "tài khoản": "tk tkhoan tkhoản acc account accout nick",
    "số tài khoản": "stk",
    "mật khẩu": "mk mkhau mkhẩu pass pw password passw matkhau matkhẩu",
    "đăng nhập": "dnhap đnhập login đăngnhập dangnhap",
    "ứng dụng": "app",
    "phần mềm": "pmem",
    "thanh toán": "ttoan ttoán tttoan",
    "chuyển khoản": "ckhoan chkhoan",
    "ngân hàng": "nhang nhàng bank",
    "biên lai": "blai",
    "giao dịch": "gdich gdịch",
    "lệ phí": "lphi lphí lephi",
    "trước bạ": "lptb",
    "nghĩa vụ tài chính": "nvtc",
    "miễn phí": "free fre",
    # land and building
    "quyền sử dụng đất": "qsdđ qsdd qsd",
    "giấy chứng nhận": "gcn",
    "giấy chứng nhận quyền sử dụng đất": "gcnqsdđ gcnqsdd gcnqsd",
    "mục đích sử dụng": "mđsd mdsd mđsdđ mdsdđ",
    "quy hoạch": "qh qhoach qhoạch",
    "giấy phép xây dựng": "gpxd",
    "tái định cư": "tđc tdc",
    "giải phóng mặt bằng": "gpmb",
    "bất động sản": "bđs bds",
    # work, insurance, allowances
    "bảo hiểm y tế": "bhyt bhyte",
    "bảo hiểm xã hội": "bhxh",
    "bảo hiểm thất nghiệp": "bhtn",
    "trợ cấp thất nghiệp": "tctn",
    "mã số thuế": "mst",
    "thu nhập cá nhân": "tncn",
    "trách nhiệm hữu hạn": "tnhh",
    "công ty": "cty ctyy cti cyt",
    "doanh nghiệp": "dnghiep",
    "người lao động": "nlđ nld",
    "hợp đồng lao động": "hđlđ hdld",
    "xuất khẩu lao động": "xkld xklđ",
    "khu công nghiệp": "kcn",
    "khu kinh tế": "kkt",
    "ngân hàng chính sách": "nhcsxh csxh nhcs",
    "cựu chiến binh": "ccb",
    "thanh niên xung phong": "tnxp",
    # schools, vehicles
    "sinh viên": "sv svien sviên",
    "đại học": "dh đh dhoc",
    "trung học": "thpt thcs ptth",
    "bằng lái": "gplx blx banglai",
    "giao thông": "gt gthong",
    "cảnh sát giao thông": "csgt",
    "vi phạm": "vpham vpgt",
    "xử phạt": "xphat",
    # petitions and offices
    "phản ánh kiến nghị": "pakn",
    "phản ánh": "panh phananh",
    "khiếu nại": "kn knai khnai",
    "khiếu nại tố cáo": "kntc",
    "quyết định": "qđ qđinh qdinh",
    "giải quyết": "gq gquyet gquyết",
    "xử lý": "xly xlý xuly",
    "ủy quyền": "uq uquyen",
    "ủy ban": "ubnd ub uybannd uỷban",
    "hội đồng nhân dân": "hđnd hdnd",
    "hành chính công": "hcc ttpvhcc ttphvcc pvhcc tthcc",
    "cơ quan": "cq cquan",
    "cán bộ": "cbo cbộ cánbộ",
    "nhân viên": "nvien nviên",
    "công an": "cax cagt congan",
    "chủ tịch": "ctich ctịch",
    "số điện thoại": "sdt sđt sđth",
    "điện thoại": "đt đth dthoai đthoai fone phone",
    "địa chỉ": "dchi đchỉ",
    "trợ giúp pháp lý": "tgpl",
    "đường dây nóng": "hotline hotlin hotlai",
    "bệnh viện": "bvien bviện",
    # asking, time, people
    "bao nhiêu": "baonhieu bnhieu bnhiêu bnhiu bnhju bnh",
    "bao lâu": "blau blâu",
    "bao giờ": "bgio bgiờ",
    "bây giờ": "bjo bjờ bayjo bjh",
    "thế nào": "tnao tnào ntnao ntnào ntn tn0 thnao",
    "làm sao": "lsao lmsao",
    "thời gian": "tgian tg thgian",
    "thứ hai": "t2",
    "thứ ba": "t3",
    "thứ tư": "t4",
    "thứ năm": "t5",
    "thứ sáu": "t6",
    "thứ bảy": "t7",
    "hôm nay": "hnay hnai homnay hômni",
    "hôm qua": "hqua homqua",
    "gia đình": "gđ gđình gdinh giađình",
    "vợ": "vk dzợ zợ dợ",
    "ba mẹ": "bme bamẹ",
    "mọi người": "mng mn mngười",
    "người ta": "ngta nta",
    "người thân": "ngthan ngthân",
    "nhắn tin": "ntin nhantin",
    "cảm ơn": "tks thks thanks thank thanx cmon camon cảmơn",
    "xin chào": "hello helo",
    "không biết": "kbiet kbik kbít kbt hbit",
    "không được": "kdc kđc kođc kodc",
    "được không": "đck dck đckh",
    # words of Quảng Ngãi
    "giúp": "giùm dùm zùm dum gium",
    "xem": "coi",
    "mẹ": "má mệ",
    "thuê": "mướn",
    "rơi": "rớt",
    "dùng": "xài",
    "thật": "thiệt",
    "nhanh": "lẹ",
    "trong đó": "trỏng",
    "ngoài đó": "ngoải",
    "trên đó": "trển",
    "bên đó": "bển",
    "ông ấy": "ổng",
    "hôm trước": "hổm",
    "bỏ": "quăng",
}

# Between these words (folded; "$" is an end of the message, "" any word) the form means what stands third.
READ_BY_NEIGHBOURS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "tt": (
        ("", "hon", "tình trạng"),
        ("", "phi le tien qua bang online loi vien mang khong duoc bi hoai roi", "thanh toán"),
        ("phi tien loi da chua", "", "thanh toán"),
        ("", "thuong", "thủ tục"),
        ("lam cac nhung", "", "thủ tục"),
        ("nop", "truc", "thanh toán"),
    ),
    "ck": (
        ("da vua lo nop bi", "", "chuyển khoản"),
        ("", "tien qua cho vao phi roi nham ngan", "chuyển khoản"),
        ("", "em e toi mat di chet bo", "chồng"),
        ("cho vo cua lam que", "", "chồng"),
    ),
    "bn": (
        ("het mat ton phi tien la gia khoang toi thu", "", "bao nhiêu"),
        ("", "tien lau ngay thang nam vay mot 1 $ la ban nguoi met m2 moi a", "bao nhiêu"),
    ),
    "hs": (
        ("", "lop cap tieu trung gioi ngheo thcs 12 11 10 9 sinh", "học sinh"),
        ("e em la cac chau con cho", "dk đk lop 12", "học sinh"),
        ("", "", "hồ sơ"),
    ),
    "hk": (
        ("tach nhap cat chuyen so xoa lam mat giay", "", "hộ khẩu"),
        ("", "", "không"),
    ),
    "tc": (("", "vs va hay thi can", "tố cáo"), ("voi va hay don kn nguoi", "", "tố cáo"), ("tien", "", "trợ cấp")),
    "ca": (("", "xa tinh phuong huyen", "công an"),),
    "bh": (("", "$", "bảo hiểm"), ("the mua mu dong so", "", "bảo hiểm"), ("", "y xa that", "bảo hiểm")),
    "cn": (("t7 bay va", "", "chủ nhật"), ("", "co lam", "chủ nhật"), ("la em e", "", "công nhân")),
    "tn": (("thi", "", "tốt nghiệp"), ("", "thpt", "tốt nghiệp"), ("cap bhiem", "", "thất nghiệp")),
    "dt": (("so nguoi bang qua tren co xai mat", "", "điện thoại"),),
    "ms": (("", "thue", "mã số"), ("", "", "mới")),
    "vs": (("", "", "với"),),
    "h": (("", "", "giờ"),),
    "qd": (("", "xu phat thu cua", "quyết định"),),
    "cc": (("the lam mat doi cap", "", "căn cước"),),
    "nc": (("", "may sach ngot", "nước"),),
    "gd": (("ho bao", "", "gia đình"), ("", "loi that khong bi", "giao dịch")),
    "bs": (("", "hs ho giay them", "bổ sung"),),
    "chi": (
        ("", "phi tra tiet nhanh cuc hoi dan em minh toi cho giup gium dum ho con bao", "chi"),
        ("co anh", "", "chi"),
        ("", "", "gì"),
    ),
    "rang": (("lam ra nhu tinh", "", "sao"),),
    "mo": (("o cho noi xa so cho ra hoi ngay nha", "$ het vay he ha a ad", "đâu"),),
    "rua": (("", "$ a ad he ha", "vậy"),),
    "nhieu": (("", "tien mot 1", "bao nhiêu"), ("lai ton het gia", "", "bao nhiêu")),
}
Spoken = tuple[tuple[str, str], ...]  # folded and keyed words
_NearRead = tuple[frozenset[str], frozenset[str], Spoken]
ENDS = "$"  # stands for either end of a message


def _spoken(meaning: str) -> Spoken:
    return tuple((fold(word), key(word)) for word in meaning.split())


_TABLE: dict[str, Spoken] = {key(form): _spoken(meaning) for meaning, forms in FORMS.items() for form in forms.split()}
_NEAR: dict[str, tuple[_NearRead, ...]] = {
    form: tuple((vocabulary(before), vocabulary(after), _spoken(meaning)) for before, after, meaning in rules)
    for form, rules in READ_BY_NEIGHBOURS.items()
}


def expand(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Words (folded, keyed) of a message with its short forms written out; keyed is "" where no diacritics were typed."""
    said: list[tuple[str, str]] = []
    last = len(words) - 1
    for index, word in enumerate(words):
        meaning = _TABLE.get(word.keyed)
        if meaning is None and word.keyed in _NEAR:
            before = said[-1][0] if said else ENDS
            meaning = _by_neighbours(word.keyed, before, words[index + 1].folded if index < last else ENDS)
        if meaning is None:
            said.append((word.folded, word.keyed if word.keyed != word.folded else ""))
        else:
            said += meaning
    return said


def _by_neighbours(form: str, before: str, after: str) -> Spoken | None:
    for befores, afters, meaning in _NEAR[form]:
        if (not befores or before in befores) and (not afters or after in afters):
            return meaning
    return None
