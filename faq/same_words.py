"""Ways to say the same thing, made one word before messages are compared; true to the diacritics that were typed."""

from collections.abc import Iterable, Mapping, Sequence

from language.folding import fold, key

SAME: Mapping[str, str] = {
    # how, where, how much, how long
    "cách": "thế nào, như thế nào, làm sao, làm thế nào, ra sao, bằng cách nào, làm cách nào, cách nào, kiểu gì, kiểu nào, "
    "cách thức, hướng dẫn, chỉ cách, cách gì",
    "ởđâu": "chỗ nào, chỗ đâu, nơi nào, nơi đâu, ở đâu, vào đâu, ở chỗ nào, ở nơi nào, tại đâu, đâu",
    "baonhiêu": "bao nhiêu, mấy tiền, nhiêu tiền",
    "baolâu": "bao lâu, mấy ngày, bao nhiêu ngày, bao nhiêu lâu, mấy bữa, chừng nào, khi nào, bao giờ, lúc nào, mấy tháng",
    # the portal, accounts, paying
    "mạng": "trực tuyến, qua mạng, trên mạng, lên mạng, vào mạng, bằng mạng, qua điện thoại, trên điện thoại, bằng điện thoại, "
    "trên máy tính, trên web, từ xa, qua internet, qua web, trên internet",
    "dịchvụcông": "dịch vụ công quốc gia, cổng dịch vụ công quốc gia, cổng dịch vụ công, trang dịch vụ công, dịch vụ công, "
    "cổng dịch vụ, cổng quốc gia, trang dịch vụ công quốc gia",
    "mậtkhẩu": "mật khẩu, passcode, mã pin, mật mã",
    "kýsố": "chữ ký số, chữ kí số, chữ ký điện tử, ký số, kí số, ký điện tử, ký mạng",
    "vneid": "vê nét ai đi, vê nét, vi nét ai đi, vneid, tài khoản định danh điện tử, định danh điện tử, tài khoản định danh",
    "bưuđiện": "bưu điện, bưu chính, bưu tá",
    "lệphí": "lệ phí, tiền phí, phí lệ phí, phí hồ sơ",
    "nộpphạt": "nộp phạt, đóng phạt, nộp tiền phạt, đóng tiền phạt",
    "nộp": "đóng tiền, nạp tiền, trả tiền, nộp tiền",
    "lừađảo": "bị gạt, bị lừa, lừa gạt, lừa đảo, lừa tiền",
    "mộtcửa": "một cửa, 1 cửa, trung tâm hành chính công, trung tâm phục vụ hành chính công, hành chính công, "
    "bộ phận tiếp nhận, nơi tiếp nhận hồ sơ",
    "thứbảy": "thứ 7, thứ bảy, cuối tuần, chủ nhật",
    # papers
    "cănước": "thẻ căn cước công dân, căn cước công dân, thẻ căn cước, chứng minh nhân dân, giấy chứng minh nhân dân, "
    "chứng minh thư, giấy chứng minh, căn cước gắn chíp, căn cước",
    "khaisinh": "giấy khai sinh, đăng ký khai sinh, khai sinh",
    "khaitử": "đăng ký khai tử, khai tử, giấy báo tử, báo tử, giấy khai tử, giấy chứng tử, chứng tử",
    "kếthôn": "đăng ký kết hôn, giấy kết hôn, giấy đăng ký kết hôn, giấy chứng nhận kết hôn, giấy hôn thú, hôn thú, kết hôn",
    "độcthân": "độc thân, tình trạng hôn nhân, chưa vợ, chưa kết hôn",
    "hộkhẩu": "sổ hộ khẩu, hộ khẩu",
    "lýlịchtưpháp": "lý lịch tư pháp, phiếu lý lịch tư pháp, tiền án tiền sự, không tiền án, giấy tiền án",
    "tạmvắng": "tạm vắng, vắng nhà, khai tạm vắng",
    # land
    "sổđỏ": "sổ đỏ, sổ hồng, bìa đỏ, giấy đỏ, bìa hồng, giấy chứng nhận quyền sử dụng đất, chứng nhận quyền sử dụng đất, "
    "giấy chứng nhận nhà đất, sổ đất",
    "thổcư": "thổ cư, đất ở",
    # people, insurance, allowances
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "thấtnghiệp": "thất nghiệp, bảo hiểm thất nghiệp",
    "ngườigià": "người già, người cao tuổi, người lớn tuổi, già cả, già yếu, cao tuổi, ông già bà già",
    "khuyếttật": "khuyết tật, tàn tật, tật nguyền, người khuyết tật",
    "nghèo": "hộ nghèo, sổ hộ nghèo, diện hộ nghèo, cận nghèo, hộ cận nghèo",
    "maitáng": "mai táng, chôn cất, ma chay, tang lễ",
    "nướcngoài": "nước ngoài, việt kiều, ngoại quốc",
    # vehicles and boats
    "bằnglái": "bằng lái xe, giấy phép lái xe, bằng lái",
    "phạtnguội": "phạt nguội",
    "tàucá": "tàu cá, ghe câu, tàu đánh cá, thuyền đánh cá, ghe, thuyền thúng, thúng máy, tàu thuyền",
    # petitions
    "giấutên": "ẩn danh, nặc danh, giấu tên, không ghi tên, không để tên, không để lại tên",
    "đườngdâynóng": "đường dây nóng, số nóng, tổng đài",
    "pháplý": "pháp lý, tư vấn luật, tư vấn pháp luật",
}
# Say nothing about what is asked, written so or without diacritics.
FILLERS = (
    "a à ạ ah á dạ vâng ơi ad admin bot em e anh chị mình tui tôi bác nhé nhe nhen nghen nghe hả hạ hè hé vậy thì xin giúp "
    "với luôn nữa ư u này kia ông bà có cô chú cháu nha nhỉ ta là mà nó cái ờ chứ nhá"
)
_OFTEN_OTHERS = frozenset(("thi", "chu", "ba"))  # without diacritics: thi, chữ, ba
_LOOSE_FROM = 3  # words; in a longer phrase a slip of a tone does not make it another

