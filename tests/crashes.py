"""The disasters that a program must survive, in whatever size: a few messages or a thousand."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.engine.database import Database, open_database
from db.tables import Lease
from tests.running import Program, wait_for
from tests.servers import Postgres, Quota, Telegram, TightDisk, settings_of_several
from tests.storm import Storm

DARK_SECONDS = 1.5  # that long the database is away, or the disk full
ANSWER_SECONDS = 0.5  # of Telegram to a message: so long that disasters meet calls under way
ALONE = ("deliver:telegram", "telegram:poll")  # leases of what one process does for all
TAKEOVER_SECONDS = 15.0 + 5.0  # until they run out, and until the next one has asked, on a busy machine


Disaster = Callable[[], object]


@dataclass(frozen=True)
class Size:
    wanted: int  # messages on the web
    kills: int
    at_once: int
    subscribers: int
    neighbours: int
    hasty: int
    outages: int


@contextmanager
def several(folder: Path, url: str, number: int, telegram: Telegram) -> Iterator[list[Program]]:
    """Programs over one PostgreSQL, each as on a machine of its own, with one folder of files; the first works for Telegram."""
    settings = settings_of_several(url, folder) | telegram.settings
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
def alone(folder: Path, telegram: Telegram) -> Iterator[Program]:
    program = Program(folder, **telegram.settings)
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

    return [kill(draw.choice(programs), number % 4 == 2) for number in range(number)]


def outages(begin: Callable[[], None], end: Callable[[], None], number: int) -> list[Disaster]:
    def happen() -> None:
        begin()
        time.sleep(DARK_SECONDS)
        end()

    return [happen] * number


def storm(
    programs: Sequence[Program], url: str, size: Size, disasters: Sequence[Disaster], telegram: Telegram, seed: int = 7
) -> Storm:  # fmt: skip
    telegram.answer_slowly(ANSWER_SECONDS)
    return Storm(
        programs, url, size.wanted, disasters, size.at_once, seed, telegram,
        subscribers=size.subscribers, neighbours=size.neighbours, hasty=size.hasty,
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
        f"{one.messages} messages, {len(one.codes)} reports, {len(one.disasters)} disasters in {seconds:.0f} s: "
        f"0 lost, 0 doubled, 0 out of order, {one.repeats} repeated ({one.losses} answers of Telegram lost)"
    )


def endure_kills(one: Storm, survivors: Sequence[Program]) -> str:
    said = endure(one, survivors)
    assert one.losses > 0, "no kill met a call: nothing was shown of what is sent again"
    return said


def endure_outages(one: Storm, survivors: Sequence[Program]) -> str:
    said = endure(one, survivors)
    assert all(any(begun <= at <= ended for at in one.refused) for begun, ended in one.moments), "nobody noticed an outage"
    return said


# ---------------------------------------------------------------- the disasters


def kills_on_sqlite(folder: Path, size: Size, telegram: Telegram, seed: int) -> str:
    with alone(folder, telegram) as program:
        return endure_kills(
            storm([program], embedded(program), size, kills([program], size.kills, seed), telegram, seed), [program]
        )


def kills_on_postgresql(folder: Path, size: Size, telegram: Telegram, postgres: Postgres, processes: int) -> str:
    with several(folder, postgres.url, processes, telegram) as programs:
        return endure_kills(storm(programs, postgres.url, size, kills(programs, size.kills), telegram), programs)


def one_never_comes_back(folder: Path, size: Size, telegram: Telegram, postgres: Postgres) -> str:
    """The one that sends and polls for Telegram."""
    with several(folder, postgres.url, 2, telegram) as programs, closing(open_database(postgres.url)) as database:
        lost, left = programs
        wait_for(lambda: works_for_telegram(lost, database), TAKEOVER_SECONDS)
        seconds = []

        def happen() -> None:
            lost.end()
            begun = time.monotonic()
            wait_for(lambda: works_for_telegram(left, database), TAKEOVER_SECONDS)
            seconds.append(time.monotonic() - begun)

        one = storm([left, lost], postgres.url, size, [happen], telegram)  # the command line is that of the survivor
        return f"{endure_kills(one, [left])}; the other one took over after {seconds[0]:.1f} s"


def works_for_telegram(program: Program, database: Database) -> bool:
    """Whether it alone sends and polls: a holder's name tells its process."""
    query = select(Lease.holder).where(Lease.name.in_(ALONE))
    holders = database.read(lambda connection: connection.scalars(query).all())
    return len(holders) == len(ALONE) and all(f"-{program.process.pid}-" in holder for holder in holders)


def postgresql_killed(folder: Path, size: Size, telegram: Telegram, postgres: Postgres) -> str:
    with several(folder, postgres.url, 2, telegram) as programs:
        disasters = outages(postgres.kill, postgres.start, size.outages)
        return endure_outages(storm(programs, postgres.url, size, disasters, telegram), programs)


def disk_full(folder: Path, size: Size, telegram: Telegram, disk: TightDisk | None) -> str:
    """`disk`: a real one, made in `folder`; else a quota plays it."""
    with alone(folder, telegram) as program:
        place = disk or Quota(program)
        disasters = outages(place.fill, place.free, size.outages)
        return endure_outages(storm([program], embedded(program), size, disasters, telegram), [program])


def embedded(program: Program) -> str:
    return f"sqlite:///{program.data / 'nghedan.sqlite3'}"
