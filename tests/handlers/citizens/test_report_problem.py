"""A report from the first word to the code: what is prefilled, what may come in any order, what may be edited."""

import pytest

from cases.codes import pin_hash
from db.tables import Case, Submission
from localities.fields import OTHER
from tests.handlers.hall import Hall, Somebody, file, pin_in, texts_of
from texts.vi.citizen import asking, greeting, petitions, reporting, understanding

TYPED = "đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay"
OTHER_TYPED = "rác ở thôn Châu Me xã Bình Châu chất đống không ai hốt, hôi thối mấy bữa nay"


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


def says(somebody: Somebody, *words: str) -> str:
    """Says one after the other; returns the last thing read."""
    for said in words:
        somebody.say(said)
    return somebody.heard[-1].text


def filed(hall: Hall) -> list[Case]:
    return hall.stored(lambda session: session.query(Case).order_by(Case.id).all())


def test_long_report_typed_at_once_is_prefilled(dan: Somebody) -> None:
    assert texts_of(dan.say(TYPED)) == [reporting.understood(), reporting.field()]
    assert dan.answers == {"what": TYPED, "where": {"unit": "binh-chau", "authority": "dong-son", "place": "Châu Me"}}


def test_from_the_first_word_to_code_and_pin(hall: Hall, dan: Somebody) -> None:
    says(dan, TYPED, "1", "xong", "Nguyễn Thị Thử", "0912 345 678")
    told = dan.tap(reporting.send_report())
    [case] = filed(hall)
    [one] = hall.stored(lambda session: session.query(Submission).all())
    assert one.code in told[0].text
    assert one.pin_hash == pin_hash(hall.desk.secret, one.code, pin_in(told))
    assert (one.contact_name, one.contact_phone) == ("Nguyễn Thị Thử", "0912345678")
    assert (case.kind, case.field, case.authority, case.body, case.unit) == (
        "feedback", "giao-thong", "dong-son", "kinh-te-xa", "binh-chau",
    )  # fmt: skip
    assert case.state == "new"
    assert dan.state.active is None


def test_name_and_phone_are_asked_once_in_a_life(hall: Hall, dan: Somebody) -> None:
    says(dan, TYPED, "1", "xong", "Nguyễn Thị Thử", "0912345678", "1")
    last = says(dan, OTHER_TYPED, "1", "xong")
    assert "Nguyễn Thị Thử, 0912345678" in last
    dan.say("1")
    assert len(filed(hall)) == 2


def test_skipped_contact_is_not_asked_again(hall: Hall, dan: Somebody) -> None:
    says(dan, TYPED, "1", "xong", "bỏ qua", "bỏ qua", "1")
    says(dan, OTHER_TYPED, "1", "xong", "1")
    assert len(filed(hall)) == 2


def test_everything_skipped_files_nothing_empty(hall: Hall, dan: Somebody) -> None:
    """Each question may be left out, but there must be something an officer can act on."""
    dan.press("start", "report")
    while dan.state.active is not None:
        dan.say("bỏ qua")
    assert dan.heard[-1].text == reporting.nothing_to_report()
    assert filed(hall) == []


def test_voice_alone_is_a_report(hall: Hall, dan: Somebody) -> None:
    dan.say("", file("a", "voice"))
    last = says(dan, "xã Bình Châu", "bỏ qua", "8", "xong", "bỏ qua", "bỏ qua")
    assert "1 tệp" in last
    dan.say("1")
    assert len(filed(hall)) == 1


def test_place_on_the_map_answers_the_question_for_the_spot(dan: Somebody) -> None:
    dan.press("start", "report")
    assert says(dan, "mất nước sinh hoạt mấy bữa nay", "xã Bình Châu") == reporting.spot()
    assert texts_of(dan.say("", position=(15.3, 108.8))) == [reporting.field()]
    assert dan.answers["spot"] == ""


def test_place_that_comes_late_loses_no_answer(hall: Hall, dan: Somebody) -> None:
    """The map point arrives among the pictures: what was answered before still stands."""
    dan.press("start", "report")
    says(dan, "mất nước sinh hoạt mấy bữa nay", "xã Bình Châu", "sau chợ", "1")
    assert dan.flow.asked == "photos"
    answers = dan.answers
    dan.say("", position=(15.3, 108.8))
    assert dan.flow.asked == "photos"
    assert dan.answers == answers
    says(dan, "xong", "bỏ qua", "bỏ qua", "1")
    [case] = filed(hall)
    assert case.place == "sau chợ"


def test_place_that_came_first_is_not_asked_for(dan: Somebody) -> None:
    dan.say("", position=(15.3, 108.8))
    assert says(dan, "mất nước sinh hoạt mấy bữa nay", "xã Bình Châu") == reporting.field()


def test_edit_of_the_place_keeps_everything_else(hall: Hall, dan: Somebody) -> None:
    """The new place needs a closer spot, which was not asked before: only that is asked."""
    says(dan, "mất nước sinh hoạt thôn Châu Me xã Bình Châu mấy bữa nay", "1", "xong", "Nguyễn Thị Thử", "0912345678")
    says(dan, "sửa")
    dan.tap(reporting.item("where"))
    says(dan, "Xã Vạn Tường")
    if dan.flow.asked == "spot":
        dan.say("bỏ qua")
    assert dan.flow.asked == "summary"
    assert "Nguyễn Thị Thử, 0912345678" in dan.heard[-1].text
    dan.say("1")
    assert filed(hall)[0].authority == "van-tuong"


