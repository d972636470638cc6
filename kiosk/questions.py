"""What the wizard asks for a new hall, which answers fit, and the plan that comes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from kiosk import accounts, config, layout, settings_text
from kiosk.faults import Fault, Faults, of_form
from kiosk.layout import COMPREHENSIVE, Layout
from kiosk.places import Steps
from kiosk.refusal import Refusal
from kiosk.settings_text import Value
from kiosk.setup import ADMIN, Plan
from kiosk.wizard import NONE, Answers, Question, Unfit, settings_of
from printers import find
from printers.find import Found

VIRTUAL = "virtual"
HOURS = "09:00-12:00 14:00-17:00"
MOST_COUNTERS = 60
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_WIDTHS = ("80", "58")
_VIRTUAL = '[[printers]]\nname = "main"\nkind = "virtual"\nwidth_mm = 80\npath = "receipts"\n'


class HallQuestions:
    """The questions, and the printers that have been found to choose from.

    `printers`: those on USB and at serial ports; one in the network is looked for when its
    address is typed.
    """

    def __init__(self, printers: Sequence[Found]) -> None:
        self._printers = {f"{each.kind} {each.where}": each for each in printers}
        self._sample = layout.sample()
        self.all = list(self._questions())

    def plan(self, answers: Answers) -> Plan:
        """The hall that the answers make."""
        text = settings_of(self.all, answers)
        printer = self._printers.get(answers["printer"])
        if printer is not None:
            width = "width_mm = 58\n" if answers["width"] == "58" else ""
            text = settings_text.with_printer(text, printer.settings + width)
        else:
            text = settings_text.with_printer(text, _VIRTUAL)
        return Plan(text, self._counters(answers), answers["account"])

    def _questions(self) -> Iterator[Question]:
        yield _setting("name", "")
        yield _setting("name_en", "")
        yield _setting("code", "main")
        yield _setting("hotline", "12345")
        number = str(self._sample.number(COMPREHENSIVE))
        yield Question("counters", number, _counters)
        for skill, desk in self._sample.models().items():
            if skill != COMPREHENSIVE:
                yield Question(
                    skill,
                    str(self._sample.number(skill)),
                    lambda typed: _number(typed, 0),
                    asked=lambda answers: answers["counters"].isdecimal(),
                    phrase="specialists",
                    values={"zh": desk.name, "en": desk.name_en},
                )
        yield Question("hours", HOURS, _plain_hours, _hours)
        yield Question("printer", VIRTUAL, self._printer, rows=self._rows)
        yield Question("width", "80", _width, asked=lambda answers: answers["printer"] != VIRTUAL)
        yield Question("url", _own_url() or NONE, str, _serve)
        yield Question("account", ADMIN, _account)
        yield Question("password", "", _password, secret=True)

    def _rows(self) -> Sequence[str]:
        described = (f"{key}  {each.description}" for key, each in self._printers.items())
        return [VIRTUAL, *(row.rstrip() for row in described)]

    def _printer(self, typed: str) -> str:
        """The key of a printer: by its number in the list, or found at its address."""
        keys = [VIRTUAL, *self._printers]
        if typed in keys:
            return typed
        if typed.isdecimal():
            if not 1 <= int(typed) <= len(keys):
                raise Unfit("choice", most=len(keys))
            return keys[int(typed) - 1]
        try:
            (found,) = find.on_network([typed])
        except ValueError as error:
            raise Unfit("address", address=typed) from error
        key = f"{found.kind} {found.where}"
        self._printers[key] = found
        return key

    def _counters(self, answers: Answers) -> Layout:
        if not answers["counters"].isdecimal():
            return read_layout(answers["counters"])
        numbers = {
            skill: int(answers[skill]) for skill in self._sample.models() if skill in answers
        }
        return self._sample.counted({COMPREHENSIVE: int(answers["counters"])} | numbers)


def read_layout(file: str) -> Layout:
    """The counters in `file`; raises `Unfit` with every fault, or Refusal "file.unreadable"."""
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal("file.unreadable", path=file, reason=reason) from error
    try:
        return Layout.model_validate_json(text)
    except ValidationError as error:
        faults = tuple(
            Fault(".".join(map(str, steps)) or Path(file).name, fault.kind, fault.values)
            for steps, fault in of_form(error)
        )
        raise Unfit("faulty", faults=Faults(faults)) from error


def _setting(key: str, default: str) -> Question:
    return Question(key, default, settings=lambda answer: {(key,): answer})


def _number(typed: str, least: int) -> str:
    if not typed.isdecimal() or not least <= int(typed) <= MOST_COUNTERS:
        raise Unfit("number", least=least, most=MOST_COUNTERS)
    return str(int(typed))


def _counters(typed: str) -> str:
    if typed.isdecimal():
        return _number(typed, 1)
    read_layout(typed)
    return typed


def _plain_hours(typed: str) -> str:
    """As hall.toml wants them: full-width signs, dashes and one-digit hours are people's ways."""
    if typed == NONE:
        return NONE
    plain = re.sub(r"\s*[-－–—~～至]+\s*", "-", typed.replace("：", ":"))
    return " ".join(
        re.sub(r"(?<!\d)(\d:)", r"0\1", part) for part in re.split(r"[\s,，、;；]+", plain) if part
    )


def _hours(answer: str) -> dict[Steps, Value]:
    return {} if answer == NONE else {("hours", day): answer.split() for day in _WEEKDAYS}


def _width(typed: str) -> str:
    if typed not in _WIDTHS:
        raise Unfit("width", widths=" / ".join(_WIDTHS))
    return typed


def _own_url() -> str:
    """How phones reach a service on this machine, "" without a network."""
    url = config.parse('name = "-"\n[serve]\nhost = "0.0.0.0"\n', Path()).public_url
    return "" if "//127." in url else url


def _serve(url: str) -> dict[Steps, Value]:
    """With this machine's own address nothing more is written: the address may change."""
    if url == NONE:
        return {}
    everywhere: dict[Steps, Value] = {("serve", "host"): "0.0.0.0"}  # noqa: S104 phones are to come
    if url == _own_url():
        return everywhere
    named: dict[Steps, Value] = {("serve", "public_url"): url}
    # Any other port, or https, is that of a server in front, on this machine or elsewhere.
    ours = re.fullmatch(r"http://[^/]+:8321/?", url)
    return everywhere | named if ours else named


def _account(typed: str) -> str:
    if not accounts.is_name(typed):
        raise Refusal("account.name_invalid", longest=accounts.LONGEST_NAME)
    return typed


def _password(typed: str) -> str:
    accounts.check_password(typed)
    return typed
