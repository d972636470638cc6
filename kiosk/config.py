"""The settings of a hall: `hall.toml` in its folder, checked whole before anything starts."""

from __future__ import annotations

import ipaddress
import socket
import tomllib
from pathlib import Path
from typing import Annotated
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from kiosk.alarms.settings import AlarmSettings
from kiosk.catalogue import Prefix
from kiosk.faults import Fault, Faults, of_form
from kiosk.form import Form
from kiosk.hours import Hours, Slots
from kiosk.look import Card, Look, Screen
from kiosk.places import Steps, line_of, lines, meant
from kiosk.plain import Plain
from kiosk.refusal import Refusal
from kiosk.scanner import ScannerSettings
from kiosk.speech import VoiceSettings
from kiosk.tables import Calling, Desks, Identity, Queue, Reserve, Serve, Staff, Tickets
from printers.settings import PrinterSettings

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


class Settings(Form):
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
    appointments: dict[Prefix, Slots] = Field(default={})
    quotas: dict[Prefix, Annotated[int, Field(ge=0, le=9999)]] = Field(default={})
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
