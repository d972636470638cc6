"""The papers in the folder of a virtual printer, as they came out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image, UnidentifiedImageError

_MM_PER_INCH = 25.4
_DPI = 203
"""What a picture that does not say it was drawn for."""
# The label of a ticket's paper begins with its day.
_DAY = re.compile(r"^\d{8}-(?=.)")


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: its name in the folder, when it was out (ns), its picture (PNG), its size in dots
    and how many of them make an inch."""

    name: str
    out: int
    picture: bytes
    wide: int
    high: int
    dpi: float

    @property
    def label(self) -> str:
        """What stands on it for people ("A012")."""
        return _DAY.sub("", self.name)

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        dot = _MM_PER_INCH / self.dpi
        return round(self.wide * dot), round(self.high * dot)


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
    try:
        with Image.open(BytesIO(picture)) as opened:
            dpi = opened.info.get("dpi", (_DPI, _DPI))[0]
            return Slip(job.stem, out, picture, *opened.size, dpi)
    except UnidentifiedImageError:
        return None
