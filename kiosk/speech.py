"""Turns a phrase into the words that a voice says: digits, times, dates, money, and what is silent.

Pure functions of text; no engine's mark-up. What an engine must know by itself, such as the
reading of 行, 长 and 重, is left to it.
"""

from __future__ import annotations

import ipaddress
import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kiosk.form import Form
from kiosk.hours import Period
from kiosk.tongues import CHINESE, CHINESE_YAO, ENGLISH, Tongue
from kiosk.words import words

EngineName = Literal["clips", "speech-dispatcher", "espeak-ng"]


def _address(text: str) -> str:
    return str(ipaddress.ip_address(text))


class Quiet(Form):
    """Another volume, in percent, at a time of day."""

    period: Period
    volume: Annotated[int, Field(ge=0, le=100)]


class VoiceSettings(Form):
    """How the hall speaks: the table `[voice]` of the settings.

    `engine`: the best that is there ("auto"), one alone, or none ("silent"). `rate`: 1.0 is the
    pace of an announcement. `volume`: percent. `device`: the loudspeaker, as `aplay -L` names it;
    empty is the system's own. `headphones`: the jack beside the keypad; what is private is said
    there or not at all. `clips`: a folder of recordings. `one`: how a 1 in a row of digits is said.

    Of calls: `chime` before each; `calls_twice` while few wait to be said; `quiet`: times of day
    with another volume. `boards`: addresses of boards on other machines that may speak; one at a
    time does (`kiosk.web.turn`).
    """

    engine: EngineName | Literal["auto", "silent"] = "auto"
    rate: Annotated[float, Field(ge=0.5, le=2, allow_inf_nan=False)] = 1.0
    volume: Annotated[int, Field(ge=0, le=100)] = 100
    device: Annotated[str, Field(max_length=100)] = ""
    headphones: Annotated[str, Field(max_length=100)] = ""
    clips: Annotated[str, Field(max_length=400)] = ""
    chime: bool = True
    calls_twice: bool = True
    call_languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh",)
    one: Literal["yi", "yao"] = "yi"
    quiet: Annotated[tuple[Quiet, ...], Field(max_length=12)] = ()
    boards: Annotated[
        tuple[Annotated[str, AfterValidator(_address)], ...], Field(max_length=20)
    ] = ()

    def volume_at(self, moment: time) -> int:
        """The volume at this time of day in the hall; the first of `quiet` that holds."""
        held = (each for each in self.quiet if each.period.start <= moment < each.period.end)
        return next((each.volume for each in held), self.volume)

    def clips_folder(self, folder: Path) -> Path | None:
        """Where the recordings are; a relative path is meant from the settings in `folder`."""
        return folder.resolve() / self.clips if self.clips else None


def call_phrase(number: str, counter: str, language: str, name: str = "") -> str:
    """The call of ticket `number` ("A032") to the counter with the code `counter` ("3"), as it is
    written; its `name` ("综合窗口") is said in Chinese alone."""
    known = _known(language)
    place = name if name and known == "zh" else words().say("voice.counter", known)
    return words().say("voice.call", known, number=number, counter=counter, name=place)


def brief_phrase(number: str, counter: str, language: str) -> str:
    """The same call in as few words as can be, for when many wait to be called."""
    return words().say("voice.brief", _known(language), number=number, counter=counter)


def call_words(number: str, counter: str, language: str, *, name: str = "", one: str = "yi") -> str:
    """`call_phrase` as it is spoken."""
    return spoken(call_phrase(number, counter, language, name), language, one=one)


def spoken(text: str, language: str, *, one: str = "yi") -> str:
    """`text` as it is said in `language` ("zh", "zh-CN", "en").

    A language without words of its own here (recordings only) gets the Chinese ones. `one="yao"`
    says 幺 for each 1 in ticket and telephone numbers.
    """
    tongue = ENGLISH if _known(language) == "en" else CHINESE_YAO if one == "yao" else CHINESE
    return tongue.tidy(_FIGURES.sub(lambda found: _say(found, tongue), text))


def _known(language: str) -> str:
    return "en" if language.partition("-")[0] == "en" else "zh"


# The first that fits wins, so what is most particular stands first.
_FIGURES = re.compile(
    r"""
      (?P<silent> https?://\S+ )
    | (?P<date>   (?<!\d) (?P<y>[12]\d{3})-(?P<m>0?[1-9]|1[0-2])-(?P<d>0?[1-9]|[12]\d|3[01]) (?!\d))
    | (?P<year>   (?<!\d) [12]\d{3} (?=\s*年) )
    | (?P<time>   (?<!\d) (?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d) (?!\d) )
    | (?P<money>  [¥￥]\s*(?P<sum>\d[\d,]*(?:\.\d{1,2})?) (?:\s*元)?
                | (?P<sum2>\d[\d,]*(?:\.\d{1,2})?) \s*(?:元|yuan\b) )
    | (?P<percent>(?P<share>\d+(?:\.\d+)?) \s*[%％] )
    | (?P<ticket> (?<![A-Za-z]) [A-Z]{1,2}\d{1,4} (?![A-Za-z\d]) )
    | (?P<phone>  (?<!\d) (?:0\d{2,3}-\d{7,8} | \d{3,4}-\d{3,4}-\d{4}) (?!\d) )
    | (?P<range>  (?<=\d) \s*[-–—~～]\s* (?=[A-Z]{0,2}\d) )
    | (?P<number> (?P<nth>第\s*)? (?P<whole>\d+) (?P<part>\.\d+)?
                  (?P<unit>\s*(?:[个位人件份次张名项步本遍天周]|分钟|小时|公里))? )
    """,
    re.VERBOSE,
)
_LONGEST_AMOUNT = 4
"""A bare figure with more digits than this is a number to dial or type, not an amount."""


def _say(found: re.Match[str], tongue: Tongue) -> str:
    part = found.group
    match found.lastgroup:
        case "date":
            return tongue.date(int(part("y")), int(part("m")), int(part("d")))
        case "year":
            return tongue.year(int(found[0]))
        case "time":
            return tongue.time(int(part("hour")), int(part("minute")))
        case "money":
            yuan, _, fen = (part("sum") or part("sum2")).replace(",", "").partition(".")
            return tongue.money(int(yuan), int(fen.ljust(2, "0")))
        case "percent":
            return tongue.percent(_amount(part("share"), tongue))
        case "ticket":
            letters = "".join(filter(str.isalpha, found[0]))
            return f" {' '.join(letters)} {tongue.digits(found[0].removeprefix(letters))}"
        case "phone":
            return "，".join(map(tongue.digits, found[0].split("-")))
        case "range":
            return tongue.to
        case "number":
            return _number(found, tongue)
    return ""


def _number(found: re.Match[str], tongue: Tongue) -> str:
    nth, whole, unit = found["nth"] or "", found["whole"], found["unit"] or ""
    if found["part"]:
        return tongue.decimal(whole, found["part"][1:]) + unit
    longest = len(whole) if unit else _LONGEST_AMOUNT
    if len(whole) > longest or (len(whole) > 1 and whole.startswith("0")):
        return nth + tongue.digits(whole) + unit
    return nth + (tongue.cardinal(int(whole)) + unit if nth else tongue.counted(int(whole), unit))


def _amount(figures: str, tongue: Tongue) -> str:
    whole, _, part = figures.partition(".")
    return tongue.decimal(whole, part) if part else tongue.cardinal(int(whole))
