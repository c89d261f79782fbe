"""Submissions of one matter come together in one case, and apart again; the steps of the lifecycle table that need several."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from cases.lifecycle import LIFECYCLES, STATES, Action, ActionRefused, State
from db.stores import casework
from db.tables import Case, Event, Submission
from handlers.engine.visit import Visit
from office import clock
from office.casework import answering, handling, joining, senders
from office.casework.filing import Report
from office.casework.joining import NothingToSplit, NotJoinable
from office.gate import NotAllowed
from tests.handlers.hall import Hall, Somebody, texts_of

RULES = LIFECYCLES["feedback"]


LAMP = "Đèn đường thôn Châu Me xã Bình Châu tắt cả tháng nay"
AGAIN = "bóng đèn ở Châu Me Bình Châu không sáng cả tháng rồi"
ANSWER = "UBND xã Đông Sơn đã thay bóng đèn ngày 24/11"
WAY_TO: dict[State, Callable[[Visit, Case, Submission], object]] = {
    "new": lambda visit, case, _: None,
    "accepted": lambda visit, case, _: handling.accept(visit, case),
    "waiting_citizen": lambda visit, case, _: handling.ask_citizen(visit, case, "Trụ số mấy?"),
    "answered": lambda visit, case, _: answering.answer(visit, case, ANSWER),
    "closed": lambda visit, case, _: answering.close(visit, case, "Không đủ thông tin"),
    "withdrawn": lambda visit, _, one: senders.withdraw(visit, one),
}
OFFICER = "dong-son/kinh-te-xa"


class Town:
    """Two citizens who told of the same lamp, and an officer."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.officer = hall.officer(OFFICER)
        self.lan, self.tam = hall.person("lan"), hall.person("tam")
        self.first = self.lan.files_case(LAMP, field="dien", place="Châu Me")[0]
        self.second = ""
        assert self.tam.chat_id  # it stands before anybody looks into it

    def file_second(self, **facts: object) -> str:
        self.second = self.tam.files_case(AGAIN, field="dien", **facts)[0]
        self.read_all()
        return self.second

    def read_all(self) -> None:
        for somebody in (self.lan, self.tam, self.officer):
            somebody.news()

    def case(self, code: str) -> Case:
        return self.hall.case(code)

    def bring(self, code: str, state: State) -> None:
        who = self.lan if state == "withdrawn" else self.officer
        who.within(lambda visit: WAY_TO[state](visit, *self._found(visit, code)))
        self.hall.work()
        self.read_all()

    def _found(self, visit: Visit, code: str) -> tuple[Case, Submission]:
        one = casework.submission(visit.uow.session, code)
        assert one is not None
        return visit.uow.session.get_one(Case, one.case_id), one

    def join(self, who: Somebody, code: str, text: str = AGAIN) -> str:
        case_id = self.hall.case_id(code)
        report = Report(kind="feedback", text=text, authority="dong-son", unit="binh-chau", field="dien")
        return who.within(lambda visit: joining.join_case(visit, case_id, report)).code

    def merge(self, left: str, into: str, by: Somebody | None = None) -> int:
        def work(visit: Visit) -> int:
            return joining.merge(visit, self._found(visit, left)[0], self._found(visit, into)[0])

        return (by or self.officer).within(work)

    def split(self, code: str, by: Somebody | None = None) -> int:
        def work(visit: Visit) -> int:
            case, one = self._found(visit, code)
            return joining.split(visit, one, case).id

        return (by or self.officer).within(work)

    def events(self, case_id: int) -> Sequence[Event]:
        return self.hall.stored(lambda session: casework.history(session, case_id))


@pytest.fixture
def town(hall: Hall) -> Town:
    return Town(hall)


# ---------------------------------------------------------------- joining


def test_whoever_joins_has_a_code_of_their_own_and_gets_the_same_answer(town: Town) -> None:
    code = town.join(town.tam, town.first)
    assert code != town.first
    assert town.hall.case_id(code) == town.hall.case_id(town.first)
    told = texts_of(town.officer.news())
    assert f"{town.first}: thêm một người gửi cùng việc ({code}), nay có 2 người." in told[-1]
    town.officer.within(lambda visit: answering.answer(visit, town._found(visit, code)[0], ANSWER))
    for somebody, own in ((town.lan, town.first), (town.tam, code)):
        answer = somebody.news()[-1]
        assert ANSWER in answer.text
        assert own in answer.text
        assert len(answer.choices) == 5


