from language.folding import key
from language.shortforms import read


def test_short_forms_and_words_of_the_region() -> None:
    said = [word.keyed for word in read("tui hổng bít ở mô, dc ko")]
    assert said == [key(word) for word in ("tôi", "không", "bít", "ở", "đâu", "được", "không")]


def test_broken_is_not_taken_for_not() -> None:
    assert [word.keyed for word in read("đèn hỏng")] == [key("đèn"), key("hỏng")]
