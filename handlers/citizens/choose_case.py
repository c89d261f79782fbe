"""Files came without a word while cases are open: new matter, or more for one of them?"""

from cases.lifecycle import OPEN_STATES
from handlers.engine.conversation import Option
from handlers.engine.turn import Turn
from office import gate
from texts.vi.citizen import tracking as texts

NEW = "new"


def sort_files(turn: Turn) -> None:
    visit = turn.visit
    open_codes = turn.remember(
        "open", lambda: [submission.code for submission, case in gate.own(visit) if case.state in OPEN_STATES][:5]
    )
    options = [Option(value=code, label=texts.add_to(code)) for code in open_codes]
    picked = turn.choose("for", texts.what_are_files_for(), [*options, Option(value=NEW, label=texts.new_matter())])
    visit.state.active = None
    flow = visit.new_flow("add", {"code": picked}) if picked in open_codes else visit.new_flow("report", {})
    flow.bag, flow.rows = turn.flow.bag, turn.flow.rows
