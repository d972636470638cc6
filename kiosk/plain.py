"""Words that may stand anywhere: on glass, paper and pages."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}


def is_plain(text: str) -> bool:
    """Whether all of it can be shown and printed."""
    return not any(unicodedata.category(character) in _UNSEEN for character in text)


def _seen(text: str) -> str:
    if not is_plain(text):
        raise ValueError("a control character cannot be shown or printed")
    return text


Plain = Annotated[str, AfterValidator(_seen)]
"""Text without control characters: an ESC in a name would be a command to the printer."""
