"""What is said outside any flow, understood by its intent."""

import re

from cases.codes import find_codes, parse_code
from cases.deadlines.due import TO_COMPLAIN, term
from cases.lifecycle import OPEN_STATES
from db.queues import outbox
from db.queues.messages import Choice, Incoming, Tap
from faq.matching import Match
from handlers.citizens import ask_question, change_submission, keep_question, report_problem, track_case
from handlers.engine.conversation import Option
from handlers.engine.turn import pick
from handlers.engine.visit import Visit, button
from handlers.officers import work_case
from language.cleaning import is_only_symbols
from language.folding import fold
from office import gate
from texts.vi.citizen import greeting, petitions
from understanding.message import Understanding

_WISH_TO_REPORT = re.compile(
    r"^(da )?(toi |tui |em |con |cho toi |cho tui )?(muon |can |xin )?(duoc )?(gui )?"
    r"(phan anh|gop y|kien nghi)( a| nhe| voi| len xa)?$"
)


def understand_freely(visit: Visit) -> None:
    text = visit.incoming.text
    if not text:
        _files_alone(visit)
    elif is_only_symbols(text):
        visit.say(greeting.only_symbols(), menu())
    elif _WISH_TO_REPORT.match(fold(text)):
        report_problem.start(visit, Incoming())
    elif (code := parse_code(text)) is not None:
        show_case(visit, code)
    elif not (change_submission.rate_typed(visit, text) or _picked_from_last(visit) or ask_question.follow_up(visit)):
        _by_intent(visit, visit.understood)


def show_case(visit: Visit, code: str) -> None:
    """To an officer who may see it as a card, to a citizen as their own, to anybody else behind its PIN."""
    if not work_case.show_code(visit, code):
        track_case.show_code(visit, code)


def menu() -> list[Choice]:
    return [
        button("start", "ask", "", greeting.menu_ask()),
        button("start", "report", "", greeting.menu_report()),
        button("start", "mine", "", greeting.menu_mine()),
        button("start", "meet", "", greeting.menu_officer()),
    ]


def greet(visit: Visit) -> None:
    visit.say(greeting.hello(visit.desk.locality.name), menu())


def _by_intent(visit: Visit, found: Understanding) -> None:
    codes = find_codes(visit.incoming.text)
    if found.intent == "status" and codes:
        show_case(visit, codes[0])
    elif visit.match.decision == "answer":
        ask_question.answer(visit, visit.match)
    elif found.intent == "complaint" or (found.intent == "report" and found.is_feedback):
        report_problem.start(visit, visit.incoming, visit.incoming.text)
    elif found.intent == "status":
        track_case.show_own(visit)
    elif found.intent == "human":
        visit.new_flow_with_message("meet", {})
    elif found.intent in ("greeting", "thanks", "goodbye", "small"):
        _small_talk(visit, found.intent)
    else:
        _answer(visit, visit.match, found)


def _small_talk(visit: Visit, intent: str) -> None:
    if intent == "greeting":
        greet(visit)
    elif intent == "small":
        visit.say(greeting.small_talk(), menu())
    else:
        visit.say(greeting.you_are_welcome())


def _answer(visit: Visit, match: Match, found: Understanding) -> None:
    if match.decision == "suggest":
        ask_question.suggest(visit, match)
    elif found.intent == "question" and (guidance := _about_petitions(visit)):
        visit.say(guidance)
    elif found.intent == "question":
        ask_question.no_answer(visit, match)
    elif found.perhaps:
        visit.new_flow_with_message("offer", {"typed": visit.incoming.text})
    else:
        keep_question.count_unclear(visit, match.entry_id)
        visit.say(greeting.not_understood(), menu())


def _about_petitions(visit: Visit) -> str | None:
    """How to complain or denounce is known by heart: it must never wait for an entry."""
    said = fold(visit.incoming.text)
    if "to cao" in said:
        return petitions.how_to_denounce()
    return petitions.complaint_on_paper(term(TO_COMPLAIN, visit.today)) if "khieu nai" in said else None


def _picked_from_last(visit: Visit) -> bool:
    """A number or the words of a choice shown in the last message mean that choice."""
    last = outbox.last_choices(visit.uow.connection, visit.chat.id)
    if last is None:
        return False
    picked = pick(visit.incoming.text, [Option(value=choice.value, label=choice.label) for choice in last.choices])
    tap = Tap.decode(picked) if picked else None
    if tap is None or tap.flow not in visit.desk.buttons:
        return False
    visit.desk.buttons[tap.flow](visit, tap)
    return True


def _files_alone(visit: Visit) -> None:
    """Pictures, voice or a place without a word begin a report, or add to an open one: the citizen says which."""
    message = visit.incoming
    if not (message.attachments or message.position):
        visit.say(greeting.files_failed() if message.failed_files else greeting.empty_message(), menu())
        return
    if any(case.state in OPEN_STATES for _, case in gate.own(visit)):
        visit.new_flow_with_message("files", {})
        return
    report_problem.start(visit, message)
