"""What happened to a case has a name for whoever may read it; no one meets the program's own word."""

import ast
from datetime import UTC, datetime
from typing import get_args

import pytest

from cases.lifecycle import Action
from tests.sources import product
from texts.vi.citizen import tracking
from texts.vi.officer import cards

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def shown_to_citizens() -> set[str]:
    """The actions whose events some deed writes for citizens to read."""
    found = set()
    for path, module in product().items():
        for call in ast.walk(module) if path.startswith("office/") else ():
            match call:
                case ast.Call(args=[*_, ast.Constant(value=str(action))], keywords=keywords):
                    audience = {one.arg: ast.unparse(one.value) for one in keywords}.get("audience", "")
                    found |= {action} if "'citizen'" in audience else set()
    return found


@pytest.mark.parametrize("action", get_args(Action))
def test_officers_read_what_was_done(action: str) -> None:
    assert action not in cards.history_line(NOW, action, "")


def test_citizens_read_what_was_done() -> None:
    actions = shown_to_citizens()
    assert len(actions) >= 10
    unnamed = tracking.history_line(NOW, "no such action", "")
    assert [action for action in sorted(actions) if tracking.history_line(NOW, action, "") == unnamed] == []
