"""What is told to whom is data: read so far from the keys of outgoing messages."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BATCH = 1000  # rows
NUMBERED = {  # with the number of their event in the key: what is told with them
    "answer": "answer", "correct": "correction", "reopen": "reopened", "extended": "extended", "closed": "closed",
}  # fmt: skip
NAMED = {"accepted": ("accepted", "accept"), "transferred": ("transferred", "transfer"), "merged": ("merged", "gather"),
         "split": ("split", "open")}  # fmt: skip
OFFICERS = {"supplement": "supplement", "withdrawn": "withdraw", "rated": "rate", "joined": "join", "merged": "merge"}
OFFICERS_ARE_TOLD = {"rated": "low_rating", "merged": "merged_away"}
STATES = {"sent": "reached", "dead": "failed", "dropped": "failed"}


def upgrade() -> None:
    op.create_table(
        "tellings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("chat_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tellings_case_id_cases")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tellings")),
    )
    op.add_column("outbox", sa.Column("telling", sa.String(), nullable=True))
    _read_keys(op.get_bind())
    failed = sa.text("state = 'failed'")
    op.create_index("ix_tellings_case", "tellings", ["case_id", "what"], unique=False)
    op.create_index("ix_tellings_failed", "tellings", ["case_id"], unique=False, sqlite_where=failed, postgresql_where=failed)


# ---------------------------------------------------------------- what keys said

Row = sa.RowMapping


def _read_keys(connection: sa.Connection) -> None:
    """Case by case: a telling's messages stand together."""
    bound = connection.execute(sa.text("SELECT min(case_id), max(case_id) FROM outbox WHERE case_id IS NOT NULL")).one()
    for first in range(bound[0] or 0, (bound[1] or -1) + 1, BATCH):
        found = list(_tellings(connection, first, first + BATCH - 1))
        if found:
            connection.execute(_INSERT, _merged(found))
            connection.execute(_NAME, [{"row": one["row"], "telling": one["key"]} for one in found])


def _tellings(connection: sa.Connection, first: int, last: int) -> Iterator[dict[str, Any]]:
    span = {"first": first, "last": last}
    events = connection.execute(_EVENTS, span).mappings().all()
    by_case: dict[int, list[Row]] = {}
    for event in events:
        by_case.setdefault(event["case_id"], []).append(event)
    for row in connection.execute(_ROWS, span).mappings():
        read = _read(row, by_case.get(row["case_id"], ()))
        if read is not None:
            yield read


def _read(row: Row, events: Sequence[Row]) -> dict[str, Any] | None:
    """The telling that a message carries; None where its key says nothing of the kind."""
    kind, *rest = row["key"].split(":")
    if kind == "card" and len(rest) == 3:
        return _telling(row, int(rest[1]), "card", None)
    if kind == "case" and len(rest) >= 3:
        _, what, *of = rest
        if what in NUMBERED and len(of) == 2:
            return _telling(row, int(of[0]), NUMBERED[what], int(of[1]))
        if what in NAMED:
            told, action = NAMED[what]
            return _telling(row, _before(events, action, row["created_at"]), told, int(of[0]))
    if kind in OFFICERS and len(rest) >= 3:
        number = int(rest[0]) if kind in ("supplement", "joined") else _before(events, OFFICERS[kind], row["created_at"])
        return _telling(row, number, OFFICERS_ARE_TOLD.get(kind, kind), None)
    return None


def _before(events: Sequence[Row], action: str, at: Any) -> int:
    """The number of the last event of that kind up to then."""
    return max((one["number"] for one in events if one["action"] == action and one["at"] <= at), default=0)


def _telling(row: Row, event: int, what: str, submission: int | None) -> dict[str, Any]:
    person = None if submission is not None else row["person_id"]
    chat = row["chat_id"] if submission is None and person is None else None
    name = f"s{submission}" if submission is not None else f"p{person}" if person is not None else f"g{chat}"
    state = STATES.get(row["state"], "waiting")
    return {
        "key": f"{row['case_id']}:{event}:{what}:{name}", "case_id": row["case_id"], "event": event, "what": what,
        "submission_id": submission, "person_id": person, "chat_id": chat, "state": state,
        "how": row["channel"] if state == "reached" else None,
        "reason": (row["reason"] or row["state"]) if state == "failed" else None,
        "made_at": row["created_at"], "settled_at": row["sent_at"] or row["created_at"] if state != "waiting" else None,
        "row": row["id"],
    }  # fmt: skip


RANK = {"failed": 0, "waiting": 1, "reached": 2}


def _merged(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a telling: it is reached where one of its messages was, and failed where all did."""
    best: dict[str, dict[str, Any]] = {}
    for one in found:
        known = best.get(one["key"])
        if known is None or RANK[one["state"]] > RANK[known["state"]]:
            best[one["key"]] = one
    return [{name: value for name, value in one.items() if name != "row"} for one in best.values()]


_ROWS = sa.text(
    "SELECT o.id, o.key, o.case_id, o.chat_id, o.channel, o.state, o.reason, o.created_at, o.sent_at,"
    " (SELECT min(c.person_id) FROM contacts c WHERE c.chat_id = o.chat_id) AS person_id"
    " FROM outbox o WHERE o.case_id BETWEEN :first AND :last AND o.lane = 'case' ORDER BY o.id"
)
_EVENTS = sa.text("SELECT case_id, number, action, at FROM events WHERE case_id BETWEEN :first AND :last")
_INSERT = sa.text(
    "INSERT INTO tellings (key, case_id, event, what, submission_id, person_id, chat_id, state, how, reason, made_at, settled_at)"
    " VALUES (:key, :case_id, :event, :what, :submission_id, :person_id, :chat_id, :state, :how, :reason, :made_at, :settled_at)"
)
_NAME = sa.text("UPDATE outbox SET telling = :telling WHERE id = :row")
