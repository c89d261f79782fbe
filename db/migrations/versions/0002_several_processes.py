"""What questions, the rules of casework and several processes keep."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _history()
    _clocks()
    _answers()
    _matters()
    _queues()


def _history() -> None:
    """A case knows how long its history is."""
    op.add_column("cases", sa.Column("last_event", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE cases SET last_event = (SELECT count(*) FROM events WHERE events.case_id = cases.id)")


def _clocks() -> None:
    """Deadlines of cases, and the days off that the office entered."""
    op.create_table(
        "clocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("warn_on", sa.Date(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("suspensions", sa.JSON(), nullable=False),
        sa.Column("remote", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clocks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
        sa.UniqueConstraint("case_id", "step", name=op.f("uq_clocks_case_id_step")),
    )
    running = sa.text("met_at IS NULL")
    op.create_index("ix_clocks_running", "clocks", ["due_on"], unique=False, sqlite_where=running, postgresql_where=running)
    op.create_table(
        "days_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_off")),
    )
    valid = sa.text("removed_at IS NULL AND kind <> 'year'")
    op.create_index("ix_days_off_valid", "days_off", ["day"], unique=True, sqlite_where=valid, postgresql_where=valid)


def _answers() -> None:
    """Entries that editors wrote, and what citizens allow to be kept of their questions."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("chapter", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_answers_entry_id_number")),
    )
    op.add_column("questions", sa.Column("held", sa.String(), nullable=True))
    op.add_column("people", sa.Column("words_asked_at", sa.DateTime(timezone=True), nullable=True))


def _matters() -> None:
    """What is compared to find repeats, and what people set right."""
    op.create_table(
        "matters",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("signature", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_matters_submission_id_submissions")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_matters_case_id_cases")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_matters")),
    )
    op.create_index(op.f("ix_matters_case_id"), "matters", ["case_id"], unique=False)
    op.create_table(
        "matter_words",
        sa.Column("word", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_matter_words_case_id_cases")),
        sa.PrimaryKeyConstraint("word", "case_id", name=op.f("pk_matter_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=False),
        sa.Column("corrected", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )


def _queues() -> None:
    """Claims walk along an index that has their whole order; what was sent of a case is found by the case."""
    of_case = sa.text("case_id IS NOT NULL")
    op.create_index("ix_outbox_case", "outbox", ["case_id"], unique=False, sqlite_where=of_case, postgresql_where=of_case)
    waiting = sa.text("state = 'waiting'")
    for name, table, columns in (
        ("ix_outbox_waiting", "outbox", ["channel", "lane", "due_at", "id"]),
        ("ix_timers_due", "timers", ["due_at", "id"]),
    ):
        op.drop_index(name, table_name=table)
        op.create_index(name, table, columns, unique=False, sqlite_where=waiting, postgresql_where=waiting)
