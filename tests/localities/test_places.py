import unicodedata
from datetime import date

import pytest

from localities.loading import load
from localities.places import Candidate

LOCALITY = load("binh-son")
ON = date(2026, 11, 23)
THANH = ["binh-thanh-nang", "binh-thanh-ngang"]


def _ids(text: str, on: date = ON) -> list[str]:
    return [candidate.unit_id for candidate in LOCALITY.resolve(text, on).candidates]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Cống ở xã Bình Hiệp bị lấp", ["binh-hiep"]),
        ("duong o binh hiep hu", ["binh-hiep"]),
        ("ĐƯỜNG Ở BÌNH CHÂU HƯ", ["binh-chau"]),
        (unicodedata.normalize("NFD", "điện ở Bình Hòa yếu"), ["binh-hoa"]),
        ("chợ ở Bình Hoà", ["binh-hoa"]),
        ("xã B.Hải", ["binh-hai"]),
        ("ở B. Hải", ["binh-hai"]),
        ("xã BTP", ["binh-tan-phu"]),
        ("xã BC", []),  # Bình Chánh, Bình Châu, Bình Chương
        ("Binhf Hair bị cúp điện", ["binh-hai"]),
        ("xã Bình Dưong", ["binh-duong"]),
        ("xã Bình Thới hồi trước", ["chau-o"]),
        ("bên Bình Thanh Đông", ["binh-thanh-ngang"]),
        ("xã Bình Phú cũ", ["binh-tan-phu"]),
        ("xã Tịnh Hòa", ["tinh-hoa"]),
        ("tinh hoa dân tộc", []),
        ("Đông Sơn", ["dong-son"]),
        ("xã Bình Minh", ["binh-minh"]),
        ("xã Bình Minh cũ", ["binh-minh-truoc-2025"]),
        ("từ Châu Ổ ra Bình Thuận", ["chau-o", "binh-thuan"]),
        ("con đường trước nhà", []),
    ],
)
def test_communes_of_today_and_before(text: str, ids: list[str]) -> None:
    assert _ids(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("xa binh thanh", THANH),
        ("b.thanh", THANH),
        ("xã Bình Thành", THANH),
        ("xa binh thanh dong nguoi", THANH),
        ("Bình Thạnh", ["binh-thanh-nang"]),
        ("xã bình thanh", ["binh-thanh-ngang"]),
        ("Binh Thanhj", ["binh-thanh-nang"]),
        ("nha may o trung an, binh thanh", ["binh-thanh-nang"]),
        ("binh thanh dong son", ["binh-thanh-ngang"]),
        ("Bình Thanh, xã Đông Sơn", ["binh-thanh-ngang"]),
        ("khu du lich Thien Dang o binh thanh", ["binh-thanh-nang"]),
    ],
)
def test_two_communes_that_fold_to_the_same_letters(text: str, ids: list[str]) -> None:
    assert _ids(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "ngoài tỉnh Bình Thuận",
        "quận Bình Tân",
        "thành phố Bình Dương",
        "huyện Bình Sơn",
        "bình hoa bị bể",
        "thương binh an dưỡng",
    ],
)
def test_names_that_are_somebody_elses(text: str) -> None:
    assert _ids(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("rác ở châu ổ", ["chau-o"]),
        ("thi tran chau o", ["chau-o"]),
        ("o chau o rac nhieu", ["chau-o"]),
        ("chau o binh hai", ["binh-hai"]),  # "cháu ở Bình Hải"
        ("nha con chau o nha sau", []),
    ],
)
def test_the_town_and_i_live_fold_to_the_same_letters(text: str, ids: list[str]) -> None:
    assert _ids(text) == ids


def test_bare_name_of_the_former_district_is_marked_as_such() -> None:
    assert LOCALITY.resolve("Bình Sơn", ON).one == Candidate("binh-son", "Bình Sơn", None, "district")
    said = LOCALITY.resolve("xã Bình Sơn", ON).one
    assert said is not None
    assert said.via == "unit"
    assert _ids("Bình Châu, Bình Sơn") == ["binh-chau"]


@pytest.mark.parametrize(
    ("text", "unit", "sub_place", "via"),
    [
        ("thôn Vạn Tường", "binh-hai", "Vạn Tường", "hamlet"),
        ("khu tái định cư Vạn Tường", "binh-hai", "khu tái định cư Vạn Tường", "landmark"),
        ("Vạn Tường", "van-tuong", None, "unit"),
        ("xã Vạn Tường", "van-tuong", None, "unit"),
        ("xóm Gành Cả", "binh-chau", "Gành Cả", "hamlet"),
        ("thôn Phú Quý, xã Bình Châu", "binh-chau", "Phú Quý", "unit"),
        ("gần nhà máy lọc dầu", "binh-tri", "nhà máy lọc dầu", "landmark"),
    ],
)
def test_hamlets_and_landmarks(text: str, unit: str, sub_place: str | None, via: str) -> None:
    one = LOCALITY.resolve(text, ON).one
    assert one is not None
    assert (one.unit_id, one.sub_place, one.via) == (unit, sub_place, via)


def test_a_hamlet_with_an_everyday_name_needs_a_sign() -> None:
    assert _ids("chúc nhà mình phú quý") == []


def test_what_is_spelled_is_kept() -> None:
    one = LOCALITY.resolve("ở b. hải có rác", ON).one
    assert one is not None
    assert one.spelled == "b. hải"


def test_before_july_2025_the_former_unit_is_meant() -> None:
    assert _ids("xã Bình Minh", date(2025, 6, 30)) == ["binh-minh-truoc-2025"]
