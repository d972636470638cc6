"""Documents that say who a person is: whether a number is plausible, and how a reader gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kiosk.refusal import Refusal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLDEST = 1880


class DocumentKind(StrEnum):
    """What a document is."""

    RESIDENT_ID = "resident_id"
    """Identity cards, and the residence permits that have a number of the same kind."""
    PASSPORT = "passport"
    PERMIT = "permit"
    """Residence and travel permits: of Hong Kong, Macao, Taiwan, and of foreigners."""


_FORMS = {
    DocumentKind.RESIDENT_ID: re.compile(r"[1-9][0-9]{16}[0-9X]"),
    DocumentKind.PASSPORT: re.compile(r"(?=.*[0-9]{4})[A-Z0-9]{6,12}"),
    DocumentKind.PERMIT: re.compile(r"[A-Z]{0,3}[0-9]{8,15}[0-9X]?|[1-9][0-9]{16}[0-9X]"),
}
_BEGINNINGS = {
    DocumentKind.RESIDENT_ID: re.compile(r"([1-9]([0-9]{0,16}|[0-9]{16}[0-9X]))?"),
    DocumentKind.PASSPORT: re.compile(r"[A-Z0-9]{0,12}"),
    DocumentKind.PERMIT: re.compile(
        r"[A-Z]{0,3}([0-9]{0,15}|[0-9]{8,15}[0-9X])|[1-9]([0-9]{0,16}|[0-9]{16}[0-9X])"
    ),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document's kind and number, checked; its number does not show when it is printed."""

    kind: DocumentKind
    number: str

    def __repr__(self) -> str:
        return f"Document({self.kind.value})"


def document(kind: DocumentKind, number: str, today: date) -> Document:
    """What was typed or read, without spaces and in capitals; `today` is the hall's day.

    A resident's number has the check character of GB 11643-1999 (ISO 7064, MOD 11-2) and a day of
    birth. So has a residence permit of Hong Kong, Macao or Taiwan (since 2018) and of a foreigner
    (since 2023): of whatever `kind` it is said to be, it becomes the same document. Refuses with
    "identity.invalid", which does not repeat the number.
    """
    tidy = number.replace(" ", "").upper()
    if not is_whole(kind, tidy):
        raise Refusal("identity.invalid")
    if kind is DocumentKind.PERMIT and is_whole(DocumentKind.RESIDENT_ID, tidy):
        kind = DocumentKind.RESIDENT_ID
    if kind is DocumentKind.RESIDENT_ID and not (_checks(tidy) and _born(tidy, today)):
        raise Refusal("identity.invalid")
    return Document(kind, tidy)


def is_whole(kind: DocumentKind, typed: str) -> bool:
    """Whether such a number may look so, in capitals and without spaces; its check aside."""
    return _FORMS[kind].fullmatch(typed) is not None


def leads_on(kind: DocumentKind, typed: str) -> bool:
    """Whether such a number may begin so."""
    return _BEGINNINGS[kind].fullmatch(typed) is not None


class CardReader(Protocol):
    """A reader of identity cards; what it reads goes nowhere else."""

    def read(self, seconds: float) -> Document | None:
        """Wait for a card; None if none was put on it in that time.

        Refuses with "identity.unreadable" or "identity.invalid"; raises OSError where the reader
        itself is gone or silent.
        """


def _checks(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11] == number[17]


def _born(number: str, today: date) -> bool:
    try:
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return day.year >= _OLDEST and day <= today
