"""What a citizen does with a case of theirs: add to it, answer the officer's question, take it back, rate the answer."""

import re
from datetime import timedelta

from cases.lifecycle import OPEN_STATES, ActionRefused
from db.queues import outbox
from db.queues.messages import Tap
from handlers.citizens import which_case
from handlers.engine.accepting import words_or_files
from handlers.engine.turn import Turn
from handlers.engine.visit import Visit, button
from language.folding import fold
from office import gate
from office.casework import senders
from texts.vi.citizen import asking, greeting, news, reporting, tracking

RATED_WITHIN = timedelta(days=30)


def add_information(turn: Turn) -> None:
    code = which_case.which_of_own(turn, tracking.add_to_which(), (*OPEN_STATES, "answered", "closed"))
    if code is None:
        turn.say("none", tracking.no_cases())
        return
    typed = turn.flow.arguments.get("typed")
    if typed is None and not turn.remember("had_files", lambda: bool(turn.flow.bag.attachments)):
        typed = turn.ask("text", tracking.add_what(code), words_or_files(tracking.add_what(code)))
    turn.collect("files", tracking.add_files(), reporting.files_so_far)
    _supplement(turn, code, typed or "")


def answer_officer(turn: Turn) -> None:
    """The officer's question, once no other flow is open; the answer goes into the case."""
    code, question = turn.flow.arguments["code"], turn.flow.arguments["question"]
    found = gate.own_by_code(turn.visit, code)
    if found is None or found[1].state not in OPEN_STATES:
        return  # the chat was left meanwhile, or the case is over: nobody waits for the answer
    text = turn.ask("text", tracking.officer_asks(code, question), words_or_files(tracking.officer_asks(code, question)))
    if text is None:
        turn.say("left_open", tracking.question_left_open(code))
        return
    _supplement(turn, code, text)


def withdraw(turn: Turn) -> None:
    code = which_case.which_of_own(turn, tracking.withdraw_which(), OPEN_STATES)
    if code is None:
        turn.say("none", tracking.nothing_to_withdraw())
        return
    turn.confirm("sure", tracking.withdraw_sure(code), [], tracking.send_withdrawal())
    found = gate.own_by_code(turn.visit, code)
    try:
        if found is None:
            raise ActionRefused("withdrawn", "withdraw")
        senders.withdraw(turn.visit, found[0])
    except ActionRefused:
        turn.visit.say(tracking.too_late_to_withdraw(code))
        return
    turn.visit.say(tracking.withdrawn(code))


def rate_tapped(visit: Visit, tap: Tap) -> None:
    _rate(visit, tap.value, int(tap.key) if tap.key in {"1", "2", "3", "4", "5"} else 0)


def rate_typed(visit: Visit, text: str) -> bool:
    """A bare number or rating words, with no flow open, rate the answer shown last, else the newest unrated one; not where the
    number means one of the choices shown since."""
    stars = _stars(text)
    if stars is None:
        return False
    last = outbox.last_choices(visit.uow.connection, visit.chat.id, numbered=False)
    if last and last.numbered and text.isdigit() and stars <= len(last.choices):
        return False
    shown = {tap.value for choice in (last.choices if last else ()) if (tap := Tap.decode(choice.value)) and tap.flow == "rate"}
    unrated = [
        submission
        for submission, case in gate.own(visit)
        if case.answered_at and submission.rating is None and visit.now - case.answered_at < RATED_WITHIN
    ]
    if unrated:
        _rate(visit, next((submission for submission in unrated if submission.code in shown), unrated[0]).code, stars)
    return bool(unrated)


def _rate(visit: Visit, code: str, stars: int) -> None:
    found = gate.own_by_code(visit, code)
    if found is None or not stars:
        visit.say(asking.old_button())
        return
    try:
        senders.rate(visit, found[0], stars)
    except ActionRefused:
        visit.say(news.not_yet_answered(code))
        return
    visit.say(news.thanks_for_rating(stars), [] if stars > 2 else [button("start", "add", code, greeting.menu_add())])


def _supplement(turn: Turn, code: str, typed: str) -> None:
    found = gate.own_by_code(turn.visit, code)
    text = "\n".join(filter(None, (typed, turn.flow.arguments.get("more"))))
    files = turn.flow.bag.attachments
    if found is None or not (text or files):
        turn.visit.say(tracking.nothing_added())
        return
    try:
        senders.add_information(turn.visit, found[0], text, files)
    except ActionRefused:
        turn.visit.say(tracking.case_is_over(code))
        return
    turn.visit.say(tracking.information_added(code))


def _stars(text: str) -> int | None:
    said = fold(text)
    number = re.fullmatch(r"(?:cham |danh gia )?([1-5])(?: sao| diem)?", said)
    if number:
        return int(number.group(1))
    return next((stars for stars in (5, 4, 3, 2, 1) if said == fold(news.stars_words(stars))), None)