@pytest.mark.parametrize("key", ["what", "where", "field", "photos", "kind", "name", "phone"])
def test_each_item_may_be_edited_and_leads_back_to_the_summary(dan: Somebody, key: str) -> None:
    says(dan, TYPED, "1", "xong", "Nguyễn Thị Thử", "0912345678", "sửa")
    dan.tap(reporting.item(key))
    assert dan.flow.asked == key
    new = {"what": "cầu thôn Châu Me xã Bình Châu gãy lan can", "where": "xã Bình Hải", "field": "2", "photos": "xong",
           "kind": "2", "name": "Lê Văn Thử", "phone": "0987654321"}  # fmt: skip
    before = dan.answers
    dan.say(new[key])
    if dan.flow.asked == "spot":
        dan.say("bỏ qua")
    assert dan.flow.asked == "summary"
    after = dan.answers
    assert {name: after[name] for name in before} == before
    assert after[key] != before.get(key) or key == "photos"


def test_only_what_was_asked_may_be_edited(hall: Hall, dan: Somebody) -> None:
    says(dan, TYPED, "1", "xong", "Nguyễn Thị Thử", "0912345678", "1")
    says(dan, TYPED, "1", "xong", "sửa")
    assert reporting.item("name") not in [choice.label for choice in dan.heard[-1].choices]


def test_unknown_place_goes_to_the_default_authority(hall: Hall, dan: Somebody) -> None:
    dan.press("start", "report")
    says(dan, "mất nước sinh hoạt mấy bữa nay")
    dan.tap(asking.place_unknown())
    says(dan, "bỏ qua", "1", "xong", "bỏ qua", "bỏ qua", "1")
    [case] = filed(hall)
    assert (case.authority, case.unit) == (hall.desk.locality.default_authority, None)


def test_other_field_has_no_body_and_the_focal_officer_gets_it(hall: Hall, dan: Somebody) -> None:
    officer, focal = hall.officer("dong-son/kinh-te-xa"), hall.officer("dong-son", "focal")
    says(dan, TYPED)
    dan.say(str(len(dan.heard[-1].choices)))
    assert dan.answers["field"] == OTHER
    says(dan, "xong", "bỏ qua", "bỏ qua", "1")
    assert officer.news() == []
    assert len(focal.news()) == 1


def test_complaint_is_explained_and_filed_only_if_wanted_as_feedback(hall: Hall, dan: Somebody) -> None:
    complaint = "tôi khiếu nại quyết định thu hồi đất số 12 của UBND xã đối với nhà tôi, tôi không đồng ý"
    assert dan.say(complaint)[-1].text == petitions.complaint_explained()
    assert texts_of(dan.say("2")) == [petitions.complaint_on_paper("90 ngày")]
    assert dan.state.active is None
    assert filed(hall) == []


MAYBE = "cái cầu này nè anh"


def test_what_may_be_a_report_is_asked_and_keeps_its_picture(dan: Somebody) -> None:
    assert texts_of(dan.say(MAYBE, file("a"))) == [reporting.is_it_a_report()]
    dan.say("1")
    assert dan.answers["what"] == MAYBE
    assert [one.name for one in dan.flow.bag.attachments] == ["a"]


def test_who_goes_on_telling_instead_of_choosing_loses_nothing(dan: Somebody) -> None:
    dan.say(MAYBE, file("a"))
    dan.say("lan can gãy mấy bữa nay, xe té hoài", file("b"))
    assert dan.flow.flow == "report"
    assert dan.answers["what"] == f"{MAYBE}\nlan can gãy mấy bữa nay, xe té hoài"
    assert [one.name for one in dan.flow.bag.attachments] == ["a", "b"]


def test_picture_instead_of_choosing_means_yes(dan: Somebody) -> None:
    dan.say(MAYBE)
    dan.say("", file("a"))
    assert dan.answers["what"] == MAYBE
    assert [one.name for one in dan.flow.bag.attachments] == ["a"]


@pytest.mark.parametrize(
    ("said", "told"), [("2", reporting.what_else()), ("cảm ơn", greeting.you_are_welcome()), ("bỏ qua", reporting.what_else())]
)
def test_what_is_no_report_opens_none(dan: Somebody, said: str, told: str) -> None:
    dan.say(MAYBE)
    assert texts_of(dan.say(said)) == [told]
    assert dan.state.active is None


def test_thanks_opens_nothing(hall: Hall, dan: Somebody) -> None:
    says(dan, TYPED, "1", "xong", "bỏ qua", "bỏ qua", "1")
    assert texts_of(dan.say("cảm ơn")) == [greeting.you_are_welcome()]
    assert dan.state.active is None
    assert len(filed(hall)) == 1


def test_what_is_understood_otherwise_than_written_is_said(dan: Somebody) -> None:
    told = texts_of(dan.say("12 hộ chúng tôi ở Bình Châu khiếu nại quán karaoke hát tới khuya không ai ngủ được"))
    understood = next(one for one in told if one.startswith(reporting.understood()))
    assert understood.splitlines()[1:] == understanding.worth_saying(["situation", "called_otherwise", "many_people"], 12)
