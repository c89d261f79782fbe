"""Words that look like a denunciation get guidance only; nothing of them is kept (design: denunciations)."""

from handlers.engine.visit import Visit, button
from office.forgetting import forget
from texts.vi.citizen import greeting, petitions


def guide_denunciation(visit: Visit) -> None:
    """Wipes this message, what is held, and everything of the open flow, in the transaction that handles it, and says where to
    go. A file that belongs to a case already stays there."""
    state = visit.state
    flow, held = state.active, state.held
    files = [*visit.incoming.attachments, *(held.attachments if held else ()), *(flow.bag.attachments if flow else ())]
    rows = [visit.row_id, *state.held_rows, *(flow.rows if flow else ())]
    forget(visit, rows, files, placeholder=petitions.wiped(), since=flow.since_seq if flow else None)
    state.active, state.held, state.held_rows = None, None, []
    visit.say(
        petitions.denunciation_guidance(),
        [button("start", "report", "", greeting.menu_report()), button("start", "meet", "", greeting.menu_officer())],
    )
