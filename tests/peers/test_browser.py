"""Browsers, as Debian ships them, on the web chat: the citizen's on a phone, the officer's on a desk."""

import re

from conftest import ROOT, Installation
from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1100, "height": 800}
PICTURES = ROOT / "test-results"  # to be looked at


def open_chat(browser: Browser, nghedan: Installation, size: ViewportSize = PHONE, *, script: bool = True) -> Page:
    page = browser.new_context(viewport=size, locale="vi-VN", java_script_enabled=script).new_page()
    page.goto(nghedan.url)
    return page


def say(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()


def press(page: Page, label: str) -> None:
    """The newest button of that name, once it is there."""
    page.locator(".choices button", has_text=label).last.click()


def answer(page: Page, question: str, reply: str) -> None:
    """Waits for the question before it replies."""
    expect(page.locator("#log > li").last).to_contain_text(question)
    say(page, reply)


def keep_picture(page: Page, name: str) -> None:
    page.wait_for_timeout(300)  # scrolling ends
    page.screenshot(path=PICTURES / f"{name}.png")


def test_a_question_is_answered(browser: Browser, nghedan: Installation) -> None:
    page = open_chat(browser, nghedan)
    say(page, "lam giay khai sinh cho be can gi")
    expect(page.locator("#log")).to_contain_text("Giấy chứng sinh", ignore_case=True)
    keep_picture(page, "question")


def test_a_question_is_answered_without_script(browser: Browser, nghedan: Installation) -> None:
    page = open_chat(browser, nghedan, script=False)
    say(page, "lam giay khai sinh cho be can gi")
    expect(page.locator("#log")).to_contain_text("khai sinh")
    answered = page.locator("#log > li.bot")
    for _ in range(20):  # nothing tells a page without script that the answer is there: its reader asks again
        if answered.count():
            break
        page.wait_for_timeout(500)
        page.locator(".refresh a").click()
    expect(page.locator("#log")).to_contain_text("chứng sinh", ignore_case=True)


def test_the_page_fits_a_phone(browser: Browser, nghedan: Installation) -> None:
    page = open_chat(browser, nghedan)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page).to_have_title(re.compile("Nghe Dân"))


def test_a_report_reaches_the_officer_and_the_answer_comes_back(browser: Browser, nghedan: Installation) -> None:
    invitation = nghedan.command("officer", "invite", "--unit", "dong-son", "--role", "focal", "--name", "Lê Thị B")
    found = re.search(r"^code: ([A-Za-z0-9_-]{8,64})$", invitation, re.MULTILINE)
    assert found, invitation
    officer = open_chat(browser, nghedan, DESK)
    say(officer, f"/start {found[1]}")
    expect(officer.locator("#log")).to_contain_text("Lê Thị B")

    citizen = open_chat(browser, nghedan)
    say(citizen, "duong gan cho Binh Chau bi ngap, xe may nga hoai")
    expect(citizen.locator("#log > li").last).to_contain_text("Việc này về chuyện gì")
    press(citizen, "Đường sá")
    press(citizen, "Xong")
    answer(citizen, "Xin cho biết tên", "bỏ qua")
    answer(citizen, "Số điện thoại", "bo qua")
    expect(citizen.locator("#log > li").last).to_contain_text("Xin ông/bà xem lại")
    keep_picture(citizen, "summary")
    press(citizen, "Gửi đi")
    expect(citizen.locator("#log")).to_contain_text(re.compile(r"PA-\d\d-\d{5}-[A-Z]"))
    keep_picture(citizen, "receipt")

    expect(officer.locator("#log")).to_contain_text("duong gan cho Binh Chau")
    keep_picture(officer, "card")
    press(officer, "Nhận việc")
    expect(citizen.locator("#log > li").last).to_contain_text("đã nhận giải quyết")
    press(officer, "Trả lời")
    answer(officer, "viết câu trả lời", "UBND xã Đông Sơn đã cử người khơi cống, xong trước ngày 30/11.")
    expect(officer.locator("#log > li").last).to_contain_text("Gửi cho dân")
    expect(citizen.locator("#log")).not_to_contain_text("khơi cống")
    keep_picture(officer, "preview")
    press(officer, "Gửi cho dân")

    expect(citizen.locator("#log")).to_contain_text("khơi cống, xong trước ngày 30/11")
    keep_picture(citizen, "answer")
    press(citizen, "Rất hài lòng")
    expect(citizen.locator("#log > li").last).to_contain_text("Cảm ơn ông/bà")
