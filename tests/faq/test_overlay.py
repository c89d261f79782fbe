"""Editors' entries win over those of the files."""

from datetime import date

import pytest

from faq.entries import Written, parse
from faq.entry import Approval
from faq.overlay import EditedEntry, Overlaid, overlay
from tests.faq.writing import markdown

DAY = date(2026, 11, 24)


def written(entry_id: str, *phrasings: str) -> Written:
    return parse(markdown(entry_id, *phrasings), name=entry_id, group="civil-status", place=f"civil-status/{entry_id}.md")


FILES = [written("doi-ho", "đổi họ"), written("doi-ten", "đổi tên")]


def edition(entry_id: str, text: str, *, withdrawn: bool = False) -> EditedEntry:
    return EditedEntry(entry_id, 3, "civil-status", text, "Chị Bê", DAY, withdrawn)


def over(*editions: EditedEntry) -> Overlaid:
    return overlay(FILES, (), editions)


def test_without_editions_the_files_stand() -> None:
    assert set(over().entries) == {"doi-ho", "doi-ten"}


def test_a_changed_entry_wins_and_carries_who_approved_it() -> None:
    found = over(edition("doi-ten", markdown("doi-ten", fee="8.000 đồng"))).entries["doi-ten"]
    assert found.fee == "8.000 đồng"
    assert found.review == Approval(approved_by="Chị Bê", approved_at=DAY)


def test_an_entry_is_added() -> None:
    found = over(edition("moi", markdown("moi")))
    assert set(found.entries) == {"doi-ho", "doi-ten", "moi"}
    assert found.edited == {"moi"}


def test_a_withdrawn_entry_is_known_as_such() -> None:
    found = over(edition("doi-ten", markdown("doi-ten", "đổi tên lót"), withdrawn=True))
    assert found.withdrawn == {"doi-ten"}
    assert found.entries["doi-ten"].phrasings == ("đổi tên lót",), "the matcher still knows what is asked about it"


def test_what_was_withdrawn_takes_no_phrasing_from_others() -> None:
    found = over(edition("doi-ten", markdown("doi-ten", "đổi họ"), withdrawn=True))
    assert found.entries["doi-ho"].phrasings == ("đổi họ",)
    assert found.faults == ()


def test_what_was_withdrawn_need_not_be_right() -> None:
    found = over(edition("doi-ten", "nothing", withdrawn=True))
    assert set(found.entries) == {"doi-ho"}
    assert found.withdrawn == {"doi-ten"}
    assert found.faults == ()


def test_an_edition_that_cannot_be_read_keeps_only_its_entry_out() -> None:
    found = over(edition("doi-ten", "nothing"))
    assert set(found.entries) == {"doi-ho"}
    assert "doi-ten (bản 3 trong cơ sở dữ liệu), dòng 1" in str(found.faults[0])


@pytest.mark.parametrize("said", ["đổi họ", "DOI HO"])
def test_where_both_hold_a_phrasing_the_editor_keeps_it(said: str) -> None:
    found = over(edition("doi-ten", markdown("doi-ten", said)))
    assert found.entries["doi-ten"].phrasings == (said,)
    assert "doi-ho" not in found.entries, "it had no other"
    assert found.faults[0].place == "civil-status/doi-ho.md"
