"""Messages that could not be handled or delivered: somebody looks at them, and lets them be tried again or gives them up."""

from db.queues import outbox, parked
from office.errand import Errand


def retry_received(errand: Errand, row_id: int) -> bool:
    """A parked row is handled again; False where none such is parked, or it was wiped."""
    return parked.retry(errand.uow.connection, row_id)


def drop_received(errand: Errand, row_id: int) -> bool:
    return parked.drop(errand.uow.connection, row_id, errand.now)


def retry_sent(errand: Errand, row_id: int) -> bool:
    """A dead message is sent again, and what it tells is not lost yet; False where it is not dead."""
    return outbox.retry(errand.uow.connection, row_id, errand.now)


def drop_sent(errand: Errand, row_id: int) -> bool:
    return outbox.drop(errand.uow.connection, row_id, errand.now)
