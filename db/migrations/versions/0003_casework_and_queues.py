"""What questions, the rules of casework and several processes keep.

Versions between 0.1.0 and this one made some of it already and called that 0002: each part looks first whether it is there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _history()
    _clocks()
    _days_off()
    _answers()
    _questions()
    _matters()
    _corrections()
    _queues()


def _history() -> None:
    """A case knows the number of its last event."""
    if _has_column("cases", "last_event"):
        return
    op.add_column("cases", sa.Column("last_event", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE cases SET last_event = (SELECT coalesce(max(number), 0) FROM events WHERE events.case_id = cases.id)")


def _clocks() -> None:
    """Deadlines of cases."""
    if _has_table("clocks"):
        return
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


def _days_off() -> None:
    """The days off that the office entered."""
    if _has_table("days_off"):
        return
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
    """Entries that editors wrote."""
    if _has_table("answers"):
        return
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


def _questions() -> None:
    """What citizens allow to be kept of their questions."""
    if not _has_column("questions", "held"):
        op.add_column("questions", sa.Column("held", sa.String(), nullable=True))
    if not _has_column("people", "words_asked_at"):
        op.add_column("people", sa.Column("words_asked_at", sa.DateTime(timezone=True), nullable=True))


def _matters() -> None:
    """What is compared to find repeats."""
    if _has_table("matters"):
        _free_words()
        return
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
        sa.PrimaryKeyConstraint("word", "case_id", name=op.f("pk_matter_words")),
        sqlite_with_rowid=False,
    )


def _free_words() -> None:
    """Development versions let each word refer to its case, which is looked up with every row that is written."""
    named = [key["name"] for key in sa.inspect(op.get_bind()).get_foreign_keys("matter_words")]
    with op.batch_alter_table("matter_words", table_kwargs={"sqlite_with_rowid": False}) as words:
        for name in filter(None, named):
            words.drop_constraint(name, type_="foreignkey")


def _corrections() -> None:
    """What people set right."""
    if _has_table("corrections"):
        return
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
    _put_index("ix_outbox_case", "outbox", ["case_id"], sa.text("case_id IS NOT NULL"))
    waiting = sa.text("state = 'waiting'")
    _put_index("ix_outbox_waiting", "outbox", ["channel", "lane", "due_at", "id"], waiting)
    _put_index("ix_timers_due", "timers", ["due_at", "id"], waiting)


def _put_index(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    """Makes an index over these columns, in the place of one over others."""
    there = _index(table, name)
    if there == columns:
        return
    if there is not None:
        op.drop_index(name, table_name=table)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)


# ---------------------------------------------------------------- what is there


def _has_table(name: str) -> bool:
    return sa.inspect(op.get_bind()).has_table(name)


def _has_column(table: str, name: str) -> bool:
    return name in {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}


def _index(table: str, name: str) -> list[str | None] | None:
    """The columns of an index; None where it is not there."""
    found = {index["name"]: index["column_names"] for index in sa.inspect(op.get_bind()).get_indexes(table)}
    return found.get(name)
