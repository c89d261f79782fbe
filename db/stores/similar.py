"""Earlier cases that may tell of the same matter. Words of public cases are kept by place, newest first, so that a search reads a
few short lists whatever the number of cases; what is found is then compared (cases.duplicates)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice, product
from typing import cast

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Connection,
    Float,
    Integer,
    Select,
    Table,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    true,
    union_all,
)  # fmt: skip
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session

from cases.lifecycle import State
from db.engine.database import Insert, ignoring_insert
from db.engine.prepared import Prepared, filled_in
from db.tables import Case, Matter, MatterWord, Submission
from understanding.matters.likeness import ASKED, LINKED, Likeness, compare_all, model
from understanding.matters.signature import Signature, from_json

KEPT, PAIRS = 12, 10  # the rarest words of a matter, and pairs of what it is about, under which it is found
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


def keep(session: Session, one: Submission, case: Case, signature: Signature, *, public: bool) -> None:
    """Keeps what a submission is about; the words of a public case find it from now on."""
    connection = session.connection()
    kept = {"submission_id": one.id, "case_id": case.id, "public": public, "signature": signature.to_json()}
    _KEEP.send(connection, kept)
    if public:
        _index(connection, case, signature)


def move(session: Session, one: Submission, case: Case) -> None:
    """The submission belongs to another case now; both have the same authority."""
    matter = session.get(Matter, one.id)
    if matter is None:
        return
    left = session.get_one(Case, matter.case_id)
    _remove(session, left)
    matter.case_id = case.id
    session.flush()
    _index_all(session, left)
    _index_all(session, case)


def rehome(session: Session, case: Case, authority: str) -> None:
    """The case goes to another authority: whoever reports there finds it. Call it before the case is changed."""
    numbers = _remove(session, case)
    if numbers:
        _index_all(session, case, authority)


def same_among(session: Session, case_ids: Sequence[int], signature: Signature) -> list[Found]:
    """Those of one sender's cases that may tell of the matter, likest first."""
    rows = session.execute(select(Matter.case_id, Matter.signature).where(Matter.case_id.in_(case_ids)))
    return _same(signature, [(case_id, from_json(kept)) for case_id, kept in rows], ASKED)


def same_public(connection: Connection, signature: Signature, wanted: Wanted) -> list[Found]:
    """The public cases that tell of the matter, likest first."""
    likely = _candidates(connection, signature, wanted.authority)
    query = (
        select(Matter.case_id, Matter.signature)
        .join(Case, Case.id == Matter.case_id)
        .where(
            Matter.case_id.in_(likely), Matter.public.is_(True), Case.authority == wanted.authority,
            Case.state.in_(wanted.states), Case.opened_at >= wanted.since, Case.about_officer.is_(False),
        )
    )  # fmt: skip
    return _same(signature, [(case_id, from_json(kept)) for case_id, kept in connection.execute(query)], LINKED)


def _same(signature: Signature, rows: Iterable[tuple[int, Signature]], least: float) -> list[Found]:
    matters: dict[int, list[Signature]] = {}
    for case_id, other in rows:
        matters.setdefault(case_id, []).append(other)
    found = [Found(case_id, compare_all(signature, others)) for case_id, others in matters.items()]
    alike = [one for one in found if one.likeness.probability >= least]
    return sorted(alike, key=lambda one: (-one.likeness.probability, -one.case_id))


# ---------------------------------------------------------------- the index


def _candidates(connection: Connection, signature: Signature, authority: str) -> list[int]:
    """The cases that share most with it, by how rare that is; newest first of those that share as much."""
    lists = [(_number(authority, word), weight) for word, weight in index_words(signature)]
    lists += [(-1, 0.0)] * (LISTS - len(lists))
    values = {f"{name}{at}": value for at, pair in enumerate(lists) for name, value in zip("nw", pair, strict=True)}
    return [case_id for (case_id,) in _LIKELIEST.all(connection, values)]


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


def _index(connection: Connection, case: Case, signature: Signature, authority: str | None = None) -> None:
    numbers = _numbers(case.authority if authority is None else authority, signature)
    if numbers:
        _ADD_WORDS.send(connection, {"case": case.id, "words": numbers})


_MATTERS = cast(Table, Matter.__table__)
_KEEP = Prepared(_MATTERS.insert().values(filled_in(_MATTERS, *_MATTERS.columns.keys())))
_WORDS = MatterWord.__table__


def _adding(dialect: str) -> Insert:
    """All words of a case in one statement. Without the WHERE, SQLite takes ON CONFLICT for a join."""
    if dialect == "postgresql":
        words = (
            func.unnest(bindparam("words", type_=ARRAY(BigInteger))).table_valued(column("value", BigInteger)).render_derived()
        )
    else:
        words = func.json_each(bindparam("words", type_=JSON)).table_valued(column("value", BigInteger))
    rows = select(words.c.value, bindparam("case", type_=Integer)).where(true())
    return ignoring_insert(dialect, _WORDS, ("word", "case_id")).from_select(["word", "case_id"], rows)


_ADD_WORDS = Prepared(_adding)


def _index_all(session: Session, case: Case, authority: str | None = None) -> None:
    for signature in _public(session, case):
        _index(session.connection(), case, signature, authority)


def _remove(session: Session, case: Case) -> set[int]:
    numbers = {number for signature in _public(session, case) for number in _numbers(case.authority, signature)}
    session.execute(delete(MatterWord).where(MatterWord.word.in_(numbers), MatterWord.case_id == case.id))
    return numbers


def _public(session: Session, case: Case) -> list[Signature]:
    kept = session.scalars(select(Matter.signature).where(Matter.case_id == case.id, Matter.public.is_(True)))
    return [from_json(one) for one in kept]


def rows_of(case_id: int, authority: str, signature: Signature) -> list[dict[str, int]]:
    """The rows of one submission; whoever fills the table in bulk takes them from here."""
    return [{"word": number, "case_id": case_id} for number in _numbers(authority, signature)]


def _numbers(authority: str, signature: Signature) -> list[int]:
    return sorted({_number(authority, word) for word, _ in index_words(signature)})


def fill(connection: Connection, rows: Sequence[dict[str, int]]) -> None:
    connection.execute(insert(MatterWord), rows)


def index_words(signature: Signature) -> list[tuple[str, float]]:
    """The words under which a matter is found, with how much each says; pairs are rarer than their parts."""
    known, said = model(), signature.words | signature.concepts | signature.maybe
    single = {word: known.rarity.get(word, known.unknown) for word in said | signature.names}
    chosen = sorted(single.items(), key=lambda one: (-one[1], one[0]))
    pairs = ((f"{a}+{b}", single[a] + single.get(b, known.unknown)) for a, b in islice(_pairs(signature), PAIRS))
    return [*chosen[:KEPT], *pairs]


def _pairs(signature: Signature) -> Iterator[tuple[str, str]]:
    """A thing with where it is, then with what happens to it."""
    things = sorted(signature.of_class("thing"))[:3]
    spots, events = sorted(signature.of_class("spot")), sorted(signature.of_class("event"))
    yield from product(things, sorted(signature.units)[:1])
    yield from product(things, [*sorted(signature.names)[:2], *spots[:2]])
    yield from product(things, events[:3])


def _number(authority: str, word: str) -> int:
    return int.from_bytes(blake2b(f"{authority}\n{word}".encode(), digest_size=8).digest(), "big") >> 1
