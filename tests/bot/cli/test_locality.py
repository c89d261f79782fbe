"""`nghedan locality check`: what a pack lacks and what is broken, without a database."""

import shutil
from collections.abc import Callable
from pathlib import Path

from localities.loading import PACKS
from tests.bot.conftest import Nghedan

SECOND = Path(__file__).parents[2] / "localities" / "packs" / "ngoc-giang"


def test_a_sound_pack_and_what_it_does_not_know(nghedan: Nghedan, folder: Path) -> None:
    checked = nghedan("locality", "check", str(SECOND))
    assert (checked.code, checked.err) == (0, "")
    assert [line.split()[0] for line in checked.lines] == ["thiếu", "thiếu", "ổn"]
    assert checked.lines[-1].endswith("Phường Ngọc Giang, Xã Cửa Mai, Xã Hòn Lụa; 6 đơn vị cũ")
    assert list(folder.iterdir()) == []


def test_the_shipped_packs_are_sound(nghedan: Nghedan) -> None:
    packs = [path for path in PACKS.iterdir() if (path / "units.yaml").exists()]
    assert packs
    assert [nghedan("locality", "check", str(pack)).code for pack in packs] == [0] * len(packs)


def test_a_broken_pack_is_told_in_lines(nghedan: Nghedan, folder: Path) -> None:
    pack = Path(shutil.copytree(SECOND, folder / "ngoc-giang"))
    (pack / "routing.yaml").unlink()
    checked = nghedan("locality", "check", "ngoc-giang")
    assert (checked.code, checked.lines) == (1, ["HỎNG   ngoc-giang/routing.yaml: No such file or directory"])


def test_a_word_for_an_unknown_spot_is_told(nghedan: Nghedan, folder: Path) -> None:
    pack = Path(shutil.copytree(SECOND, folder / "ngoc-giang"))
    names = (pack / "names.yaml").read_text(encoding="utf-8")
    (pack / "names.yaml").write_text(names.replace("tinh-lo:", "duong-tinh:"), encoding="utf-8")
    checked = nghedan("locality", "check", str(pack))
    assert (checked.code, "duong-tinh" in checked.out) == (1, True)


def test_what_is_no_folder(mistaken: Callable[..., str]) -> None:
    assert "nowhere" in mistaken("locality", "check", "nowhere")
