"""The durable state of one person's conversation: the open flow and what it has recorded so far."""

from collections.abc import Container
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from db.queues.messages import Attachment, Incoming, Position, Prompt, as_json
from db.unit_of_work import UnitOfWork

Kind = Literal["ask", "say", "remember"]


class Record(BaseModel):
    """One thing a flow has behind it: an accepted answer, a message said, a fact remembered. `redo`: to be asked again."""

    kind: Kind
    key: str
    value: Any = None
    redo: bool = False


class Option(BaseModel):
    """A choice as it was offered; `value` is what the flow gets."""

    value: str
    label: str


class Bag(BaseModel):
    """What came before it was asked for."""

    attachments: list[Attachment] = Field(default_factory=list)
    position: Position | None = None


class FlowState(BaseModel):
    """An unfinished flow. `run` tells its buttons from those of an earlier run; `rows` are the inbox rows it consumed."""

    flow: str
    run: int
    since_seq: int
    touched_at: datetime
    arguments: dict[str, str] = Field(default_factory=dict)
    records: list[Record] = Field(default_factory=list)
    bag: Bag = Field(default_factory=Bag)
    asked: str | None = None
    offered: list[Option] = Field(default_factory=list)
    earlier: list[str] = Field(default_factory=list)
    rows: list[int] = Field(default_factory=list)
    before_edit: list[Record] = Field(default_factory=list)  # the records as they stood; empty where no edit is under way

    def close_question(self) -> None:
        """No question is open, and what was said to the last one is forgotten."""
        self.asked, self.offered, self.earlier = None, [], []


class ConversationState(BaseModel):
    """`held` (received in `held_rows`) waits while the person says whether to go on with a flow left lying; `prompts` wait
    until the flow ends; `shelved` flows, the newest last, until the person goes on with them."""

    runs: int = 0
    active: FlowState | None = None
    shelved: list[FlowState] = Field(default_factory=list)
    held: Incoming | None = None
    held_rows: list[int] = Field(default_factory=list)
    prompts: list[Prompt] = Field(default_factory=list)
    facts: dict[str, str] = Field(default_factory=dict)  # small things between messages, such as the entry shown last

    def forget_unknown(self, known: Container[str]) -> None:
        """Drops flows that were taken out of the program since."""
        if self.active is not None and self.active.flow not in known:
            self.active, self.held, self.held_rows = None, None, []
        self.shelved = [flow for flow in self.shelved if flow.flow in known]
        self.prompts = [prompt for prompt in self.prompts if prompt.flow in known]


def read(state: str | None) -> ConversationState:
    """`state` as `save` kept it; None where nothing was said yet."""
    return ConversationState() if state is None else ConversationState.model_validate_json(state)


def save(uow: UnitOfWork, chat_id: int, person_key: str, state: ConversationState) -> None:
    uow.keep_state(chat_id, person_key, as_json(state))
