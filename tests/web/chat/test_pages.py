import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from db.engine.database import Database
from db.queues.messages import Choice, Outgoing
from tests.web.client import Client, client, say, site
from texts.vi.web import refusals, screen, speakers
from web.app import create_app
from web.health import Checks
from web.site import Site


@pytest.fixture
def here(sqlite: Database) -> Site:
    return site(sqlite)


@pytest.fixture
def browser(here: Site) -> Iterator[Client]:
    with client(create_app(here, Checks())) as made:
        yield made


class Page(HTMLParser):
    """The elements of a page, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_says_where_one_is_and_what_to_do(browser: Client) -> None:
    text = browser.get("/").text
    for words in ("Bình Sơn", screen.greeting(), "Gặp cán bộ", screen.starter_line("meet"), "113", screen.end_and_forget()):
        assert words in text
    assert "tel:113" in text
    assert not any(mark in text for mark in ("{{", "{%", "{#"))


def test_every_id_is_given_once_and_every_label_has_its_field(browser: Client) -> None:
    page = Page(browser.get("/").text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)) > 10
    assert {label["for"] for label in page.all("label")} <= set(ids)


def test_nothing_inline_runs_and_everything_is_ours(browser: Client) -> None:
    answer = browser.get("/")
    page = Page(answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for script in page.all("script"):
        assert script.get("type") == "application/json" or (script["src"] or "").startswith("/static/")
    assert all(not name.startswith("on") and name != "style" for _, attributes in page.elements for name in attributes)
    sources = [
        each for tag, key in (("script", "src"), ("link", "href"), ("img", "src")) for each in page.all(tag) if each.get(key)
    ]
    for each in sources:
        assert browser.get(str(each.get("src") or each.get("href"))).status_code == 200


def test_forms_work_without_script(browser: Client) -> None:
    page = Page(browser.get("/").text)
    forms = page.all("form")
    assert len(forms) == 3
    assert all((form["method"], form["action"]) == ("post", "/chat/messages") for form in forms)
    keys = [field["value"] for field in page.all("input") if field.get("name") == "key"]
    assert len(set(keys)) == len(keys) == 3


def test_messages_stand_on_the_page(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    token = browser.http.cookies["nghedan"]
    for number in range(3):
        say(sqlite, token, Outgoing(text=f"tin {number}", choices=(Choice(label="Chọn", value="c"),)), key=str(number))
    text = browser.get("/").text
    assert [f"tin {number}" in text for number in range(3)] == [True] * 3
    assert 'data-last="3"' in text
    assert screen.older_messages() not in text


def test_old_messages_wait_behind_a_link(browser: Client, sqlite: Database) -> None:
    browser.get("/")
    token = browser.http.cookies["nghedan"]
    for number in range(105):
        say(sqlite, token, Outgoing(text=f"tin {number} xong"), key=str(number))
    text = browser.get("/").text
    assert "tin 104 xong" in text
    assert "tin 4 xong" not in text
    assert screen.older_messages() in text
    assert "tin 4 xong" in browser.get("/?all=1").text


@pytest.mark.parametrize("query", ["start=Ab12_-xyz", "code=Ab12_-xyz"])
def test_an_invitation_is_written_into_the_field(browser: Client, query: str) -> None:
    assert ">/start Ab12_-xyz</textarea>" in browser.get(f"/?{query}").text


@pytest.mark.parametrize("code", ["short", "a" * 65, "<script>alert(1)</script>", "two words"])
def test_a_strange_invitation_is_left_out(browser: Client, code: str) -> None:
    assert "/start" not in browser.get("/", params={"start": code}).text


def test_only_known_notes_are_shown(browser: Client) -> None:
    assert refusals.nothing_to_send() in browser.get("/?note=nothing_to_send").text
    assert refusals.file_refused("pixels") in browser.get("/?note=file-pixels").text
    assert "hacked" not in browser.get("/?note=hacked").text


def test_two_sites_in_one_process_keep_their_own_words(sqlite: Database) -> None:
    apps = [create_app(site(sqlite, office=office), Checks()) for office in ("Bình Sơn", "<b>Nơi khác</b>")]
    with client(apps[0]) as one, client(apps[1]) as other:
        texts = [browser.get("/").text for browser in (one, other)]
    assert ["Bình Sơn" in text for text in texts] == [True, False]
    assert "<span>&lt;b&gt;Nơi khác&lt;/b&gt;</span>" in texts[1]


def test_large_text_is_remembered(browser: Client) -> None:
    assert 'class="large"' not in browser.get("/").text
    browser.http.cookies.set("nghedan_large", "1")
    assert '<html lang="vi" class="large">' in browser.get("/").text


def test_the_scripts_words_cannot_leave_their_element(browser: Client) -> None:
    found = re.search(r'<script type="application/json" id="settings">(.*?)</script>', browser.get("/").text, re.DOTALL)
    assert found
    assert "<" not in found[1]
    assert json.loads(found[1])["words"]["from"]["officer"] == speakers.from_officer()


def test_static_files_stay_for_a_year_and_change_with_their_content(browser: Client) -> None:
    page = Page(browser.get("/").text)
    address = str(page.all("link")[1]["href"])
    answer = browser.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert re.search(r"\?v=[0-9a-f]{12}$", address)
    assert browser.get("/static/../app.py").status_code == 404
    assert browser.get("/static/unknown.js").status_code == 404


def test_the_script_asks_only_for_words_that_are_there(browser: Client) -> None:
    script = browser.get(str(next(each["src"] for each in Page(browser.get("/").text).all("script") if each.get("src")))).text
    found = re.search(r'id="settings">(.*?)</script>', browser.get("/").text, re.DOTALL)
    assert found
    settings = json.loads(found[1])
    asked = set(re.findall(r"\bwords\.(\w+)", script)), set(re.findall(r"\bsettings\.(\w+)", script))
    assert len(asked[0]) > 10
    assert asked[0] == set(settings["words"])
    assert asked[1] == set(settings)


def test_unknown_pages_are_told_politely(browser: Client) -> None:
    for path in ("/docs", "/openapi.json", "/nothing"):
        answer = browser.get(path)
        assert (answer.status_code, answer.json()) == (404, {"error": refusals.not_found()})
    assert browser.post("/").status_code == 405
