"""The chat page in a real browser, on an old phone's screen of 360 by 640."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.conftest import Program
from texts.vi.web import refusals, speakers
from texts.vi.web import script as script_texts

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

PLACE: Any = {"latitude": 15.3, "longitude": 108.76}
VOICES = """
const said = [];
window.said = said;
speechSynthesis.getVoices = () => [{ lang: "en-US", name: "x" }, { lang: "vi-VN", name: "y" }];
speechSynthesis.speak = (one) => said.push(one.text);
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@contextmanager
def phone(chromium: Browser, program: Program, address: str = "/", *, script: bool = True, before: str = "") -> Iterator[Page]:
    """A page whose errors fail the test, those of the content policy included."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, locale="vi-VN", java_script_enabled=script,
        geolocation=PLACE, permissions=["geolocation", "microphone"],
    )  # fmt: skip
    if before:
        context.add_init_script(before)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "Content Security" in message.text else None)
    page.goto(program.url + address)
    yield page
    assert problems == []
    context.close()


def say(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()


def expect_answers(page: Page, number: int) -> None:
    """At least so many messages of the bot."""
    expect(page.locator(f"#log > li.bot >> nth={number - 1}")).to_be_visible()


def picture(size: tuple[int, int] = (3000, 2000)) -> FilePayload:
    output = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(output, "JPEG", quality=95)
    return FilePayload(name="duong.jpg", mimeType="image/jpeg", buffer=output.getvalue())


SMALL = """() => [...document.querySelectorAll('button, .tool label, .emergency a')]
  .filter(e => e.offsetParent !== null).map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
  .filter(([text, height]) => height < (/Kết thúc, xóa/.test(text) ? 32 : 44))"""


@pytest.mark.parametrize("large", [False, True])
def test_everything_fits_and_can_be_pressed(chromium: Browser, shared_program: Program, large: bool) -> None:
    with phone(chromium, shared_program) as page:
        if large:
            page.locator("#large").click()
        say(page, "khai sinh cần giấy tờ gì")
        expect_answers(page, 2)
        expect(page.locator(".choices button").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("document.getElementById('main').scrollWidth") <= 360
        assert page.evaluate("document.documentElement.scrollHeight") <= 640
        assert page.evaluate(SMALL) == []
        heights = page.locator("#log > li:last-child .choices button").evaluate_all("all => all.map(e => e.offsetHeight)")
        assert min(heights) >= 48


def test_large_text_is_remembered(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        before = page.evaluate("getComputedStyle(document.body).fontSize")
        page.locator("#large").click()
        page.reload()
        expect(page.locator("#large")).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("getComputedStyle(document.body).fontSize") > before


def test_a_starter_is_shown_by_its_name_and_answered(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        page.locator(".starters button").nth(1).click()
        label = page.locator(".starters b").nth(1).inner_text()
        expect_answers(page, 1)
        expect(page.locator("#log > li.me .text")).to_have_text(label)
        page.reload()
        expect(page.locator("#log > li.me .text")).to_have_text(label)


def test_photo_voice_and_place_arrive(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        page.locator("#files").set_input_files(picture())
        expect(page.locator("#chosen li")).to_have_text(re.compile("duong.jpg"))
        say(page, "Đường ở Bình Châu hư hỏng nặng")
        expect(page.locator("#log > li.me[id] img")).to_be_visible()
        expect(page.locator("#log > li.me[id] img")).to_have_js_property("naturalWidth", 2560)
        expect_answers(page, 1)
        page.locator("#record").click()
        expect(page.locator("#elapsed")).to_have_text("0:01")
        page.locator("#record-stop").click()
        expect(page.locator("#log > li.me[id] audio")).to_be_visible()
        page.locator("#share").click()
        expect(page.locator("#log > li.me[id] .text", has_text=speakers.my_place(**PLACE))).to_be_visible()
        expect(page.locator(".pending")).to_have_count(0)
        page.reload()
        expect(page.locator("#log > li.me audio")).to_be_visible()


def test_a_refused_file_is_named_and_the_words_arrive(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        page.locator("#files").set_input_files(FilePayload(name="anh.jpg", mimeType="image/jpeg", buffer=b"MZ" + bytes(100)))
        say(page, "xin chào")
        expect(page.locator("#status")).to_have_text(f"anh.jpg: {refusals.file_refused('kind')}")
        expect(page.locator("#log > li.me[id] .text")).to_have_text("xin chào")


def test_what_is_written_without_a_connection_is_sent_once_it_is_back(chromium: Browser, program: Program) -> None:
    with phone(chromium, program) as page:
        say(page, "xin chào")
        expect_answers(page, 1)
        assert program.stop() < 5  # with the page's stream open
        expect(page.locator("#status")).to_have_text(script_texts.connection_lost(), timeout=15_000)
        say(page, "đường hư ở Bình Châu")
        expect(page.locator(".pending .note")).to_have_text(script_texts.waiting_for_network())
        program.start()
        expect(page.locator("#log > li.me[id] .text", has_text="đường hư ở Bình Châu")).to_be_visible(timeout=40_000)
        expect(page.locator("#status")).to_be_hidden()
        page.reload()
        expect(page.locator("#log > li.me .text", has_text="đường hư ở Bình Châu")).to_have_count(1)


def test_what_was_not_sent_survives_closing_the_page(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        page.route("**/chat/messages", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        say(page, "xin chào")
        expect(page.locator(".pending .note")).to_have_text(script_texts.waiting_for_network())
        page.unroute("**/chat/messages")
        page.goto("about:blank")
        page.goto(shared_program.url)
        expect_answers(page, 1)
        expect(page.locator("#log > li.me .text")).to_have_text("xin chào")
        assert page.evaluate("localStorage.length") == 0


def test_reading_aloud_where_the_phone_speaks_vietnamese(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program, before=VOICES) as page:
        say(page, "xin chào")
        expect_answers(page, 1)
        page.locator(".listen").first.click()
        assert page.evaluate("window.said[0]") == page.locator("#log > li.bot .text").first.inner_text()
        expect(page.locator(".listen").first).to_have_text(script_texts.stop_listening())
        page.locator(".listen").first.click()
        expect(page.locator(".listen").first).to_have_text(script_texts.listen())
    with phone(chromium, shared_program) as page:
        say(page, "xin chào")
        expect_answers(page, 1)
        expect(page.locator(".listen").first).to_be_hidden()


@pytest.mark.parametrize("address", ["/#start=Ab12_-xyzw", "/?start=Ab12_-xyzw", "/?code=Ab12_-xyzw"])
def test_an_invitation_waits_in_the_field_and_leaves_the_address(
    chromium: Browser, shared_program: Program, address: str
) -> None:
    with phone(chromium, shared_program, address) as page:
        expect(page.locator("#text")).to_have_value("/start Ab12_-xyzw")
        assert page.url == f"{shared_program.url}/"


def test_the_end_clears_the_device(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        say(page, "chuyện riêng của tôi")
        expect_answers(page, 1)
        before = page.context.cookies()
        page.locator(".end button").click()
        page.locator("#log > li:last-child .choices button").first.click()
        expect(page.locator("#log > li")).to_have_count(1)
        expect(page.locator("#log")).not_to_contain_text("chuyện riêng")
        expect(page.locator("#log > li.bot")).to_be_visible()
        page.wait_for_timeout(300)
        assert page.context.cookies() != before
        say(page, "người dùng sau")
        expect(page.locator("#log > li.me[id]")).to_have_count(1)
        page.reload()
        expect(page.locator("#log")).to_contain_text("người dùng sau")
        expect(page.locator("#log")).not_to_contain_text("chuyện riêng")


def test_another_window_of_the_same_chat_shows_the_same(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program) as page:
        other = page.context.new_page()
        other.goto(shared_program.url)
        say(page, "xin chào")
        expect(other.locator("#log > li.me[id] .text")).to_have_text("xin chào")
        expect_answers(other, 1)


def test_the_whole_way_without_script(chromium: Browser, shared_program: Program) -> None:
    with phone(chromium, shared_program, script=False) as page:
        page.locator(".starters button").nth(0).click()
        expect_answers(page, 1)
        page.locator("#files").set_input_files(picture((600, 400)))
        say(page, "khai sinh cần giấy tờ gì")
        expect(page.locator("#log > li.me img")).to_be_visible()
        expect_answers(page, 2)
        page.locator("#log > li:last-child .choices button").first.click()
        expect(page.locator("#log > li.me")).to_have_count(3)
        page.locator("#send").click()
        expect(page.locator("#status")).to_have_text(refusals.nothing_to_send())
        expect(page.locator("#record")).to_be_hidden()
        page.locator(".end button").click()
        page.locator("#log > li:last-child .choices button").first.click()
        expect(page.locator("#log")).not_to_contain_text("khai sinh")
        expect(page.locator("#log > li")).to_have_count(1)
