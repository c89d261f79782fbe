"""`nghedan duplicates` and `nghedan corrections`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.settings import load
from db.engine.database import open_database
from db.engine.storing import in_session
from db.engine.upgrading import to_newest
from db.stores import corrections
from tests.bot.conftest import Nghedan

ROWS = [
    {"id": "a", "text": "Ổ gà to trước chợ Bình Châu, hôm qua một bà già té gãy tay ở đó"},
    {"id": "b", "text": "trước chợ Bình Châu ổ gà to quá, có bà cụ té gãy tay"},
    {"id": "c", "text": "Ổ gà to trước chợ Bình Hòa, hôm qua một bà già té gãy tay ở đó"},
]


def test_each_row_says_of_what_it_is_a_duplicate(nghedan: Nghedan, tmp_path: Path) -> None:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert nghedan("duplicates", str(file), "--out", str(out)).code == 0
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(row["id"], row["duplicate_of"]) for row in found] == [("a", None), ("b", "a"), ("c", None)]
    assert all(set(row) == {"id", "duplicate_of", "probability"} for row in found)
    assert found[0]["probability"] == 0.0
    assert found[1]["probability"] > 0.5


@pytest.mark.parametrize("content", ["{", '{"id": "a"}', '{"text": "a"}', "[]"])
def test_a_row_that_cannot_be_read_is_named(nghedan: Nghedan, tmp_path: Path, content: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n" + content + "\n")
    called = nghedan("duplicates", str(file), "--out", str(tmp_path / "out.jsonl"))
    assert called.code == 2
    assert "2" in called.err


def test_a_file_that_is_not_there(nghedan: Nghedan, tmp_path: Path) -> None:
    called = nghedan("duplicates", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert called.code == 2
    assert "none.jsonl" in called.err


def test_no_database_is_made(nghedan: Nghedan, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n")
    nghedan("duplicates", str(file), "--out", str(tmp_path / "out.jsonl"))
    assert "Chưa có" in nghedan("corrections").out
    assert nghedan("corrections", "--json").out == ""
    assert not list(load().data_dir.glob("*.sqlite3"))


def test_corrections_are_listed(nghedan: Nghedan) -> None:
    load().data_dir.mkdir()
    database = open_database(load().url)
    database.migrate(to_newest)

    def work(session: Session) -> None:
        now = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
        corrections.keep(session, "field", "giao-thong", "dien", by="citizen", words="đèn đường hư", now=now)
        corrections.keep(session, "body", "kinh-te-xa", "cong-an-xa", by="officer", words=None, now=now)

    database.write(in_session(work)).result()
    database.close()
    assert nghedan("corrections").lines == [
        "24/11/2026 08:30 · lĩnh vực: giao-thong → dien (người dân) · “đèn đường hư”",
        "24/11/2026 08:30 · nơi giải quyết: kinh-te-xa → cong-an-xa (cán bộ)",
    ]
    first = json.loads(nghedan("corrections", "--json").lines[0])
    assert first == {
        "at": "2026-11-24T01:30:00+00:00", "what": "field", "proposed": "giao-thong", "corrected": "dien", "by": "citizen",
        "words": "đèn đường hư",
    }  # fmt: skip
