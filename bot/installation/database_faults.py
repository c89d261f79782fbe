"""What is wrong with a database that cannot be worked with, in one line for whoever runs the program."""

from sqlalchemy.exc import SQLAlchemyError

from db.engine.database import DatabaseBusy, refusal
from texts.vi.operator import starting as texts

SETTING = "NGHEDAN_DATABASE_URL"
FAULTS = (SQLAlchemyError, DatabaseBusy, OSError)


def database_fault(error: BaseException, place: str = SETTING) -> str:
    """`place`: where its address was given."""
    why = refusal(error)
    return texts.no_database(why, place) if why else texts.unreachable_database(type(error).__name__)
