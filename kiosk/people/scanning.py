"""What was held before the scanner or typed: a ticket, an appointment, a number, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TICKET_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_APPOINTMENT_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_CODE = re.compile(r"[A-Z]{0,4}[0-9]{6,16}")
_NUMBER = re.compile(r"[A-HJ-NP-Za-hj-np-z][0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Link:
    """The QR code of a ticket's paper."""

    token: str


@dataclass(frozen=True, slots=True)
class AppointmentCode:
    """The code of an appointment, or the token of its QR code."""

    code: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a ticket of today ("A012")."""

    number: str


Scanned = Link | AppointmentCode | Number


def is_code(text: str) -> bool:
    """Whether appointments may have such a code: eight digits, or what another system gives out,
    up to four capital letters and 6 to 16 digits."""
    return _CODE.fullmatch(text) is not None


def scan(text: str, public_url: str) -> Scanned | None:
    """What `text` is; None for anything else at all, whatever it holds.

    Every pattern is far shorter than the 64 characters of R57, the hall's own links excepted.
    `public_url` is what the hall's own links begin with, without a slash at the end.
    """
    own = text.removeprefix(f"{public_url}/")
    if own != text:
        kind, _, token = own.partition("/")
        if kind == "s" and _TICKET_TOKEN.fullmatch(token):
            return Link(token)
        if kind == "a" and _APPOINTMENT_TOKEN.fullmatch(token):
            return AppointmentCode(token)
        return None
    if _NUMBER.fullmatch(text):
        return Number(text.upper())
    return AppointmentCode(text) if is_code(text) else None
