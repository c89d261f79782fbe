"""A group of officers on Telegram: cards come there, replies to them are drafts, strangers change nothing."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, select, update

from db.queues import inbox, timers
from db.queues.messages import Incoming, Tap
from db.stores import groups
from db.tables import Chat, OfficeGroup, Outbox, Post
from db.unit_of_work import UnitOfWork
from handlers.dispatch import handle
from handlers.engine.visit import ChatRef
from office.staff.inviting import code_hash
from office.timers import fire
from tests.handlers.hall import Hall

GROUP = "-1001"


@dataclass
class Telegram:
    """Chats of the platform, spoken to in messages as its channel reads them."""

    hall: Hall

    def say(self, who: str, message: Incoming, group: str = "") -> list[str]:
        """What the chat gets for it."""

        def work(connection: Connection) -> list[str]:
            row = inbox.accept(
                connection, channel="telegram", update_key=str(self.hall.number()), chat_key=group or who, body=b"{}",
                person_key=who if group else "", private=not group, now=self.hall.now,
            )  # fmt: skip
            before = self._last(connection)
            with UnitOfWork(connection, self.hall.now, self.hall.database) as uow:
                chat = ChatRef(row.chat_id, "telegram", group or who, private=not group, person_key=who if group else "")
                handle(uow, self.hall.desk, chat, message, row_id=row.row_id)
                inbox.finish(connection, row.row_id, self.hall.now)
            return self._texts(connection, row.chat_id, before)

        return self.hall.do(work)

    def _last(self, connection: Connection) -> int:
        return max(connection.scalars(select(Outbox.id)), default=0)

    def _texts(self, connection: Connection, chat_id: int, after: int) -> list[str]:
        query = select(Outbox.body).where(Outbox.chat_id == chat_id, Outbox.id > after).order_by(Outbox.id)
        return [body["text"] for body in connection.scalars(query)]

    def got(self, chat_key: str) -> list[str]:
        def read(connection: Connection) -> list[str]:
            chat_id = inbox.find_chat(connection, "telegram", chat_key)
            return self._texts(connection, chat_id, 0) if chat_id else []

        return self.hall.do(read)

    def invite_group(self, authority: str, body: str | None) -> str:
        code = f"group-code-{self.hall.number()}"
        self.hall.stored(
            lambda session: groups.invite_group(
                session, authority=authority, body=body, code_hash=code_hash(code), now=self.hall.now
            )
        )
        return code

    def delivered(self, chat_key: str, external_id: str) -> None:
        """The newest message to this chat went out under the platform's id."""

        def mark(connection: Connection) -> None:
            chat_id = inbox.find_chat(connection, "telegram", chat_key)
            newest = select(Outbox.id).where(Outbox.chat_id == chat_id).order_by(Outbox.id.desc()).limit(1).scalar_subquery()
            connection.execute(update(Outbox).where(Outbox.id == newest).values(state="sent", external_id=external_id))

        self.hall.do(mark)


@pytest.fixture
def telegram(hall: Hall) -> Telegram:
    """A group of the economic office of Đông Sơn, and its officer, who wrote to the bot before."""
    made = Telegram(hall)
    made.say("11", Incoming(text=f"/start {hall.invite('dong-son/kinh-te-xa')}"))
    made.say("11", Incoming(text=f"/start {made.invite_group('dong-son', 'kinh-te-xa')}"), GROUP)
    return made


def test_the_card_goes_to_the_group_in_place_of_its_officers(hall: Hall, telegram: Telegram) -> None:
    code, _ = hall.person("citizen").files_case("Đường hư, gọi tôi số 0912 345 678")
    (card,) = [text for text in telegram.got(GROUP) if code in text]
    assert "•••" in card
    assert "0912" not in card
    assert not [text for text in telegram.got("11") if code in text]


def test_a_reply_to_the_card_is_a_draft_and_the_reply_alone_sends_nothing(hall: Hall, telegram: Telegram) -> None:
    citizen = hall.person("citizen")
    code, _ = citizen.files_case()
    telegram.delivered(GROUP, "501")
    said = telegram.say("11", Incoming(text="Phòng Kinh tế đã san gạt, xong ngày 30/11.", reply_to="501"), GROUP)
    assert code in said[-1]
    assert "CHƯA gửi" in said[-1]
    assert hall.case(code).state == "new"
    telegram.say("11", Incoming(text="1"), GROUP)
    assert hall.case(code).state == "answered"


def test_the_quoted_code_maps_where_the_message_is_unknown(hall: Hall, telegram: Telegram) -> None:
    code, _ = hall.person("citizen").files_case()
    telegram.say("11", Incoming(text="nhận", reply_to="999", quoted=f"PHẢN ÁNH {code} (chưa ai nhận)"), GROUP)
    assert hall.case(code).state == "accepted"


@pytest.mark.parametrize(
    ("reply", "flow"),
    [
        ("hỏi Nhà ai?", "officer_ask"),
        ("Nhận phản ánh của ông, xã sẽ làm ngay.", "officer_answer"),
        ("đóng vì trùng", "officer_close"),
        ("chuyển công an", "officer_transfer"),
    ],
)
def test_a_reply_with_a_verb_is_that_command(hall: Hall, telegram: Telegram, reply: str, flow: str) -> None:
    code, _ = hall.person("citizen").files_case()
    telegram.say("11", Incoming(text=reply, quoted=code), GROUP)
    member = hall.person("11", channel="telegram", group=GROUP)
    assert member.flow.flow == flow
    assert hall.case(code).state == "new"


