"""What every handler works with: a visit (one message being handled), the desk of an office that is talked to, flows, buttons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.queues.messages import Attachment, Choice, Incoming, Outgoing, Tap
from db.stores.arrivals import Message, Sender
from db.stores.people import HeldPost
from db.unit_of_work import UnitOfWork
from faq.content import Content
from faq.matching import Match
from handlers.engine.conversation import Bag, ConversationState, FlowState
from office.errand import Desk, Errand, Origin, actor_of
from understanding.message import Understanding, understand

SHELF = 5  # unfinished flows that are kept for a person


@dataclass(frozen=True)
class ChatRef:
    """The chat a message came from; `person_key` is empty in a private chat."""

    id: int
    channel: str
    key: str
    private: bool = True
    person_key: str = ""

    @property
    def address(self) -> str:
        return self.person_key or self.key

    @property
    def origin(self) -> Message:
        """The same as the database asks for it."""
        return Message(self.id, self.channel, self.address, self.person_key, self.private)


@dataclass(frozen=True)
class Flow:
    """A conversation, made by handlers.engine.turn.scripted. `soft`: a message that does not answer its question ends it and is
    handled afresh. `keeps_words`: what is said beside a choice is kept as `more` in the flow's arguments."""

    name: str
    script: Callable[[Any], None]
    soft: bool = False
    keeps_words: bool = False


Button = Callable[["Visit", Tap], None]


@dataclass(frozen=True, kw_only=True)
class ChatDesk(Desk):
    """The desk of an office that is talked to: its flows and buttons beside all else."""

    flows: Mapping[str, Flow]
    buttons: Mapping[str, Button]


class Visit(Errand):
    """One message of one person in one chat, being handled."""

    desk: ChatDesk

    def __init__(
        self, uow: UnitOfWork, desk: ChatDesk, chat: ChatRef, sender: Sender, state: ConversationState, incoming: Incoming,
        row_id: int, last_seq: int,
    ) -> None:  # fmt: skip
        super().__init__(uow, desk, actor_of(sender.id, sender.posts), Origin(chat.id, row_id))
        self.chat, self.sender, self.state, self.incoming = chat, sender, state, incoming
        self.row_id, self.last_seq = row_id, last_seq
        self.sent: list[Outgoing] = []
        self.question: Outgoing | None = None  # the open flow's question, where it was asked in this visit
        self._found: tuple[str, Understanding] | None = None

    @property
    def is_officer(self) -> bool:
        return bool(self.sender.posts)

    @property
    def posts(self) -> Sequence[HeldPost]:
        """The posts that the one who writes holds, as the message came in."""
        return self.sender.posts

    @property
    def understood(self) -> Understanding:
        """What the message means, worked out once."""
        text = self.incoming.text
        if self._found is None or self._found[0] != text:
            self._found = (text, understand(text, self.desk.locality, self.today))
        return self._found[1]

    @cached_property
    def content(self) -> Content:
        """The entries as they were when the message came in."""
        return self.desk.contents.current

    @cached_property
    def match(self) -> Match:
        """The entry that the message asks for, worked out once."""
        return self.content.match(self.incoming.text)

    def say(
        self, text: str, choices: Sequence[Choice] = (), *, files: Sequence[Attachment] = (), forget_device: bool = False
    ) -> None:
        self.send(Outgoing(text=text, choices=tuple(choices), files=tuple(files), forget_device=forget_device))

    def say_once(self, text: str, afterwards: str) -> None:
        """Says what is shown once; when it was delivered, `afterwards` stands in its place."""
        self.send(Outgoing(text=text, afterwards=afterwards))

    def send(self, outgoing: Outgoing, case_id: int | None = None, telling: str | None = None) -> None:
        self.uow.send(self.chat.id, outgoing, key=f"reply:{self.row_id}:{len(self.sent)}", case_id=case_id, telling=telling)
        self.sent.append(outgoing)

    def new_flow(self, name: str, arguments: Mapping[str, str]) -> FlowState:
        """Opens a flow, putting an unfinished one aside for later."""
        self.put_aside()
        self.state.runs += 1
        self.state.active = FlowState(
            flow=name, run=self.state.runs, since_seq=self.last_seq, touched_at=self.now, arguments=dict(arguments)
        )
        return self.state.active

    def new_flow_with_message(self, name: str, arguments: Mapping[str, str]) -> FlowState:
        """The same, where what came with this message belongs to the new flow: files and place wait in its bag."""
        flow = self.new_flow(name, arguments)
        flow.bag = Bag(attachments=list(self.incoming.attachments), position=self.incoming.position)
        flow.rows.append(self.row_id)
        return flow

    def put_aside(self) -> None:
        """Shelves the open flow, unless nothing of it would be missed."""
        flow, self.state.active = self.state.active, None
        if flow is None or self.desk.flows[flow.flow].soft:
            return
        if flow.records or flow.arguments or flow.bag.attachments or flow.bag.position:
            self.state.shelved = [*self.state.shelved, flow][-SHELF:]


def button(flow: str, key: str, value: str, label: str) -> Choice:
    """A choice that stands outside any flow and always means the same."""
    return Choice(label=label, value=Tap(flow=flow, key=key, value=value).encode())
