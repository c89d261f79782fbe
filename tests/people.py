"""People who report on Telegram, and people at the command line: beside those of the web chat in tests.running."""

import time

from tests.running import CODE, PATIENCE_SECONDS, Program
from tests.servers import Reached, Telegram

QUIET_SECONDS = 2.5  # the bot sends one message a second to a chat; after that long nothing more is to come
QUESTIONS = ("chào", "làm giấy khai sinh cho con ở đâu", "cảm ơn")


class Subscriber:
    """A private chat on Telegram."""

    def __init__(self, telegram: Telegram, number: int) -> None:
        self.number = number
        self._telegram = telegram

    def report(self, text: str) -> str:
        """Files a report, always pressing the first button, which goes forward; returns its code."""
        seen = len(self._reached())
        self._telegram.say(self.number, text)
        for _ in range(20):
            answers = self._answers(seen)
            seen += len(answers)
            codes = [code for one in answers for code in CODE.findall(one.text)]
            if codes:
                return str(codes[0])
            if answers[-1].buttons:
                self._telegram.press(self.number, answers[-1].buttons[0], answers[-1].message)
            else:
                self._telegram.say(self.number, "bỏ qua")
        raise AssertionError("the report came to no end")

    def _answers(self, seen: int) -> list[Reached]:
        """What came after the first `seen` messages, when a button or silence shows that it is the person's turn."""
        end, last, since = time.monotonic() + PATIENCE_SECONDS, seen, time.monotonic()
        while time.monotonic() < end:
            reached = self._reached()
            if len(reached) > last:
                last, since = len(reached), time.monotonic()
            if last > seen and (reached[-1].buttons or time.monotonic() - since > QUIET_SECONDS):
                return reached[seen:]
            time.sleep(0.1)
        raise AssertionError("no answer came")

    def _reached(self) -> list[Reached]:
        return list(self._telegram.sent().get(self.number, ()))


class Neighbour:
    """Somebody at `nghedan chat`."""

    def __init__(self, program: Program, name: str) -> None:
        self.name = name
        self._program = program
        self.said = 0
        self.cut_short = False

    def ask(self) -> None:
        """A few questions, in one call. A database that cannot be written to ends it: the rest is then not said."""
        run = self._program.command("chat", "--as", self.name, said="\n".join(QUESTIONS))
        self.said += sum(line.startswith("> ") for line in run.stdout.splitlines())
        self.cut_short = self.cut_short or run.returncode != 0
