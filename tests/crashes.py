"""The disasters that a program must survive, in whatever size: a few messages in tests/e2e, a thousand in tests/soak."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import Program
from tests.servers import Postgres, Quota, Telegram, TightDisk, settings_of_several
from tests.storm import Disaster, Storm

DARK_SECONDS = 1.5  # that long the database is away, or the disk full


@dataclass(frozen=True)
class Size:
    wanted: int  # messages on the web
    kills: int
    at_once: int
    subscribers: int
    reports_each: int
    neighbours: int
    outages: int


@contextmanager
def several(folder: Path, url: str, number: int, telegram: Telegram | None) -> Iterator[list[Program]]:
    """Programs over one PostgreSQL, each as on a machine of its own, with one folder of files."""
    settings = settings_of_several(url, folder) | (telegram.settings if telegram else {})
    with ExitStack() as stack:
        programs = []
        for place in range(number):
            home = folder / f"machine-{place}"
            home.mkdir()
            program = Program(home, **settings)
            stack.callback(program.end)
            program.start()
            programs.append(program)
        yield programs


@contextmanager
def alone(folder: Path, telegram: Telegram | None) -> Iterator[Program]:
    program = Program(folder, **telegram.settings if telegram else {})
    try:
        program.start()
        yield program
    finally:
        program.end()


def kills(programs: Sequence[Program], number: int, seed: int = 7) -> list[Disaster]:
    """kill -9 of one of them: mostly of the process that serves, which is replaced at once; every fourth time of everything."""
    draw = random.Random(seed)

    def kill(program: Program, all_of_it: bool) -> Disaster:
        def happen() -> None:
            if all_of_it:
                program.end()
                program.start()
            else:
                program.kill_child()

        return happen

    return [kill(draw.choice(programs), number % 4 == 3) for number in range(number)]


def outages(begin: Callable[[], None], end: Callable[[], None], number: int) -> list[Disaster]:
    def happen() -> None:
        begin()
        time.sleep(DARK_SECONDS)
        end()

    return [happen] * number


def storm(
    programs: Sequence[Program], url: str, size: Size, disasters: Sequence[Disaster], telegram: Telegram | None, seed: int = 7
) -> Storm:  # fmt: skip
    return Storm(
        programs, url, size.wanted, disasters, size.at_once, seed, telegram, size.subscribers, size.reports_each, size.neighbours
    )  # fmt: skip


def endure(one: Storm, survivors: Sequence[Program]) -> str:
    """The storm, its check and a clean end; what there is to say about it."""
    begun = time.monotonic()
    one.rage()
    seconds = time.monotonic() - begun
    one.check()
    for program in survivors:
        assert program.stop() == 0
    return (
        f"{one.messages} messages, {len(one.codes)} cases, {len(one.disasters)} disasters in {seconds:.0f} s: "
        f"0 lost, 0 doubled, 0 out of order, {one.repeats} repeated"
    )


# ---------------------------------------------------------------- the disasters


def kills_on_sqlite(folder: Path, size: Size, telegram: Telegram | None, seed: int = 7) -> str:
    with alone(folder, telegram) as program:
        url = f"sqlite:///{program.data / 'nghedan.sqlite3'}"
        return endure(storm([program], url, size, kills([program], size.kills, seed), telegram, seed), [program])


def kills_on_postgresql(folder: Path, size: Size, telegram: Telegram | None, postgres: Postgres, processes: int) -> str:
    with several(folder, postgres.url, processes, telegram) as programs:
        return endure(storm(programs, postgres.url, size, kills(programs, size.kills), telegram), programs)


def one_never_comes_back(folder: Path, size: Size, telegram: Telegram | None, postgres: Postgres) -> str:
    """The one that was first, and so sends and polls for Telegram."""
    with several(folder, postgres.url, 2, telegram) as programs:
        lost, left = programs
        one = storm([left, lost], postgres.url, size, [lost.end], telegram)  # the command line is that of the survivor
        return endure(one, [left])


def postgresql_killed(folder: Path, size: Size, telegram: Telegram | None, postgres: Postgres) -> str:
    with several(folder, postgres.url, 2, telegram) as programs:
        disasters = outages(postgres.kill, postgres.start, size.outages)
        return endure(storm(programs, postgres.url, size, disasters, telegram), programs)


def disk_full(folder: Path, size: Size, telegram: Telegram | None, disk: TightDisk | None) -> str:
    """`disk`: a real one, made in `folder`; else a quota plays it."""
    with alone(folder, telegram) as program:
        place = disk or Quota(program)
        url = f"sqlite:///{program.data / 'nghedan.sqlite3'}"
        return endure(storm([program], url, size, outages(place.fill, place.free, size.outages), telegram), [program])
