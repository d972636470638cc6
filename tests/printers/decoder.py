"""Prints a job on the fake printer, without any port, and reads what a person would get in hand."""

from collections import Counter
from dataclasses import dataclass

import zxingcpp

from printers.fake import Machine, Model, Slip
from printers.fake.mechanism import Charset
from printers.profiles import Profile, generic


@dataclass(frozen=True)
class Printout:
    """The papers that came out, and what the printer could not make sense of."""

    slips: tuple[Slip, ...]
    boxes: int
    """Characters that came out as an empty box."""
    unknown: Counter[str]
    answered: bytes
    """What the printer said, which a job without a question must not make it do."""

    @property
    def text(self) -> str:
        """All that the printer printed with its own font, line by line."""
        return "".join(slip.text for slip in self.slips)

    @property
    def codes(self) -> tuple[str, ...]:
        """The QR codes on the papers as a phone reads them, from top to bottom."""
        return tuple(text for slip in self.slips for text in scan(slip))


def decode(
    job: bytes, profile: Profile | None = None, *, charset: Charset = "gb2312", before: bytes = b""
) -> Printout:
    """Print the job; the last paper is torn off if no blade did. ``before`` was sent long ago."""
    profile = profile or generic()
    slips: list[Slip] = []
    said: list[bytes] = []

    def say(data: bytes, host: object) -> bool:
        said.append(data)
        return True

    model = Model(profile.width_mm, profile.dpi, charset, buffer=1 << 20)
    machine = Machine(model, lambda: 0.0, say, slips.append)
    machine.mechanism.load(80_000)
    for data in (before, job):
        for at in range(0, len(data), machine.room):
            machine.receive(data[at : at + machine.room], None)
    if not profile.cutter:
        machine.mechanism.tear()
    assert machine.waiting == 0, "the job ends in the middle of a command"
    return Printout(tuple(slips), machine.boxes, machine.unknown, b"".join(said))


def scan(slip: Slip) -> list[str]:
    """What zxing reads from the picture of a paper, from top to bottom."""
    found = zxingcpp.read_barcodes(slip.picture.convert("L"))
    return [each.text for each in sorted(found, key=lambda code: code.position.top_left.y)]
