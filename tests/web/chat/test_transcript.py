from typing import Any, get_args

import pytest

from db.queues.messages import Attachment, Choice, Outgoing
from db.queues.outbox import Shown
from web.chat.transcript import as_json, of_messages, pieces
from web.rendering import template

EVIL = '<script>alert("1")</script>&\''


def macro(name: str, *arguments: Any) -> str:
    made: str = getattr(template("chat/templates/message.html").make_module(of_messages()), name)(*arguments)
    return made


def as_html(one: Shown) -> str:
    return macro("message", one, "key")


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
    assert "<script" not in as_html(shown(said))
    assert "<script" not in as_html(Shown(1, "me", EVIL))


def test_choices_are_buttons_of_a_form_with_their_number() -> None:
    said = Outgoing(text="x", choices=(Choice(label="Có", value="1"), Choice(label="Không", value="2")))
    assert '<span class="number">2</span>' in as_html(shown(said))
    assert 'class="number"' not in as_html(shown(said.model_copy(update={"numbered": False})))


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
    made = macro("linked", text)
    assert made.count("<a ") == len(links)
    assert all(link in made for link in links)


def test_a_case_code_holds_together() -> None:
    assert macro("linked", "Mã PA-26-00042-K.") == 'Mã <span class="code">PA-26-00042-K</span>.'


def test_cut_into_pieces_nothing_is_lost() -> None:
    text = "Gọi 113, xem https://a.vn/b?c=1 hoặc mã PA-26-00042-K.\n  Cảm ơn 0905.123.456"
    assert [kind for kind, _ in pieces(text) if kind != "text"] == ["telephone", "address", "code", "telephone"]
    assert "".join(part for _, part in pieces(text)) == text


def test_every_kind_of_file_is_shown_and_can_be_fetched() -> None:
    tags = {"photo": "<img ", "voice": "<audio ", "video": "<video ", "document": '<a class="document" '}
    assert set(tags) == set(get_args(Attachment.model_fields["kind"].annotation))
    for kind, tag in tags.items():
        file = Attachment.model_validate({"kind": kind, "sha256": "a" * 64, "mime": "x/y", "size": 3, "name": EVIL})
        made = as_html(shown(Outgoing(text="x", files=(file,))))
        assert tag in made
        assert f'="/chat/files/{"a" * 64}"' in made
        assert "<script" not in made


def test_the_page_draws_no_line_of_its_own_between_the_parts_of_a_message() -> None:
    """Its script makes the same elements one after the other."""
    said = Outgoing(text="Có gì không?", sender="officer", choices=(Choice(label="Có", value="1"),))
    assert as_html(shown(said)) == (
        '<li class="message officer" id="m7"><span class="unseen">Cán bộ trả lời</span><div class="bubble">'
        '<span class="badge">Cán bộ</span><p class="text">Có gì không?</p></div>'
        '<form method="post" action="/chat/messages" class="choices"><input type="hidden" name="key" value="key">'
        '<button name="text" value="1" data-label="Có"><span class="number">1</span><span>Có</span></button></form></li>'
    )
