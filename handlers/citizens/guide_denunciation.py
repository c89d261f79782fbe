"""Words that look like a denunciation get guidance only; nothing of them is kept (design: denunciations)."""

from functools import partial

from db.queues import inbox, outbox
from db.stores import casework
from handlers.engine.desk import Visit, button
from texts.vi.citizen import greeting, petitions


def guide_denunciation(visit: Visit) -> None:
    """Wipes this message, what is held, and everything of the open flow, in the transaction that handles it, and says where to
    go. A file that belongs to a case already stays there."""
    state = visit.state
    flow, held = state.active, state.held
    wiped = [*visit.incoming.attachments, *(held.attachments if held else ())]
    for row_id in {visit.row_id, *state.held_rows, *(flow.rows if flow else [])}:
        inbox.wipe(visit.uow.connection, row_id, petitions.wiped())
    if flow is not None:
        outbox.wipe_after(visit.uow.connection, visit.chat.id, flow.since_seq, petitions.wiped())
        wiped += flow.bag.attachments
    state.active, state.held, state.held_rows = None, None, []
    visit.uow.wipe_traces()
    for one in {attachment.sha256: attachment for attachment in wiped}.values():
        if not casework.is_filed(visit.uow.session, one.sha256):
            visit.uow.after_commit(partial(visit.desk.discard, one))
    visit.say(
        petitions.denunciation_guidance(),
        [button("start", "report", "", greeting.menu_report()), button("start", "meet", "", greeting.menu_officer())],
    )
