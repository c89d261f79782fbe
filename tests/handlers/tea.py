"""Made-up flows on which the rules of a conversation are tried: somebody orders tea."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from db.queues import inbox
from db.queues.messages import Prompt, Tap
from handlers.engine.conversation import Option
from handlers.engine.turn import Answer, NotAccepted, Turn, scripted
from handlers.engine.visit import Visit
from handlers.flows import BUTTONS, FLOWS
from tests.handlers.hall import Hall, Somebody, texts_of

TEAS = [Option(value="green", label="Trà xanh"), Option(value="lotus", label="Trà sen"), Option(value="ginger", label="Trà gừng")]
SUGAR = [Option(value="much", label="Nhiều đường"), Option(value="none", label="Không đường")]
ITEMS = [Option(value="tea", label="Loại trà"), Option(value="cups", label="Số ly"), Option(value="pictures", label="Ảnh")]

WHICH, SWEET, HOW_MANY, PICTURES = "Ông/bà uống trà gì?", "Có thêm đường không?", "Mấy ly?", "Có ảnh cái ly thì gửi."
NUMBER_PLEASE, NOTED, SEND, DONE = "Xin ghi số ly.", "Quán đã ghi.", "Gửi quán", "Xong: "


class Cups(TypedDict):
    cups: int


def cups(answer: Answer) -> Cups:
    number = re.search(r"\d{1,3}", answer.text)
    if number is None or answer.incoming.tap:
        raise NotAccepted(NUMBER_PLEASE)
    return {"cups": int(number.group())}


def so_far(count: int) -> str:
    return f"Đã có {count} ảnh."


def order_tea(turn: Turn) -> None:
    tea = turn.choose("tea", WHICH, TEAS)
    sugar = turn.choose("sugar", SWEET, SUGAR) if tea == "ginger" else None
    turn.say("noted", NOTED)
    number = turn.ask("cups", HOW_MANY, cups)
    pictures = turn.collect("pictures", PICTURES, so_far)
    order = {"tea": tea, "sugar": sugar, "cups": number and number["cups"], "pictures": len(pictures)}
    turn.confirm("summary", f"Xem lại: {json.dumps(order)}", ITEMS, SEND)
    turn.visit.say(DONE + json.dumps(order))


def repeat_order(turn: Turn) -> None:
    """The kind of tea is known from last time."""
    tea = turn.choose("tea", WHICH, TEAS, prefill="lotus")
    number = turn.ask("cups", HOW_MANY, cups)
    turn.confirm("summary", f"Xem lại: {tea} {number}", ITEMS[:2], SEND)
    turn.visit.say(f"{DONE}{tea} {number}")


def offer_cake(turn: Turn) -> None:
    """Soft: who does not answer has something else in mind."""
    cake = turn.choose("cake", "Ăn bánh không?", [Option(value="yes", label="Ăn bánh"), Option(value="no", label="Không ăn")])
    turn.visit.say(f"{DONE}{cake}")


def ask_back(turn: Turn) -> None:
    """What somebody else wants to know, such as an officer."""
    question = turn.flow.arguments["question"]
    said = turn.ask("text", question, lambda answer: answer.text)
    turn.visit.say(f"{DONE}{question} {said}")


@dataclass(repr=False)
class Shop:
    """A hall with the tea flows beside its own, each behind a button."""

    hall: Hall

    def __post_init__(self) -> None:
        self.scripts(order_tea=order_tea, repeat_order=repeat_order, ask_back=ask_back)

    def scripts(self, *, soft: tuple[str, ...] = ("offer_cake",), **scripts: Callable[[Turn], None]) -> None:
        """Puts in these flows; those that were there before and are not named stay."""
        made = {"offer_cake": offer_cake, "order_tea": order_tea, "repeat_order": repeat_order, "ask_back": ask_back} | scripts
        flows = [*FLOWS.values(), *(scripted(name, script, soft=name in soft) for name, script in made.items())]
        self.hall.with_flows(flows, {**BUTTONS, "open": _open})


def _open(visit: Visit, tap: Tap) -> None:
    visit.new_flow(tap.key, {})


def begin(somebody: Somebody, flow: str = "order_tea") -> list[str]:
    return [message.text for message in somebody.press("open", flow)]


def last(somebody: Somebody) -> str:
    """What the person read last."""
    return somebody.heard[-1].text


def order_in(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(text.removeprefix(DONE))
    return found


def at_cups(somebody: Somebody) -> None:
    begin(somebody)
    somebody.say("trà sen")
    assert last(somebody) == HOW_MANY


def at_pictures(somebody: Somebody) -> None:
    at_cups(somebody)
    somebody.say("3 ly")
    assert last(somebody) == PICTURES


def at_summary(somebody: Somebody) -> None:
    at_pictures(somebody)
    somebody.say("xong")
    assert last(somebody).startswith("Xem lại")


def prompt(somebody: Somebody, question: str) -> list[str]:
    """Another chat asks something here."""
    key, chat_id = f"ask:{question}", somebody.chat_id
    asked = Prompt(flow="ask_back", arguments={"question": question})
    somebody.hall.do(lambda connection: inbox.prompt(connection, chat_id=chat_id, key=key, prompt=asked, now=somebody.hall.now))
    somebody.hall.work()
    return texts_of(somebody.news())
