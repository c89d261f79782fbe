"""Memory of a long-running program: `make soak`."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import Citizen, Program, running

MESSAGES = 10_000
LIMIT_MB, GROWTH_MB = 160, 5
QUESTIONS = ("chào", "làm giấy khai sinh cho con ở đâu", "nộp tiền trên mạng bị trừ mà báo lỗi", "trời hôm nay đẹp quá", "cảm ơn")


@pytest.mark.soak
def test_it_stays_small(tmp_path: Path) -> None:
    with running(Program(tmp_path)) as program:
        numbers = itertools.count()
        at_start = program.memory()
        sizes = []
        for _ in range(2):
            begun = time.monotonic()
            write(program, MESSAGES, numbers)
            sizes.append(program.memory())
            seconds = time.monotonic() - begun
            print(f"\n{MESSAGES} messages in {seconds:.0f} s; {sizes[-1]:.1f} MB, at the start {at_start:.1f} MB", flush=True)
        assert program.stop() == 0
    assert sizes[0] < LIMIT_MB
    assert sizes[1] - sizes[0] < GROWTH_MB


def write(program: Program, wanted: int, numbers: "itertools.count[int]") -> None:
    """Many people, each with one report and a few questions."""
    said: list[int] = []

    def person() -> None:
        while sum(said) < wanted:
            number = next(numbers)
            with closing(Citizen(program.url, f"memory-{number}")) as citizen:
                for question in QUESTIONS:
                    citizen.answers(citizen.say(question))
                citizen.report(f"Đường qua nhà số {number} thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp")
                said.append(len(citizen.said))

    with ThreadPoolExecutor(8) as people:
        for one in [people.submit(person) for _ in range(8)]:
            one.result()
