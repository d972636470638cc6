"""A piece of sound: mono, 16 bits a sample, as engines give it and the loudspeaker takes it."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 2
"""Bytes of one sample."""


class NotSound(ValueError):
    """Not a WAV file of the one kind that is played: mono, 16 bits, uncompressed."""


@dataclass(frozen=True, slots=True)
class Sound:
    """`samples` are little-endian, `rate` of them a second."""

    rate: int
    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / WIDTH / self.rate

    @property
    def peak(self) -> float:
        """The loudest sample, 0 to 1; 0 is silence."""
        return max(map(abs, _values(self.samples)), default=0) / 0x8000

    def at(self, percent: int) -> Sound:
        """The same at `percent` (0 to 100) of its amplitude."""
        if percent == 100:
            return self
        scaled = array("h", (value * percent // 100 for value in _values(self.samples)))
        return Sound(self.rate, _bytes(scaled))

    def wav(self) -> bytes:
        """It as a WAV file."""
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(WIDTH)
            writer.setframerate(self.rate)
            writer.writeframes(self.samples)
        return file.getvalue()


def read(wav: bytes) -> Sound:
    """The sound of a WAV file; raises NotSound with what it is instead."""
    try:
        with wave.open(io.BytesIO(wav)) as reader:
            kind = f"{reader.getnchannels()} x {reader.getsampwidth() * 8} bit"
            if (reader.getnchannels(), reader.getsampwidth()) != (1, WIDTH):
                raise NotSound(kind)
            # A program that writes to a pipe cannot know the length, and states the longest.
            samples = reader.readframes(min(reader.getnframes(), len(wav)))
            return Sound(reader.getframerate(), samples)
    except (wave.Error, EOFError) as error:
        raise NotSound(str(error) or "end of file") from error


def silence(rate: int, seconds: float) -> Sound:
    """Nothing, for so long."""
    return Sound(rate, bytes(round(rate * seconds) * WIDTH))


def of_values(rate: int, values: Iterable[int]) -> Sound:
    """Samples of -32768 to 32767 as sound, `rate` of them a second."""
    return Sound(rate, _bytes(array("h", values)))


def join(pieces: Iterable[Sound]) -> Sound:
    """One after another; all must have the rate of the first, and there must be one."""
    whole = list(pieces)
    rates = {piece.rate for piece in whole}
    if len(rates) != 1:
        raise ValueError(f"cannot join sounds of the rates {sorted(rates)}")
    return Sound(rates.pop(), b"".join(piece.samples for piece in whole))


def _values(samples: bytes) -> array[int]:
    values = array("h", samples)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _bytes(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
