"""The command line in this process, its output in hand; and a desk."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bot.channels.registry import TRAITS
from bot.cli.main import call
from faq.content import Content, Contents
from faq.entries import load as load_entries
from handlers.engine.visit import ChatDesk
from handlers.flows import BUTTONS, FLOWS, offering
from localities.loading import load as load_locality


@dataclass(frozen=True)
class Called:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Nghedan = Callable[..., Called]
WRITING = ("officer", "group", "--unit", "van-tuong")  # a command that makes the database, and migrates it


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no settings but the defaults."""
    for name in [name for name in os.environ if name.startswith("NGHEDAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nghedan(folder: Path, capsys: pytest.CaptureFixture[str]) -> Nghedan:
    def run(*arguments: str) -> Called:
        capsys.readouterr()
        code = call(list(arguments))
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return run


@pytest.fixture
def mistaken(nghedan: Nghedan) -> Callable[..., str]:
    """Calls what must be the caller's mistake; returns its one line."""

    def run(*arguments: str) -> str:
        called = nghedan(*arguments)
        assert (called.code, called.out) == (2, "")
        assert called.err.count("\n") == 1
        return called.err.strip()

    return run


@pytest.fixture(scope="session")
def desk() -> ChatDesk:
    locality = load_locality("binh-son")
    contents = Contents(Content.of(load_entries(), locality.unasked_places))
    return ChatDesk(
        locality=locality, contents=contents, secret=b"tests", random=Random(7), flows=FLOWS, buttons=BUTTONS,
        offering=offering, traits=TRAITS,
    )  # fmt: skip
