"""Terms of law in the texts of entries."""

from datetime import date

import pytest

from faq.entries import load
from localities.loading import load as load_locality
from office.answers import terms
from texts.vi.citizen import questions

DAY = date(2026, 11, 24)
HERE = load_locality("binh-son")


def test_a_term_is_filled_in() -> None:
    filled = terms.fill("Trong {term:kn.thu_ly_lan_dau}, rồi {term:kn.giai_quyet_lan_dau}.", HERE, DAY)
    assert "{" not in filled
    assert filled.count("ngày") == 2


@pytest.mark.parametrize("name", ["kn.khong_co", "x", "kn"])
def test_what_is_in_no_table_is_not_guessed(name: str) -> None:
    assert terms.fill(f"Trong {{term:{name}}}.", HERE, DAY) == f"Trong {questions.unknown_term()}."
    assert terms.unknown(f"a\nTrong {{term:{name}}}.") == [(2, name)]


def test_every_term_of_the_content_is_known_and_in_force() -> None:
    texts = [entry.model_dump_json() for entry in load().values()]
    named = [found for text in texts for found in terms.PLACEHOLDER.findall(text)]
    assert len(named) > 10
    assert [unknown for text in texts for unknown in terms.unknown(text)] == []
    assert [text for text in texts if questions.unknown_term() in terms.fill(text, HERE, DAY)] == []
    assert all("{term" not in terms.fill(text, HERE, DAY) for text in texts)


def test_other_texts_stay_as_they_are() -> None:
    assert terms.fill("Không có gì.", HERE, DAY) == "Không có gì."