def test_who_joins_an_answered_case_gets_the_answer_at_once(town: Town) -> None:
    town.bring(town.first, "answered")
    town.join(town.tam, town.first)
    assert ANSWER in texts_of(town.tam.news())[-1]
    assert town.lan.news() == []


def test_each_rates_by_oneself_and_withdraws_by_oneself(town: Town) -> None:
    code = town.join(town.tam, town.first)
    town.tam.within(lambda visit: senders.withdraw(visit, town._found(visit, code)[1]))
    assert town.case(town.first).state == "new"
    town.bring(town.first, "answered")
    town.lan.within(lambda visit: senders.rate(visit, town._found(visit, town.first)[1], 5))
    assert town.hall.submission(town.first).rating == 5
    assert town.hall.submission(code).rating is None


@pytest.mark.parametrize("facts", [{"about_officer": True}, {"kind": "praise"}, {"kind": "question"}])
def test_what_concerns_one_person_is_not_joined(town: Town, facts: dict[str, object]) -> None:
    code = town.lan.files_case(LAMP, **facts)[0]
    with pytest.raises(NotJoinable):
        town.join(town.tam, code)


def test_the_card_counts_the_senders(town: Town) -> None:
    assert "Số người gửi" not in texts_of(town.officer.say(f"xem {town.first}"))[-1]
    town.join(town.tam, town.first)
    shown = texts_of(town.officer.say(f"xem {town.first}"))[-1]
    assert "Số người gửi: 2" in shown
    assert AGAIN in shown


def test_nobody_sees_what_the_other_wrote(town: Town) -> None:
    code = town.join(town.tam, town.first)
    shown = texts_of(town.tam.say(f"tra cứu {code}"))[-1]
    assert AGAIN in shown
    assert LAMP not in shown
    assert town.first not in shown


# ---------------------------------------------------------------- merging


def test_merging_moves_the_submissions_and_keeps_both_histories(town: Town) -> None:
    second = town.file_second()
    left, into = town.hall.case_id(second), town.hall.case_id(town.first)
    assert town.merge(second, town.first) == 1
    assert town.hall.case_id(second) == into
    assert [event.action for event in town.events(left)] == ["open", "merge"]
    assert [event.action for event in town.events(into)] == ["open", "gather"]
    closed = town.hall.stored(lambda session: session.get_one(Case, left))
    assert (closed.state, closed.due_on) == ("closed", None)
    assert closed.closed_at is not None


def test_merging_is_told_once_and_only_to_those_who_move(town: Town) -> None:
    second = town.file_second()
    town.merge(second, town.first)
    told = texts_of(town.tam.news())
    assert len(told) == 1
    assert second in told[0]
    assert town.first not in told[0]
    assert town.lan.news() == []


def test_the_earlier_promise_holds_for_all(town: Town) -> None:
    town.hall.wait(days=3)
    second = town.file_second()
    later = town.case(second).due_on
    town.merge(town.first, second)
    merged = town.case(second)
    assert merged.due_on is not None
    assert later is not None
    assert merged.due_on < later


def test_merging_into_an_answered_case_passes_the_answer_on(town: Town) -> None:
    second = town.file_second()
    town.bring(town.first, "answered")
    town.merge(second, town.first)
    assert ANSWER in texts_of(town.tam.news())[-1]


@pytest.mark.parametrize(
    "facts", [{"authority": "van-tuong", "unit": "binh-hai"}, {"about_officer": True}, {"kind": "question"}], ids=str
)
def test_what_does_not_belong_together_is_not_merged(town: Town, facts: dict[str, object]) -> None:
    second = town.file_second(**facts)
    both = town.hall.officer("dong-son", "leader")
    if "authority" in facts:
        with pytest.raises(NotAllowed):
            town.merge(second, town.first, both)
    else:
        with pytest.raises(NotJoinable):
            town.merge(second, town.first, both)
    assert town.hall.case_id(second) != town.hall.case_id(town.first)


def test_a_case_is_not_merged_into_itself(town: Town) -> None:
    with pytest.raises(NotJoinable):
        town.merge(town.first, town.first)


