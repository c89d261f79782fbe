"""Numbers without gaps."""

from sqlalchemy import Connection, bindparam, update

from db.engine.database import insert_ignore
from db.engine.prepared import Prepared
from db.tables import Counter


def next_number(connection: Connection, name: str) -> int:
    """1, 2, 3… by name; locked until the transaction ends, so a rollback leaves no gap."""
    row = _NEXT.one(connection, {"name": name})
    if row is None:
        insert_ignore(connection, Counter.__table__, {"name": name, "value": 0}, conflict=["name"])
        row = _NEXT.one(connection, {"name": name})
    assert row is not None, "it is there now"
    number: int = row[0]
    return number


_NEXT = Prepared(
    update(Counter).where(Counter.name == bindparam("name")).values(value=Counter.value + 1).returning(Counter.value)
)
