"""The session over a caller's transaction: opened for what is asked rarely, and read past by what is asked often.

Busy rows are known to it without its unit of work, which costs several times what the statement does."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert, inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from db.engine.prepared import Prepared, Row, filled_in
from db.tables import Base

Model = TypeVar("Model", bound=Base)
T = TypeVar("T")
Other = TypeVar("Other", bound=Base)


class Store(Generic[Model]):
    """Inserts and changes rows of one table. Columns that are not set get their default, or nothing."""

    def __init__(self, model: type[Model]) -> None:
        self._table = table = cast(Table, model.__table__)
        (self._key,) = table.primary_key  # made by the database
        self._columns = [column for column in table.columns if column is not self._key]
        self._names = [column.name for column in self._columns]
        self._insert = Prepared(insert(table).values(filled_in(table, *self._names)).returning(self._key))
        self._updates: dict[tuple[str, ...], Prepared] = {}
        _STORES[model] = self

    def add(self, session: Session, row: Model) -> None:
        """The row is in the database afterwards, and in the session as if it had been read from there."""
        for column in self._columns:
            value = getattr(row, column.name)
            default: Any = column.default
            setattr(row, column.name, default.arg if value is None and default is not None and default.is_scalar else value)
        stored = self._insert.one(_connection(session), {name: getattr(row, name) for name in self._names})
        assert stored is not None
        setattr(row, self._key.name, stored[0])
        make_transient_to_detached(row)
        session.add(row)

    def save(self, session: Session, row: Model) -> None:
        """Writes the columns that were changed since the row was read or written."""
        state = inspect(row)
        same = state.unmodified
        changed = tuple(name for name in self._names if name not in same)
        if changed:
            statement = self._updates.get(changed) or self._updates.setdefault(changed, self._updating(changed))
            statement.send(
                _connection(session), {"key": getattr(row, self._key.name)} | {name: getattr(row, name) for name in changed}
            )
        state._commit_all(state.dict, session.identity_map)  # as the session does after its own UPDATE; no public name does

    def _updating(self, names: Sequence[str]) -> Prepared:
        return Prepared(
            update(self._table).where(self._key == bindparam("key", type_=self._key.type)).values(filled_in(self._table, *names))
        )


_STORES: dict[type[Base], Store[Any]] = {}


def flush(session: Session) -> None:
    """As `session.flush`, but what has a Store is written by it."""
    for row in session.dirty:
        store = _STORES.get(type(row))
        if store is not None:
            store.save(session, row)
    session.flush()


def open_session(connection: Connection) -> Session:
    """It joins the caller's transaction, and leaves committing to who began it."""
    return Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False)


def in_session(fn: Callable[[Session], T]) -> Callable[[Connection], T]:
    """`fn` as work for the database: what it changed is written when it ends, and its rows may be looked at afterwards."""

    def work(connection: Connection) -> T:
        with open_session(connection) as session:
            found = fn(session)
            flush(session)
            return found

    return work


def read_all(session: Session, query: Prepared, values: Mapping[str, Any]) -> list[Row]:
    """What the query gives in this transaction, with what the session has not written yet."""
    flush(session)
    return query.all(_connection(session), values)


def read_one(session: Session, query: Prepared, values: Mapping[str, Any]) -> Row | None:
    """The same, the first row."""
    flush(session)
    return query.one(_connection(session), values)


def _connection(session: Session) -> Connection:
    """The unit of work's own: the session only joins its transaction."""
    connection = session.bind
    assert isinstance(connection, Connection)
    return connection


class Reader(Generic[Model]):
    """Reads whole rows of one table by a condition with parameters. `lock`: until the transaction ends; `afresh`: what the
    session knew of them is set right, as it always is of rows that are locked."""

    def __init__(
        self, model: type[Model], *where: ColumnElement[bool], order: InstrumentedAttribute[Any], lock: bool = False,
        afresh: bool = False,
    ) -> None:  # fmt: skip
        self._rows = _Rows(model)
        self._afresh = lock or afresh
        query = select(*self._rows.columns).where(*where).order_by(order)
        self._query = Prepared(query.with_for_update(key_share=True) if lock else query)

    def all(self, session: Session, values: Mapping[str, Any]) -> list[Model]:
        return [self._rows.known(session, row, self._afresh) for row in read_all(session, self._query, values)]

    def one(self, session: Session, values: Mapping[str, Any]) -> Model | None:
        found = self.all(session, values)
        return found[0] if found else None


class PairReader(Generic[Model, Other]):
    """Reads rows of two tables that belong together, at once."""

    def __init__(self, model: type[Model], other: type[Other], *where: ColumnElement[bool]) -> None:
        self._rows, self._others = _Rows(model), _Rows(other)
        self._query = Prepared(select(*self._rows.columns, *self._others.columns).where(*where))

    def one(self, session: Session, values: Mapping[str, Any]) -> tuple[Model, Other] | None:
        row = read_one(session, self._query, values)
        if row is None:
            return None
        size = len(self._rows.columns)
        return self._rows.known(session, row[:size]), self._others.known(session, row[size:])


class _Rows(Generic[Model]):
    """Whole rows of one table as objects of a session."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._mapper = inspect(model)
        table = cast(Table, model.__table__)
        (key,) = table.primary_key
        self._names = [column.name for column in table.columns]
        self._key = self._names.index(key.name)
        self.columns = [column.label(f"{table.name}_{column.name}") for column in table.columns]

    def known(self, session: Session, row: Row, afresh: bool = False) -> Model:
        """The one object of this row in the session; `afresh`: as the row has it, whatever was known."""
        key = self._mapper.identity_key_from_primary_key((row[self._key],))
        known = cast(Model | None, session.identity_map.get(key))
        if known is not None:
            if afresh:
                for name, value in zip(self._names, row, strict=True):
                    if getattr(known, name) != value:
                        set_committed_value(known, name, value)
            return known
        made = self._model()
        made.__dict__.update(zip(self._names, row, strict=True))  # what is in a new object then counts as read
        make_transient_to_detached(made)
        session.add(made)
        return made
