"""What an update of Telegram says. Parsed when it is handled, never before it is stored; no network here."""

import json
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus

from bot.channels.port import NothingSaid, Unparsable
from db.queues.messages import Incoming, Position, Tap
from language.cleaning import clean

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")  # what the office asks Telegram for
NAME_LIMIT = 100  # characters of a sender's name
ANONYMOUS_ADMIN = 1087968824  # the one "bot" behind which a person writes: a group's administrator
FOREIGN_BUTTON = Tap(flow="foreign", key="", value="").encode()  # of no flow there is: answered like any old button

_OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
_NOTHING_YET = Incoming()


def parse(body: bytes) -> Incoming:
    """Raises Unparsable, NothingSaid."""
    data: Any = None
    try:
        data = json.loads(body)
        return _words_alone(data) or _read(Update.de_json(data, None))
    except NothingSaid:
        raise
    except Exception:  # noqa: BLE001 - the library trusts what it is given; anything may come of a foreign shape
        raise Unparsable(said=_was_said(data)) from None


def _words_alone(data: Any) -> Incoming | None:
    """Most updates are one person's words and nothing else: read without the library, which takes as long over one as everything
    else does. None where there is anything more to it, or anything unusual about it."""
    match data:
        case {
            "update_id": int(),
            "message": {
                "message_id": int(),
                "date": int() as date,
                "text": str() as text,
                "chat": {"id": int(), "type": str()},
                "from": {"id": int(), "is_bot": False, "first_name": str() as first, **about},
                **more,
            },
            **others,
        } if not more and not others and 0 < date < 2**32:
            last = about.get("last_name") or ""
            words = clean(text, None)
            if words and isinstance(last, str):
                return Incoming(text=words, sender_name=clean(f"{first} {last}" if last and first else first, NAME_LIMIT))
    return None


def _was_said(data: Any) -> bool:
    """Whether a person wrote or pressed something in a private chat, as far as one can tell."""
    match data:
        case {"message": {"chat": {"type": "private"}}} | {"callback_query": {"message": {"chat": {"type": "private"}}}}:
            return True
    return False


def _read(update: Update) -> Incoming:
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.message is not None:
        return _message(update.message)
    if update.edited_message is not None:
        return _edited(update.edited_message)
    if update.effective_chat is None:
        raise Unparsable(said=False)
    raise NothingSaid


# ---------------------------------------------------------------- messages


def _message(message: Message) -> Incoming:
    if message.migrate_to_chat_id is not None:
        return Incoming(moved_to=str(message.migrate_to_chat_id))
    sender = message.from_user
    if sender is not None and sender.is_bot and sender.id != ANONYMOUS_ADMIN:
        raise NothingSaid
    said = _said(message)
    if said == _NOTHING_YET and not _content(message):
        raise NothingSaid
    return said.model_copy(update=_frame(message))


def _edited(message: Message) -> Incoming:
    if message.location is not None:
        raise NothingSaid  # a live place moves on every few seconds
    return _message(message).model_copy(update={"edited": True})


def _said(message: Message) -> Incoming:
    words = clean(message.text or message.caption or "", None)
    if message.venue is not None:
        return Incoming(position=_position(message, f"{message.venue.title}, {message.venue.address}"))
    if message.location is not None:
        return Incoming(position=_position(message, ""))
    if message.contact is not None:
        return _contact(message)
    return Incoming(text=words)


def _position(message: Message, label: str) -> Position:
    place = message.location or (message.venue and message.venue.location)
    assert place
    return Position(latitude=place.latitude, longitude=place.longitude, label=clean(label, 200).strip(" ,"))


def _contact(message: Message) -> Incoming:
    """One's own number is a number for the office to call; somebody else's card is something one tells."""
    contact, sender = message.contact, message.from_user
    assert contact is not None
    number = clean(contact.phone_number, 30)
    if sender is not None and contact.user_id == sender.id:
        return Incoming(phone=number)
    return Incoming(text=clean(" ".join(filter(None, (contact.first_name, contact.last_name, number))), 200))


def _content(message: Message) -> bool:
    """Whether somebody sent something, if only a sticker; a service message (pinned, joined) is nothing to answer.
    What the library does not know yet counts: it came from a person, and silence would be unkind."""
    return message.effective_attachment is not None or bool(message.api_kwargs)


def _frame(message: Message) -> dict[str, Any]:
    """Who said it, with what, and to which message."""
    frame: dict[str, Any] = {"sender_name": _name(message.from_user), "album": message.media_group_id or ""}
    earlier = message.reply_to_message
    if earlier is not None and earlier.forum_topic_created is None:  # that one only tells the topic of a forum
        quoted = earlier.text or earlier.caption or (message.quote.text if message.quote else "")
        frame |= {"reply_to": str(earlier.message_id), "quoted": clean(quoted)}
    return frame


def _name(user: User | None) -> str:
    return clean(user.full_name or "", NAME_LIMIT) if user is not None else ""  # a deleted account has none


# ---------------------------------------------------------------- buttons, and the bot itself


def _pressed(query: CallbackQuery) -> Incoming:
    """What a button stands for. A client may send any data it likes: what is neither a tap nor among the message's own
    buttons is taken for an old button."""
    data = query.data or ""
    if Tap.decode(data) is None and data not in _buttons(query):
        data = FOREIGN_BUTTON
    return Incoming(text=clean(data, None), sender_name=_name(query.from_user))


def _buttons(query: CallbackQuery) -> set[object]:
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    return {button.callback_data for row in markup.inline_keyboard for button in row if button.callback_data} if markup else set()


def _membership(change: ChatMemberUpdated) -> Incoming:
    was, now_is = (_inside(member) for member in (change.old_chat_member, change.new_chat_member))
    if was == now_is:
        raise NothingSaid  # other rights, for example
    return Incoming(event="joined" if now_is else "removed", sender_name=_name(change.from_user))


def _inside(member: Any) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(member.is_member)
    return member.status not in _OUTSIDE
