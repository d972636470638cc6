"""Words that may stand anywhere: on glass, paper and pages."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Cc, Cs, Zl and Zp of Unicode, to which no version adds; each word of a catalogue is asked."""


def is_plain(text: str) -> bool:
    """Whether all of it can be shown and printed."""
    return _UNSEEN.search(text) is None


def _seen(text: str) -> str:
    if not is_plain(text):
        raise PydanticCustomError("control", "a control character cannot be shown or printed")
    return text


Plain = Annotated[str, AfterValidator(_seen)]
"""Text without control characters: an ESC in a name would be a command to the printer."""
