"""What submissions are about, kept to find repeats. Words of public cases are kept by place, newest first, so that a search
(db.stores.similar) reads a few short lists whatever the number of cases."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice, product
from typing import cast

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Connection,
    Integer,
    Table,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    true,
)  # fmt: skip
from sqlalchemy.orm import Session

from db.engine.database import Insert, ignoring_insert
from db.engine.prepared import Prepared, filled_in
from db.tables import Case, Matter, MatterWord, Submission
from understanding.matters.likeness import model
from understanding.matters.signature import Signature, from_json

KEPT, PAIRS = 12, 10  # the rarest words of a matter, and pairs of what it is about, under which it is found


def keep(session: Session, submission: Submission, case: Case, signature: Signature, *, public: bool) -> None:
    """Keeps what a submission is about; the words of a public case find it from now on."""
    connection = session.connection()
    kept = {"submission_id": submission.id, "case_id": case.id, "public": public, "signature": signature.to_json()}
    _KEEP.send(connection, kept)
    if public:
        _index(connection, case, signature)


def reassign(session: Session, submission: Submission, case: Case) -> None:
    """The submission belongs to another case now; both have the same authority."""
    matter = session.get(Matter, submission.id)
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
    return sorted({word_number(authority, word) for word, _ in index_words(signature)})


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


def word_number(authority: str, word: str) -> int:
    return int.from_bytes(blake2b(f"{authority}\n{word}".encode(), digest_size=8).digest(), "big") >> 1
