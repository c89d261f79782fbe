"""People who report on Telegram, people at the command line, and hasty ones: beside those of the web chat in tests.running."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.running import CODE, PATIENCE_SECONDS, Citizen, Program, wait_for
from tests.servers import Reached, Telegram

QUIET_SECONDS = 2.5  # the bot sends one message a second to a chat; after that long nothing more is to come
TURNS = 30  # of a report, some of them repeated
QUESTIONS = ("chào", "làm giấy khai sinh cho con ở đâu", "cảm ơn")
IN_A_ROW = (  # each has one answer, the same whatever was said before
    "làm giấy khai sinh cho con ở đâu", "nộp tiền trên mạng bị trừ mà báo lỗi", "đăng ký kết hôn cần giấy gì",
    "chứng thực bản sao ở đâu", "cảm ơn",
)  # fmt: skip


class Subscriber:
    """A private chat on Telegram."""

    def __init__(self, telegram: Telegram, number: int) -> None:
        self.number = number
        self._telegram = telegram

    def report(self, text: str) -> str:
        """Files a report, always pressing the first button, which goes forward; returns its code."""
        seen, answered = len(self._reached()), ""
        self._telegram.say(self.number, text)
        for _ in range(TURNS):
            answers = self._answers(seen)
            seen += len(answers)
            codes = [code for one in answers for code in CODE.findall(one.text)]
            if codes:
                return str(codes[0])
            if answers[-1].text == answered and self._comes_more(seen):
                continue  # the same came once more: nobody answers it twice
            answered = answers[-1].text
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

    def _comes_more(self, seen: int) -> bool:
        end = time.monotonic() + QUIET_SECONDS
        while len(self._reached()) <= seen and time.monotonic() < end:
            time.sleep(0.1)
        return len(self._reached()) > seen

    def _reached(self) -> list[Reached]:
        return list(self._telegram.sent().get(self.number, ()))


class HastyCitizen:
    """A web chat in which several things are said before the first answer is read, each over a connection of its own: so they
    wait together, in the order of their numbers."""

    def __init__(self, urls: Sequence[str], name: str) -> None:
        self.voices = [Citizen(urls[0], name, *urls[1:]) for _ in IN_A_ROW]

    @property
    def said(self) -> dict[int, str]:
        return {number: text for voice in self.voices for number, text in voice.said.items()}

    def ask(self) -> None:
        with ThreadPoolExecutor(len(self.voices)) as threads:
            list(threads.map(Citizen.say, self.voices, IN_A_ROW))
        wait_for(lambda: len(self.heard()) > len(IN_A_ROW), PATIENCE_SECONDS)  # the first answer brings the notice with it

    def heard(self) -> list[str]:
        return [one["text"] for one in self.voices[0].everything() if one["from"] == "bot"]

    def close(self) -> None:
        for voice in self.voices:
            voice.close()


class HastySubscriber:
    """The same in a private chat on Telegram, from which several messages come in one answer."""

    def __init__(self, telegram: Telegram, number: int) -> None:
        self.number = number
        self._telegram = telegram

    def ask(self) -> None:
        for text in IN_A_ROW:
            self._telegram.say(self.number, text)
        # Where one process is alone, each kill of everything holds up Telegram until its lease runs out.
        wait_for(lambda: len(self._telegram.sent().get(self.number, ())) > len(IN_A_ROW), 4 * PATIENCE_SECONDS)


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
