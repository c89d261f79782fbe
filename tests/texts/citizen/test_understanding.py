"""Why a message is taken for what it is, as the citizen reads it."""

from texts.vi.citizen.understanding import worth_saying


def test_what_is_as_they_wrote_it_needs_no_words() -> None:
    assert worth_saying(["situation"], 1) == []


def test_a_name_that_is_not_followed_is_explained_with_what_was_understood() -> None:
    said = worth_saying(["situation", "called_otherwise"], 1)
    assert len(said) == 2
    assert "sự việc đang xảy ra" in said[0]


def test_for_whom_they_speak_and_who_will_read_it() -> None:
    assert "25 người hoặc hộ" in worth_saying(["wish", "many_people"], 25)[0]
    assert "cấp trên" in worth_saying(["situation", "officer"], 1)[0]