_Way = tuple[tuple[str, ...], tuple[str, ...], str]  # folded, keyed, meaning (folded)
Table = Mapping[str, Sequence[_Way]]  # by first word, the longest first


def table(places: Iterable[str] = ()) -> Table:
    """What means the same. Where the writer lives says nothing about what is asked: names of places are no words to compare."""
    starts: dict[str, list[_Way]] = {}
    for meant, ways in [*((meant, ways.split(", ")) for meant, ways in SAME.items()), ("", sorted(places))]:
        for words in (way.split() for way in ways):
            folded = tuple(map(fold, words))
            starts.setdefault(folded[0], []).append((folded, tuple(map(key, words)), fold(meant)))
    for found in starts.values():
        found.sort(key=lambda way: -len(way[0]))
    return starts


NOWHERE = table()
_FILLERS: dict[str, set[str]] = {}
for _word in FILLERS.split():
    _FILLERS.setdefault(fold(_word), set() if fold(_word) in _OFTEN_OTHERS else {""}).add(key(_word))


def unify(said: Sequence[tuple[str, str]], same: Table) -> tuple[list[str], list[str]]:
    """Folded words with what means the same made one word, from words (folded, keyed or ""): all, and those that tell."""
    folded = tuple(word for word, _ in said)
    every: list[str] = []
    telling: list[str] = []
    at, count = 0, len(said)
    while at < count:
        word, typed = said[at]
        size, fills = 1, word in _FILLERS and typed in _FILLERS[word]
        for way, keyed, meant in same.get(word, ()):
            end = at + len(way)
            if folded[at:end] == way and (len(way) >= _LOOSE_FROM or _fits(said[at:end], keyed)):
                word, size, fills = meant, len(way), not meant
                break
        at += size
        if word:
            every.append(word)
            if not fills:
                telling.append(word)
    return every, telling


def _fits(said: Sequence[tuple[str, str]], keyed: Sequence[str]) -> bool:
    return all(not typed or typed == meant for (_, typed), meant in zip(said, keyed, strict=True))
