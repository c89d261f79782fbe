"""What `nghedan check` makes of folders and keys that are not as they should be."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.settings import load
from tests.bot.cli.test_main import states
from tests.bot.conftest import Nghedan

NOBODY = 65534


@pytest.fixture
def theirs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in whose data folder belongs to somebody else, where everybody may enter the one but not the other."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o755)
        monkeypatch.chdir(place)
        yield Path(place) / "var"


@contextmanager
def as_somebody_else(data: Path) -> Iterator[None]:
    """Root may enter anything: so it becomes nobody. Others are shut out by their own folder."""
    mode, me = data.stat().st_mode, os.geteuid()
    data.chmod(0o000)
    if me == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)
        data.chmod(mode)


def test_somebody_elses_folder_is_one_line_at_every_door(nghedan: Nghedan, theirs: Path) -> None:
    assert nghedan("demo", "--cases", "1").code == 0
    assert nghedan("backup", "b.tar.gz").code == 0
    (theirs.parent / "b.tar.gz").chmod(0o644)
    commands = (
        ("inbox", "list"), ("run",), ("chat",), ("backup", "c.tar.gz"), ("restore", "b.tar.gz"),
        ("move", "sqlite:///var/nghedan.sqlite3", "postgresql://nowhere.example/none"),
    )  # fmt: skip
    for one in (
        ("inbox", "list"),
        ("run", "--only", "web"),
        ("chat", "--help"),
        ("restore", "x"),
        ("move", "x", "y"),
        ("check",),
    ):
        nghedan(*one)  # loads it: that user may not be able to read Python's own files
    with as_somebody_else(theirs):
        called = [nghedan(*command) for command in commands]
        checked = nghedan("check")
    assert [(one.code, one.out, one.err.count("\n")) for one in called] == [(2, "", 1)] * len(commands)
    assert [one.err for one in called if "var" not in one.err or "Permission denied" not in one.err] == []
    assert checked.code == 1
    found = states(checked.lines)
    assert {found[what] for what in ("thư mục", "khóa bí mật", "cơ sở dữ liệu")} == {"HỎNG"}
    assert {found[what] for what in ("cài đặt", "địa phương", "thời hạn")} == {"ổn"}
    assert nghedan("check").code == 0


def test_a_key_that_cannot_be_carried_into_a_line_is_noted(nghedan: Nghedan, folder: Path) -> None:
    secret, seals = load().key_files()
    secret.parent.mkdir(mode=0o700)
    for file in (secret, seals):
        file.write_text("k" * 64)
        file.chmod(0o600)
    assert states(nghedan("check").lines)["khóa bí mật"] == "ổn"
    seals.write_text("k" * 64 + "\n")  # these are a list, of which blanks are no part
    assert not [line for line in nghedan("check").lines if line.startswith("chú ý\tkhóa bí mật")]
    secret.write_text("k" * 64 + "\n")
    checked = nghedan("check")
    assert checked.code == 0
    assert len([line for line in checked.lines if line.startswith(f"chú ý\tkhóa bí mật\t{secret} ")]) == 1
