"""A question typed in the chat gets the entry that the matcher is sure of, whatever else the words look like."""

from tests.handlers.hall import Hall, texts_of
from texts.vi.citizen import reporting as texts


def test_every_phrasing_the_matcher_is_sure_of_gets_its_entry_in_the_chat(hall: Hall) -> None:
    content = hall.desk.contents.current
    sure = [(said, one) for one in content.entries.values() for said in one.phrasings if content.match(said).decision == "answer"]
    assert len(sure) > 2000
    missed = []
    for number, (said, entry) in enumerate(sure[::20]):
        heard = hall.person(f"person {number}").say(said)
        begun = entry.id == "how-to-send-feedback" and texts.what() in texts_of(heard)  # better than to say how
        if not begun and not any(text.startswith(entry.body.strip()[:40]) for text in texts_of(heard)):
            missed.append(said)
    assert missed == []


def test_how_to_denounce_or_complain_is_always_answered(hall: Hall) -> None:
    (denounce,) = hall.person("a").say("làm sao tố cáo cán bộ?")
    assert "Luật Tố cáo" in denounce.text
    (complain,) = hall.person("b").say("muốn khiếu nại thì nộp đơn ở đâu")
    assert "ký tên hoặc điểm chỉ" in complain.text
