"""How Chinese and English say numbers, dates, times and money, and where they pause."""

from __future__ import annotations

import re
from typing import Protocol

from kiosk.words import words

_HAN = "零一二三四五六七八九"
_STOPS = "[，。！？；：、]"
_PLAIN_ROW = str.maketrans("0123456789", _HAN)
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Tongue(Protocol):
    """One language's way; `fen` are hundredths of a yuan, `share` is said already."""

    to: str

    def digits(self, figures: str) -> str: ...
    def cardinal(self, value: int) -> str: ...
    def decimal(self, whole: str, part: str) -> str: ...
    def date(self, year: int, month: int, day: int) -> str: ...
    def year(self, year: int) -> str: ...
    def time(self, hour: int, minute: int) -> str: ...
    def money(self, yuan: int, fen: int) -> str: ...
    def percent(self, share: str) -> str: ...
    def counted(self, value: int, unit: str) -> str: ...
    def tidy(self, text: str) -> str: ...


class _Chinese:
    to = "到"

    def __init__(self, one: str) -> None:
        self._row = str.maketrans("0123456789", f"零{one}二三四五六七八九")

    def digits(self, figures: str) -> str:
        return figures.translate(self._row)

    def cardinal(self, value: int) -> str:
        if value >= 100_000_000:
            return self._joined(value, 100_000_000, "亿")
        if value >= 10_000:
            return self._joined(value, 10_000, "万")
        for step, unit in ((1000, "千"), (100, "百")):
            if value >= step:
                return self._joined(value, step, unit)
        if value >= 10:
            tens = "" if value < 20 else _HAN[value // 10]
            return f"{tens}十{_HAN[value % 10] if value % 10 else ''}"
        return _HAN[value]

    def _joined(self, value: int, step: int, unit: str) -> str:
        head, rest = divmod(value, step)
        said = self.cardinal(head) + unit
        if not rest:
            return said
        # 一千零五, 一百一十: a gap is a 零, and within a number 十 keeps its 一.
        tail = f"一{self.cardinal(rest)}" if 10 <= rest < 20 else self.cardinal(rest)
        return said + ("零" if rest < step // 10 else "") + tail

    def decimal(self, whole: str, part: str) -> str:
        return f"{self.cardinal(int(whole))}点{part.translate(_PLAIN_ROW)}"

    def date(self, year: int, month: int, day: int) -> str:
        return f"{self.year(year)}年{self.cardinal(month)}月{self.cardinal(day)}日"

    def year(self, year: int) -> str:
        return str(year).translate(_PLAIN_ROW)

    def time(self, hour: int, minute: int) -> str:
        said = ("两" if hour == 2 else self.cardinal(hour)) + "点"
        if not minute:
            return said
        return f"{said}{'零' if minute < 10 else ''}{self.cardinal(minute)}分"

    def money(self, yuan: int, fen: int) -> str:
        tenth, rest = divmod(fen, 10)
        said = ("两" if yuan == 2 else self.cardinal(yuan)) + "元" if yuan or not fen else ""
        said += f"{_HAN[tenth]}角" if tenth else "零" if yuan and rest else ""
        return said + (f"{_HAN[rest]}分" if rest else "")

    def percent(self, share: str) -> str:
        return f"百分之{share}"

    def counted(self, value: int, unit: str) -> str:
        return ("两" if value == 2 and unit else self.cardinal(value)) + unit

    def tidy(self, text: str) -> str:
        text = re.sub(r"\s+[·•]\s+|[()（）【】\[\]〔〕|]|——|…+", "，", text)
        text = re.sub(r"[·•“”‘’\"「」『』《》〈〉*#]", "", text)
        text = re.sub(rf"\s+(?={_STOPS}|[一-鿿])(?<![A-Z]\s)|(?<={_STOPS})\s+", "", text)
        return _one_stop(text, "，", _STOPS)


class _English:
    to = " to "

    def digits(self, figures: str) -> str:
        return " ".join(_ONES[int(figure)] for figure in figures)

    def cardinal(self, value: int) -> str:
        for step, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
            if value >= step:
                head, rest = divmod(value, step)
                between = " and " if rest < 100 else " "
                said = f"{self.cardinal(head)} {name}"
                return said + (between + self.cardinal(rest) if rest else "")
        if value >= 100:
            head, rest = divmod(value, 100)
            return f"{_ONES[head]} hundred" + (f" and {self.cardinal(rest)}" if rest else "")
        if value < 20:
            return _ONES[value]
        ten, one = divmod(value, 10)
        return _TENS[ten] + (f"-{_ONES[one]}" if one else "")

    def decimal(self, whole: str, part: str) -> str:
        return f"{self.cardinal(int(whole))} point {self.digits(part)}"

    def date(self, year: int, month: int, day: int) -> str:
        return f"{self.cardinal(day)} {words().say(f'voice.month.{month}', 'en')} {self.year(year)}"

    def year(self, year: int) -> str:
        century, rest = divmod(year, 100)
        if rest < 10:
            return self.cardinal(year)
        return f"{self.cardinal(century)} {self.cardinal(rest)}"

    def time(self, hour: int, minute: int) -> str:
        if not minute:
            return f"{self.cardinal(hour)} o'clock"
        return f"{self.cardinal(hour)} {'oh ' if minute < 10 else ''}{self.cardinal(minute)}"

    def money(self, yuan: int, fen: int) -> str:
        return f"{self.cardinal(yuan)} yuan" + (f" {self.cardinal(fen)}" if fen else "")

    def percent(self, share: str) -> str:
        return f"{share} percent"

    def counted(self, value: int, unit: str) -> str:
        return self.cardinal(value) + unit

    def tidy(self, text: str) -> str:
        text = re.sub(r"\s*[()\[\]·•|，—–…]+\s*", ", ", text)
        text = re.sub(r"[“”\"*#]", "", text)
        return _one_stop(re.sub(r"\s+([,.;:!?])", r"\1", text), ", ", r"[,.;:!?]")


def _one_stop(text: str, comma: str, stops: str) -> str:
    """`text` with one pause where several meet, none in front, and single spaces."""
    text = re.sub(rf"(?:\s*{comma.strip()})+\s*(?={stops})", "", text)
    text = re.sub(rf"(?:{comma.strip()}\s*){{2,}}", comma, text)
    return re.sub(r"\s+", " ", text).strip(" ,，")


CHINESE: Tongue = _Chinese("一")
CHINESE_YAO: Tongue = _Chinese("幺")
ENGLISH: Tongue = _English()
