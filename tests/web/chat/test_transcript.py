import pytest

from db.queues.messages import Attachment, Choice, Outgoing
from db.queues.outbox import Shown
from web.chat.transcript import as_html, as_json, linked

EVIL = '<script>alert("1")</script>&\''


def shown(outgoing: Outgoing) -> Shown:
    return Shown(7, outgoing.sender, outgoing.text, outgoing.choices, outgoing.files, outgoing)


def test_a_message_has_just_the_promised_keys() -> None:
    file = Attachment(kind="photo", sha256="a" * 64, mime="image/jpeg", size=3, name="a.jpg")
    said = Outgoing(text="x", choices=(Choice(label="Có", value="1"),), files=(file,))
    assert as_json(shown(said)) == {
        "id": 7,
        "from": "bot",
        "text": "x",
        "choices": [{"label": "Có", "value": "1"}],
        "files": [{"kind": "photo", "name": "a.jpg", "url": f"/chat/files/{'a' * 64}"}],
    }


@pytest.mark.parametrize("sender", ["bot", "officer"])
def test_what_people_write_stays_text(sender: str) -> None:
    file = Attachment(kind="document", sha256="a" * 64, mime="application/pdf", size=3, name=EVIL)
    said = Outgoing.model_validate({"text": EVIL, "sender": sender, "choices": [Choice(label=EVIL, value=EVIL)], "files": [file]})
    assert "<script" not in as_html(shown(said), "key")
    assert "<script" not in as_html(Shown(1, "me", EVIL), "key")


def test_choices_are_buttons_of_a_form_with_their_number() -> None:
    said = Outgoing(text="x", choices=(Choice(label="Có", value="1"), Choice(label="Không", value="2")))
    assert '<span class="number">2</span>' in as_html(shown(said), "key")
    assert 'class="number"' not in as_html(shown(said.model_copy(update={"numbered": False})), "key")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("xem https://dichvucong.gov.vn/p/home.", ['href="https://dichvucong.gov.vn/p/home"']),
        ("(https://a.vn/b?c=1&d=2)", ['href="https://a.vn/b?c=1&amp;d=2"']),
        ("gọi 113 hoặc 18001096", ['href="tel:113"', 'href="tel:18001096"']),
        ("máy 0255 3851 234", ['href="tel:02553851234"']),
        ("0905.123.456", ['href="tel:0905123456"']),
        ("căn cước 051195001234, ngày 01.01.2026", []),
        ("năm 2026, số 1140, mã PA-26-00042-K", []),
        ("javascript:alert(1)", []),
    ],
)
def test_addresses_and_telephone_numbers_become_links(text: str, links: list[str]) -> None:
    made = linked(text)
    assert made.count("<a ") == len(links)
    assert all(link in made for link in links)


def test_a_case_code_holds_together() -> None:
    assert linked("Mã PA-26-00042-K.") == 'Mã <span class="code">PA-26-00042-K</span>.'
