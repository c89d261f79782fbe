"""Other words about one matter against the same words about something else."""

from datetime import date

import pytest

from localities.loading import load
from localities.locality import Locality
from texts.vi.officer.joining import reason
from understanding.matters.likeness import LINKED, compare, compare_all, is_elsewhere, model, signs
from understanding.matters.signature import Signature, sign

ON = date(2026, 11, 24)
POTHOLE = "Ổ gà to trước chợ Bình Châu, hôm qua một bà già té gãy tay ở đó"
SAME = [
    (POTHOLE, "truoc cho binh chau o ga to lam, hom qua co ba cu te gay tay, sao chua ai va"),
    (POTHOLE, POTHOLE),
    (POTHOLE, f"Kính gửi xã. {POTHOLE}. Mong xã cho người vá sớm"),
    ("nước máy ở Bình Hải mất 5 ngày rồi, không có nước nấu ăn", "nuoc may binh hai van cup, khong co nuoc nau an"),
    (
        "Trại heo ông N. ở Bình Nguyên xả nước đen ra mương, hôi không ngủ được",
        "binh nguyen co trai heo ong N xa thai ra muong hoi qua",
    ),
]
DIFFERENT = [
    (POTHOLE, "Ổ gà to trước chợ Bình Hòa, hôm qua một bà già té gãy tay ở đó", "other_commune"),
    (POTHOLE, "Ổ gà to trước trạm y tế Bình Châu, tối nào cũng có người té", "other_spot"),
    (POTHOLE, "Rác trước chợ Bình Châu mấy ngày không ai hốt", "other_thing"),
    (
        "Đèn xanh đèn đỏ ở ngã tư Bình Long hư 3 ngày nay",
        "Đề nghị lắp đèn chiếu sáng ở nhà văn hóa Bình Long",
        "other_spot",
    ),
]


@pytest.fixture(scope="module")
def locality() -> Locality:
    return load("binh-son")


@pytest.fixture(scope="module")
def about(locality: Locality):  # type: ignore[no-untyped-def]
    return lambda text, **more: sign(text, locality, ON, **more)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_matter(about, one: str, other: str) -> None:  # type: ignore[no-untyped-def]
    likeness = compare(about(one), about(other))
    assert likeness.is_same
    assert likeness.reasons


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_another_matter(about, one: str, other: str, why: str) -> None:  # type: ignore[no-untyped-def]
    likeness = compare(about(one), about(other))
    assert not likeness.is_same
    assert why in likeness.reasons


def test_it_does_not_matter_which_came_first(about) -> None:  # type: ignore[no-untyped-def]
    for one, other, *_ in [*SAME, *DIFFERENT]:
        assert compare(about(one), about(other)) == compare(about(other), about(one))


def test_a_former_commune_lies_in_the_present_one(about) -> None:  # type: ignore[no-untyped-def]
    former, present, another = about("ổ gà ở Bình Châu"), about("ổ gà ở xã Đông Sơn"), about("ổ gà ở xã Vạn Tường")
    assert not is_elsewhere(former, present)
    assert is_elsewhere(former, another)
    assert not is_elsewhere(former, about("ổ gà trước nhà tôi"))


def test_two_readings_of_a_name_may_be_either(about) -> None:  # type: ignore[no-untyped-def]
    either = about("tram bien ap xa binh thanh keu re re")
    assert not is_elsewhere(either, about("trạm biến áp xã Bình Thạnh kêu rè rè"))
    assert is_elsewhere(about("trạm biến áp xã Bình Thanh"), about("trạm biến áp xã Bình Thạnh"))


def test_a_matter_of_several_messages_weighs_them_all(about) -> None:  # type: ignore[no-untyped-def]
    told, again, other = about(POTHOLE), about(SAME[0][1]), about("Rác trước chợ Bình Châu mấy ngày không ai hốt")
    alone, together = compare_all(told, [again]).probability, compare_all(told, [again, other]).probability
    assert together < alone
    assert compare_all(told, []).probability == 0.0


def test_nothing_is_like_nothing(about) -> None:  # type: ignore[no-untyped-def]
    empty = about("")
    assert not compare(empty, empty).is_same
    assert not compare(empty, about(POTHOLE)).is_same


def test_every_weight_has_its_sign_and_every_reason_its_words(about) -> None:  # type: ignore[no-untyped-def]
    known = model()
    assert set(signs(about(POTHOLE), about(POTHOLE), known)) == set(known.weights)
    assert 0 < LINKED < 1
    for one, other, *_ in [*SAME, *DIFFERENT]:
        assert all(reason(name) for name in compare(about(one), about(other)).reasons)


def test_probabilities_are_probabilities(about) -> None:  # type: ignore[no-untyped-def]
    texts = [text for pair in SAME for text in pair]
    signatures: list[Signature] = [about(text) for text in texts]
    found = [compare(one, other).probability for one in signatures for other in signatures]
    assert all(0.0 <= probability <= 1.0 for probability in found)
