"""What the identity page says: the documents, the reasons, a refusal, and a number half hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.touch.views import Shown, say

if TYPE_CHECKING:
    from kiosk.people.documents import DocumentKind
    from kiosk.refusal import Refusal

KINDS = {
    "resident_id": "id-card",
    "permit": "licence",
    "passport": "passport",
    "agent": "people",
    "none": "help",
}
"""What one may answer to "which document", in the order of the page, with their pictures."""
REASONS = {
    "elderly": "elder",
    "ill": "medical",
    "child": "baby",
    "company": "briefcase",
    "away": "bus",
}
"""Why somebody comes for somebody else."""
_LAST = 4
_RESIDENT = 18
"""Characters of a number that says place and day of birth."""


def kinds(language: str, *, agent: bool) -> list[Shown]:
    """What one may show: key, icon, title, text; an `agent` has said already for whom."""
    return [
        _row("kinds", key, icon, language, say(f"identity.kinds.{key}_text", language))
        for key, icon in KINDS.items()
        if key != "agent" or not agent
    ]


def reasons(language: str) -> list[Shown]:
    """Why one may come for somebody else: key, icon, title, and no text."""
    return [_row("reasons", key, icon, language, "") for key, icon in REASONS.items()]


def no(refusal: Refusal | None, kind: DocumentKind, language: str) -> Shown:
    """Title and text of what the hall or the reader has against it; empty while nothing is."""
    if refusal is None:
        return {}
    name = refusal.code.rpartition(".")[2]
    if name == "invalid":
        name = f"invalid_{kind.value}"
    return {
        "title": say(f"identity.no.{name}", language),
        "text": say(f"identity.no.{name}_text", language, **refusal.values),
    }


def field(kind: str, typed: str, *, whole: bool) -> str:
    """What stands in the field: `whole`, or stars but for the last four characters."""
    hidden = 0 if whole else max(0, len(typed) - _LAST)
    text = "*" * hidden + typed[hidden:]
    if kind != "resident_id" and len(typed) != _RESIDENT:
        return text
    # Place, day of birth, and the rest: as people say it.
    return " ".join(each for each in (text[:6], text[6:14], text[14:]) if each)


def _row(table: str, key: str, icon: str, language: str, text: str) -> Shown:
    title = say(f"identity.{table}.{key}", language)
    return {"key": key, "icon": icon, "title": title, "text": text}
