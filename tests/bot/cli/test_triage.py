"""`nghedan triage`: rows in, rows out, mistakes in one line, no database."""

import json
from pathlib import Path

from tests.bot.conftest import Nghedan

KEYS = [
    "id", "is_feedback", "kind", "field", "unit", "units", "today", "accuses_officer", "people_count", "urgent", "probability",
]  # fmt: skip


def _write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_are_understood_in_order(nghedan: Nghedan, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "cháy nhà ở Châu Ổ mau lên"},
        {"id": "b", "text": "xin chào"},
        {"id": "c", "text": ""},
        {"id": "d", "text": "x" * 100_000},
    ]
    file = _write(tmp_path / "in.jsonl", *(json.dumps(row, ensure_ascii=False) for row in rows))
    assert nghedan("triage", str(file), "--out", str(tmp_path / "out.jsonl")).code == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert all(list(row) == KEYS for row in found)
    assert found[0] | {"probability": 0} == {
        "id": "a", "is_feedback": True, "kind": "phan-anh", "field": found[0]["field"], "unit": "Châu Ổ", "units": ["Châu Ổ"],
        "today": ["binh-son"], "accuses_officer": False, "people_count": 1, "urgent": True, "probability": 0,
    }  # fmt: skip
    assert [(row["is_feedback"], row["kind"], row["field"]) for row in found[1:3]] == [(False, None, None)] * 2


def test_mistakes_name_the_line(nghedan: Nghedan, tmp_path: Path) -> None:
    out = str(tmp_path / "out.jsonl")
    for line in ("{", "[1]", '{"id": "a"}', '{"id": "a", "text": 7}'):
        file = _write(tmp_path / "in.jsonl", '{"id": "z", "text": "x"}', line)
        result = nghedan("triage", str(file), "--out", out)
        assert result.code == 2
        assert "line 2" in result.err
        assert len(result.err.splitlines()) == 1
    assert nghedan("triage", str(tmp_path / "none.jsonl"), "--out", out).code == 2
    file = _write(tmp_path / "in.jsonl", '{"id": "a", "text": "x"}')
    assert nghedan("triage", str(file), "--out", str(tmp_path / "no" / "out.jsonl")).code == 2
