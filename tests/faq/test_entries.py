"""The entries that ship, and the one line that says what to mend in a broken file."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from faq.allowed_links import foreign_links
from faq.entries import FOLDER, SECTION_KEYS, EntryInvalid, load

ENTRIES = load()
SHIPPED = sorted(ENTRIES)
FACTS = {
    "id": "doi-ten",
    "title": "Đổi tên",
    "phrasings": ["đổi tên ở đâu", "muốn đổi tên"],
    "handled_by": "UBND xã",
    "fee": None,
    "time": "3 ngày",
    "documents": ["Tờ khai"],
    "steps": "n/a",
    "where": "UBND xã",
    "mistakes": None,
    "legal_basis": None,
    "portal": {"code": None, "url": "https://dichvucong.gov.vn"},
    "source": ["UBND xã"],
    "as_of": date(2026, 1, 2),
    "confidence": "medium",
    "evidence": "memory",
    "valid_to": None,
    "review": "unreviewed",
    "related": [],
    "scam_warning": False,
}
BODY = "Ông/bà đến UBND xã."


def write(
    folder: Path,
    body: str = BODY,
    *,
    group: str = "ho-tich",
    file: str = "doi-ten",
    changes: dict[str, object] | None = None,
    **more: object,
) -> Path:
    path = folder / group / f"{file}.md"
    path.parent.mkdir(exist_ok=True)
    facts = {key: value for key, value in (FACTS | (changes or {}) | more).items() if value != "absent"}
    path.write_text(f"---\n{yaml.safe_dump(facts, allow_unicode=True)}---\n{body}\n", encoding="utf-8")
    return path


def fault(folder: Path) -> str:
    with pytest.raises(EntryInvalid) as raised:
        load(folder)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_there_are_entries() -> None:
    assert len(ENTRIES) >= 8


def test_file_count_is_entry_count() -> None:
    assert len(list(FOLDER.glob("**/*.md"))) == len(ENTRIES)


@pytest.mark.parametrize("entry_id", SHIPPED)
def test_shipped_entry_is_complete(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    assert len(entry.phrasings) >= 12
    assert "where" not in entry.without
    bare = [said for said in entry.phrasings if said.isascii()]
    assert bare, "no phrasing without accents"
    assert len(bare) < len(entry.phrasings)


@pytest.mark.parametrize("entry_id", SHIPPED)
def test_shipped_entry_names_the_way_in_person_and_shouts_at_nobody(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    assert re.search(r"Trung tâm Phục vụ hành chính công|tại UBND xã|Công an (?:xã|tỉnh)", entry.body)
    assert "!" not in entry.model_dump_json()
    assert entry.portal.code is None or entry.portal.code not in entry.body + str(entry.where) + str(entry.steps)


@pytest.mark.parametrize("entry_id", SHIPPED)
def test_where_money_is_paid_the_answer_warns(entry_id: str) -> None:
    entry = ENTRIES[entry_id]
    if entry.group == "payment":
        assert entry.scam_warning or "OTP" in entry.body


def test_feedback_can_be_sent_right_here() -> None:
    assert "ngay tại khung chat này" in ENTRIES["how-to-send-feedback"].body


def test_reads_facts_and_keeps_unknown_apart_from_not_applicable(tmp_path: Path) -> None:
    write(tmp_path)
    entry = load(tmp_path)["doi-ten"]
    assert (entry.group, entry.fee, entry.steps, entry.body) == ("ho-tich", None, None, BODY)
    assert entry.without == {"steps"}
    assert entry.portal_url == "https://dichvucong.gov.vn"
    assert entry.as_of == date(2026, 1, 2)


def test_an_approval_carries_name_and_day(tmp_path: Path) -> None:
    write(tmp_path, review={"approved_by": "Văn phòng", "approved_at": date(2026, 2, 3)})
    review = load(tmp_path)["doi-ten"].review
    assert not isinstance(review, str)
    assert (review.approved_by, review.approved_at) == ("Văn phòng", date(2026, 2, 3))


@pytest.mark.parametrize("key", sorted(FACTS))
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    write(tmp_path, changes={key: "absent"})
    assert fault(tmp_path).startswith(f"ho-tich/doi-ten.md: `{key}` is missing; add it")


BROKEN = [
    ({"colour": "red"}, "`colour` is not a known key"),
    ({"portal": {"code": None, "url": None, "page": 1}}, "`portal.page` is not a known key"),
    ({"id": "Đổi tên"}, "`id`"),
    ({"id": "doi-ho"}, "make them the same"),
    ({"title": " "}, "`title`"),
    ({"title": "x" * 61}, "`title`"),
    ({"phrasings": []}, "`phrasings` is empty"),
    ({"documents": []}, "`documents` is empty; write null where the fact is unknown, n/a"),
    ({"phrasings": ["đổi tên", 5]}, "`phrasings` item 2"),
    ({"phrasings": ["đổi tên", "doi ten"]}, "written twice"),
    ({"fee": 8000}, "`fee`"),
    ({"portal": {"code": 1.001193, "url": None}}, "`portal`"),
    ({"as_of": "hôm qua"}, "`as_of`"),
    ({"confidence": "sure"}, "`confidence`"),
    ({"review": "approved"}, "`review`"),
    ({"related": ["khong-co"]}, "`related` names khong-co"),
    ({"where": "Vào dichvucong.gov.vn.xyz.top"}, "the link dichvucong.gov.vn.xyz.top is not on the list"),
    ({"source": ["https://example.com/a"]}, "the link https://example.com/a is not on the list"),
    ({"portal": {"code": None, "url": "http://dichvucong.gov.vn"}}, "the link http://dichvucong.gov.vn is not on"),
]


@pytest.mark.parametrize(("changes", "said"), BROKEN)
def test_a_broken_fact_is_one_line(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    write(tmp_path, changes=changes)
    message = fault(tmp_path)
    assert message.startswith("ho-tich/doi-ten.md: ")
    assert said in message


BODIES = [
    ("", "is missing; write it"),
    ("\n".join("abcdef"), "has 6 lines; shorten it to 5"),
    ("x" * 161, "over 160 characters"),
    ("Xem bit.ly/abc", "the link bit.ly"),
]


@pytest.mark.parametrize(("body", "said"), BODIES)
def test_a_broken_body_is_one_line(tmp_path: Path, body: str, said: str) -> None:
    write(tmp_path, body)
    assert said in fault(tmp_path)


FILES = [
    (b"no facts at all", "between two lines `---`"),
    (b"---\nid: a\n", "between two lines `---`"),
    (b"---\n- a\n---\nb\n", "`key: value`"),
    (b"---\nid: a\nid: b\n---\nb\n", "line 3: `id` is given twice"),
    (b"---\nid: [a\n---\nb\n", "mend the YAML"),
    (b"---\nid: \xff\n---\nb\n", "not UTF-8"),
]


@pytest.mark.parametrize(("content", "said"), FILES)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "ho-tich").mkdir()
    (tmp_path / "ho-tich" / "doi-ten.md").write_bytes(content)
    assert said in fault(tmp_path)


def test_an_id_in_two_groups(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, group="khac")
    assert "doi-ten stands in two groups" in fault(tmp_path)


def test_a_phrasing_in_two_entries_whatever_its_accents(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, file="doi-ho", id="doi-ho", phrasings=["doi ten o dau"])
    assert "also stands in doi-ho" in fault(tmp_path)


def test_every_section_key_may_be_left_out_as_not_applicable(tmp_path: Path) -> None:
    changes: dict[str, object] = dict.fromkeys(SECTION_KEYS, "n/a")
    write(tmp_path, changes=changes)
    assert load(tmp_path)["doi-ten"].without == set(SECTION_KEYS)


@pytest.mark.parametrize(
    "text",
    ["dichvucong.gov.vn", "https://dichvucong.gov.vn/a?b=1#c.", "đuôi .gov.vn", "TP.HCM, v.v.", "1.001193", "Xem VNEID.gov.vn"],
)
def test_official_or_no_link(text: str) -> None:
    assert foreign_links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://dichvucong.gov.vn@evil.com",
        "https://dichvucong.gov.vn.evil.com/a",
        "https://dichvucong.gov.vn:8443/",
        "ftp://dichvucong.gov.vn",
        "www.dichvucong-gov.vn",
        "zalo.me/123",
        "a@gmail.com",
    ],
)
def test_a_foreign_link_is_found(text: str) -> None:
    assert foreign_links(text)
