"""The entries that ship, and the one line that says what to mend in a broken file."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from faq.allowed_links import foreign_links
from faq.entries import FOLDER, SECTION_KEYS, EntryInvalid, Loaded, fit_together, load, read_folder

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
    assert re.match(rf"ho-tich/doi-ten.md, dòng 1: `{key}` bị thiếu; thêm vào", fault(tmp_path))


BROKEN: list[tuple[dict[str, object], str, str]] = [
    ({"colour": "red"}, "`colour` không có trong mẫu", "colour"),
    ({"portal": {"code": None, "url": None, "page": 1}}, "`portal.page` không có trong mẫu", "  page"),
    ({"id": "Đổi tên"}, "`id` chỉ gồm chữ thường", "id"),
    ({"id": "doi-ho"}, "`id` là doi-ho, nhưng tên là doi-ten", "id"),
    ({"title": " "}, "`title` không được để trống", "title"),
    ({"title": "x" * 61}, "`title` dài quá 60 ký tự", "title"),
    ({"phrasings": []}, "`phrasings` để trống", "phrasings"),
    ({"documents": []}, "`documents` để trống; chưa rõ thì ghi null, không áp dụng thì ghi n/a", "documents"),
    ({"documents": "tờ khai"}, "`documents` phải là danh sách", "documents"),
    ({"phrasings": ["đổi tên", 5]}, "`phrasings` mục 2 phải là chữ", "- 5"),
    ({"phrasings": ["đổi tên", "doi ten"]}, "`phrasings` “doi ten” được ghi hai lần", "- doi ten"),
    ({"fee": 8000}, "`fee` phải là chữ", "fee"),
    ({"portal": {"code": 1.001193, "url": None}}, "`portal` phải là chữ", "  code"),
    ({"as_of": "hôm qua"}, "`as_of` phải là ngày", "as_of"),
    ({"confidence": "sure"}, "`confidence` phải là một trong: high, medium, low", "confidence"),
    ({"review": "approved"}, "`review`", "review"),
    ({"scam_warning": "maybe"}, "`scam_warning` phải là true hoặc false", "scam_warning"),
    ({"related": ["khong-co"]}, "`related` nhắc tới khong-co", "- khong-co"),
    ({"where": "Vào dichvucong.gov.vn.xyz.top"}, "`where` liên kết dichvucong.gov.vn.xyz.top", "where"),
    ({"source": ["https://example.com/a"]}, "`source` liên kết https://example.com/a", "source"),
    ({"portal": {"code": None, "url": "http://dichvucong.gov.vn"}}, "`portal.url` liên kết http://dichvucong", "  url"),
]


@pytest.mark.parametrize(("changes", "said", "begins"), BROKEN)
def test_a_broken_fact_is_named_with_file_line_and_field(
    tmp_path: Path, changes: dict[str, object], said: str, begins: str
) -> None:  # fmt: skip
    path = write(tmp_path, changes=changes)
    message = fault(tmp_path)
    found = re.match(r"ho-tich/doi-ten.md, dòng (\d+): ", message)
    assert found, message
    assert path.read_text().splitlines()[int(found[1]) - 1].startswith(begins)
    assert said in message


BODIES = [
    ("", "thiếu câu trả lời ngắn"),
    ("\n".join("abcdef"), "có 6 dòng; rút còn 5"),
    ("ngắn\n" + "x" * 161, "dài quá 160 ký tự"),
    ("Xem bit.ly/abc", "liên kết bit.ly"),
]


@pytest.mark.parametrize(("body", "said"), BODIES)
def test_a_broken_body_is_one_line(tmp_path: Path, body: str, said: str) -> None:
    path = write(tmp_path, body)
    message = fault(tmp_path)
    found = re.match(r"ho-tich/doi-ten.md, dòng (\d+): ", message)
    assert found, message
    assert path.read_text().splitlines()[int(found[1]) - 1] in (*body.splitlines(), "---")
    assert said in message


FILES = [
    (b"no facts at all", "dòng 1: phần dữ kiện phải nằm giữa"),
    (b"---\nid: a\n", "phần dữ kiện phải nằm giữa"),
    (b"---\n- a\n---\nb\n", "`tên: giá trị`"),
    (b"---\nid: a\nid: b\n---\nb\n", "dòng 3: `id` được ghi hai lần"),
    (b"---\nid: [a\n---\nb\n", "dòng 3: không đọc được phần dữ kiện"),
    (b"---\nas_of: 2026-13-40\n---\nb\n", "không đọc được phần dữ kiện"),
    (b"---\nid: \xff\n---\nb\n", "không phải UTF-8"),
    (b"---\n---\nb\n", "phần dữ kiện"),
    (b"---\nid: " + b"[" * 5_000 + b"\n---\nb\n", "không đọc được phần dữ kiện"),
]


@pytest.mark.parametrize(("content", "said"), FILES)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "ho-tich").mkdir()
    (tmp_path / "ho-tich" / "doi-ten.md").write_bytes(content)
    assert said in fault(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "ho-tich" / "doi-ten.md").mkdir(parents=True)
    assert "ho-tich/doi-ten.md: không đọc được tệp" in fault(tmp_path)


def test_an_id_in_two_groups(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, group="khac")
    assert "doi-ten có ở hai nhóm" in fault(tmp_path)


def test_a_phrasing_in_two_entries_whatever_its_accents(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, file="doi-ho", id="doi-ho", phrasings=["doi ten o dau"])
    assert "cũng có ở doi-ho" in fault(tmp_path)


# ---------------------------------------------------------------- a fault keeps only its own entry out


def read(folder: Path) -> Loaded:
    return fit_together(*read_folder(folder))


def test_a_broken_file_keeps_only_that_entry_out(tmp_path: Path) -> None:
    write(tmp_path, related=["doi-ho"])
    write(tmp_path, file="doi-ho", id="doi-ho", phrasings=["đổi họ"], fee=8000)
    found = read(tmp_path)
    assert set(found.entries) == {"doi-ten"}
    assert [(one.place, one.field) for one in found.faults] == [("ho-tich/doi-ho.md", "fee")]


def test_a_relation_that_leads_nowhere_costs_no_entry(tmp_path: Path) -> None:
    write(tmp_path, related=["khong-co"])
    found = read(tmp_path)
    assert found.entries["doi-ten"].related == ()
    assert len(found.faults) == 1


def test_a_phrasing_of_another_entry_is_left_out_of_the_later_one(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, file="doi-ho", id="doi-ho", phrasings=["doi ten o dau", "đổi họ"])
    found = read(tmp_path)
    assert found.entries["doi-ho"].phrasings == ("doi ten o dau", "đổi họ")
    assert found.entries["doi-ten"].phrasings == ("muốn đổi tên",)


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
