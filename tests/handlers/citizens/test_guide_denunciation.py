"""Words that look like a denunciation are kept nowhere: not in the database, not in its log, not among the files."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from db.engine.database import Database
from db.queues.messages import Attachment
from db.tables import Case, Inbox, Submission
from handlers.engine.visit import ChatDesk
from office.files.store import FileStore
from tests.handlers.hall import Hall, Somebody, texts_of
from texts.vi.citizen import petitions, tracking

WORDS = "quaggaokapi"
DENUNCIATION = f"tôi tố cáo ông {WORDS} phó phòng nhận hối lộ 50 triệu đồng của tôi để làm sổ đỏ"


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def hall(sqlite: Database, desk: ChatDesk, files: FileStore) -> Hall:
    """On disk, with a folder of files."""
    hall = Hall(sqlite, desk)
    hall.use_files(files)
    return hall


@pytest.fixture
def dan(hall: Hall) -> Somebody:
    return hall.person("dan")


def picture(store: FileStore, shade: int) -> Attachment:
    data = BytesIO()
    Image.new("RGB", (8, 8), (shade, 90, 90)).save(data, "PNG")
    return store.store(data.getvalue(), f"{WORDS}.png")


def places_with(words: str, folder: Path) -> list[str]:
    """The files under a folder whose bytes, or whose names, hold the words."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.startswith("nghedan.sqlite3") for path in found)
    return [path.name for path in found if words in path.name or words.encode() in path.read_bytes()]


def kept(store: FileStore) -> list[str]:
    return sorted(path.name for path in store.folder.rglob("*") if path.is_file())


def test_without_wiping_they_would_be_found(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    dan.say(f"đường trước nhà ông {WORDS} thôn Châu Me xã Bình Châu hư nát")
    assert places_with(WORDS, tmp_path)


def test_guidance_is_given_and_nothing_is_kept(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    assert texts_of(dan.say(DENUNCIATION)) == [petitions.denunciation_guidance()]
    assert places_with(WORDS, tmp_path) == []
    assert dan.state.active is None
    dan.seen = 0
    shown = [one.text for one in hall.do(dan._look) if one.sender == "me"]
    assert shown == [petitions.wiped()]


def test_as_third_message_of_an_open_report(hall: Hall, dan: Somebody, files: FileStore, tmp_path: Path) -> None:
    """All of the report goes: its answers, what the bot repeated of them, the pictures."""
    dan.press("start", "report")
    dan.say(f"đường trước nhà ông {WORDS} hư nát, xe té hoài mấy bữa nay", picture(files, 1))
    dan.say("", picture(files, 2))
    assert dan.flow.flow == "report"
    assert len(kept(files)) == 2
    told = texts_of(dan.say(DENUNCIATION, picture(files, 3)))
    assert told == [petitions.denunciation_guidance()]
    assert places_with(WORDS, tmp_path) == []
    assert kept(files) == []
    assert dan.state.active is None


def test_at_the_summary_whose_text_repeats_the_words(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    for said in (f"đường trước nhà ông {WORDS} thôn Châu Me xã Bình Châu hư nát, xe té hoài", "1", "xong", "bỏ qua", "bỏ qua"):
        dan.say(said)
    assert WORDS in dan.heard[-1].text
    dan.say("quay lại")
    dan.say("1")
    dan.say(DENUNCIATION)
    assert places_with(WORDS, tmp_path) == []


def test_among_the_pictures_where_further_words_are_taken(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    for said in ("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài", "1", f"chỗ nhà ông {WORDS} đó"):
        dan.say(said)
    dan.say(DENUNCIATION)
    assert places_with(WORDS, tmp_path) == []


def test_while_a_message_is_held(hall: Hall, dan: Somebody, files: FileStore, tmp_path: Path) -> None:
    dan.press("start", "report")
    dan.say("đường hư nát, xe té hoài mấy bữa nay")
    hall.wait(hours=13)
    dan.say(f"chỗ nhà ông {WORDS}", picture(files, 1))
    assert texts_of(dan.say(DENUNCIATION)) == [petitions.denunciation_guidance()]
    assert places_with(WORDS, tmp_path) == []
    assert kept(files) == []
    assert (dan.state.active, dan.state.held) == (None, None)


def test_as_the_message_that_finds_a_flow_left_lying(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    dan.press("start", "report")
    dan.say("đường hư nát, xe té hoài mấy bữa nay")
    hall.wait(hours=13)
    assert texts_of(dan.say(DENUNCIATION)) == [petitions.denunciation_guidance()]
    assert places_with(WORDS, tmp_path) == []


def test_words_held_before_go_with_the_flow_that_went_on(hall: Hall, dan: Somebody, tmp_path: Path) -> None:
    dan.press("start", "report")
    dan.say("đường hư nát, xe té hoài mấy bữa nay")
    hall.wait(hours=13)
    dan.say(f"xã Bình Châu chỗ nhà ông {WORDS}")
    dan.say("tiếp tục")
    dan.say(DENUNCIATION)
    assert places_with(WORDS, tmp_path) == []


def test_nothing_is_filed_and_no_officer_hears(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son", "chairman")
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    dan.say(DENUNCIATION)
    dan.say("1")
    assert officer.news() == []
    assert hall.stored(lambda session: [session.scalars(select(table)).all() for table in (Case, Submission)]) == [[], []]
    assert hall.stored(lambda session: set(session.scalars(select(Inbox.body)))) == {None}


def test_case_filed_before_stays_and_so_does_its_picture(hall: Hall, dan: Somebody, files: FileStore) -> None:
    """The same picture sent again in a denunciation is no reason to take it from the case."""
    mine = picture(files, 1)
    code, _ = dan.files_case(files=[mine])
    dan.say(DENUNCIATION, mine, picture(files, 2))
    assert kept(files) == [mine.sha256]
    assert hall.case(code).state == "new"


def test_news_of_a_case_that_came_meanwhile_stays_readable(hall: Hall, dan: Somebody) -> None:
    """Only what the bot replied in the flow can repeat the words; an officer's answer is nothing of it."""
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    officer.say(f"nhận {code}")
    dan.say(DENUNCIATION)
    dan.seen = 0
    assert any(text.startswith(f"{code}: ") for text in texts_of(dan.news()))


def test_prompt_that_waited_comes_afterwards(hall: Hall, dan: Somebody) -> None:
    officer = hall.officer("dong-son")
    code, _ = dan.files_case()
    dan.say("đường thôn Châu Me xã Bình Châu hư nát, xe té hoài mấy bữa nay")
    officer.say(f"hỏi {code} Chỗ nào vậy?")
    officer.say("1")
    assert texts_of(dan.say(DENUNCIATION)) == [petitions.denunciation_guidance(), tracking.officer_asks(code, "Chỗ nào vậy?")]


def test_officer_may_write_about_one(hall: Hall) -> None:
    """An officer's answer may speak of a denunciation without vanishing."""
    officer = hall.officer("dong-son")
    code, _ = hall.person("dan").files_case()
    told = texts_of(officer.say(f"ghi chú {code} {DENUNCIATION}"))
    assert WORDS not in "".join(told)
    assert hall.case(code).state == "new"
    assert any(WORDS in text for text in texts_of(officer.say(f"xem {code}")))
