"""The fake printer's machine on a table: bytes go in by hand, its clock is turned by hand."""

from __future__ import annotations

from typing import Any

from printers.fake import Machine, Model, Slip

CUT = b"\x1dVB\x00"
"""GS V 66 0: feed to the cutter and cut."""


class Rig:
    """Without a port: what it says is in `said`, what comes out in `slips`."""

    def __init__(self, **model: Any) -> None:
        self.now = 0.0
        self.heard = True
        self.said: list[bytes] = []
        self.slips: list[Slip] = []
        self.machine = Machine(Model(**model), lambda: self.now, self._say, self.slips.append)

    def _say(self, data: bytes, host: object) -> bool:
        if self.heard:
            self.said.append(data)
        return self.heard

    def send(self, data: bytes) -> bytes:
        """What the machine says to `data`."""
        before = len(self.said)
        self.machine.receive(data, None)
        return b"".join(self.said[before:])

    def go_on(self, seconds: float = 0.0) -> bytes:
        """What it says when time has passed or a person has done something."""
        before = len(self.said)
        self.now += seconds
        self.machine.run()
        return b"".join(self.said[before:])

    def slip(self, data: bytes) -> Slip:
        """The one slip that `data` and a cut make."""
        before = len(self.slips)
        self.send(data + CUT)
        (slip,) = self.slips[before:]
        return slip


def ink(slip: Slip) -> tuple[int, int, int, int]:
    """Where the dots are: left, top, right, bottom."""
    box = slip.picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


def hanzi(text: str) -> bytes:
    """Chinese mode, and the text in it."""
    return b"\x1c&" + text.encode("gb18030")


def qr(data: bytes, *, module: int = 6, level: int = 49) -> bytes:
    """GS ( k functions 165, 167, 169, 180, 181."""
    length = (len(data) + 3).to_bytes(2, "little")
    return (
        b"\x1d(k\x04\x001A2\x00"
        b"\x1d(k\x03\x001C" + bytes([module]) + b"\x1d(k\x03\x001E" + bytes([level]) + b"\x1d(k"
        b"" + length + b"1P0" + data + b"\x1d(k\x03\x001Q0"
    )


def raster(width: int, rows: bytes, mode: int = 0) -> bytes:
    """GS v 0 `mode` of rows that are `width` bytes wide."""
    height = len(rows) // width
    return (
        b"\x1dv0"
        + bytes([mode])
        + width.to_bytes(2, "little")
        + height.to_bytes(2, "little")
        + rows
    )
