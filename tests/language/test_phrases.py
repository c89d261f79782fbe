from language.folding import words
from language.phrases import PhraseBook

BOOK = PhraseBook(
    [
        ("cháy nhà", "fire"),
        ("đòi * # triệu", "money"),
        ("lấy $", "money"),
        ("!đang cháy", "now"),
        ("xả", "spill"),
        ("# ngày", "days"),
        ("hư", "broken"),
    ]
)


def _found(text: str) -> list[str]:
    return [hit.payload for hit in BOOK.find(words(text))]


def test_true_to_diacritics_where_they_are_typed() -> None:
    assert _found("nhà bên cháy nhà kế") == ["fire"]
    assert _found("chay nha roi") == ["fire"]
    assert _found("chạy nhà") == []


def test_a_marked_phrase_needs_its_diacritics() -> None:
    assert _found("đang cháy") == ["now"]
    assert _found("xe dang chay") == []


def test_a_single_word_that_may_be_another_needs_them_too() -> None:
    assert _found("xả nước") == ["spill"]
    assert _found("xa toi") == []
    assert _found("duong hu") == ["broken"]


def test_gaps_numbers_and_money() -> None:
    assert _found("đòi thêm của tôi 10 triệu") == ["money"]
    assert _found("đòi a b c d 10 triệu") == []
    assert _found("lấy 20tr") == ["money"]
    assert _found("mất điện ba ngày") == ["days"]


def test_hits_say_where_they_are() -> None:
    hit = BOOK.find(words("tối qua cháy nhà"))[0]
    assert (hit.start, hit.end, hit.exact) == (2, 4, True)
