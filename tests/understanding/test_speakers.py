"""For how many people a message speaks. Sentences are invented."""

import time

import pytest

from language.shortforms import read
from understanding.speakers import people_count


def _count(text: str) -> int:
    return people_count(text, read(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("chúng tôi 35 hộ dân xóm Đông bị ngập", 35),
        ("chúng tôi gồm 18 hộ tiểu thương chợ Châu Ổ", 18),
        ("ba chục hộ chúng tôi đề nghị làm cầu", 30),
        ("hai mươi lăm nhà tụi tui mất nước", 25),
        ("hai muoi lam nha tui tui mat nuoc", 25),
        ("trăm hai hộ tụi tui ở cuối kênh", 102),
        ("hơn 100 hộ dân chúng tôi", 100),
        ("bốn chục chị em tụi em chưa có lương", 40),
        ("Tụi tui chín nhà ở cuối xóm", 9),
        ("nhóm em 5 người bị lừa", 5),
        ("bon chung toi 7 nguoi lam o day", 7),
        ("5 tàu cá chúng tôi bị phạt oan", 5),
        ("tôi đại diện cho 40 hộ dân thôn Đông", 40),
        ("tập thể 24 công nhân ký tên đòi lương", 24),
        ("12 hộ dân thôn Phước Hòa kiến nghị mở đường", 12),
        ("11 hộ thôn tôi không nhận giá đó, cùng khiếu nại", 11),
        ("tui và 13 nhà xung quanh cùng ký đơn xin nước", 14),
        ("hai vợ chồng tui bị từ chối hồ sơ", 2),
        ("ba anh em tui bị lấn đất", 3),
    ],
)
def test_those_who_speak_count(text: str, people: int) -> None:
    assert _count(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "đường hư hết",
        "bà con tổ 4 khổ lắm",
        "cả xóm mất ngủ",
        "xóm chúng tôi có 6 người bị sốt",
        "6 người trong xóm chúng tôi bị sốt",
        "mấy chục hộ chúng tôi bị ảnh hưởng",
        "30 công nhân bị nợ lương",
        "nhà tui có 5 người",
        "ăn trộm cắt lưới của 3 chiếc ghe",
        "hai bà già neo đơn không ai lo",
        "ba con chung toi xin nuoc",
        "lịch tiếp dân ghi thứ năm, bà con tới thì không có ai",
        "chúng tôi mất 20 triệu",
        "hăm mấy nhà bị ngập",
        "9999999 hộ chúng tôi",
    ],
)
def test_those_who_are_only_affected_do_not(text: str) -> None:
    assert _count(text) == 1


def test_a_hostile_text_costs_little() -> None:
    text = "hai ba bốn năm chục trăm 7 hộ nhà chúng tôi " * 90
    words = read(text)
    start = time.process_time()
    _ = people_count(text, words)
    assert time.process_time() - start < 0.05
