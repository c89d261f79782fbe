"""“Kết thúc, xóa khỏi máy này”: on a shared computer nobody after may see what was written."""

from cases.lifecycle import OPEN_STATES
from db.queues.outbox import READ_HERE
from db.stores import people
from db.tables import Chat
from handlers import find_cases
from handlers.engine.conversation import Option, State
from handlers.engine.desk import Visit
from handlers.engine.turn import Turn
from texts.vi.citizen import leaving
from texts.vi.officer import staff


def end_chat(turn: Turn) -> None:
    visit = turn.visit
    if visit.chat.channel not in READ_HERE:  # the platform keeps the messages, and the bot cannot remove them
        turn.say(leaving.delete_it_yourself())
        return
    waiting = turn.remember("waiting", lambda: [one.code for one, case in find_cases.own(visit) if case.state in OPEN_STATES])
    if visit.posts:
        turn.say(staff.leaving_ends_the_post())
    options = [Option(value="end", label=leaving.end_here()), Option(value="stay", label=leaving.stay_here())]
    if turn.choose("sure", leaving.end_sure(waiting), options, skip=False) == "end":
        _forget(visit)
    else:
        visit.say(leaving.staying())


def _forget(visit: Visit) -> None:
    """Hides all up to here, and makes the chat nobody's: answers wait behind code and PIN."""
    for one, _ in find_cases.own(visit):
        one.chat_id = None
    chat = visit.uow.session.get_one(Chat, visit.chat.id)
    chat.hidden_upto = visit.last_seq
    people.unlink(visit.uow.session, visit.chat.channel, visit.chat.address)
    visit.state = State(runs=visit.state.runs)
    visit.say(leaving.ended(), forget_device=True)
