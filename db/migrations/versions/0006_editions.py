"""What editors did to entries are editions: answers are what officers give."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Copied into a table with names of its own: SQLite cannot rename constraints, and there are few rows."""
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("chapter", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_editions_entry_id_number")),
    )
    op.execute(
        "INSERT INTO editions (id, entry_id, number, act, chapter, text, made_by, made_at)"
        " SELECT id, entry_id, number, act, chapter, text, made_by, made_at FROM answers ORDER BY id"
    )
    if op.get_bind().dialect.name == "postgresql":  # the next one gets the number after the highest
        op.execute("SELECT setval(pg_get_serial_sequence('editions', 'id'), max(id)) FROM editions HAVING max(id) IS NOT NULL")
    op.drop_table("answers")
