"""How far a citizen's message goes, from the row that was claimed to the deed that opens its case: seen by walking along."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from sqlalchemy import Connection

from tests.handlers.hall import Hall
from tests.sources import ROOT, packages

BEGINS, DEED = ("bot/engine/handling.py", "_handle"), "open_case"
ROOMS_AT_MOST = 7
TYPED = "đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay"

Call = tuple[str, str]  # (module, function)


def stack(frame: FrameType | None) -> Iterator[Call]:
    """Our own functions that are being called, innermost first."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in packages():
            yield path.relative_to(ROOT).as_posix(), frame.f_code.co_name
        frame = frame.f_back


def walked(hall: Hall) -> list[list[Call]]:
    """Lets the hall handle what waits; returns the way to each call of the deed."""
    ways: list[list[Call]] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == DEED:
            way = [*stack(frame)][::-1]
            if not way[-1][0].startswith("texts/"):  # a text has that name too
                ways.append(way)

    def work(connection: Connection) -> None:
        """Where the writing thread does it."""
        before = sys.getprofile()
        sys.setprofile(watch)
        try:
            hall._work(connection)
        finally:
            sys.setprofile(before)

    hall.do(work)
    return ways


@pytest.mark.parametrize(
    "said",
    [
        (TYPED, "1", "xong", "bỏ qua", "bỏ qua", "1"),
        ("gặp cán bộ", "hỏi về giấy tờ đất của nhà", "Bình Châu", "bỏ qua", "bỏ qua", "1"),
    ],
    ids=["report", "meet"],
)
def test_a_message_passes_few_rooms_on_its_way_to_the_case(hall: Hall, said: tuple[str, ...]) -> None:
    dan = hall.person("dan")
    for words in said[:-1]:
        dan.say(words)
    dan.drop_in(said[-1])
    [way] = walked(hall)
    way = way[way.index(BEGINS) :]
    rooms = dict.fromkeys(module for module, _ in way)
    path = f"{len(rooms)} rooms: " + " → ".join(f"{module} {function}" for module, function in way)
    print(path)
    assert len(rooms) <= ROOMS_AT_MOST, path
