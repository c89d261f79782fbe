"""A group chat of officers: it gets cards, and hears only what is meant for the bot. Ordinary talk is nobody's business."""

from cases.codes import find_codes
from handlers.engine import running
from handlers.engine.visit import Visit
from handlers.officers import work_case
from office import gate
from texts.vi.officer import work as texts


def hear(visit: Visit) -> None:
    """A command, a reply to a card, or an answer to the open question of the one who writes; everything else is left alone."""
    command = work_case.parse(visit.incoming.text)
    if command is not None:
        if visit.is_officer:
            work_case.run_command(visit, command)
        else:
            visit.say(texts.for_officers_only())
    elif visit.is_officer and not answer_to_card(visit) and visit.state.active is not None:
        running.run(visit, visit.incoming)


def answer_to_card(visit: Visit) -> bool:
    """A reply to a card is a command without its code, or else a draft answer; the mapping is by message, or by a code quoted."""
    if not (visit.incoming.reply_to or visit.incoming.quoted):
        return False
    code = _code_of_card(visit)
    if code is None:
        return False
    command = work_case.parse_with_code(visit.incoming.text, code)
    if visit.incoming.text or visit.incoming.attachments:
        work_case.run_command(visit, command)
    return True


def _code_of_card(visit: Visit) -> str | None:
    return gate.of_message(visit, visit.incoming.reply_to) or next(iter(find_codes(visit.incoming.quoted)), None)
