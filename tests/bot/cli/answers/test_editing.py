"""`nghedan faq edit|approve|withdraw|preview|history|gaps`, and what they do to the answers of a chat."""

import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from db.engine.database import open_database
from db.tables import Edition
from faq.entries import file_of, load
from faq.publication import fixed_set
from tests.bot.cli.test_chat import Chat
from tests.bot.conftest import Nghedan
from tests.faq.writing import markdown

Mistaken = Callable[..., str]
NEW = ("nuoi-cho", "nuôi chó có phải khai báo với xã không", "nuoi cho phai dang ky o dau", "đăng ký nuôi chó mèo")
ASKED = "nuôi chó có phải khai báo với xã không"


@pytest.fixture
def chat(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> Chat:
    return Chat(nghedan, monkeypatch)


@pytest.fixture
def written(folder: Path) -> Callable[..., str]:
    """Writes a file in the folder and gives its name."""

    def write(text: str, name: str = "entry.md") -> str:
        (folder / name).write_text(text, encoding="utf-8")
        return name

    return write


def matched(nghedan: Nghedan, folder: Path, text: str, *options: str) -> dict[str, object]:
    (folder / "in.jsonl").write_text(json.dumps({"id": "1", "text": text}))
    assert nghedan("faq", "match", "in.jsonl", "--out", "out.jsonl", *options).code == 0
    found: dict[str, object] = json.loads((folder / "out.jsonl").read_text())
    return found


def birth() -> str:
    path = file_of("birth-registration")
    assert path is not None
    return path.read_text(encoding="utf-8")


def test_an_entry_is_written_previewed_approved_answered_and_withdrawn(
    nghedan: Nghedan, written: Callable[..., str], chat: Chat, folder: Path
) -> None:
    text = markdown(*NEW, title="Khai báo nuôi chó", body="Nuôi chó thì khai báo với UBND xã.", fee="Chưa thu tiền")
    saved = nghedan("faq", "edit", "nuoi-cho", "--file", written(text), "--group", "local-life", "--by", "Chị Bê")
    assert saved.code == 0, saved.err
    assert "nghedan faq approve nuoi-cho" in saved.out
    assert matched(nghedan, folder, ASKED)["intent"] != "nuoi-cho", "a draft answers nobody"
    assert "bản nháp của Chị Bê" in nghedan("check").out

    seen = nghedan("faq", "preview", "nuoi-cho")
    assert seen.lines[:2] == [seen.lines[0], "Nuôi chó thì khai báo với UBND xã."]
    assert "bản nháp, 1, Chị Bê" in seen.lines[0]
    assert "[Lệ phí]" in seen.lines
    assert "Chưa thu tiền" in seen.out

    assert nghedan("faq", "approve", "nuoi-cho", "--by", "Anh Cê").code == 0
    assert matched(nghedan, folder, ASKED)["intent"] == "nuoi-cho"
    assert matched(nghedan, folder, ASKED, "--files-only")["intent"] != "nuoi-cho"
    assert "Nuôi chó thì khai báo với UBND xã." in chat(ASKED).out

    assert nghedan("faq", "withdraw", "nuoi-cho", "--by", "Anh Cê").code == 0
    assert matched(nghedan, folder, ASKED)["decision"] == "none"
    assert "1 mục đã rút" in nghedan("check").out
    acts = [line.split("\t")[2:] for line in nghedan("faq", "history", "nuoi-cho").lines]
    assert acts == [["bản nháp", "Chị Bê"], ["công bố", "Anh Cê"], ["rút", "Anh Cê"]]
    assert nghedan("faq", "history", "nuoi-cho", "--text", "1").out.strip() == text.strip()


def test_a_changed_entry_wins_over_its_file_until_it_is_withdrawn(
    nghedan: Nghedan, written: Callable[..., str], chat: Chat
) -> None:
    changed = birth().replace("Cha mẹ khai sinh cho con trong 60 ngày", "Khai sinh cho con trong 60 ngày")
    assert changed != birth()
    assert nghedan("faq", "edit", "birth-registration", "--file", written(changed), "--publish").code == 0
    assert "Khai sinh cho con trong 60 ngày" in chat("đăng ký khai sinh ở đâu").out
    assert nghedan("faq", "withdraw", "birth-registration").code == 0
    assert "60 ngày" not in chat("đăng ký khai sinh ở đâu", name="b").out
    assert nghedan("faq", "approve", "birth-registration").code == 0
    assert "Khai sinh cho con trong 60 ngày" in chat("đăng ký khai sinh ở đâu", name="c").out


def test_approving_what_ships_is_noted(nghedan: Nghedan) -> None:
    assert nghedan("faq", "approve", "birth-registration", "--by", "Văn phòng").code == 0
    assert "công bố\tVăn phòng" in nghedan("faq", "history", "birth-registration").out


def test_a_phrasing_is_added_without_touching_the_rest(nghedan: Nghedan) -> None:
    added = nghedan(
        "faq", "edit", "birth-registration", "--add-phrasing", "đẻ xong: đi khai cho bé", "--add-phrasing", "khai sinh"
    )
    assert added.code == 0, added.err
    text = nghedan("faq", "history", "birth-registration", "--text", "1").out
    assert '  - "đẻ xong: đi khai cho bé"\n' in text
    assert text.replace('  - "đẻ xong: đi khai cho bé"\n', "").strip() == birth().strip()


def test_what_makes_the_answers_worse_is_refused_unless_told_to(
    nghedan: Nghedan, mistaken: Mistaken, written: Callable[..., str]
) -> None:
    foreign = [str(row["text"]) for row in fixed_set() if row.get("intent") not in (None, "birth-registration")][::7]
    stolen = "".join(f"  - {json.dumps(said, ensure_ascii=False)}\n" for said in foreign)
    thief = birth().replace("phrasings:\n", f"phrasings:\n{stolen}")
    file = written(thief)
    refused = mistaken("faq", "edit", "birth-registration", "--file", file, "--publish")
    assert "kém hơn" in refused
    assert nghedan("faq", "history", "birth-registration").out == ""
    assert nghedan("faq", "edit", "birth-registration", "--file", file, "--publish", "--force").code == 0


def test_from_standard_input(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(markdown(*NEW)))
    assert nghedan("faq", "edit", "nuoi-cho", "--group", "local-life", "--file", "-").code == 0


def test_nothing_is_saved_where_nothing_changed(nghedan: Nghedan, written: Callable[..., str]) -> None:
    assert "không đổi" in nghedan("faq", "edit", "birth-registration", "--file", written(birth())).out
    assert nghedan("faq", "history", "birth-registration").out == ""


def test_a_past_last_day_is_said(nghedan: Nghedan, written: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_NOW", "2027-06-01T08:00:00+07:00")
    changed = birth().replace("1 ngày làm việc", "2 ngày làm việc")
    assert "28/02/2027, đã qua" in nghedan("faq", "edit", "birth-registration", "--file", written(changed)).out


MISTAKES = [
    (("edit", "nuoi-cho", "--file", "entry.md"), "--group"),
    (("edit", "nuoi-cho", "--file", "entry.md", "--group", "x"), "“x”"),
    (("edit", "nuoi-cho", "--file", "missing.md", "--group", "local-life"), "missing.md"),
    (("edit", "nuoi-meo", "--file", "entry.md", "--group", "local-life"), "entry.md, dòng 2: `id`"),
    (("edit", "birth-registration", "--file", "broken.md"), "broken.md, dòng"),
    (("edit", "nuoi-cho", "--add-phrasing", "x", "--group", "local-life"), "nuoi-cho"),
    (("approve", "nuoi-cho"), "nuoi-cho"),
    (("withdraw", "birth-registratio"), "Gần giống: birth-registration"),
    (("preview", "nuoi-cho"), "nuoi-cho"),
    (("history", "nuoi-cho"), "nuoi-cho"),
    (("history", "birth-registration", "--text", "7"), "bản 7"),
]


@pytest.mark.parametrize(("call", "said"), MISTAKES)
def test_a_mistake_is_one_line(mistaken: Mistaken, written: Callable[..., str], call: tuple[str, ...], said: str) -> None:
    written(markdown(*NEW))
    written(birth().replace("confidence: high", "confidence: sure"), "broken.md")
    assert said in mistaken("faq", *call)


FAULTS = [
    ("Cha mẹ khai sinh cho con trong 60 ngày", "Trong {term:kn.khong_co}", "{term:kn.khong_co} không có trong bảng thời hạn"),
    ("  - khai sinh\n", f"  - {load()['citizen-id-issue'].phrasings[0]}\n", "cũng có ở citizen-id-issue"),
    ("related: [", "related: [khong-co, ", "`related` nhắc tới khong-co"),
    ("dichvucong.gov.vn,", "dichvucong-gov.com,", "liên kết"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_what_does_not_fit_the_other_entries_is_named(
    mistaken: Mistaken, written: Callable[..., str], old: str, new: str, said: str
) -> None:
    assert old in birth()
    found = mistaken("faq", "edit", "birth-registration", "--file", written(birth().replace(old, new, 1)))
    assert found.startswith("entry.md, dòng ")
    assert said in found


# ---------------------------------------------------------------- check


def test_check_names_what_is_wrong_with_an_edited_entry_and_the_others_answer(
    nghedan: Nghedan, written: Callable[..., str], chat: Chat
) -> None:
    nghedan("faq", "edit", "birth-registration", "--file", written(birth()), "--publish")
    with closing(open_database("sqlite:///var/nghedan.sqlite3")) as database:
        broken = birth().replace("confidence: high", "confidence: sure")  # as a later version of the program may find it
        database.write(lambda connection: connection.execute(update(Edition).values(text=broken))).result()
    checked = nghedan("check")
    assert checked.code == 1
    assert any(
        "birth-registration (bản 1 trong cơ sở dữ liệu), dòng" in line and "`confidence`" in line for line in checked.lines
    )
    assert "60 ngày" not in chat("đăng ký khai sinh ở đâu").out
    assert "kết hôn" in chat("đăng ký kết hôn ở đâu").out


def test_check_lists_what_has_stopped_answering(nghedan: Nghedan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "đăng ký khai sinh ở đâu"
    assert matched(nghedan, folder, asked)["decision"] == "answer"
    monkeypatch.setenv("NGHEDAN_NOW", "2027-03-01T08:00:00+07:00")
    assert "birth-registration hết hạn từ 28/02/2027" in nghedan("check").out
    found = matched(nghedan, folder, asked)
    assert (found["decision"], found["intent"]) == ("none", "birth-registration")


# ---------------------------------------------------------------- gaps


UNKNOWN = "hộp đựng cơm bằng nhôm mua ở đâu rẻ, số tôi 0905123456"


def test_gaps_count_everybody_and_quote_those_who_agreed(nghedan: Nghedan, chat: Chat) -> None:
    assert "Chưa có câu hỏi nào" in nghedan("faq", "gaps").out
    said = chat(UNKNOWN).out
    assert "Cho giữ câu hỏi" in said
    assert json.loads(nghedan("faq", "gaps", "--json").out)[0]["examples"] == []
    chat("cho giữ câu hỏi")
    (gap,) = json.loads(nghedan("faq", "gaps", "--json").out)
    assert gap["count"] == 1
    assert gap["examples"] == ["hộp đựng cơm bằng nhôm mua ở đâu rẻ, số tôi •••"]
    assert "hộp đựng cơm" in nghedan("faq", "gaps").out
