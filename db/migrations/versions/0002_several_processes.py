"""What questions, the rules of casework and several processes keep."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass
