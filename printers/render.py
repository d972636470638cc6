"""Turns a paper into one printer's job, in the printer's own characters or as a picture."""

from typing import Final

from printers.encode import begin, cut, is_drawn, text_job
from printers.layout import Sheet, lay_out
from printers.logo import Emblem
from printers.paper import Paper
from printers.picture import pages
from printers.profiles import Profile, Rendering
from printers.raster import raster

_FEW: Final = 4
"""Lines of text drawn among printed ones; with more the whole paper is drawn, of one hand."""


def render(
    paper: Paper, profile: Profile, *, rendering: Rendering = "auto", emblem: Emblem | None = None
) -> bytes:
    """The whole job, from reset to cut; no question about the printer's state is in it.

    "auto" is what the profile prefers, and a picture where it has no preference. What is asked for
    as text is a picture all the same where the printer has no Chinese font, or lacks a character
    in more than a few lines. Raises FontMissingError when no Chinese font is installed and
    something must be drawn.
    """
    sheet = lay_out(paper, profile, emblem)
    wanted = profile.rendering if rendering == "auto" else rendering
    return text_job(sheet) if wanted == "text" and _suits_text(sheet) else _picture(sheet)


def _suits_text(sheet: Sheet) -> bool:
    drawn = sum(is_drawn(line, sheet.profile) for line in sheet.lines)
    return sheet.profile.charset != "none" and drawn <= _FEW


def _picture(sheet: Sheet) -> bytes:
    profile = sheet.profile
    return begin(profile) + b"".join(raster(page, profile) + cut(profile) for page in pages(sheet))
