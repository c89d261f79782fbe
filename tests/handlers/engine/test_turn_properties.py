"""Whatever somebody does in a flow, in whatever order: it can still be finished, and what counts is the last accepted answer."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from db.queues.messages import Tap
from handlers.engine.conversation import FlowState
from tests.handlers.hall import Hall, Somebody, file
from tests.handlers.tea import DONE, ITEMS, SUGAR, TEAS, Shop, begin, order_in
from texts.vi.citizen import asking as texts

VALUES: dict[str, dict[str, object]] = {
    "tea": {option.label: option.value for option in TEAS},
    "sugar": {option.label: option.value for option in SUGAR},
    "cups": {"3 ly": 3, "12": 12},
}
ANSWERS = ["Trà xanh", "Trà gừng", "Nhiều đường", "Không đường", "3 ly", "12", "1", "2"]
DEEDS = st.one_of(
    st.sampled_from([f"say {words}" for words in ANSWERS]),
    st.sampled_from(["back", "back", "skip", "file", "xong", "edit", "edit", "junk", "new", "go on", "send"]),
    st.integers(0, 40).map(lambda number: f"tap {number}"),
)


@dataclass
class Customer:
    """Somebody ordering tea, and what was last accepted for each question."""

    somebody: Somebody
    accepted: dict[str, object] = field(default_factory=dict)
    files: int = 0

    @property
    def flow(self) -> FlowState | None:
        active = self.somebody.state.active
        return active if active is not None and active.flow == "order_tea" else None

    def does(self, deed: str) -> None:
        flow = self.flow
        if flow is None:
            self.somebody.say("tiếp tục")
            return
        verb, _, rest = deed.partition(" ")
        match verb:
            case "say":
                self.says(flow, rest)
            case "tap":
                self.taps(flow, int(rest))
            case "back":
                self.somebody.say("quay lại")
            case "skip":
                self.skips(flow)
            case "file":
                self.files += 1
                self.somebody.say("", file(str(self.files)))
            case "edit" if flow.asked == "summary":
                self.somebody.say("sửa")
            case "send" if flow.asked == "summary":
                pass  # at the end
            case "new" if flow.records or flow.bag.attachments:  # else nothing of it is kept
                self.somebody.press("open", "repeat_order")
                self.somebody.say("hủy")
            case _:
                self.somebody.say({"xong": "xong", "go": "tiếp tục"}.get(verb, "chuyện khác hẳn"))

    def says(self, flow: FlowState, words: str) -> None:
        """A number stands for a choice where choices are offered."""
        asked = flow.asked or ""
        if asked == "summary" and words == "1":
            return
        values: dict[str, object] = dict(VALUES.get(asked, {}))
        if asked == "cups":
            values |= {"1": 1, "2": 2}
        else:
            values |= {str(number): option.value for number, option in enumerate(flow.offered, 1)}
        if asked in VALUES and words in values:
            self.accepted[asked] = values[words]
        self.somebody.say(words)

    def taps(self, flow: FlowState, number: int) -> None:
        """Any button that was ever shown, but those that end the order."""
        shown = [choice.value for message in self.somebody.heard for choice in message.choices]
        taps = [
            tap
            for value in shown
            if (tap := Tap.decode(value)) and tap.value not in ("send", "cancel") and tap.flow == "order_tea"
        ]
        if not taps:
            return
        tap = taps[number % len(taps)]
        if (tap.key, tap.run) == (flow.asked, flow.run) and tap.key in VALUES:
            self.accepted[tap.key] = tap.value
        self.somebody.say(tap.encode())

    def skips(self, flow: FlowState) -> None:
        if flow.asked in VALUES:
            self.accepted[flow.asked] = None
        self.somebody.say("bỏ qua")

    def finishes(self) -> dict[str, object]:
        """Answers whatever is open until the order is sent."""
        for _ in range(20):
            flow = self.flow
            if flow is None:
                self.somebody.say("tiếp tục")
                continue
            if flow.asked == "summary":
                self.somebody.tap("Gửi quán")
                return order_in(next(one.text for one in reversed(self.somebody.heard) if one.text.startswith(DONE)))
            self.does({"tea": "say Trà xanh", "sugar": "say Không đường", "cups": "say 3 ly"}.get(flow.asked or "", "xong"))
            if flow.asked == "summary?":
                self.somebody.say("quay lại")
        raise AssertionError(f"not finished: {self.somebody.state}")


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=14))
def test_any_order_of_deeds_ends_in_the_last_accepted_answers(hall: Hall, deeds: list[str]) -> None:
    Shop(hall)
    customer = Customer(hall.person(f"dan {hall.number()}"))
    begin(customer.somebody)
    for deed in deeds:
        customer.does(deed)
    edits = sum(one.text == texts.which_item() for one in customer.somebody.heard)
    event(f"edits: {min(edits, 3)}")
    order = customer.finishes()
    asked = ["tea", "cups", *(["sugar"] if order["tea"] == "ginger" else [])]
    assert {key: order[key] for key in asked} == {key: customer.accepted[key] for key in asked}
    assert order["pictures"] == customer.files
    assert customer.somebody.state.active is None


def test_the_deeds_reach_what_they_are_meant_to(hall: Hall) -> None:
    """The property above would hold of nothing too: one long way through, by hand."""
    Shop(hall)
    customer = Customer(hall.person("dan"))
    begin(customer.somebody)
    way = ["say Trà gừng", "say Nhiều đường", "file", "say 12", "back", "say 3 ly", "xong", "edit", "say 1", "tap 2"]
    for deed in way:
        customer.does(deed)
    assert customer.flow is not None
    assert (customer.flow.asked, customer.files) == ("summary", 1)
    assert customer.accepted == {"tea": "ginger", "sugar": "much", "cups": 3}
    assert [item.label for item in ITEMS] == ["Loại trà", "Số ly", "Ảnh"]
    assert customer.finishes() == {"tea": "ginger", "sugar": "much", "cups": 3, "pictures": 1}