def test_strangers_and_small_talk_change_nothing(hall: Hall, telegram: Telegram) -> None:
    code, _ = hall.person("citizen").files_case()
    telegram.delivered(GROUP, "501")
    assert telegram.say("99", Incoming(text="trưa nay ăn gì"), GROUP) == []
    assert telegram.say("99", Incoming(text="xong rồi", reply_to="501"), GROUP) == []
    assert telegram.say("11", Incoming(text="trưa nay ăn gì"), GROUP) == []
    assert len(telegram.say("99", Incoming(text=f"nhận {code}"), GROUP)) == 1
    assert len(telegram.say("99", Incoming(text=Tap(flow="case", key="accept", value=code).encode()), GROUP)) == 1
    assert hall.case(code).state == "new"


def test_a_button_is_checked_against_who_pressed_it(hall: Hall, telegram: Telegram) -> None:
    code, _ = hall.person("citizen").files_case()
    telegram.say("11", Incoming(text=Tap(flow="case", key="accept", value=code).encode()), GROUP)
    assert hall.case(code).state == "accepted"


def test_contacts_are_shown_in_the_private_chat_only(hall: Hall, telegram: Telegram) -> None:
    code, _ = hall.person("citizen").files_case(name="Nguyễn Thị Thử", phone="0912000111")
    said = telegram.say("11", Incoming(text=f"liên hệ {code}"), GROUP)
    assert "0912000111" not in "".join(said)
    assert "0912000111" in "".join(telegram.got("11"))


def test_an_officers_code_in_a_group_is_voided(hall: Hall, telegram: Telegram) -> None:
    code = hall.invite("dong-son")
    telegram.say("12", Incoming(text=f"/start {code}"), GROUP)
    telegram.say("12", Incoming(text=f"/start {code}"))
    assert hall.stored(lambda session: len(session.scalars(select(Post).where(Post.linked_at.is_not(None))).all())) == 1


def test_a_groups_code_works_once_and_only_in_a_group(hall: Hall, telegram: Telegram) -> None:
    code = telegram.invite_group("dong-son", None)
    telegram.say("11", Incoming(text=f"/start {code}"))
    assert hall.stored(lambda session: groups.group_chats(session, "dong-son", None)) == []
    telegram.say("11", Incoming(text=f"/start {code}"), "-1002")
    telegram.say("11", Incoming(text=f"/start {code}"), "-1003")
    linked = hall.stored(lambda session: session.scalars(select(OfficeGroup).where(OfficeGroup.body.is_(None))).all())
    assert [group.linked_at is not None for group in linked] == [True]


def test_a_group_the_bot_was_removed_from_gives_way_to_the_private_chats(hall: Hall, telegram: Telegram) -> None:
    telegram.say("11", Incoming(event="removed"), GROUP)
    code, _ = hall.person("citizen").files_case()
    assert [text for text in telegram.got("11") if code in text]
    assert hall.stored(lambda session: [reason for _, reason in groups.broken_groups(session)]) == ["removed"]
    telegram.say("11", Incoming(event="joined"), GROUP)
    assert hall.stored(groups.broken_groups) == []


def test_what_concerns_an_officer_never_goes_to_the_group(hall: Hall, telegram: Telegram) -> None:
    telegram.say("13", Incoming(text=f"/start {hall.invite('dong-son', 'leader')}"))
    code, _ = hall.person("citizen").files_case("Cán bộ nói năng khó nghe", about_officer=True)
    assert not [text for text in telegram.got(GROUP) if code in text]
    assert [text for text in telegram.got("13") if code in text]


def test_many_waiting_cards_are_put_together(hall: Hall, telegram: Telegram) -> None:
    citizen = hall.person("citizen")
    codes = [citizen.files_case()[0] for _ in range(15)]
    single = [text for text in telegram.got(GROUP) if text.startswith("PHẢN ÁNH")]
    assert len(single) == 11
    hall.wait(minutes=11)
    due = hall.do(lambda connection: timers.claim_due(connection, hall.now))
    assert due is not None

    def digest(connection: Connection) -> None:
        with UnitOfWork(connection, hall.now, hall.database) as uow:
            fire(uow, hall.desk, due)

    hall.do(digest)
    last = telegram.got(GROUP)[-1]
    assert all(code in last for code in codes[11:])
    assert not any(code in last for code in codes[:11])


def test_an_unreachable_chat_of_an_officer_is_passed_over(hall: Hall, telegram: Telegram) -> None:
    telegram.say("11", Incoming(event="removed"), GROUP)
    hall.do(lambda connection: connection.execute(update(Chat).where(Chat.key == "11").values(unreachable="blocked")))
    telegram.say("14", Incoming(text=f"/start {hall.invite('dong-son', 'focal')}"))
    code, _ = hall.person("citizen").files_case()
    assert [text for text in telegram.got("14") if code in text]


def test_a_file_that_was_not_fetched_is_told_and_the_words_with_it_count(hall: Hall, telegram: Telegram) -> None:
    said = telegram.say("23", Incoming(text="đường thôn Châu Me Bình Châu hư nát, xe té hoài", failed_files=1))
    assert any("chưa tải được" in text for text in said)
    assert any("chuyện gì" in text for text in said)


def test_pictures_of_one_album_go_where_the_first_went(hall: Hall, telegram: Telegram) -> None:
    first = telegram.say("21", Incoming(text="đường thôn Châu Me Bình Châu hư nát, xe té hoài", album="a"))
    assert first
    assert telegram.say("21", Incoming(album="a")) == []


def test_an_edited_message_is_a_note_to_a_young_case(hall: Hall, telegram: Telegram) -> None:
    citizen = hall.person("22", channel="telegram")
    code, _ = citizen.files_case()
    said = telegram.say("22", Incoming(text="Đường thôn Châu Me hư rất nặng", edited=True))
    assert code in said[-1]
