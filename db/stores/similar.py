"""Earlier cases that may tell of the same matter: found by the words under which db.stores.matters keeps them, then compared
(understanding.matters.likeness)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Float,
    Select,
    bindparam,
    func,
    select,
    union_all,
)  # fmt: skip
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session

from cases.lifecycle import State
from db.engine.prepared import Prepared
from db.engine.storing import read_all
from db.stores.matters import KEPT, PAIRS, index_words, word_number
from db.tables import Case, Matter, MatterWord
from understanding.matters.likeness import ASKED, LINKED, Likeness, compare_all
from understanding.matters.signature import Signature, from_json

NEWEST = 150  # cases of a word that are looked at
CANDIDATES = 50
LISTS = KEPT + PAIRS  # of words in one statement; a shorter one is filled up, so that the statement stays the same


@dataclass(frozen=True, slots=True)
class Found:
    """A case that tells of the same matter."""

    case_id: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cases of which authority, in which states, opened from when on, may be found."""

    authority: str
    states: Sequence[State]
    since: datetime


def same_among(session: Session, case_ids: Sequence[int], signature: Signature) -> list[Found]:
    """Those of one sender's cases that may tell of the matter, likest first."""
    rows = session.execute(select(Matter.case_id, Matter.signature).where(Matter.case_id.in_(case_ids)))
    return _same(signature, [(case_id, from_json(kept)) for case_id, kept in rows], ASKED)


def same_public(session: Session, signature: Signature, wanted: Wanted) -> list[Found]:
    """The public cases that tell of the matter, likest first."""
    likely = _candidates(session, signature, wanted.authority)
    query = (
        select(Matter.case_id, Matter.signature)
        .join(Case, Case.id == Matter.case_id)
        .where(
            Matter.case_id.in_(likely), Matter.public.is_(True), Case.authority == wanted.authority,
            Case.state.in_(wanted.states), Case.opened_at >= wanted.since, Case.about_officer.is_(False),
        )
    )  # fmt: skip
    return _same(signature, [(case_id, from_json(kept)) for case_id, kept in session.execute(query)], LINKED)


def _same(signature: Signature, rows: Iterable[tuple[int, Signature]], least: float) -> list[Found]:
    matters: dict[int, list[Signature]] = {}
    for case_id, other in rows:
        matters.setdefault(case_id, []).append(other)
    found = [Found(case_id, compare_all(signature, others)) for case_id, others in matters.items()]
    alike = [one for one in found if one.likeness.probability >= least]
    return sorted(alike, key=lambda one: (-one.likeness.probability, -one.case_id))


def _candidates(session: Session, signature: Signature, authority: str) -> list[int]:
    """The cases that share most with it, by how rare that is; newest first of those that share as much."""
    lists = [(word_number(authority, word), weight) for word, weight in index_words(signature)]
    lists += [(-1, 0.0)] * (LISTS - len(lists))
    values = {f"{name}{at}": value for at, pair in enumerate(lists) for name, value in zip("nw", pair, strict=True)}
    return [case_id for (case_id,) in read_all(session, _LIKELIEST, values)]


def _list(at: int) -> Select[int, float]:
    newest = (
        select(MatterWord.case_id)
        .where(MatterWord.word == bindparam(f"n{at}", type_=BigInteger))
        .order_by(MatterWord.word.desc(), MatterWord.case_id.desc())
        .limit(NEWEST)
        .subquery()
    )
    return select(newest.c.case_id, as_type(bindparam(f"w{at}", type_=Float), Float).label("weight"))


def _likeliest() -> Select[int]:
    found = union_all(_list(0), *(_list(at) for at in range(1, LISTS))).subquery()
    order = (func.sum(found.c.weight).desc(), found.c.case_id.desc())
    return select(found.c.case_id).group_by(found.c.case_id).order_by(*order).limit(CANDIDATES)


_LIKELIEST = Prepared(_likeliest())
