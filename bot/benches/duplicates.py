"""How long the search for a repeat takes among very many cases, and how many repeats it finds. Messages are made up of the words
that the model knows, as often as they are said; places are those of the data pack."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Connection, func, insert, select

from cases.lifecycle import OPEN_STATES
from db.engine.database import Database, open_database
from db.engine.storing import in_session
from db.engine.upgrading import to_newest
from db.stores import matters, similar
from db.stores.similar import Wanted
from db.tables import Case, Matter, Submission
from localities.loading import load
from localities.locality import Locality
from understanding.matters.likeness import model
from understanding.matters.signature import Signature, from_json

BATCH = 2000
WORDS, THINGS, EVENTS = 6, 2, 2  # of a made-up message
NAMES = 400  # hamlets and the like; half of the messages name one
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
ON = date(2026, 11, 24)
CODE = 900_000_000  # numbers that no real case has


@dataclass(frozen=True)
class Figures:
    """Milliseconds; `found` is the share of the planted repeats."""

    cases: int
    searches: int
    p50: float
    p95: float
    cpu_p95: float
    found: float


class Town:
    """Makes up messages."""

    def __init__(self, locality: Locality, random: Random) -> None:
        self._random, self._locality = random, locality
        self._units = [unit.id for unit in locality.former()]
        rarity = model().rarity
        said: dict[str, list[str]] = {kind: [token for token in rarity if token[:2] == kind] for kind in ("t:", "e:", "s:")}
        said[""] = [token for token in rarity if ":" not in token]
        self._said = {
            kind: (tokens, list(accumulate(math.exp(-rarity[token]) for token in tokens))) for kind, tokens in said.items()
        }

    def message(self) -> Signature:
        unit = self._random.choice(self._units)
        names = [f"thon {self._random.randrange(NAMES)}"] if self._random.random() < 0.5 else []
        concepts = [*self._draw("t:", THINGS), *self._draw("e:", EVENTS), *self._draw("s:", 1)]
        return Signature(
            kind="feedback", fields=frozenset({"moi-truong"}), units=frozenset({unit}),
            communes=frozenset({self._locality.today(unit, ON).id}), words=frozenset(self._draw("", WORDS)),
            concepts=frozenset(concepts), names=frozenset(names), numbers=frozenset(),
            said=" ".join([*self._draw("", WORDS), str(self._random.random())]),
        )  # fmt: skip

    def again(self, one: Signature) -> Signature:
        """The same matter in other words."""
        return replace(one, words=frozenset(self._draw("", WORDS)), said=" ".join(self._draw("", WORDS)))

    def _draw(self, kind: str, count: int) -> list[str]:
        tokens, weights = self._said[kind]
        return self._random.choices(tokens, cum_weights=weights, k=count)


def measure(url: str, cases: int, searches: int = 300) -> Figures:
    """Fills the database, which is for this alone, up to `cases` and searches it."""
    random = Random(7)
    town = Town(load("binh-son"), random)
    with closing(open_database(url)) as database:
        database.migrate(to_newest)
        _fill(database, town, cases)
        planted = database.read(lambda connection: _some(connection, random, searches))
        return _search(database, town, planted, cases)


def _fill(database: Database, town: Town, cases: int) -> None:
    there = database.read(lambda connection: connection.execute(select(func.count()).select_from(Case)).scalar_one())
    for first in range(there + 1, cases + 1, BATCH):
        made = [town.message() for _ in range(min(BATCH, cases + 1 - first))]
        database.write(lambda connection, first=first, made=made: _write(connection, first, made)).result()  # type: ignore[misc]


def _write(connection: Connection, first: int, made: Sequence[Signature]) -> None:
    rows = list(enumerate(made, first))
    connection.execute(insert(Case), [_case(number, one) for number, one in rows])
    connection.execute(insert(Submission), [_submission(number) for number, _ in rows])
    connection.execute(
        insert(Matter),
        [{"submission_id": number, "case_id": number, "public": True, "signature": one.to_json()} for number, one in rows],
    )
    words = [row for number, one in rows for row in matters.rows_of(number, _authority(one), one)]
    matters.fill(connection, sorted(words, key=lambda row: (row["word"], row["case_id"])))


def _authority(one: Signature) -> str:
    return next(iter(one.communes))


def _case(number: int, one: Signature) -> dict[str, Any]:
    return {
        "id": number, "kind": "feedback", "field": "moi-truong", "authority": _authority(one), "body": None,
        "unit": next(iter(one.units)), "place": "", "state": "new", "urgent": False, "about_officer": False,
        "opened_at": datetime.combine(ON, datetime.min.time(), UTC), "head": "",
    }  # fmt: skip


def _submission(number: int) -> dict[str, Any]:
    return {
        "id": number, "code": f"PA-{CODE + number}", "case_id": number, "text": "", "contact_name": "", "contact_phone": "",
        "pin_hash": "", "wrong_pins": 0, "received_at": datetime.combine(ON, datetime.min.time(), UTC),
    }  # fmt: skip


def _some(connection: Connection, random: Random, count: int) -> list[tuple[int, Signature]]:
    newest = connection.execute(select(func.max(Matter.case_id))).scalar_one()
    numbers = random.sample(range(1, newest + 1), min(count, newest))
    kept = connection.execute(
        select(Matter.case_id, Matter.signature).where(Matter.case_id.in_(numbers)).order_by(Matter.case_id)
    )
    return [(case_id, from_json(signature)) for case_id, signature in kept]


def _search(database: Database, town: Town, planted: Sequence[tuple[int, Signature]], cases: int) -> Figures:
    found, walls, cpus = 0, [], []
    for case_id, one in planted:
        again, wanted = town.again(one), Wanted(_authority(one), OPEN_STATES, SINCE)
        wall, cpu = time.perf_counter(), time.thread_time()
        hits = database.read(in_session(lambda session, again=again, wanted=wanted: similar.same_public(session, again, wanted)))  # type: ignore[misc]
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.thread_time() - cpu))
        found += any(hit.case_id == case_id for hit in hits)
    share = found / (len(planted) or 1)
    return Figures(cases, len(planted), _quantile(walls, 0.5), _quantile(walls, 0.95), _quantile(cpus, 0.95), round(share, 3))


def _quantile(values: Sequence[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(share * len(values)))], 1) if values else 0.0


def lines(figures: Figures) -> Iterator[str]:
    yield f"duplicate search among {figures.cases:,} cases: p50 {figures.p50} ms, p95 {figures.p95} ms (CPU {figures.cpu_p95} ms)"
    yield f"planted repeats found: {figures.found:.0%} of {figures.searches}"
