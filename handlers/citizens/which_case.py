"""Which of their cases the citizen means."""

from handlers.engine.conversation import Option
from handlers.engine.turn import Abandoned, Turn
from handlers.engine.visit import Visit
from office import gate
from texts.vi.citizen import tracking


def which_of_own(turn: Turn, question: str, states: tuple[str, ...]) -> str | None:
    """The code the flow was opened for, else the only case in such a state, else the one chosen."""
    given = turn.flow.arguments.get("code")
    if given:
        return given
    fitting = turn.remember(
        "fitting",
        lambda: [
            submission.code
            for submission, case in gate.own(turn.visit)
            if case.state in states and submission.withdrawn_at is None
        ],
    )
    if not fitting:
        return None
    if len(fitting) == 1:
        return fitting[0]
    labels = turn.remember("labels", lambda: [label(turn.visit, code) for code in fitting])
    options = [Option(value=code, label=text) for code, text in zip(fitting, labels, strict=True)]
    chosen = turn.choose("which", question, options)
    if chosen is None:
        raise Abandoned
    return chosen


def label(visit: Visit, code: str) -> str:
    found = gate.own_by_code(visit, code)
    return tracking.case_label(code, found[0].text if found else "")
