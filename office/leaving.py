"""A chat on a shared computer is ended: nobody after may see what was written there."""

from db.stores import people
from db.tables import Chat
from office import gate
from office.casework import senders
from office.errand import Errand
from office.staff import revoking


def end_chat(errand: Errand, *, channel: str, address: str, upto: int) -> None:
    """Hides all up to that number, and makes the chat nobody's: answers wait behind code and PIN. Posts end with the last chat in
    which their holder is reached."""
    session, person_id = errand.uow.session, errand.actor.person_id
    for submission, _ in gate.own(errand):
        senders.leave(errand, submission)
    chat = session.get_one(Chat, errand.origin.chat_id)
    chat.hidden_upto = upto
    people.unlink(session, channel, address)
    if errand.actor.posts and person_id is not None and not people.chats_of(session, [person_id]):
        revoking.leave(errand)
