import pytest

from language.masking import mask_numbers


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912 345 678 giúp",
        "gọi 0912345678 giúp",
        "gọi +84 912.345.678 giúp",
        "gọi 0255-3851-234 giúp",
        "gọi 051195001234 giúp",
    ],
)
def test_numbers_that_lead_to_a_person_are_hidden(text: str) -> None:
    assert mask_numbers(text) == "gọi ••• giúp"


@pytest.mark.parametrize("text", ["ngày 24/11/2026", "PA-26-00042-K", "350 m2 đất", "hết 1.200.000 đồng", "tổ 4, 35 hộ"])
def test_other_numbers_stay(text: str) -> None:
    assert mask_numbers(text) == text
