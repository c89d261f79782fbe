import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import LETTERS, find_codes, format_code, parse_code
from cases.kinds import PREFIX, Kind

kinds = st.sampled_from(sorted(PREFIX))
years = st.integers(2024, 2099)
numbers = st.integers(1, 99_999_999)


def test_the_example_of_the_documents_is_a_true_code() -> None:
    assert format_code("feedback", 2026, 42) == "PA-26-00042-K"


@pytest.mark.parametrize(
    "typed",
    [
        "PA-26-00042-K",
        "pa-26-00042-k",
        "PA2600042K",
        "pa 26 42 k",
        " PA – 26 – 00042 – K ",
        "PA.26.42.K",
        "PA-2026-00042-K",
        "Pa26-42K",
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse_code(typed) == "PA-26-00042-K"


@pytest.mark.parametrize(
    "typed",
    ["", "PA-26-00042", "PA-26-00042-J", "PB-26-00042-K", "xPA-26-00042-K", "PA-26-00000-K", "số 42", "PA-26-00042-K nhé"],
)
def test_anything_else_is_none(typed: str) -> None:
    assert parse_code(typed) is None


def test_a_d_with_a_stroke_is_a_d() -> None:
    code = format_code("proposal", 2026, 7)
    assert parse_code("Đ" + code[1:]) == code


@given(kinds, years, numbers)
def test_every_code_is_read_back(kind: Kind, year: int, number: int) -> None:
    code = format_code(kind, year, number)
    assert parse_code(code) == code
    assert parse_code(code.replace("-", "").lower()) == code
    assert find_codes(f"cho hỏi đơn {code}, tới đâu rồi") == [code]


@given(kinds, years, numbers, st.data())
def test_one_wrong_digit_is_noticed(kind: Kind, year: int, number: int, data: st.DataObject) -> None:
    code = format_code(kind, year, number)
    place = data.draw(st.sampled_from([index for index, char in enumerate(code) if char.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))
    assert parse_code(code[:place] + digit + code[place + 1 :]) is None


@given(kinds, years, numbers, st.data())
def test_two_swapped_neighbours_are_noticed(kind: Kind, year: int, number: int, data: st.DataObject) -> None:
    code = format_code(kind, year, number)
    pairs = [index for index in range(len(code) - 1) if code[index : index + 2].isdigit() and code[index] != code[index + 1]]
    place = data.draw(st.sampled_from(pairs or [-1]))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :] if place >= 0 else "PA"
    assert parse_code(swapped) is None


def test_a_wrong_kind_is_noticed() -> None:
    code = format_code("feedback", 2026, 42)
    assert all(parse_code(prefix + code[2:]) is None for prefix in PREFIX.values() if prefix != "PA")


def test_no_check_letter_looks_like_a_digit() -> None:
    assert not set(LETTERS) & set("OQDILZSBG")
    assert len(set(LETTERS)) == 17


def test_codes_in_a_sentence_once_each_in_order() -> None:
    first, second = format_code("feedback", 2026, 3), format_code("question", 2026, 4)
    assert find_codes(f"{second} với {first.lower()} rồi {second}") == [second, first]
    assert find_codes("thửa 26 tờ 42, PA gì đó") == []
    assert find_codes("PA-2024-0153 xử lý xong chưa") == []


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(parse_code(code) == code for code in find_codes(text))


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_a_number_outside_the_codes_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="number of a code"):
        format_code("feedback", 2026, number)
