"""A real program that receives from the emulator: what is queued is handled once, whatever happens in between."""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from conftest import Office
from telegram_peer import TOKEN, Telegram, group, user, wait_until

PEOPLE = 50
REPORT = ("Đường qua nhà số {} thôn Phước Thiện ở Bình Hải bị hư hỏng nặng, xe không qua được, xin sửa giúp", "1", "1", "bỏ qua",
          "bỏ qua", "1")  # fmt: skip
UPDATES = PEOPLE * len(REPORT)  # 300


def queue_reports(telegram: Telegram, first: int) -> None:
    """Everybody's messages up to the filing of a report, said before anything is answered, all people mixed."""
    for step in REPORT:
        for person in range(first, first + PEOPLE):
            telegram.say(person, step.format(person))


def check_reports(office: Office, first: int, rounds: int = 1) -> None:
    """Nothing lost, nothing doubled."""
    assert office.inbox() == {"handled": rounds * UPDATES}
    texts = [text for (text,) in office.rows("SELECT text FROM submissions")]
    expected = [REPORT[0].format(person) for person in range(first, first + rounds * PEOPLE)]
    assert Counter(texts) == Counter(expected)
    assert office.rows("SELECT count(*) FROM cases") == [(rounds * PEOPLE,)]


def kill_at(telegram: Telegram, office: Office, handled: int, kill: Callable[[], None]) -> None:
    """kill -9 once so many are handled; others still wait then."""
    office.wait_until_handled(handled)
    kill()
    assert telegram.unconfirmed() or set(office.inbox()) != {"handled"}, "nothing was left to be lost"


