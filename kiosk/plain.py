"""Words that may stand anywhere: on glass, paper and pages."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}


def _seen(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in _UNSEEN:
            raise ValueError(f"U+{ord(character):04X} cannot be shown or printed")
    return text


Plain = Annotated[str, AfterValidator(_seen)]
"""Text without control characters: an ESC in a name would be a command to the printer."""
