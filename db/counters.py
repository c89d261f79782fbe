"""Numbers without gaps."""

from sqlalchemy import Connection, update

from db.engine import insert_ignore
from db.tables import Counter


def next_number(connection: Connection, name: str) -> int:
    """1, 2, 3… by name; locked until the transaction ends, so a rollback leaves no gap."""
    statement = update(Counter).where(Counter.name == name).values(value=Counter.value + 1).returning(Counter.value)
    number = connection.execute(statement).scalar()
    if number is None:
        insert_ignore(connection, Counter.__table__, {"name": name, "value": 0}, conflict=["name"])
        number = connection.execute(statement).scalar_one()
    return number
