"""A message that kills the process is parked after three attempts, and the rest are done."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from db.engine.database import Database
from db.queues import inbox
from db.tables import Inbox

ROOT = Path(__file__).parents[3]

# The lives of a program, until one ends by itself: what it does at its start, then one message after the other. "kill" in a body
# is a bug that ends it.
LIVES = """
import os, sys
from datetime import UTC, datetime
from db.queues import inbox, leases
from db.engine.database import open_database

while pid := os.fork():  # each life has seen nothing of the one before; only what was imported is there already
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(code, flush=True)
    if code != 9:
        sys.exit()

database = open_database(sys.argv[1])
do = lambda fn: database.write(fn).result()
now = datetime.now(UTC)

def start(connection):
    unclean = leases.unclean(connection, now, embedded=True)
    leases.started(connection, f"process {os.getpid()}", now)
    return inbox.newest(connection) if unclean else 0

def announce(connection):
    claim = inbox.claim(connection, cautious_upto=upto)
    if claim is not None and claim.attempts >= 3:
        inbox.park(connection, claim.row_id, now, "Crashed")
    elif claim is not None:
        inbox.begin_attempt(connection, claim.row_id)
    return claim

def handle(connection, **limits):
    claim = inbox.claim(connection, **limits)
    if claim is None:
        return False
    if b"kill" in claim.body:
        os._exit(9)
    inbox.finish(connection, claim.row_id, now)
    return True

upto = do(start)
while upto and (claim := do(announce)):
    if claim.attempts < 3:
        do(lambda connection: handle(connection, only_chat=claim.chat_id, cautious_upto=upto))
while any([future.result() for future in [database.write(handle) for _ in range(8)]]):
    pass
do(lambda connection: leases.stopped(connection, f"process {os.getpid()}"))
database.close()
"""


def live(path: Path) -> list[int]:
    """How each life ended."""
    run = [sys.executable, "-c", LIVES, f"sqlite:///{path}"]
    ended = subprocess.run(run, check=True, cwd=ROOT, timeout=60, stdout=subprocess.PIPE, text=True)
    return [int(line) for line in ended.stdout.splitlines()]


def test_killing_message_is_parked_and_the_rest_are_done(sqlite: Database, sqlite_path: Path, post) -> None:
    for number in range(12):
        body = b"kill" if number == 4 else b"fine"
        sqlite.write(post.received(f"c{number % 3}", body=body)).result()
    assert live(sqlite_path) == [9, 9, 9, 9, 0]  # one unsuspecting life, three attempts, and it is put aside
    rows = sqlite.read(lambda connection: connection.execute(select(Inbox.id, Inbox.state, Inbox.attempts)).all())
    assert {row.id for row in rows if row.state == "handled"} == set(range(1, 13)) - {5}
    assert [(row.id, row.attempts) for row in rows if row.state == "parked"] == [(5, 3)]
    assert max(row.attempts for row in rows if row.state == "handled") <= 1
    assert live(sqlite_path) == [0]
    assert sqlite.read(inbox.depths) == {"fetching": 0, "waiting": 0, "parked": 1}
