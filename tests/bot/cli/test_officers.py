"""`nghedan officer …`, with the chats that its codes open."""

import re
from pathlib import Path

import pytest

from tests.bot.cli.test_chat import Chat
from tests.bot.conftest import Nghedan
from tests.running import CODE

REPORT = ("Đường liên xã ở Bình Hải hư hỏng nặng, gần chợ thôn Phước Thiện", "1", "1", "1", "1", "1", "1", "1", "1")


@pytest.fixture
def chat(nghedan: Nghedan, monkeypatch: pytest.MonkeyPatch) -> Chat:
    return Chat(nghedan, monkeypatch)


def invite(nghedan: Nghedan, unit: str, role: str, name: str) -> str:
    invited = nghedan("officer", "invite", "--unit", unit, "--role", role, "--name", name)
    assert invited.code == 0, invited.err
    found = re.fullmatch(r"code: ([A-Za-z0-9_-]{8,64})", invited.lines[0])
    assert found
    assert len(invited.lines) >= 3
    assert found[1] in invited.lines[1]
    assert found[1] in invited.lines[2]
    return found[1]


def listed(nghedan: Nghedan) -> list[list[str]]:
    return [line.split("\t") for line in nghedan("officer", "list").lines]


def test_an_invitation_is_used_once(nghedan: Nghedan, chat: Chat) -> None:
    code = invite(nghedan, "van-tuong/kinh-te-xa", "officer", "Trần Văn Bê")
    assert listed(nghedan) == [["1", "Trần Văn Bê", "cán bộ", "van-tuong/kinh-te-xa", "chưa nhận lời mời"]]
    assert "Trần Văn Bê" in chat(f"/start {code}", name="be").out
    assert listed(nghedan)[0][-1] == "đang làm việc"
    assert "Trần Văn Bê" not in chat(f"/start {code}", name="somebody-else").out


def test_the_code_is_kept_nowhere(nghedan: Nghedan, folder: Path) -> None:
    code = invite(nghedan, "van-tuong", "focal", "Lê Thị Cê")
    files = [file for file in (folder / "var").rglob("*") if file.is_file()]
    assert files
    assert not any(code.encode() in file.read_bytes() for file in files)


def test_revoking_ends_a_post_and_moves_its_cases_to_the_focal_officer(nghedan: Nghedan, chat: Chat) -> None:
    for number, (name, unit, role) in enumerate([("be", "van-tuong/kinh-te-xa", "officer"), ("ce", "van-tuong", "focal")], 1):
        chat(f"/start {invite(nghedan, unit, role, name.title())}", name=name)
        assert len(listed(nghedan)) == number
    code = CODE.findall(chat(*REPORT).out)[0]
    assert code in chat("", name="be").out
    chat(f"nhận {code}", name="be")
    assert code not in chat("chào", name="ce").out

    revoked = nghedan("officer", "revoke", "1")
    assert (revoked.code, " 1 việc" in revoked.out) == (0, True)
    assert listed(nghedan)[0][-1] == "đã thu hồi"
    assert code in chat("chào", name="ce").out
    assert code not in chat("của tôi", name="be").out
    assert nghedan("officer", "revoke", "1").code == 2
    assert "Về cán bộ đầu mối" in chat(f"xem {code}", name="ce").out


def test_a_revoked_invitation_opens_nothing(nghedan: Nghedan, chat: Chat) -> None:
    code = invite(nghedan, "van-tuong", "focal", "Lê Thị Cê")
    assert nghedan("officer", "revoke", "1").code == 0
    assert "Lê Thị Cê" not in chat(f"/start {code}").out


def test_who_is_absent_gets_no_new_cards(nghedan: Nghedan, chat: Chat) -> None:
    chat(f"/start {invite(nghedan, 'van-tuong', 'focal', 'Cê')}", name="ce")
    assert nghedan("officer", "absent", "1", "--until", "2999-12-31").code == 0
    assert listed(nghedan)[0][-1] == "vắng đến hết 31/12/2999"
    code = CODE.findall(chat(*REPORT).out)[0]
    assert code not in chat("chào", name="ce").out
    nghedan("officer", "absent", "1", "--until", "2000-01-01")
    assert listed(nghedan)[0][-1] == "đang làm việc"
