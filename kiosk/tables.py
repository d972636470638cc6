"""The tables of `hall.toml` that set how the hall takes its people, calls them and serves them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter

from kiosk.catalogue import Id, Prefix
from kiosk.form import Form
from kiosk.plain import Plain
from kiosk.queue.routing import PolicyName, Rule


def _url(url: str) -> str:
    return str(TypeAdapter(HttpUrl).validate_python(url)).rstrip("/") if url else ""


class Serve(Form):
    """Where the HTTP service listens; `public_url` is how phones reach it, for the QR code."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8321
    public_url: Annotated[str, AfterValidator(_url)] = ""
    trusted_proxies: tuple[str, ...] = ()


class Tickets(Form):
    """`link_days`: how many days the status link of a ticket lives after its own day.
    `paper_seconds`: a paper that has not begun by then is not printed late."""

    link_days: Annotated[int, Field(ge=0, le=366)] = 3
    paper_seconds: Annotated[int, Field(ge=5, le=3600)] = 120


class Staff(Form):
    """`session_hours`: how long a sign-in lasts, and in a browser no more than `idle_minutes` after
    it was used last. `lock_minutes`: after five wrong passwords."""

    session_hours: Annotated[int, Field(ge=1, le=24)] = 12
    idle_minutes: Annotated[int, Field(ge=1, le=480)] = 30
    lock_minutes: Annotated[int, Field(ge=1, le=1440)] = 15


class Calling(Form):
    """How a number is called (R28): at most `recalls` times more, `apart_seconds` apart; it is
    missed after `calls_before_miss` calls at least. `pauses`: what a counter may pause for, codes
    that have a phrase or the hall's own words. Numbers are given out while the last person would
    be done at most `overtime_minutes` after the hall closes (R35)."""

    recalls: Annotated[int, Field(ge=0, le=9)] = 3
    apart_seconds: Annotated[int, Field(ge=0, le=600)] = 15
    calls_before_miss: Annotated[int, Field(ge=1, le=9)] = 2
    pauses: tuple[Annotated[Plain, Field(min_length=1, max_length=40)], ...] = (
        "short",
        "lunch",
        "meeting",
        "system",
    )
    overtime_minutes: Annotated[int, Field(ge=0, le=480)] = 30


class Queue(Form):
    """Who is next (`kiosk.queue.routing.Rule`): `rate` is for "apq", `ordinary` (people between
    two with priority) for "interleave", `head_start_minutes` for "head_start". With all of them
    nobody waits more than `limit_minutes` longer because of priority (R31)."""

    policy: PolicyName = "apq"
    rate: Annotated[float, Field(ge=1, le=100)] = 4.0
    ordinary: Annotated[int, Field(ge=3, le=12)] = 4
    head_start_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    limit_minutes: Annotated[int, Field(ge=0, le=240)] = 30

    @property
    def rule(self) -> Rule:
        """The same as the rule takes it."""
        return Rule(
            policy=self.policy,
            rate=self.rate,
            ordinary=self.ordinary,
            start=timedelta(minutes=self.head_start_minutes),
            limit=timedelta(minutes=self.limit_minutes),
        )


class Reserve(Form):
    """Numbers that a touch screen holds for when it cannot reach the database of its server:
    so many of each window group and day, counted from `first`. A file of its own needs none."""

    numbers: Annotated[int, Field(ge=0, le=500)] = 20
    first: Annotated[int, Field(ge=101, le=9000)] = 801


class Desks(Form):
    """The window groups whose numbers the desks call that help without a service."""

    enquiry: Prefix | None = None
    unresolved: Prefix | None = None


class Identity(Form):
    """Whether a number needs a document: of every service, or of `services` alone.

    What is kept of it is purged `days` days later. `others_per_day`: so many numbers a day for
    other people, and so many without a document by each of the staff. `reader`: the serial port of
    a reader of identity cards ("/dev/ttyUSB0"), "" without one, and its bits a second.
    """

    required: bool = False
    services: tuple[Id, ...] = ()
    days: Annotated[int, Field(ge=1, le=366)] = 30
    others_per_day: Annotated[int, Field(ge=0, le=99)] = 2
    reader: Annotated[str, Field(max_length=200)] = ""
    reader_baudrate: Annotated[int, Field(ge=9600, le=921600)] = 115200

    def needed(self, service: str) -> bool:
        """Whether a number for this service needs a document."""
        return self.required or service in self.services
