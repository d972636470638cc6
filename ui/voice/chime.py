"""The chime before a call: two bell notes falling a third, made of numbers and not of a file."""

from __future__ import annotations

import math
from functools import cache

from ui.voice.sound import Sound, of_values

RATE = 22050
_NOTES = ((659.26, 0.0), (523.25, 0.32))
"""E5 and then C5: hertz, and the second at which the note begins."""
_SECONDS = 1.1
_DECAY = 5.0
_PARTIALS = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))
_PEAK = 0.45
_ATTACK_SECONDS = 0.006


@cache
def chime() -> Sound:
    """A second of it; its loudest sample is below half of full."""
    wave = [_at(place / RATE) for place in range(round(RATE * _SECONDS))]
    loudest = max(map(abs, wave))
    return of_values(RATE, (round(value / loudest * _PEAK * 0x7FFF) for value in wave))


def _at(second: float) -> float:
    # The end fades to nothing, so that it does not click.
    fade = min(1.0, (_SECONDS - second) / 0.05)
    return fade * sum(_note(hertz, second - begun) for hertz, begun in _NOTES if second >= begun)


def _note(hertz: float, second: float) -> float:
    loud = min(1.0, second / _ATTACK_SECONDS) * math.exp(-_DECAY * second)
    return loud * sum(
        strength * math.sin(math.tau * hertz * times * second) for times, strength in _PARTIALS
    )
