"""The papers in the folder of a virtual printer, as they came out."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from printers.layout import DOTS_PER_MM

_PNG_HEAD = struct.Struct(">8s4x4sII")
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
# The label of a ticket's paper begins with its day.
_DAY = re.compile(r"^\d{8}-(?=.)")


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: its name in the folder, when it was out (ns), its picture (PNG), its size in dots
    (203 to the inch)."""

    name: str
    out: int
    picture: bytes
    wide: int
    high: int

    @property
    def label(self) -> str:
        """What stands on it for people ("A012")."""
        return _DAY.sub("", self.name)

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        return round(self.wide / DOTS_PER_MM), round(self.high / DOTS_PER_MM)


def papers(folder: Path, most: int) -> tuple[Slip, ...]:
    """The newest papers in `folder`, the newest first; none when there is no folder yet.

    A paper is out when its bytes (.bin) stand beside its picture (.png). Raises OSError when the
    folder cannot be read.
    """
    try:
        jobs = [(_out(file), file) for file in folder.iterdir() if file.suffix == ".bin"]
    except FileNotFoundError:
        return ()
    slips = (_slip(out, job) for out, job in sorted(jobs, reverse=True))
    return tuple(islice((slip for slip in slips if slip is not None), most))


def _out(job: Path) -> int:
    try:
        return job.stat().st_mtime_ns
    except FileNotFoundError:
        # Taken away between two looks; it has no picture either.
        return 0


def _slip(out: int, job: Path) -> Slip | None:
    """The paper of a job; None where there is no picture of it."""
    try:
        picture = job.with_suffix(".png").read_bytes()
    except FileNotFoundError:
        # Taken away, or another driver's job without a picture.
        return None
    if len(picture) < _PNG_HEAD.size:
        return None
    magic, kind, wide, high = _PNG_HEAD.unpack_from(picture)
    if (magic, kind) != (_PNG_MAGIC, b"IHDR"):
        return None
    return Slip(job.stem, out, picture, wide, high)
