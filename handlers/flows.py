"""Every flow and every free-standing button, in one place."""

from collections.abc import Callable, Mapping

from db.queues.messages import Choice, Tap
from handlers.citizens import (
    ask_question,
    change_submission,
    choose_case,
    end_chat,
    free_text,
    keep_question,
    meet_officer,
    report_problem,
    track_case,
)
from handlers.engine import running
from handlers.engine.turn import scripted
from handlers.engine.visit import Button, Flow, Visit, button
from handlers.officers import answer_case, work_case
from office.errand import Offer
from texts.vi.citizen import asking, greeting, news
from texts.vi.officer import cards

FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (
        scripted("report", report_problem.report_problem, keeps_words=True),
        scripted("offer", report_problem.offer_report, soft=True),
        scripted("meet", meet_officer.meet_officer, keeps_words=True),
        scripted("add", change_submission.add_information, keeps_words=True),
        scripted("answer_officer", change_submission.answer_officer),
        scripted("withdraw", change_submission.withdraw, soft=True),
        scripted("look_up", track_case.look_up, soft=True),
        scripted("files", choose_case.sort_files),
        scripted("end", end_chat.end_chat, soft=True),
        scripted("officer_answer", answer_case.officer_answer),
        scripted("officer_ask", answer_case.officer_ask),
        scripted("officer_transfer", answer_case.officer_transfer, soft=True),
        scripted("officer_correct", answer_case.officer_correct),
        scripted("officer_extend", answer_case.officer_extend, soft=True),
        scripted("officer_close", answer_case.officer_close, soft=True),
    )
}


def _start(visit: Visit, tap: Tap) -> None:
    """A menu button."""
    if tap.key == "ask":
        visit.say(greeting.what_is_the_question())
    elif tap.key == "mine":
        track_case.show_own(visit)
    elif tap.key == "report":
        report_problem.start(visit, visit.incoming)
    elif tap.key in ("meet", "add", "withdraw"):
        visit.new_flow(tap.key, {"code": tap.value} if tap.value else {})
    else:
        visit.say(asking.old_button(), free_text.menu())


BUTTONS: Mapping[str, Button] = {
    "start": _start,
    "faq": ask_question.entry_tapped,
    "words": keep_question.words_tapped,
    "mine": track_case.show_tapped,
    "rate": change_submission.rate_tapped,
    "case": work_case.tapped,
    "open": work_case.page_tapped,
    "resume": running.resume_tapped,
}


def offering(offer: Offer, code: str) -> tuple[Choice, ...]:
    """The buttons that stand for what the office offers under a message about a code."""
    return OFFERS[offer](code)


def _rate(code: str) -> tuple[Choice, ...]:
    """Five first, since the list reads from very satisfied to not at all; typed numbers are read as stars (rate_answer)."""
    return tuple(button("rate", str(stars), code, news.stars(stars)) for stars in (5, 4, 3, 2, 1))


def _card(code: str) -> tuple[Choice, ...]:
    return (
        button("case", "accept", code, cards.button_accept()),
        button("case", "answer", code, cards.button_answer()),
        button("case", "ask", code, cards.button_ask()),
    )


OFFERS: Mapping[Offer, Callable[[str], tuple[Choice, ...]]] = {"rate": _rate, "card": _card}
