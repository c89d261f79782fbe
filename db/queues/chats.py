"""A chat that goes on under another key of its platform: a group that became a supergroup."""

from sqlalchemy import Connection, delete, select, update

from db.tables import Chat, ChatSeq, Contact, Conversation, Inbox, OfficeGroup, Outbox, Submission, Telling

_KEPT_WITH_CHAT = (Inbox, Contact, Submission, Telling)


def rekey(connection: Connection, channel: str, old_key: str, new_key: str) -> int | None:
    """The chat has the new key from now on, and everything that waits for it follows; returns its id, None where nobody knew it.

    Where messages came in under both keys, the older chat stays and gets what the other one has; the other one keeps the old
    key, without anything in it, for updates that come late. A repeat changes nothing.
    """
    keys = select(Chat.id, Chat.key).where(Chat.channel == channel, Chat.key.in_([old_key, new_key]))
    known: dict[str, int] = {row.chat_key: row.id for row in connection.execute(keys.order_by(Chat.id).with_for_update())}
    if old_key not in known or old_key == new_key:
        return known.get(new_key)
    stays = min(known.values())
    if new_key in known:
        _merge(connection, max(known.values()), stays)
    if known[old_key] == stays:
        _rename(connection, known.get(new_key), f"{new_key} moved")  # for a moment: keys are unique
        _rename(connection, stays, new_key)
        _rename(connection, known.get(new_key), old_key)
    connection.execute(update(Chat).where(Chat.id == stays).values(unreachable=None))
    return stays


def _rename(connection: Connection, chat_id: int | None, key: str) -> None:
    if chat_id is not None:
        connection.execute(update(Chat).where(Chat.id == chat_id).values(key=key))


def _merge(connection: Connection, source: int, into: int) -> None:
    for table in _KEPT_WITH_CHAT:
        connection.execute(update(table).where(table.chat_id == source).values(chat_id=into))
    _merge_conversations(connection, source, into)
    if connection.execute(select(OfficeGroup.id).where(OfficeGroup.chat_id == into)).first() is None:
        connection.execute(update(OfficeGroup).where(OfficeGroup.chat_id == source).values(chat_id=into))
    _renumber(connection, source, into)


def _merge_conversations(connection: Connection, source: int, into: int) -> None:
    """Of somebody who spoke in both, what was said last under the old key is still open."""
    both = select(Conversation.person_key).where(Conversation.chat_id == into)
    connection.execute(delete(Conversation).where(Conversation.chat_id == source, Conversation.person_key.in_(both)))
    connection.execute(update(Conversation).where(Conversation.chat_id == source).values(chat_id=into))


def _renumber(connection: Connection, source: int, into: int) -> None:
    """Message numbers last, as everywhere. Only the outbox has some: no channel with such groups shows a chat again."""
    numbers = select(ChatSeq.chat_id, ChatSeq.last).where(ChatSeq.chat_id.in_([source, into])).order_by(ChatSeq.chat_id)
    last = {row.chat_id: row.last for row in connection.execute(numbers.with_for_update())}
    moved = {"chat_id": into, "seq": Outbox.seq + last[into]}
    connection.execute(update(Outbox).where(Outbox.chat_id == source).values(moved))
    connection.execute(update(ChatSeq).where(ChatSeq.chat_id == into).values(last=last[into] + last[source]))
