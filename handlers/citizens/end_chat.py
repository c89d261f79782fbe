"""“Kết thúc, xóa khỏi máy này”: on a shared computer nobody after may see what was written."""

from cases.lifecycle import OPEN_STATES
from handlers.engine.conversation import ConversationState, Option
from handlers.engine.turn import Turn
from handlers.engine.visit import Visit
from office import gate
from office import leaving as leaving_office
from texts.vi.citizen import leaving
from texts.vi.officer import staff


def end_chat(turn: Turn) -> None:
    visit = turn.visit
    if not visit.desk.is_read_here(visit.chat.channel):  # the platform keeps the messages, and the bot cannot remove them
        turn.say("elsewhere", leaving.delete_it_yourself())
        return
    waiting = turn.remember(
        "waiting", lambda: [submission.code for submission, case in gate.own(visit) if case.state in OPEN_STATES]
    )
    if visit.posts:
        turn.say("post", staff.leaving_ends_the_post())
    options = [Option(value="end", label=leaving.end_here()), Option(value="stay", label=leaving.stay_here())]
    if turn.choose("sure", leaving.end_sure(waiting), options, skip=False) == "end":
        _forget(visit)
    else:
        visit.say(leaving.staying())


def _forget(visit: Visit) -> None:
    leaving_office.end_chat(visit, channel=visit.chat.channel, address=visit.chat.address, upto=visit.last_seq)
    visit.state = ConversationState(runs=visit.state.runs)
    visit.say(leaving.ended(), forget_device=True)
