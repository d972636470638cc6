"""Finds the Chinese font for pictures of paper and opens it in the sizes that a line asks for."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

_FOLDER: Final = Path("/usr/share/fonts/opentype/noto")
_MONO_SC: Final = 7
"""Place of "Noto Sans Mono CJK SC" in the collection: there ASCII is exactly half a hanzi wide."""


class FontMissingError(RuntimeError):
    """No Chinese font is installed; the sentence says what to install."""


def font(height: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Noto Sans Mono CJK SC, ``height`` dots to the em, kept open. Raises FontMissingError."""
    path, index = _find(bold)
    return _open(path, index, height)


@cache
def _open(path: Path, index: int, height: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, height, index, layout_engine=ImageFont.Layout.BASIC)


@cache
def _find(bold: bool) -> tuple[Path, int]:
    """Where the font is: Debian's own place, else wherever fontconfig knows it to be."""
    debian = _FOLDER / f"NotoSansCJK-{'Bold' if bold else 'Regular'}.ttc"
    if debian.is_file():
        return debian, _MONO_SC
    if shutil.which("fc-match"):
        answer = subprocess.run(
            [
                "fc-match",
                "--format=%{file}\n%{index}\n%{family}",
                f"Noto Sans Mono CJK SC:{'bold' if bold else 'regular'}",
            ],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
        # fontconfig always names some font; only the one asked for has the letters.
        match answer.stdout.split("\n"):
            case [file, index, family] if "Mono CJK SC" in family:
                return Path(file), int(index)
    raise FontMissingError(
        "no Chinese font: install Noto Sans CJK (Debian and Ubuntu: apt install fonts-noto-cjk)"
    )
