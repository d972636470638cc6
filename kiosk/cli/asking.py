"""The wizard at a terminal, or reading its answers from a file: `kiosk init --wizard`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import typer

from kiosk import config
from kiosk.cli.options import language, say_key
from kiosk.faults import Faults
from kiosk.questions import VIRTUAL, HallQuestions
from kiosk.refusal import Refusal
from kiosk.setup import Plan
from kiosk.wizard import Question, Unfit, walk
from kiosk.words import words
from printers import find
from printers.faults import PrinterFault

BACK = ("<", "＜", "《")
"""What goes back one question; a Chinese keyboard types the other two with the same key."""
_LEAVE = "q"


def ask_all(folder: Path) -> tuple[Plan, str | None]:
    """The plan for a hall in `folder` and its administrator's password, None for a random one.

    Refuses with "hall.exists" before anything is asked. Who leaves, or a file that ends too soon,
    raises `typer.Abort`; nothing has been written then.
    """
    if (folder / config.FILE).exists():
        raise Refusal("hall.exists", folder=folder)
    talk = Terminal()
    talk.say("intro", folder=folder)
    questions = HallQuestions(_printers())
    answers = walk(talk, questions.all, {})
    while True:
        talk.summary(questions.all, answers)
        typed = talk.read(say_key("wizard.confirm"))
        if not typed:
            return questions.plan(answers), answers["password"] or None
        if typed.lower() == _LEAVE:
            talk.say("left")
            raise typer.Abort
        if typed in BACK:
            typed = str(len(questions.all))
        if typed.isdecimal() and 1 <= int(typed) <= len(questions.all):
            answers = walk(talk, questions.all, answers, int(typed) - 1)
        else:
            talk.no(Unfit("choice", most=len(questions.all)))


class Terminal:
    """Asks on the standard output and reads the standard input, line by line."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.isatty()
        if self._terminal:
            # With it a line can be edited, also where a character is two columns wide.
            import readline  # noqa: F401

    def say(self, key: str, **values: object) -> None:
        print(say_key(f"wizard.{key}", **values), flush=True)

    def no(self, why: Unfit | Refusal) -> None:
        if isinstance(why, Refusal):
            said = words().refusal(why.code, language(), why.values)
        else:
            values = {
                name: value.in_words(words(), language()) if isinstance(value, Faults) else value
                for name, value in why.values.items()
            }
            said = say_key(f"wizard.no.{why.key}", **values)
        self.say("no.mark", why=said)

    def ask(self, question: Question, default: str, step: int, steps: int) -> str | None:
        print()
        self.say("title", step=step, steps=steps, title=_title(question))
        print(say_key(f"wizard.{question.phrase or question.key}.hint"))
        for number, row in enumerate(question.rows(), 1):
            self.say("row", number=number, row=_shown(row))
        prompt = "wizard.default" if default else "wizard.prompt"
        typed = self.read(say_key(prompt, default=_shown(default)), secret=question.secret)
        if typed in BACK:
            return None
        if question.secret and typed and self._differs(typed):
            return self.ask(question, default, step, steps)
        return typed

    def read(self, prompt: str, *, secret: bool = False) -> str:
        """One line, stripped; a secret is not shown while it is typed."""
        try:
            if self._terminal:
                return (getpass.getpass(prompt) if secret else input(prompt)).strip()
            print(prompt, end="", flush=True)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            print()
            return line.strip()
        except (EOFError, KeyboardInterrupt) as end:
            print()
            self.say("left")
            raise typer.Abort from end

    def summary(self, questions: list[Question], answers: dict[str, str]) -> None:
        """All answers, each with the number of its question."""
        print()
        self.say("summary")
        for number, question in enumerate(questions, 1):
            if question.asked(answers):
                answer = answers[question.key]
                if question.secret:
                    answer = say_key(f"wizard.secret.{'typed' if answer else 'random'}")
                row = say_key("wizard.line", title=_title(question), answer=_shown(answer))
                self.say("row", number=number, row=row)

    def _differs(self, typed: str) -> bool:
        same = self.read(say_key("wizard.again"), secret=True) == typed
        if not same:
            self.no(Refusal("password.differs"))
        return not same


def _title(question: Question) -> str:
    name = question.values.get(language(), "")
    return say_key(f"wizard.{question.phrase or question.key}.ask", name=name)


def _shown(answer: str) -> str:
    return say_key("wizard.virtual") if answer == VIRTUAL else answer


def _printers() -> list[find.Found]:
    """What hangs on this machine; without libusb the serial ports are still there."""
    try:
        return [*find.on_usb(), *find.at_serial_ports()]
    except PrinterFault:
        return find.at_serial_ports()
