"""Who does what only one process may do, and which processes live. On SQLite a file lock on the data folder does the former."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from db.engine.database import insert_ignore
from db.tables import Lease

SECONDS = 15  # renewed every 5
PROCESS = "process:"  # of workers: what they left behind tells how they ended
NODE = "node:"  # of every process on PostgreSQL


def take(connection: Connection, name: str, holder: str, now: datetime, seconds: float = SECONDS) -> bool:
    """Takes or renews a lease; False where somebody else holds it."""
    until = now + timedelta(seconds=seconds)
    values = {"name": name, "holder": holder, "until": until}
    if insert_ignore(connection, Lease.__table__, values, conflict=["name"]) is not None:
        return True
    free = or_(Lease.holder == holder, Lease.until <= now)
    statement = update(Lease).where(Lease.name == name, free).values(holder=holder, until=until)
    return connection.execute(statement).rowcount == 1


def renew(connection: Connection, name: str, holder: str, now: datetime, seconds: float = SECONDS) -> bool:
    """Keeps a lease; False where it was lost meanwhile, and the holder must stop at once."""
    mine = [Lease.name == name, Lease.holder == holder]
    return connection.execute(update(Lease).where(*mine).values(until=now + timedelta(seconds=seconds))).rowcount == 1


def release(connection: Connection, name: str, holder: str) -> None:
    connection.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def started(connection: Connection, holder: str, now: datetime) -> None:
    """This process lives; `renew` its sign of life with `name=process_name(holder)`."""
    take(connection, process_name(holder), holder, now)


def stopped(connection: Connection, holder: str) -> None:
    """This process stopped cleanly."""
    release(connection, process_name(holder), holder)


def process_name(holder: str) -> str:
    return PROCESS + holder


def unclean(connection: Connection, now: datetime, embedded: bool, holder: str = "") -> bool:
    """Whether a process ended without saying so; its sign of life is cleared away, so ask once, before `started`, and commit
    both together. `embedded`: no other process can be alive, so any sign is a dead one's. `holder`: the asker, which has not
    started yet, so that a sign of that name was left by the one whose place it takes."""
    signs = Lease.name.startswith(PROCESS, autoescape=True)
    dead = signs if embedded else signs & or_(Lease.until <= now, Lease.holder == holder)
    return connection.execute(delete(Lease).where(dead)).rowcount > 0


def holders(connection: Connection, prefix: str, now: datetime) -> list[str]:
    """Who holds a lease whose name begins so."""
    signs = [Lease.name.startswith(prefix, autoescape=True), Lease.until > now]
    return list(connection.scalars(select(Lease.holder).where(*signs).order_by(Lease.holder)))


def living(connection: Connection, now: datetime) -> int:
    """How many workers gave a sign of life lately."""
    return len(holders(connection, PROCESS, now))
