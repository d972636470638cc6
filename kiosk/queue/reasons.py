"""The reason that staff give for what goes out of the order of things (R32)."""

from __future__ import annotations

from kiosk import plain
from kiosk.refusal import Refusal

LONGEST_REASON = 200


def given(reason: str) -> str:
    """A reason as it is kept, at most `LONGEST_REASON` characters on one line.

    Refuses with "reason.missing" what says nothing or cannot be shown.
    """
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON or not plain.is_plain(said):
        raise Refusal("reason.missing")
    return said