def test_kills_in_the_middle_lose_and_double_nothing(telegram: Telegram, office: Office) -> None:
    queue_reports(telegram, 1000)
    kill_at(telegram, office, UPDATES // 5, office.kill_child)
    kill_at(telegram, office, UPDATES // 2, office.kill)
    office.wait_until_handled(UPDATES)
    wait_until(lambda: telegram.unconfirmed() == [])
    office.stop()
    check_reports(office, 1000)


def test_what_was_stored_and_not_confirmed_comes_again_and_changes_nothing(telegram: Telegram, office: Office) -> None:
    """kill -9 between the commit of a batch and the question that confirms it."""
    office.end()
    queue_reports(telegram, 1000)
    telegram.fail("getUpdates", how="html", after=1)  # answers the first question, and not the one that would confirm
    office.start()
    wait_until(lambda: sum(office.inbox().values()) == 100)
    assert len(telegram.unconfirmed()) == UPDATES
    office.kill()
    office.wait_until_handled(UPDATES)
    wait_until(lambda: telegram.unconfirmed() == [])
    office.stop()
    check_reports(office, 1000)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_ten_kills_lose_and_double_nothing(telegram: Telegram, office: Office) -> None:
    """300 queued and a kill in their middle, ten times, each at another moment and of either kind."""
    moments = random.Random(300)
    for number in range(10):
        queue_reports(telegram, 1000 + number * PEOPLE)
        moment = number * UPDATES + moments.randrange(1, UPDATES * 2 // 3)
        kill_at(telegram, office, moment, office.kill_child if number % 2 else office.kill)
        office.wait_until_handled((number + 1) * UPDATES)
    wait_until(lambda: telegram.unconfirmed() == [])
    office.stop()
    check_reports(office, 1000, rounds=10)


def test_one_poisonous_update_among_a_hundred(telegram: Telegram, office: Office) -> None:
    for person in range(50):
        telegram.say(100 + person, "chào")
    telegram.send({"callback_query": {"id": "q", "from": user(7), "data": "x"}})  # the library refuses it, and its whole batch
    for person in range(49):
        telegram.say(200 + person, "chào")
    wait_until(lambda: office.inbox() == {"handled": 99, "parked": 1})
    assert office.rows("SELECT reason FROM inbox WHERE state = 'parked'") == [("Unparsable",)]
    wait_until(lambda: telegram.unconfirmed() == [])
    assert office.installation.command("inbox", "list").count("Unparsable") == 1


def test_an_update_without_a_chat_is_put_aside_and_nobody_is_told(telegram: Telegram, office: Office) -> None:
    telegram.send({"message": {"message_id": 1, "date": 1, "from": user(5), "text": "ở đâu?"}})
    telegram.send({"poll": {"id": "1", "question": "?", "options": []}})
    telegram.send({"message": {"chat": "nowhere"}})
    telegram.say(5, "chào")
    wait_until(lambda: office.inbox() == {"handled": 1, "parked": 2})  # a poll was not asked for: it stays where it is
    assert office.rows("SELECT DISTINCT chat_key FROM chats JOIN outbox ON chat_id = chats.id") == [("5",)]


def test_a_replayed_update_changes_nothing(telegram: Telegram, office: Office) -> None:
    first = telegram.say(5, "chào")
    office.wait_until_handled(1)
    said = office.rows("SELECT count(*) FROM outbox")
    telegram.send(first)
    telegram.say(6, "chào")
    office.wait_until_handled(2)
    assert office.inbox() == {"handled": 2}
    assert office.rows("SELECT count(*) FROM outbox JOIN chats ON chats.id = chat_id WHERE chat_key = '5'") == said


def test_a_second_poller_is_noticed_and_outlived(telegram: Telegram, office: Office) -> None:
    wait_until(lambda: office.health().get("telegram", {}).get("state") == "ok")
    telegram.fail("getUpdates", status=409, body={"description": "Conflict: terminated by other getUpdates request"}, times=3)
    telegram.say(5, "một")  # ends the poll that is under way
    wait_until(lambda: office.health()["channels"]["telegram"] == "conflict")
    telegram.say(5, "hai")
    wait_until(lambda: office.health()["channels"]["telegram"] == "ok")
    office.wait_until_handled(2)
    asked = [call["at"] for call in telegram.calls("getUpdates") if call["outcome"] == "409"]
    assert asked[1] - asked[0] >= 0.9
    assert asked[2] - asked[1] >= 1.9


def test_a_forgotten_webhook_gives_way_to_polling(telegram: Telegram, make_office: Callable[..., Office]) -> None:
    telegram.post(f"/bot{TOKEN}/setWebhook", {"url": "http://127.0.0.1:9/nobody"})
    telegram.say(5, "chào")
    make_office().wait_until_handled(1)


def test_polling_outlives_bad_answers(telegram: Telegram, office: Office) -> None:
    for how in ({"how": "html"}, {"how": "reset"}, {"how": "lost"}, {"status": 429, "body": {"parameters": {"retry_after": 1}}}):
        telegram.fail("getUpdates", **how)
    for person in range(10):
        telegram.say(100 + person, "chào")
    office.wait_until_handled(10)
    assert office.inbox() == {"handled": 10}
    outcomes = [call["outcome"] for call in telegram.calls("getUpdates")]
    assert {"html", "reset", "lost", "429"} <= set(outcomes)


def test_a_revoked_token_is_told(telegram: Telegram, office: Office) -> None:
    telegram.revoke()
    telegram.say(5, "chào")
    wait_until(lambda: office.health()["channels"]["telegram"] == "invalid_token")
    assert office.health()["status"] == "degraded"
    assert TOKEN not in office.log


def test_health_and_check_tell_how_it_goes(telegram: Telegram, office: Office) -> None:
    telegram.say(5, "chào")
    office.wait_until_handled(1)
    wait_until(lambda: office.health()["channels"]["telegram"] == "ok")
    facts = office.health()["telegram"]
    assert set(facts) == {"state", "poll_lag_seconds", "last_update", "to_handle", "to_send"}
    assert 0 <= facts["poll_lag_seconds"] < 60
    assert facts["to_handle"] == 0
    code, lines = office.check()
    assert code == 0
    assert "telegram: mã bot đúng (@thu_nghiem_bot), 0 tin còn chờ ở Telegram" in lines
    assert "telegram: đang nhận tin, lần hỏi gần nhất cách đây" in lines
    telegram.revoke()
    code, lines = office.check()
    assert code == 1
    assert "mã bot không đúng hoặc đã bị thu hồi" in lines
    assert TOKEN not in lines


# ---------------------------------------------------------------- webhook

SECRET = "bi-mat_1"


@pytest.fixture
def hooked(make_office: Callable[..., Office], free: int) -> Office:
    return make_office(
        NGHEDAN_TELEGRAM_MODE="webhook", NGHEDAN_TELEGRAM_WEBHOOK_SECRET=SECRET, NGHEDAN_HTTP_PORT=str(free),
        NGHEDAN_PUBLIC_URL=f"http://127.0.0.1:{free}",
    )  # fmt: skip


def test_the_webhook_gets_what_is_queued_over_a_kill(telegram: Telegram, hooked: Office) -> None:
    wait_until(lambda: telegram.calls("setWebhook"))
    for person in range(100):
        telegram.say(100 + person, "chào")
        if person == 50:
            hooked.end()
    assert len(telegram.unconfirmed()) > 0
    hooked.start()
    hooked.wait_until_handled(100)
    assert hooked.inbox() == {"handled": 100}
    assert telegram.unconfirmed() == []
    wait_until(lambda: hooked.health()["channels"]["telegram"] == "ok")


# ---------------------------------------------------------------- files and buttons

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_a_photo_and_a_voice_are_fetched_before_they_are_handled(telegram: Telegram, office: Office) -> None:
    photo, voice = telegram.file(PNG), telegram.file(b"OggS" + bytes(200))
    sizes = [
        {"file_id": "thumb", "file_unique_id": "a", "width": 1, "height": 1},
        {"file_id": photo, "file_unique_id": "b", "width": 9, "height": 9},
    ]
    telegram.say(5, photo=sizes, caption="ổ gà")
    telegram.say(6, voice={"file_id": voice, "file_unique_id": "c", "duration": 3})
    office.wait_until_handled(2)
    assert [kind for (kind,) in office.rows("SELECT json_extract(files, '$[0].kind') FROM inbox ORDER BY id")] == [
        "photo",
        "voice",
    ]
    assert len(telegram.calls("getFile")) == 2


def test_a_file_that_never_comes_is_given_up_after_three_tries(telegram: Telegram, office: Office) -> None:
    telegram.fail("getFile", how="html", times=3)
    document = {"file_id": telegram.file(b"%PDF-1.7" + bytes(99)), "file_unique_id": "a", "file_name": "đơn.pdf"}
    telegram.say(5, document=document)
    telegram.say(6, "chào")
    office.wait_until_handled(2)
    assert office.rows("SELECT failed_files FROM inbox ORDER BY id") == [(1,), (0,)]
    assert len(telegram.calls("getFile")) == 3


@pytest.mark.parametrize("data", [b"%PDF-" + bytes(21 << 20), b"MZ" + bytes(99)], ids=["too large", "no picture"])
def test_a_file_that_is_not_taken_is_told_kindly(telegram: Telegram, office: Office, data: bytes) -> None:
    telegram.say(5, document={"file_id": telegram.file(data), "file_unique_id": "a"})
    office.wait_until_handled(1)
    assert office.rows("SELECT failed_files FROM inbox") == [(1,)]
    assert any("chưa tải được" in text for (text,) in office.rows("SELECT json_extract(body, '$.text') FROM outbox"))
    assert len(telegram.calls("getFile")) == 1


def test_a_button_is_answered_and_foreign_data_is_harmless(telegram: Telegram, office: Office) -> None:
    shown = telegram.message(5, text="Chọn:", reply_markup={"inline_keyboard": [[{"text": "Chào", "callback_data": "chào"}]]})
    telegram.press(5, "chào", shown)
    telegram.press(5, "'; DROP TABLE cases --", shown)
    telegram.press(5, "~start~report~~0", shown)
    office.wait_until_handled(3)
    wait_until(lambda: len(telegram.calls("answerCallbackQuery")) == 3)
    said = [text for (text,) in office.rows("SELECT json_extract(body, '$.text') FROM outbox ORDER BY id")]
    assert sum("nút" in text.lower() for text in said) == 1


def test_what_happens_to_a_group_is_understood(telegram: Telegram, office: Office) -> None:
    me = {"id": 7, "is_bot": True, "first_name": "b"}
    came = {"chat": group(9), "from": user(5), "date": 1, "old_chat_member": {"status": "left", "user": me},
            "new_chat_member": {"status": "member", "user": me}}  # fmt: skip
    went = {**came, "old_chat_member": came["new_chat_member"], "new_chat_member": {"status": "left", "user": me}}
    telegram.send({"my_chat_member": came})
    telegram.send({"my_chat_member": went})
    telegram.send({"message": {**telegram.message(5, group(8)), "migrate_to_chat_id": -1008}})
    telegram.send({"edited_message": telegram.message(5, text="sửa lại", edit_date=1)})
    office.wait_until_handled(4)
    chats = dict(office.rows("SELECT chat_key, unreachable FROM chats"))
    assert chats == {"-9": "removed", "-1008": None, "5": None}
