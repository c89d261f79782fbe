"""What may be a denunciation is not kept: received words, answers of the open form and files go in the same transaction."""

from collections.abc import Iterable
from functools import partial

from db.queues import inbox, outbox
from db.queues.messages import Attachment
from office import gate
from office.errand import Errand


def forget(
    errand: Errand, rows: Iterable[int], files: Iterable[Attachment], *, placeholder: str, since: int | None = None
) -> None:
    """Wipes these received rows, and replies of the chat after the number `since`; removes the files that no case keeps."""
    for row_id in set(rows):
        inbox.wipe(errand.uow.connection, row_id, placeholder)
    if since is not None and errand.origin.chat_id is not None:
        outbox.wipe_after(errand.uow.connection, errand.origin.chat_id, since, placeholder)
    errand.uow.wipe_traces()
    for file in {one.sha256: one for one in files}.values():
        if not gate.is_filed(errand, file.sha256):
            errand.uow.after_commit(partial(errand.desk.discard, file))