def test_officers_of_another_commune_may_not(town: Town) -> None:
    second = town.file_second()
    stranger = town.hall.officer("van-tuong/kinh-te-xa")
    with pytest.raises(NotAllowed):
        town.merge(second, town.first, stranger)
    with pytest.raises(NotAllowed):
        town.split(second, stranger)


# ---------------------------------------------------------------- splitting


def test_splitting_gives_back_a_case_with_its_own_clock(town: Town) -> None:
    second = town.file_second()
    town.merge(second, town.first)
    town.hall.wait(days=2)
    own = town.split(second)
    case = town.case(second)
    assert case.id == own != town.hall.case_id(town.first)
    assert (case.state, case.handler_id, case.place) == ("new", None, "")
    assert case.due_on == town.case(town.first).due_on
    assert "tách ra" in texts_of(town.tam.news())[-1]
    assert second in texts_of(town.officer.news())[-1]


def test_what_came_with_it_goes_along(town: Town) -> None:
    code = town.join(town.tam, town.first)
    town.split(code)
    assert AGAIN in texts_of(town.officer.news())[-1]
    shown = texts_of(town.tam.say(f"tra cứu {code}"))[-1]
    assert AGAIN in shown


def test_alone_there_is_nothing_to_split(town: Town) -> None:
    with pytest.raises(NothingToSplit):
        town.split(town.first)


def test_what_was_withdrawn_stays(town: Town) -> None:
    code = town.join(town.tam, town.first)
    town.tam.within(lambda visit: senders.withdraw(visit, town._found(visit, code)[1]))
    with pytest.raises(ActionRefused):
        town.split(code)


# ---------------------------------------------------------------- the lifecycle table


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ["join", "merge", "gather", "split"])
def test_the_table_holds(town: Town, state: State, action: Action) -> None:
    second = town.file_second() if action in ("merge", "gather") else ""
    if action == "split":
        second = town.join(town.tam, town.first)
    deeds: dict[str, Callable[[], object]] = {
        "join": lambda: town.join(town.tam, town.first),
        "merge": lambda: town.merge(town.first, second),
        "gather": lambda: town.merge(second, town.first),
        "split": lambda: town.split(town.first),
    }
    town.bring(town.first, state)
    if action == "split" and state == "withdrawn":
        town.tam.within(lambda visit: senders.withdraw(visit, town._found(visit, second)[1]))
    assert town.case(town.first).state == state
    if (state, action) in RULES:
        deeds[action]()
    else:
        with pytest.raises(ActionRefused):
            deeds[action]()


# ---------------------------------------------------------------- commands


def test_commands_merge_and_split(town: Town) -> None:
    second = town.file_second()
    assert "gộp" in texts_of(town.officer.say(f"gộp {second}"))[-1]
    assert f"Đã gộp {second} vào {town.first}" in texts_of(town.officer.say(f"gop {second} {town.first}"))[-1]
    assert "khác nhau" in texts_of(town.officer.say(f"gộp {second} {town.first}"))[-1]
    assert f"Đã tách {second}" in texts_of(town.officer.say(f"tách {second}"))[-1]
    assert "việc riêng" in texts_of(town.officer.say(f"tách {second}"))[-1]


def test_a_case_that_is_over_takes_nothing_in(town: Town) -> None:
    second = town.file_second()
    town.bring(town.first, "closed")
    assert "đã kết thúc" in texts_of(town.officer.say(f"gộp {second} {town.first}"))[-1]
    assert town.case(second).state == "new"


def test_a_stranger_cannot_tell_whether_the_other_code_exists(town: Town) -> None:
    other = town.hall.person("xa").files_case(authority="van-tuong", unit="binh-hai")[0]
    unknown = "PA-26-04711-"
    told = texts_of(town.officer.say(f"gộp {town.first} {other}"))[-1]
    assert other in told
    assert unknown not in told
    assert town.case(other).state == "new"


def test_promises_are_counted_from_the_day_it_was_received(town: Town) -> None:
    code = town.join(town.tam, town.first)
    town.hall.wait(days=7)
    town.split(code)

    def promise(visit: Visit) -> str:
        return clock.promise(visit, town._found(visit, code)[0])

    day = (town.hall.now - timedelta(days=7)).strftime("%d/%m")
    assert f"từ {day}" in town.tam.within(promise)
