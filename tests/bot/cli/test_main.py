"""The command line: its mistakes in one line, its help, `check` and `faq`."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.exit_codes import exit_code
from bot.installation.opening import BUILD
from db.engine.database import open_database
from tests.bot.conftest import WRITING, Nghedan

Mistaken = Callable[..., str]


def test_version(nghedan: Nghedan) -> None:
    assert nghedan("--version").out == f"nghedan {BUILD}\n"


@pytest.mark.parametrize("command", [[], ["run"], ["officer"], ["officer", "invite"], ["inbox"], ["faq", "match"]])
def test_help_is_vietnamese(nghedan: Nghedan, command: list[str]) -> None:
    helped = nghedan(*command, "--help")
    assert helped.code == 0
    assert any(letter in helped.out for letter in "ạếịờ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bogus"],
        ["run", "--bogus"],
        ["run", "--only", "web"],
        ["run", "--only", "kitchen"],
        ["officer"],
        ["officer", "invite"],
        ["officer", "invite", "--unit", "nowhere", "--role", "officer", "--name", "A"],
        ["officer", "invite", "--unit", "van-tuong/nowhere", "--role", "officer", "--name", "A"],
        ["officer", "invite", "--unit", "van-tuong/", "--role", "officer", "--name", "A"],
        ["officer", "invite", "--unit", "van-tuong", "--role", "king", "--name", "A"],
        ["officer", "invite", "--unit", "van-tuong", "--role", "officer", "--name", " "],
        ["officer", "revoke", "7"],
        ["officer", "revoke", "seven"],
        ["officer", "absent", "7", "--until", "2026-12-31"],
        ["officer", "absent", "7", "--until", "tomorrow"],
        ["inbox", "show", "7"],
        ["inbox", "retry", "7"],
        ["inbox", "drop", "7"],
        ["outbox", "show", "x"],
        ["outbox", "retry", "7"],
        ["outbox", "drop", "7"],
        ["faq", "match", "missing.jsonl", "--out", "out.jsonl"],
        ["faq", "evaluate", "missing.jsonl"],
        ["restore", "missing.tar.gz"],
    ],
)
def test_a_mistake_is_one_line(mistaken: Mistaken, arguments: list[str]) -> None:
    assert mistaken(*arguments)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "thiếu tên lệnh"),
        (["bogus"], "không có lệnh bogus"),
        (["run", "--bogus"], "không có tùy chọn --bogus"),
        (["run", "--only"], "tùy chọn --only thiếu giá trị"),
        (["move", "old"], "thiếu 'NEW'"),
        (["officer", "invite"], "thiếu '--unit'"),
        (["officer", "revoke", "seven"], "giá trị của 'NUMBER' không hợp lệ"),
        (["demo", "--cases", "0"], "giá trị của '--cases' không hợp lệ"),
        (["check", "one", "two"], "thừa one two"),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(mistaken: Mistaken, arguments: list[str], line: str) -> None:
    said = mistaken(*arguments)
    assert f"Gọi lệnh chưa đúng: {line}" in said
    assert not re.search(r"Missing|No such|Invalid|argument|option|unexpected", said)


@pytest.mark.parametrize(
    ("name", "value"),
    [("NGHEDAN_HTTP_PORT", "x"), ("NGHEDAN_LOCALITY", "nowhere"), ("NGHEDAN_LOCALITY", "../x"), ("NGHEDAN_DATABASE_URL", "x")],
)
def test_a_wrong_setting_is_one_line(mistaken: Mistaken, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert mistaken("run")


def test_a_folder_that_cannot_be_made_is_one_line(mistaken: Mistaken, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("NGHEDAN_DATA_DIR", str(folder / "file" / "var"))
    assert "file" in mistaken("run")
    assert mistaken(*WRITING)


def test_a_newer_database_is_one_line(nghedan: Nghedan, mistaken: Mistaken, folder: Path) -> None:
    nghedan(*WRITING)
    _make_newer(folder)
    assert "mới hơn" in mistaken("inbox", "list")


def _make_newer(folder: Path) -> None:
    with closing(open_database(f"sqlite:///{folder / 'var' / 'nghedan.sqlite3'}")) as database:
        database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))).result()


def test_an_unforeseen_error_says_its_name_but_not_its_words(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> int:
        raise LookupError("Bí Mật")

    assert exit_code(work) == 1
    assert "LookupError" in capsys.readouterr().err
    assert [record.getMessage() for record in caplog.records] == ["unexpected"]


# ---------------------------------------------------------------- check


def states(lines: list[str]) -> dict[str, str]:
    """What was checked → the worst that was found of it."""
    found: dict[str, str] = {}
    for line in lines:
        state, what, _ = line.split("\t")
        found[what] = state if found.get(what) != "HỎNG" else "HỎNG"
    return found


def test_check_before_the_first_start_makes_nothing(nghedan: Nghedan, folder: Path) -> None:
    checked = nghedan("check")
    assert checked.code == 0
    assert list(folder.iterdir()) == []
    assert states(checked.lines)["cơ sở dữ liệu"] == "chú ý"
    assert len(checked.lines) >= 6


def test_check_after_it(nghedan: Nghedan) -> None:
    nghedan("officer", "revoke", "7")
    nghedan(*WRITING)
    checked = nghedan("check")
    assert checked.code == 0
    assert states(checked.lines)["cơ sở dữ liệu"] == "ổn"
    assert states(checked.lines)["cán bộ"] == "chú ý"
    assert states(checked.lines)["tin đến"] == "ổn"


def test_check_finds_wrong_settings(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_HTTP_PORT", "x")
    checked = nghedan("check")
    assert (checked.code, states(checked.lines)) == (1, {"cài đặt": "HỎNG"})


def test_check_finds_a_broken_locality_and_goes_on(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_LOCALITY", "nowhere")
    checked = nghedan("check")
    assert checked.code == 1
    assert states(checked.lines)["địa phương"] == "HỎNG"
    assert states(checked.lines)["nội dung"] == "ổn"


def test_check_finds_a_newer_database(nghedan: Nghedan, folder: Path) -> None:
    nghedan(*WRITING)
    _make_newer(folder)
    checked = nghedan("check")
    assert (checked.code, states(checked.lines)["cơ sở dữ liệu"]) == (1, "HỎNG")


def test_check_finds_something_else_in_place_of_the_database(nghedan: Nghedan, folder: Path) -> None:
    (folder / "var").mkdir()
    (folder / "var" / "nghedan.sqlite3").write_bytes(b"not a database" * 100)
    checked = nghedan("check")
    assert (checked.code, states(checked.lines)["cơ sở dữ liệu"]) == (1, "HỎNG")


def test_check_finds_keys_that_others_may_read(nghedan: Nghedan, folder: Path) -> None:
    (folder / "var").mkdir()
    for name in ("secret_key", "seal_keys"):
        (folder / "var" / name).write_text("k" * 64)
        (folder / "var" / name).chmod(0o644)
    checked = nghedan("check")
    assert (checked.code, states(checked.lines)["khóa bí mật"]) == (1, "HỎNG")


def test_check_notes_a_set_clock_and_slips(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHEDAN_NOW", "2026-11-24T08:00:00+07:00")
    monkeypatch.setenv("NGHEDAN_HTTP_PROT", "1")
    out = nghedan("check").out
    assert "2026-11-24" in out
    assert "NGHEDAN_HTTP_PROT" in out


# ---------------------------------------------------------------- faq


def test_match_writes_one_row_each_and_makes_no_database(nghedan: Nghedan, folder: Path) -> None:
    rows = [{"id": "a", "text": "làm giấy khai sinh ở đâu"}, {"id": "b", "text": "asdf qwer"}]
    (folder / "in.jsonl").write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows))
    assert nghedan("faq", "match", "in.jsonl", "--out", "out.jsonl").code == 0
    found = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in found] == ["a", "b"]
    assert found[0]["intent"] == "birth-registration"
    assert set(found[0]) == {"id", "decision", "intent", "probability", "suggestions"}
    assert sorted(path.name for path in folder.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_evaluate_counts_what_is_labelled(nghedan: Nghedan, folder: Path) -> None:
    rows = [{"text": "làm giấy khai sinh ở đâu", "intent": "birth-registration"}, {"text": "trời hôm nay đẹp"}]
    for name, row in zip(("in.jsonl", "out.jsonl"), rows, strict=True):
        (folder / name).write_text(json.dumps(row))
    found = json.loads(nghedan("faq", "evaluate", "in.jsonl", "out.jsonl").out)
    assert (found["labelled"], found["unlabelled"], found["top1"]) == (1, 1, 1.0)


@pytest.mark.parametrize("line", ["nope", "[]", '{"id": "a"}', '{"id": "a", "text": 7}'])
def test_a_wrong_row_is_named_by_its_number(mistaken: Mistaken, folder: Path, line: str) -> None:
    (folder / "in.jsonl").write_text('{"id": "a", "text": "b"}\n' + line + "\n")
    assert "in.jsonl: line 2" in mistaken("faq", "match", "in.jsonl", "--out", "out.jsonl")


def test_a_wrong_label_is_named(mistaken: Mistaken, folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"text": "b", "intent": 7}\n')
    assert "line 1" in mistaken("faq", "evaluate", "in.jsonl")


def test_what_cannot_be_written_is_one_line(mistaken: Mistaken, folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"id": "a", "text": "b"}\n')
    assert "missing" in mistaken("faq", "match", "in.jsonl", "--out", "missing/out.jsonl")
