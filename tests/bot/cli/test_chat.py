"""`nghedan chat`, alone: it works by itself, line by line, with files and places."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.channels.terminal.terminal import render
from db.queues.messages import Attachment, Choice, Outgoing
from db.queues.outbox import Shown
from tests.bot.conftest import Called, Nghedan
from tests.running import environment, wait_for

PHOTO = Attachment(kind="photo", sha256="a" * 64, mime="image/jpeg", size=1, name="ổ gà.jpg")
TWO = (Choice(label="Có", value="y"), Choice(label="Không", value="n"))


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (Shown(1, "bot", "Chào"), "Chào"),
        (Shown(1, "bot", "Sao?", TWO, outgoing=Outgoing(text="Sao?", choices=TWO)), "Sao?\n  1. Có\n  2. Không"),
        (Shown(1, "bot", "Việc", TWO, outgoing=Outgoing(text="Việc", choices=TWO, numbered=False)), "Việc\n  [Có]\n  [Không]"),
        (Shown(1, "officer", "Xong", files=(PHOTO,)), "Xong\n[photo: ổ gà.jpg]"),
        (Shown(1, "officer", "Xong", files=(PHOTO.model_copy(update={"name": ""}),)), "Xong\n[photo: image/jpeg]"),
    ],
)
def test_a_message_as_terminal_text(message: Shown, text: str) -> None:
    assert render(message) == text


class Chat:
    def __init__(self, nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> None:
        self._nghedan = nghedan
        self._monkeypatch = monkeypatch

    def __call__(self, *lines: str, name: str = "nguoi-dan") -> Called:
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        said = self._nghedan("chat", "--as", name)
        assert said.code == 0, said.err
        return said


@pytest.fixture
def chat(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> Chat:
    return Chat(nghedan, monkeypatch)


def test_each_line_is_followed_by_its_answer(chat: Chat) -> None:
    first, second = chat("chào", "làm khai sinh ở đâu").out.split("> làm khai sinh")
    assert first.startswith("> chào\n")
    assert "Nghe Dân" in first
    assert "khai sinh" in second.lower()


def test_a_chat_goes_on_where_it_ended_and_shows_nothing_twice(chat: Chat) -> None:
    chat("đường ở Bình Hải hư hỏng nặng lắm")
    again = chat("bỏ qua")
    assert "hư hỏng" not in again.out
    assert "Nghe Dân" not in again.out
    assert "  1. " in again.out


def test_chats_of_different_names_are_different_people(chat: Chat) -> None:
    chat("đường ở Bình Hải hư hỏng nặng lắm", name="lan")
    assert "Nghe Dân" in chat("chào", name="tý").out


def test_a_file_is_sent_by_its_path(chat: Chat, folder: Path) -> None:
    Image.new("RGB", (20, 20)).save(folder / "ổ gà.jpg")
    chat("đường ở Bình Hải hư hỏng nặng lắm", "bỏ qua", "1")
    sent = chat("@ổ gà.jpg")
    assert "1" in sent.out.split("\n", 1)[1]
    assert len(list((folder / "var" / "files").glob("*/*"))) == 1


def test_a_place_is_sent_by_its_coordinates(chat: Chat) -> None:
    sent = chat("@15.3, 108.8")
    assert "@15.3, 108.8" in sent.lines[0]
    assert len(sent.lines) > 2


@pytest.mark.parametrize(("name", "content"), [("nothing.jpg", None), ("fake.jpg", b"MZ\x90\x00 a program")])
def test_what_cannot_be_sent_is_said_and_not_sent(chat: Chat, folder: Path, name: str, content: bytes | None) -> None:
    if content:
        (folder / name).write_bytes(content)
    sent = chat(f"@{name}", "chào")
    assert name in sent.lines[1]
    assert "Nghe Dân" in sent.out


def test_an_empty_line_and_odd_signs_break_nothing(chat: Chat) -> None:
    assert chat("", "😀", "\x00\u202ea", "@", "x" * 100_000).code == 0


def test_typed_by_a_person_until_the_end(tmp_path: Path) -> None:
    """On a real terminal answers come by themselves, and Ctrl+D is the end."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "chat"]
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, cwd=tmp_path, env=environment(tmp_path))
    try:
        os.write(ours, "chào\n".encode())
        assert process.stdout is not None
        out = b""
        while "Nghe Dân, máy trả lời".encode() not in out:
            more = os.read(process.stdout.fileno(), 10_000)
            assert more, out
            out += more
        os.write(ours, b"\x04")
        wait_for(lambda: process.poll() is not None, 10)
        assert process.returncode == 0
        process.stdout.close()
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)
