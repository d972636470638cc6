"""What a search gives back: a service or a bundle, and in which way it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kiosk.catalogue import Language


class Match(StrEnum):
    """How it was found; a better way comes first."""

    EXACT = "exact"
    BEGINNING = "beginning"
    INITIALS = "initials"
    PART = "part"
    WORDS = "words"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Hit:
    """A service or bundle that was found. `by` is the name or folk word that was typed, "" for a
    code or where several were; `span` is where it stands in the shown name, from and up to which
    character, None where it does not."""

    id: str
    kind: Literal["service", "bundle"]
    match: Match
    by: str
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which an entry was found."""

    entry: int
    match: Match
    phrase: str = ""
    span: tuple[int, int] | None = None
    in_name: Language = ""
