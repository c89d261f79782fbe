"""The turn: lets a conversation be written as the script it is, and replays it from the recorded answers.

The script runs from the top with every message. `ask` returns the recorded answer, or takes the message as the answer,
or sends the question and suspends. What is recorded is the accepted value as JSON, never the raw text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Never, TypeVar

from db.queues.messages import Attachment, Choice, Incoming, Outgoing, Tap
from handlers.engine.conversation import FlowState, Kind, Option, Record
from handlers.engine.visit import Flow, Visit
from language.choices import match_choice
from language.folding import fold
from texts.vi.citizen import asking as texts

T = TypeVar("T")

WORTH = 3  # words from which something said beside the question is kept
SKIP, DONE, SEND, EDIT, CANCEL = "skip", "done", "send", "edit", "cancel"
_NOTHING_MORE = ("khong", "ko", "khong co gi", "ko co", "het", "het roi", "du roi", "khong con")
_EDITING = "?"  # the question "which item" stands under the confirmation's key and this


class Suspended(BaseException):
    """The flow waits for its answer. Derives from BaseException so that no `except Exception` of a script swallows it."""


class Rerun(BaseException):
    """The records changed: run the script again from the top."""


class Abandoned(BaseException):
    """The person cancelled the flow."""


class NotForThisFlow(BaseException):
    """A soft flow got a message that does not answer its question."""


class NotAccepted(Exception):
    """The answer does not do. `hint` says kindly why; `options` narrow the same question down to these choices;
    `stay`: it was meant for this question, so that even a soft flow asks again."""

    def __init__(self, hint: str, options: Sequence[Option] = (), *, stay: bool = False) -> None:
        super().__init__("answer not accepted")
        self.hint = hint
        self.options = tuple(options)
        self.stay = stay


@dataclass(frozen=True)
class Answer:
    """What came for a question: the message, the offered value it picked, what was said to this question before."""

    incoming: Incoming
    picked: str | None
    earlier: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.incoming.text


Accept = Callable[[Answer], T]


def skippable() -> tuple[Option, ...]:
    """The one button of a question that is freely left out."""
    return (Option(value=SKIP, label=texts.skip()),)


def is_skip(text: str) -> bool:
    return fold(text) in ("bo qua", "bo qua cau nay", "khong co", "thoi khoi")


def pick(text: str, offered: Sequence[Option]) -> str | None:
    """The offered value that `text` means by its number or words."""
    index = match_choice(text, [option.label for option in offered])
    return None if index is None else offered[index].value


class Turn:
    """One run of a flow's script."""

    def __init__(self, visit: Visit, message: Incoming | None) -> None:
        assert visit.state.active is not None, "a turn needs an open flow"
        self.visit = visit
        self.flow: FlowState = visit.state.active
        self._message = message
        self._cursor = 0
        if message is not None:
            self._keep_what_came(message)

    # -------------------------------------------------------------- what scripts call

    def ask(
        self, key: str, question: str, accept: Accept[T], *, choices: Sequence[Option] = (), skip: bool = True,
        prefill: T | None = None, ask_phone: bool = False, ask_position: bool = False,
    ) -> T | None:  # fmt: skip
        """The answer to `question`; None where it was skipped. `prefill` stands unless the person edits it."""
        record = self._find("ask", key)
        if record is not None and not record.redo:
            answer: T | None = record.value
            return answer
        if record is None and prefill is not None:
            self._put(Record(kind="ask", key=key, value=prefill))
            return prefill
        extras = Outgoing(text="", ask_phone=ask_phone, ask_position=ask_position)
        offered = tuple(choices)
        if self._message is None or self.flow.asked != key:
            self._question(key, question, offered, extras)
        value = self._accept(key, question, accept, offered, skip, extras)
        self._answered(key, value)
        return value

    def choose(
        self, key: str, question: str, choices: Sequence[Option], *, skip: bool = True, prefill: str | None = None
    ) -> str | None:
        """The value of the choice that was tapped, or typed as its number or words."""

        def only_offered(answer: Answer) -> str:
            if answer.picked is not None:
                return answer.picked
            kept = self._keep_words(answer.incoming)
            raise NotAccepted(f"{texts.words_added()}\n\n{question}" if kept else texts.please_choose(question))

        return self.ask(key, question, only_offered, choices=choices, skip=skip, prefill=prefill)

    def collect(self, key: str, question: str, more: Callable[[int], str]) -> list[Attachment]:
        """The files sent so far and until "xong"; words typed meanwhile are kept as further answers to `key`."""
        record = self._find("ask", key)
        if record is None or record.redo:
            self._collect_until_done(key, question, more)
        return list(self.flow.bag.attachments)

    def confirm(self, key: str, summary: str, items: Sequence[Option], send: str) -> None:
        """Returns when the person sends; "sửa" asks which of `items` and asks that one again; "hủy" abandons the flow."""
        if self._find("ask", key) is not None:
            return
        del self.flow.records[self._cursor :]  # answers that the script has no use for after an edit
        self.flow.before_edit = []
        edit = (Option(value=EDIT, label=texts.edit()),) if items else ()
        options = (Option(value=SEND, label=send), *edit, Option(value=CANCEL, label=texts.cancel()))
        if self._message is not None and self.flow.asked == key + _EDITING:
            self._edit(key, items)
        if self._message is None or self.flow.asked != key:
            self._question(key, summary, options)
        message = self._take()
        picked = self._picked(message)
        if picked == CANCEL:
            raise Abandoned
        if picked == EDIT:
            self._question(key + _EDITING, texts.which_item(), items)
        if picked is None and self._keep_words(message):
            self.visit.say(texts.words_added())
            self.flow.asked = None
            raise Rerun
        if picked != SEND:
            self._refuse(key, texts.please_confirm(send) + "\n\n" + summary, options)
        self._answered(key, SEND)

    def remember(self, key: str, fn: Callable[[], T]) -> T:
        """A fact of this moment (clock, database), read once and then kept."""
        record = self._find("remember", key)
        if record is None:
            record = self._put(Record(kind="remember", key=key, value=fn()))
        value: T = record.value
        return value

    def say(self, key: str, text: str, choices: Sequence[Choice] = ()) -> None:
        """Says it once, however often the script runs."""
        if self._find("say", key) is None:
            self._put(Record(kind="say", key=key))
            self.visit.say(text, choices)

    def ask_again(self, key: str) -> Never:
        """Opens an answer again and drops what came after it."""
        reopen(
            self.flow, next(index for index, record in enumerate(self.flow.records) if record.kind == "ask" and record.key == key)
        )
        raise Rerun

    # -------------------------------------------------------------- records

    def _find(self, kind: Kind, key: str) -> Record | None:
        """The next record if it fits; an ask that does not fit means a changed script: what follows is asked again.
        After an edit the script may ask more or less than before: then later answers that still fit are kept."""
        records = self.flow.records
        for index in range(self._cursor, len(records)):
            if records[index].kind == kind and records[index].key == key:
                del records[self._cursor : index]
                self._cursor += 1
                return records[self._cursor - 1]
            if records[index].kind == "ask" and not (kind == "ask" and self.flow.before_edit):
                break
        if kind == "ask" and not self.flow.before_edit:
            del records[self._cursor :]
        return None

    def _put(self, record: Record) -> Record:
        self.flow.records.insert(self._cursor, record)
        self._cursor += 1
        return record

    def _answered(self, key: str, value: Any) -> None:
        """Records the value, in place where the question was asked again."""
        self.flow.close_question()
        before = self.flow.records[self._cursor - 1] if self._cursor else None
        if before is not None and before.kind == "ask" and before.key == key and before.redo:
            before.value, before.redo = value, False
        else:
            self._put(Record(kind="ask", key=key, value=value))

    # -------------------------------------------------------------- questions and answers

    def _question(self, key: str, text: str, options: Sequence[Option], extras: Outgoing | None = None) -> Never:
        self.flow.asked, self.flow.offered = key, list(options)
        self.flow.touched_at = self.visit.now
        buttons = tuple(
            Choice(label=option.label, value=Tap(flow=self.flow.flow, key=key, value=option.value, run=self.flow.run).encode())
            for option in options
        )
        self.visit.question = (extras or Outgoing(text="")).model_copy(update={"text": text, "choices": buttons})
        self.visit.send(self.visit.question)
        raise Suspended

    def _refuse(
        self, key: str, text: str, options: Sequence[Option], extras: Outgoing | None = None, *, stay: bool = False
    ) -> Never:
        if self.visit.desk.flows[self.flow.flow].soft and not stay:
            raise NotForThisFlow
        self._question(key, text, options, extras)

    def _accept(
        self, key: str, question: str, accept: Accept[T], offered: Sequence[Option], skip: bool, extras: Outgoing
    ) -> T | None:
        message = self._take()
        picked = self._picked(message)
        if skip and (picked == SKIP or (picked is None and is_skip(message.text))):
            return None
        try:
            return accept(Answer(message, picked, tuple(self.flow.earlier)))
        except NotAccepted as refusal:
            if message.text and message.tap is None:
                self.flow.earlier.append(message.text)
            hint = refusal.hint
            if not message.text and (message.attachments or message.position):
                hint = f"{texts.kept(len(message.attachments), message.position is not None)}\n\n{question}"
            self._refuse(key, hint, refusal.options or offered, extras, stay=refusal.stay)

    def _take(self) -> Incoming:
        message, self._message = self._message, None
        assert message is not None, "only called with a message in hand"
        return message

    def _picked(self, message: Incoming) -> str | None:
        tap = message.tap
        if tap is not None:
            return tap.value if any(tap.value == option.value for option in self.flow.offered) else None
        return pick(message.text, self.flow.offered)

    def _keep_words(self, message: Incoming) -> bool:
        """Words that answer no choice belong to the matter, where the flow takes any; a mere thanks does not."""
        if not self.visit.desk.flows[self.flow.flow].keeps_words or message.tap is not None or len(message.text.split()) < WORTH:
            return False
        if self.visit.understood.intent in ("thanks", "greeting", "goodbye"):
            return False
        self.flow.arguments["more"] = "\n".join(filter(None, (self.flow.arguments.get("more"), message.text)))
        return True

    def _keep_what_came(self, message: Incoming) -> None:
        bag = self.flow.bag
        bag.attachments.extend(message.attachments)
        bag.position = message.position or bag.position
        if self.visit.row_id not in self.flow.rows:
            self.flow.rows.append(self.visit.row_id)

    def _collect_until_done(self, key: str, question: str, more: Callable[[int], str]) -> None:
        count = len(self.flow.bag.attachments)
        options = (Option(value=DONE, label=texts.done()),)
        if self._message is None or self.flow.asked != key:
            self._question(key, more(count) if count else question, options)
        message = self._take()
        if self._picked(message) == DONE or is_skip(message.text) or fold(message.text) in _NOTHING_MORE:
            self._answered(key, count)
            return
        heard = texts.words_added() + " " if self._keep_words(message) else ""
        self._question(key, heard + (more(count) if count else question), options)

    def _edit(self, key: str, items: Sequence[Option]) -> Never:
        message = self._take()
        picked = self._picked(message)
        for index, record in enumerate(self.flow.records):
            if record.kind == "ask" and record.key == picked:
                self.flow.before_edit = [one.model_copy() for one in self.flow.records]
                record.redo = True
                later = self.flow.records[index + 1 :]
                self.flow.records[index + 1 :] = [item for item in later if item.kind != "remember"]
                self.flow.close_question()
                raise Rerun
        if picked is None and is_skip(message.text):
            self.flow.close_question()
            raise Rerun
        self._refuse(key + _EDITING, texts.which_item(), items)


def step_back(flow: FlowState) -> bool:
    """Opens the last answer again and drops all that came after it; False where there is none. An edit is taken back."""
    if flow.before_edit or (flow.asked or "").endswith(_EDITING):
        flow.records, flow.before_edit = flow.before_edit or flow.records, []
        flow.close_question()
        return True
    for index in range(len(flow.records) - 1, -1, -1):
        if flow.records[index].kind == "ask" and not flow.records[index].redo:
            reopen(flow, index)
            return True
    return False


def reopen(flow: FlowState, index: int) -> None:
    flow.records[index].redo = True
    del flow.records[index + 1 :]
    flow.close_question()


def scripted(name: str, script: Callable[[Turn], None], *, soft: bool = False, keeps_words: bool = False) -> Flow:
    """The flow of this script. Here and not at Flow, for a visit knows its flows without knowing what a turn is."""
    return Flow(name, script, soft, keeps_words)
