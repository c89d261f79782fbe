"""Citizens report while the program is killed again and again; afterwards nothing may be lost, doubled or out of order."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, pairwise

from sqlalchemy import Connection, func, select

from db.engine import open_database
from db.tables import Inbox, Submission
from tests.running import Citizen, Program, wait_for


@dataclass
class Storm:
    """So many people at once report until there were so many messages; the child is killed at moments drawn with `seed`."""

    program: Program
    wanted: int
    kills: int
    at_once: int = 16
    seed: int = 7
    citizens: list[Citizen] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # what was reported → its code
    killed: list[int] = field(default_factory=list)

    @property
    def messages(self) -> int:
        return sum(len(citizen.said) for citizen in self.citizens)

    def rage(self) -> None:
        with ThreadPoolExecutor(self.at_once + 1) as crowd:
            everybody = [crowd.submit(self._kill), *(crowd.submit(self._report, person) for person in range(self.at_once))]
            for one in everybody:
                one.result()
        self.program.wait_until_healthy()

    def _report(self, person: int) -> None:
        for number in count():
            if self.messages >= self.wanted:
                return
            citizen = Citizen(self.program.url, f"storm-{self.seed}-{person}-{number}")
            self.citizens.append(citizen)
            text = f"Đường qua nhà số {person} ngõ {number} thôn Phước Thiện ở Bình Hải hư hỏng nặng, xin sửa giúp"
            with closing(citizen):
                self.codes[text] = citizen.report(text)

    def _kill(self) -> None:
        draw = random.Random(self.seed)
        for moment in sorted(draw.sample(range(self.wanted // 20, self.wanted * 19 // 20), self.kills)):
            wait_for(lambda moment=moment: self.messages >= moment, 120)  # type: ignore[misc]
            self.killed.append(self.program.kill_child())

    # ------------------------------------------------------------ what must hold afterwards

    def check_chats(self) -> None:
        """Read from the start, numbers have no gaps, what was said stands once, and each message has an answer."""
        for citizen in self.citizens:
            with closing(citizen):
                shown = citizen.everything()
            assert [one["id"] for one in shown] == list(range(1, len(shown) + 1))
            assert [one["id"] for one in shown if one["from"] == "me"] == sorted(citizen.said)
            assert all((one["from"], after["from"]) != ("me", "me") for one, after in pairwise(shown))
            assert shown[-1]["from"] == "bot"

    def check_database(self) -> None:
        """Call it when the program has stopped."""
        with closing(open_database(f"sqlite:///{self.program.data / 'nghedan.sqlite3'}")) as database:
            assert database.read(_states) == {"handled": self.messages}
            filed = database.read(_submissions)
        assert filed == [(code, text) for text, code in sorted(self.codes.items(), key=lambda item: item[1])]


def _states(connection: Connection) -> dict[str, int]:
    counted = connection.execute(select(Inbox.state, func.count().label("number")).group_by(Inbox.state))
    return {row.state: row.number for row in counted}


def _submissions(connection: Connection) -> list[tuple[str, str]]:
    return [(code, text) for code, text in connection.execute(select(Submission.code, Submission.text).order_by(Submission.code))]
