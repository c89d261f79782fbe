"""Every action in every state of a real case: what the lifecycle table allows is done and told, all else changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pytest
from sqlalchemy import func, select

from cases.codes import pin_hash
from cases.lifecycle import LIFECYCLES, OPEN_STATES, STATES, Action, ActionRefused, State
from db.stores import casework
from db.tables import Base, Case, Event, Outbox, Submission
from handlers.engine.visit import Visit
from office import gate
from office.casework import answering, handling, senders
from office.errand import Errand
from tests.handlers.hall import Hall, Somebody, file, texts_of
from texts.vi.citizen import news, tracking
from texts.vi.officer import cards, work

RULES = LIFECYCLES["feedback"]


@dataclass
class Play:
    """A case with its citizen and the officer of its body."""

    hall: Hall
    citizen: Somebody
    officer: Somebody
    code: str

    def do(self, action: Action) -> None:
        deed = DEEDS[action]
        who = self.citizen if action in BY_CITIZEN else self.officer
        who.within(lambda visit: deed(visit, *self.found(visit)))

    def found(self, visit: Visit) -> tuple[Case, Submission]:
        one = casework.submission(visit.uow.session, self.code)
        assert one is not None
        return visit.uow.session.get_one(Case, one.case_id), one

    def read_all(self) -> tuple[list[str], list[str]]:
        """What citizen and officer read since the last look."""
        return texts_of(self.citizen.news()), texts_of(self.officer.news())

    @property
    def state(self) -> State:
        return self.hall.case(self.code).state

    def history(self) -> list[Event]:
        case_id = self.hall.case_id(self.code)
        return list(self.hall.stored(lambda session: casework.history(session, case_id)))


Deed = Callable[[Visit, Case, Submission], object]
DEEDS: Mapping[Action, Deed] = {
    "accept": lambda visit, case, _: handling.accept(visit, case),
    "transfer": lambda visit, case, _: handling.transfer(visit, case, "van-tuong", None),
    "ask": lambda visit, case, _: handling.ask_citizen(visit, case, "Chỗ nào vậy ông/bà?"),
    "supplement": lambda visit, _, one: senders.add_information(visit, one, "Gần cổng trường", [file("a")]),
    "note": lambda visit, case, _: handling.note(visit, case, "Đã gọi điện lực"),
    "answer": lambda visit, case, _: answering.answer(visit, case, "Xã đã sửa xong ngày 23/11", [file("b")]),
    "correct": lambda visit, case, _: answering.correct(visit, case, "Sửa xong ngày 24/11"),
    "close": lambda visit, case, _: answering.close(visit, case, "Trùng với việc khác"),
    "extend": lambda visit, case, _: handling.extend(visit, case, "Phải ra hiện trường đo đạc"),
    "rate": lambda visit, _, one: senders.rate(visit, one, 1),
    "withdraw": lambda visit, _, one: senders.withdraw(visit, one),
    "leave": lambda visit, _, one: senders.leave(visit, one),
    "see_contact": lambda visit, case, _: handling.see_contact(visit, case),
    "release": lambda visit, case, _: handling.release(Errand(visit.uow, visit.desk), case),
}
BY_CITIZEN: tuple[Action, ...] = ("supplement", "rate", "withdraw", "leave")
WAY_TO: Mapping[State, Sequence[Action]] = {
    "new": (), "accepted": ("accept",), "waiting_citizen": ("ask",), "answered": ("answer",), "closed": ("close",),
    "withdrawn": ("withdraw",),
}  # fmt: skip
ELSEWHERE: tuple[Action, ...] = ("reopen", "adopt")  # with their own preconditions
OF_SEVERAL: tuple[Action, ...] = ("join", "merge", "gather", "split")  # submissions: test_joining.py
PAIRS = [(state, action) for state in STATES for action in DEEDS]


@pytest.fixture
def play(hall: Hall) -> Play:
    officer = hall.officer("dong-son/kinh-te-xa")
    citizen = hall.person("dan")
    code, _ = citizen.files_case(name="Nguyễn Thị Thử", phone="0912345678")
    return Play(hall, citizen, officer, code)


def brought_to(play: Play, state: State) -> Play:
    for action in WAY_TO[state]:
        play.do(action)
    play.hall.work()
    play.read_all()
    assert play.state == state
    return play


def everything(hall: Hall) -> dict[str, object]:
    """All rows but those of the inbox, which a visit leaves behind."""

    def read(session):  # type: ignore[no-untyped-def]
        tables = [table for table in Base.metadata.sorted_tables if table.name not in ("inbox", "chat_seqs")]
        return {table.name: session.execute(select(table)).all() for table in tables}

    found: dict[str, object] = hall.stored(read)
    return found


def test_all_pairs_are_tried() -> None:
    others = {"open", *ELSEWHERE, *OF_SEVERAL}
    assert {action for _, action in RULES} - others == set(DEEDS) == set(get_args(Action)) - others
    assert len(PAIRS) == len(STATES) * len(DEEDS)


@pytest.mark.parametrize(("state", "action"), [pair for pair in PAIRS if pair in RULES])
def test_what_the_table_allows_leads_where_it_says_and_tells_whom_it_says(play: Play, state: State, action: Action) -> None:
    brought_to(play, state)
    before = len(play.history())
    play.do(action)
    play.hall.work()
    citizen, officer = play.read_all()
    step = RULES[state, action]
    assert play.state == step.to
    assert [event.action for event in play.history()[before:]] == [action]
    waiting = play.citizen.state.prompts  # a second question comes when the first is answered
    assert bool(citizen or waiting) == (step.told == "citizen")
    assert bool(officer) == (step.told == "officers")


@pytest.mark.parametrize(("state", "action"), [pair for pair in PAIRS if pair not in RULES])
def test_everything_else_is_refused_and_changes_nothing(play: Play, state: State, action: Action) -> None:
    brought_to(play, state)
    before = everything(play.hall)

    def tried(visit: Visit, case: Case, one: Submission) -> None:
        with pytest.raises(ActionRefused) as refused:
            DEEDS[action](visit, case, one)
        assert (refused.value.state, refused.value.action) == (state, action)

    who = play.citizen if action in BY_CITIZEN else play.officer
    who.within(lambda visit: tried(visit, *play.found(visit)))
    assert everything(play.hall) == before


# ---------------------------------------------------------------- single actions


def test_opening_numbers_the_case_and_shows_the_card_without_name_or_phone(play: Play) -> None:
    card = play.officer.news()[-1]
    assert play.code == "PA-26-00001-R"
    assert play.code in card.text
    assert "Thử" not in card.text
    assert "0912345678" not in card.text
    second, _ = play.citizen.files_case()
    assert second.startswith("PA-26-00002-")


def test_pin_is_stored_hashed(hall: Hall) -> None:
    code, pin = hall.person("dan").files_case()
    one = hall.submission(code)
    assert pin not in str(vars(one))
    assert one.pin_hash == pin_hash(hall.desk.secret, code, pin)


def test_second_acceptance_after_a_transfer_is_told_too(play: Play) -> None:
    """Each real step is told, also the same step taken again."""
    play.do("accept")
    play.officer.within(lambda visit: handling.transfer(visit, play.found(visit)[0], "dong-son", "vhxh-xa"))
    play.citizen.news()
    play.do("accept")
    assert len(play.citizen.news()) == 1


def test_first_to_press_accept_has_it_and_the_other_is_told(play: Play) -> None:
    other = play.hall.officer("dong-son/kinh-te-xa", name="Lê Thị Xê")
    play.officer.drop_in(f"nhận {play.code}")
    other.drop_in(f"nhận {play.code}")
    play.hall.work()
    assert texts_of(play.officer.news())[-1] == work.accepted(play.code, 1)
    assert texts_of(other.news())[-1] == work.taken_by(play.code, "Trần Văn Bê")
    assert len(play.citizen.news()) == 1


def test_question_reaches_the_citizen_and_the_answer_the_officer(play: Play) -> None:
    play.do("ask")
    play.hall.work()
    asked = texts_of(play.citizen.news())
    assert asked == [tracking.officer_asks(play.code, "Chỗ nào vậy ông/bà?")]
    play.officer.news()
    assert texts_of(play.citizen.say("Gần cổng chợ")) == [tracking.information_added(play.code)]
    assert texts_of(play.officer.news()) == [cards.supplement(play.code, "Gần cổng chợ")]
    assert play.state == "accepted"


def test_answer_carries_rating_buttons_and_files(play: Play) -> None:
    play.do("answer")
    message = play.citizen.news()[-1]
    assert [choice.label for choice in message.choices] == [news.stars(stars) for stars in (5, 4, 3, 2, 1)]
    assert [one.name for one in message.files] == ["b"]
    assert message.sender == "officer"


def test_answered_case_is_closed_only_when_the_answer_was_delivered(play: Play) -> None:
    play.do("answer")
    with pytest.raises(answering.NotInformed):
        play.do("close")
    assert play.state == "answered"
    play.citizen.news()
    play.do("close")
    assert (play.state, play.hall.case(play.code).informed) == ("closed", "delivered")


def test_or_when_somebody_tried(play: Play) -> None:
    play.do("answer")
    play.officer.within(lambda visit: answering.close(visit, play.found(visit)[0], "đã thử, không liên lạc được", tried=True))
    assert (play.state, play.hall.case(play.code).informed) == ("closed", "tried")


def test_later_rating_replaces_the_earlier(play: Play) -> None:
    play.do("answer")
    for stars in (1, 5):
        play.citizen.within(lambda visit, stars=stars: senders.rate(visit, play.found(visit)[1], stars))  # type: ignore[misc]
    assert play.hall.submission(play.code).rating == 5


def test_high_rating_disturbs_nobody(play: Play) -> None:
    play.do("answer")
    play.read_all()
    play.citizen.within(lambda visit: senders.rate(visit, play.found(visit)[1], 5))
    assert play.officer.news() == []


def test_looking_at_the_contact_is_written_down(play: Play) -> None:
    told = texts_of(play.officer.say(f"liên hệ {play.code}"))[-1]
    assert "Nguyễn Thị Thử" in told
    assert "0912345678" in told
    last = play.history()[-1]
    assert last.action == "see_contact"
    assert last.actor_id == play.officer.within(lambda visit: visit.person.id)
    assert last.audience == "officers"


def test_who_withdrew_is_told_nothing_more(play: Play) -> None:
    play.do("withdraw")
    play.do("note")
    assert play.citizen.news() == []
    assert play.hall.submission(play.code).withdrawn_at is not None


def test_withdrawing_one_of_two_submissions_leaves_the_case_open(play: Play) -> None:
    """The case ends when nobody is left; who withdrew gets no answer."""
    other = play.hall.person("hàng xóm")
    second, _ = other.files_case()
    case_id = play.hall.case_id(play.code)
    play.hall.stored(lambda session: _join(session, case_id, second))
    play.do("withdraw")
    assert play.state == "new"
    play.read_all()
    play.do("answer")
    assert play.citizen.news() == []
    assert len(other.news()) == 1


def _join(session, case_id: int, code: str) -> None:  # type: ignore[no-untyped-def]
    one = casework.submission(session, code)
    assert one is not None
    one.case_id = case_id


def test_message_of_a_case_names_it_so_that_delivery_can_be_followed(play: Play) -> None:
    play.do("answer")
    count = play.hall.stored(lambda session: session.scalar(select(func.count()).where(Outbox.case_id.is_not(None))))
    assert count == 2  # card and answer


# ---------------------------------------------------------------- the right is asked when it happens, under the lock


OFFICER_ACTIONS = [action for action in DEEDS if action not in BY_CITIZEN and action != "release"]


@pytest.mark.parametrize("action", OFFICER_ACTIONS)
@pytest.mark.parametrize("state", ["new", "answered"])
def test_action_itself_refuses_who_may_not(play: Play, state: State, action: Action) -> None:
    """Not only the door: between looking and acting the case may have gone to another commune."""
    brought_to(play, state)
    stranger = play.hall.officer("van-tuong")
    before = everything(play.hall)

    def tried(visit: Visit, case: Case, one: Submission) -> None:
        with pytest.raises(gate.NotAllowed):
            DEEDS[action](visit, case, one)

    stranger.within(lambda visit: tried(visit, *play.found(visit)))
    assert everything(play.hall) == before


def test_answer_written_before_a_transfer_goes_nowhere(play: Play) -> None:
    play.officer.say(f"trả lời {play.code} Phòng Kinh tế đã kiểm tra, sẽ sửa trước ngày 15/12/2026")
    leader = play.hall.officer("dong-son", "leader", name="Lê Thị Xê")
    leader.within(lambda visit: handling.transfer(visit, play.found(visit)[0], "van-tuong", None))
    play.citizen.news()
    assert texts_of(play.officer.say("1")) == [work.not_yours(play.code)]
    assert play.citizen.news() == []


def test_open_states_are_those_with_work_left() -> None:
    assert {state for state, action in RULES if action == "answer"} == set(OPEN_STATES)


@pytest.mark.parametrize("authority", ["", "binh-chau", "khong-co"])
def test_a_case_belongs_to_an_authority_of_today(hall: Hall, authority: str) -> None:
    """A place that nobody knows goes to the authority that the locality names for it, never to none."""
    with pytest.raises(ValueError, match="authority"):
        hall.person("dan").files_case(authority=authority)
    assert hall.stored(lambda session: session.scalar(select(func.count()).select_from(Case))) == 0
