"""The settings of a hall: `hall.toml` in its folder, checked whole before anything starts."""

from __future__ import annotations

import ipaddress
import socket
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from kiosk.alarms.settings import AlarmSettings
from kiosk.catalogue import Id, Prefix
from kiosk.faults import Fault, Faults, of_form
from kiosk.hours import Hours, Slots
from kiosk.look import Card, Look, Screen
from kiosk.places import Steps, line_of, lines, meant
from kiosk.plain import Plain
from kiosk.queue.routing import PolicyName, Rule
from kiosk.refusal import Refusal
from kiosk.scanner import ScannerSettings
from kiosk.speech import VoiceSettings
from printers.drivers import PrinterSettings

FILE = "hall.toml"
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 names of addresses; nothing binds here


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("no_zone", "no time zone {name}", {"name": name}) from error
    return name


def _named_apart(printers: tuple[PrinterSettings, ...]) -> tuple[PrinterSettings, ...]:
    names = [printer.name for printer in printers]
    if len(set(names)) < len(names):
        raise PydanticCustomError("same_name", "two printers have the same name")
    for printer in printers:
        if printer.standby is not None and printer.standby not in {*names} - {printer.name}:
            raise PydanticCustomError(
                "no_standby",
                "{name}: no other printer is called {standby}",
                {"name": printer.name, "standby": printer.standby},
            )
    return printers


def _url(url: str) -> str:
    return str(TypeAdapter(HttpUrl).validate_python(url)).rstrip("/") if url else ""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Serve(_Table):
    """Where the HTTP service listens; `public_url` is how phones reach it, for the QR code."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8321
    public_url: Annotated[str, AfterValidator(_url)] = ""
    trusted_proxies: tuple[str, ...] = ()


class Tickets(_Table):
    """`link_days`: how many days the status link of a ticket lives after its own day.
    `paper_seconds`: a paper that has not begun by then is not printed late."""

    link_days: Annotated[int, Field(ge=0, le=366)] = 3
    paper_seconds: Annotated[int, Field(ge=5, le=3600)] = 120


class Staff(_Table):
    """`session_hours`: how long a sign-in lasts, and in a browser no more than `idle_minutes` after
    it was used last. `lock_minutes`: after five wrong passwords."""

    session_hours: Annotated[int, Field(ge=1, le=24)] = 12
    idle_minutes: Annotated[int, Field(ge=1, le=480)] = 30
    lock_minutes: Annotated[int, Field(ge=1, le=1440)] = 15


class Calling(_Table):
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


class Queue(_Table):
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


class Reserve(_Table):
    """Numbers that a touch screen holds for when it cannot reach the database of its server:
    so many of each window group and day, counted from `first`. A file of its own needs none."""

    numbers: Annotated[int, Field(ge=0, le=500)] = 20
    first: Annotated[int, Field(ge=101, le=9000)] = 801


class Desks(_Table):
    """The window groups whose numbers the desks call that help without a service."""

    enquiry: Prefix | None = None
    unresolved: Prefix | None = None


class Identity(_Table):
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


class Settings(_Table):
    """Everything that is set per hall; times of day and days are those of `zone`.

    `emblem`: a picture in the hall's folder. Without `hours` it is always open. `quotas`: so many
    numbers a day of a window group. `appointments`: the time slots of those groups that have any.
    """

    name: Annotated[Plain, Field(min_length=1, max_length=40)]
    name_en: Annotated[Plain, Field(max_length=80)] = ""
    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")] = "main"
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    database: str = ""
    emblem: str = ""
    hotline: Annotated[Plain, Field(max_length=40)] = "12345"
    sample: bool = False
    serve: Serve = Serve()
    tickets: Tickets = Tickets()
    staff: Staff = Staff()
    voice: VoiceSettings = VoiceSettings()
    look: Look = Look()
    clerks: Annotated[tuple[Card, ...], Field(max_length=200)] = ()
    screen: Screen = Screen()
    scanner: ScannerSettings = ScannerSettings()
    queue: Queue = Queue()
    calling: Calling = Calling()
    alarms: AlarmSettings = AlarmSettings()
    desks: Desks = Desks()
    reserve: Reserve = Reserve()
    hours: Hours | None = None
    identity: Identity = Identity()
    appointments: dict[Prefix, Slots] = {}
    quotas: dict[Prefix, Annotated[int, Field(ge=0, le=9999)]] = {}
    printers: Annotated[tuple[PrinterSettings, ...], AfterValidator(_named_apart)] = ()

    def title(self, language: str) -> str:
        """The hall's name for a person who reads `language`."""
        return self.name_en if language == "en" and self.name_en else self.name

    @property
    def public_url(self) -> str:
        """What a QR code begins with, without a slash at the end."""
        if self.serve.public_url:
            return self.serve.public_url
        host = self.serve.host
        return self._url(_own_address() if host in _EVERYWHERE else host)

    @property
    def local_url(self) -> str:
        """How programs on this machine reach the service."""
        host = self.serve.host
        return self._url("127.0.0.1" if host in _EVERYWHERE else host)

    def _url(self, host: str) -> str:
        return f"http://{f'[{host}]' if ':' in host else host}:{self.serve.port}"

    def database_url(self, folder: Path) -> str:
        """The database: a file of its own in `folder`, or the server that the settings name."""
        if not self.database:
            return f"sqlite:///{quote(str(folder.resolve() / 'hall.db'))}"
        # A file is meant from the settings, not from wherever the program starts.
        file = self.database.removeprefix("sqlite:///")
        if file in {self.database, ":memory:"} or file.startswith("/"):
            return self.database
        return f"sqlite:///{quote(str(folder.resolve()))}/{file}"


def load(folder: Path) -> Settings:
    """The settings in `folder`.

    Refuses with "settings.missing", "settings.unreadable", "settings.broken" (not TOML, with the
    line) or "settings.faulty" (every fault with its key and line).
    """
    file = folder / FILE
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal("settings.missing", file=file) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("settings.unreadable", file=file, reason=error) from error
    return parse(text, folder)


def parse(text: str, folder: Path) -> Settings:
    """The settings that `text` would be in `folder`; refuses as `load` does."""
    file = folder / FILE
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("settings.broken", file=file, reason=error) from error
    printers = raw.get("printers", [])
    for printer in printers if isinstance(printers, list) else ():
        _resolve(printer, folder)
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        found = lines(text)
        faults = tuple(_placed(steps, fault, found) for steps, fault in of_form(error))
        raise Refusal("settings.faulty", file=file, faults=Faults(faults)) from error


def _placed(steps: Steps, fault: Fault, found: dict[Steps, int]) -> Fault:
    kind, values = fault.kind, fault.values
    near = meant(Settings, steps) if kind == "extra_forbidden" else None
    if near is not None:
        kind, values = "misspelt", {"near": near}
    return Fault(".".join(map(str, steps)), kind, values, line_of(steps, found))


def _resolve(printer: object, folder: Path) -> None:
    # A path in the settings is meant from the settings, not from wherever the program starts.
    if isinstance(printer, dict) and isinstance(printer.get("path"), str):
        printer["path"] = str(folder.resolve() / printer["path"])


def _own_address() -> str:
    """The address of this machine on its way out; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(ipaddress.ip_address(probe.getsockname()[0]))
