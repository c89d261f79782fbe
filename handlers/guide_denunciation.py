"""Words that look like a denunciation get guidance only; nothing of them is kept (design: denunciations)."""

from functools import partial

from db import inbox, outbox
from handlers.desk import Visit, button
from texts.vi import citizen as texts


def guide_denunciation(visit: Visit) -> None:
    """Wipes this message and everything of the open flow, in the transaction that handles it, and says where to go."""
    flow = visit.state.active
    wiped = list(visit.incoming.attachments)
    for row_id in {visit.row_id, *(flow.rows if flow else [])}:
        inbox.wipe(visit.uow.connection, row_id, texts.wiped())
    if flow is not None:
        outbox.wipe_after(visit.uow.connection, visit.chat.id, flow.since_seq, texts.wiped())
        wiped += flow.bag.attachments
    visit.state.active = visit.state.held = None
    visit.uow.wipe_traces()
    for one in {attachment.sha256: attachment for attachment in wiped}.values():
        visit.uow.after_commit(partial(visit.desk.discard, one))
    visit.say(
        texts.denunciation_guidance(),
        [button("start", "report", "", texts.menu_report()), button("start", "meet", "", texts.menu_officer())],
    )
