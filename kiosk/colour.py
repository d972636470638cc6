"""Colours that must be read: contrast as WCAG 2 measures it, and a family made from one colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Self

NORMAL = 4.5
STRONG = 7.0
"""Least contrast of all words, and in large and high-contrast mode (R19; WCAG 2, AA and AAA)."""

_FULL = 255


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, each from 0 to 1 (sRGB)."""

    red: float
    green: float
    blue: float

    @classmethod
    def read(cls, text: str) -> Self:
        """From "#0f5566"; raises ValueError."""
        if len(text) != len("#rrggbb") or not text.startswith("#"):
            raise ValueError('a colour is written "#0f5566"')
        red, green, blue = bytes.fromhex(text[1:])
        return cls(red / _FULL, green / _FULL, blue / _FULL)

    def __str__(self) -> str:
        return "#" + bytes(round(each * _FULL) for each in self.parts).hex()

    @property
    def parts(self) -> tuple[float, float, float]:
        """Red, green, blue."""
        return self.red, self.green, self.blue

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white): WCAG 2.1, definition of that name."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in self.parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: Colour, share: float) -> Colour:
        """So much of the way to another colour: 0 is this one, 1 the other."""
        pairs = zip(self.parts, other.parts, strict=True)
        return Colour(*(one + (far - one) * share for one, far in pairs))


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)
EVENING_SURFACE = Colour.read("#172a31")


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21: WCAG 2.1, definition of that name."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def family(colour: Colour, *, evening: bool = False, strong: bool = False) -> Mapping[str, str]:
    """The colours of the screen that follow a hall's own `colour`, by their names in the theme.

    `colour` has a contrast of 7:1 to white (`kiosk.look` sees to it); what comes out can be read
    by day, in the `evening`, and with 7:1 (`strong`) in large mode.
    """
    if evening:
        raised = EVENING_SURFACE.towards(colour, 0.18)
        brightest = max((raised, EVENING_SURFACE), key=lambda each: each.luminance)
        accent = _apart(colour, brightest, WHITE, STRONG)
        deep = EVENING_SURFACE.towards(colour, 0.3).towards(BLACK, 0.35)
        soft, pressed = EVENING_SURFACE.towards(colour, 0.1), raised
        far = WHITE
    else:
        soft, pressed = colour.towards(WHITE, 0.87), colour.towards(WHITE, 0.78)
        accent = _apart(colour, pressed, BLACK, STRONG if strong else NORMAL)
        deep = colour.towards(BLACK, 0.25)
        far = BLACK
    line = deep.towards(WHITE, 0.25)
    return {
        "accent": str(accent),
        "accentPressed": str(accent.towards(far, 0.3)),
        "accentSoft": str(soft),
        "accentSoftPressed": str(pressed),
        "deep": str(deep),
        "deepRaised": str(deep.towards(WHITE, 0.07)),
        "deepInkSoft": str(_apart(deep.towards(WHITE, 0.75), deep.towards(WHITE, 0.07), WHITE, 7)),
        "deepLine": str(line),
    }


def _apart(colour: Colour, ground: Colour, far: Colour, least: float) -> Colour:
    """`colour`, moved towards `far` until it can be read on `ground`."""
    steps = (colour.towards(far, min(1, step / 50)) for step in count())
    # A hair more than asked: the colour is rounded to 8 bits when it is shown.
    return next(each for each in steps if each == far or contrast(each, ground) >= least + 0.05)
