"""The channel of `nghedan chat` is called terminal: `/console` are the officers' pages."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("chats", "contacts", "inbox", "outbox")


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"UPDATE {table} SET channel = 'terminal' WHERE channel = 'console'")  # noqa: S608 - names of ours
