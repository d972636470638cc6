"""The doctor: looks at what a hall needs to run, and says what to do where something is amiss."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from data.faults import StoreFault
from kiosk import calendar
from kiosk.clock import Clock, system_clock
from kiosk.hall import Hall, open_hall
from kiosk.refusal import Refusal
from kiosk.words import words
from printers import fonts
from printers.drivers import PrinterSettings

State = Literal["good", "warn", "bad"]

_ROOM_MB = 200
# The longest promise of the sample catalogue is two months.
_AHEAD_DAYS = 60
# No program of ours ran before it was written.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` says what to do and is empty where all is well."""

    check: str
    state: State
    title: str
    message: str
    advice: str = ""


def examine(folder: Path, language: str, clock: Clock = system_clock) -> list[Finding]:
    """All findings on the hall in `folder`, in the person's language; nothing is changed."""
    say = _Say(language)
    found = [*_font(say), *_clock(say, clock), *_calendar(say, clock)]
    try:
        hall = open_hall(folder, clock)
    except (Refusal, StoreFault) as no:
        return [*found, say.no("hall", no)]
    with hall:
        found.append(say.finding("hall", "good", name=hall.settings.title(language)))
        for look in (_day, _database, _disk, _printers, _jobs, _port, _phones):
            found.extend(look(say, hall))
    return found


class _Say:
    def __init__(self, language: str) -> None:
        self._language = language

    def phrase(self, key: str, **values: object) -> str:
        return words().say(key, self._language, **values)

    def finding(self, check: str, state: State, **values: object) -> Finding:
        """The phrases `doctor.<check>.<state>` and, unless good, `doctor.<check>.advice`."""
        advice = "" if state == "good" else self.phrase(f"doctor.{check}.advice", **values)
        message = self.phrase(f"doctor.{check}.{state}", **values)
        return Finding(check, state, self.phrase(f"doctor.{check}.title"), message, advice)

    def no(self, check: str, no: Refusal | StoreFault) -> Finding:
        """What could not be done, in the words of its refusal."""
        values = no.values if isinstance(no, Refusal) else {"detail": no.detail}
        return Finding(
            check,
            "bad",
            self.phrase(f"doctor.{check}.title"),
            words().refusal(no.code, self._language, values),
            self.phrase(f"doctor.{check}.advice"),
        )


def _font(say: _Say) -> Iterator[Finding]:
    try:
        name, style = fonts.font(24).getname()
    except fonts.FontMissingError:
        yield say.finding("font", "bad")
    else:
        yield say.finding("font", "good", name=f"{name} {style}")


def _clock(say: _Say, clock: Clock) -> Iterator[Finding]:
    now = clock()
    yield say.finding("clock", "bad" if now < _WRITTEN else "good", now=f"{now:%Y-%m-%d %H:%M}")


def _day(say: _Say, hall: Hall) -> Iterator[Finding]:
    """A clock that ran ahead once has taken the hall's day along, and numbers go on and on."""
    with hall.ground.read() as work:
        today = work.at.astimezone(hall.ground.zone).date()
        state: State = "warn" if work.day > today else "good"
        yield say.finding("day", state, day=work.day, today=today)


def _calendar(say: _Say, clock: Clock) -> Iterator[Finding]:
    now = clock()
    ahead = now + timedelta(days=_AHEAD_DAYS)
    unknown = [day.year for day in (now, ahead) if calendar.is_working_day(day.date())[1]]
    if unknown:
        yield say.finding("calendar", "warn", year=unknown[0])
    else:
        yield say.finding("calendar", "good", until=ahead.year)


def _database(say: _Say, hall: Hall) -> Iterator[Finding]:
    try:
        broken = hall.audit_verify()
        head = hall.audit_head()
    except StoreFault as fault:
        yield say.no("database", fault)
        return
    if broken is not None:
        yield say.finding("database", "bad", seq=broken.seq)
        return
    kind = "SQLite" if hall.ground.store.dialect == "sqlite" else "PostgreSQL"
    yield say.finding("database", "good", kind=kind, events=head.seq)


def _disk(say: _Say, hall: Hall) -> Iterator[Finding]:
    free = shutil.disk_usage(hall.ground.folder).free // 1_000_000
    yield say.finding("disk", "good" if free >= _ROOM_MB else "bad", free=free)


def _printers(say: _Say, hall: Hall) -> Iterator[Finding]:
    if not hall.settings.printers:
        yield say.finding("printer", "bad", name="-")
    for settings in hall.settings.printers:
        reach = _REACH.get(settings.kind)
        try:
            reached = reach is None or reach(settings)
        except OSError:
            reached = False
        yield say.finding("printer", "good" if reached else "bad", name=settings.name)


def _reach_network(settings: PrinterSettings) -> bool:
    with socket.create_connection((settings.host, settings.port), settings.timeout):
        return True


def _reach_file(settings: PrinterSettings) -> bool:
    return settings.path is not None and (settings.path.exists() or settings.path.parent.is_dir())


_REACH: dict[str, Callable[[PrinterSettings], bool]] = {
    "network": _reach_network,
    "file": _reach_file,
    "virtual": _reach_file,
    "serial": lambda settings: Path(settings.device or "").exists(),
    "cups": lambda _: shutil.which("lp") is not None,
}


def _jobs(say: _Say, hall: Hall) -> Iterator[Finding]:
    stuck = len(hall.stuck_jobs())
    yield say.finding("papers", "warn" if stuck else "good", count=stuck)


def _port(say: _Say, hall: Hall) -> Iterator[Finding]:
    serve = hall.settings.serve
    family = socket.AF_INET6 if ":" in serve.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serve.host, serve.port))
        except OSError:
            # Most likely it is our own service, which is how it should be.
            yield say.finding("port", "warn", port=serve.port)
            return
    yield say.finding("port", "good", port=serve.port)


def _phones(say: _Say, hall: Hall) -> Iterator[Finding]:
    url = hall.settings.public_url
    local = any(name in url for name in ("//127.", "//localhost", "//[::1]"))
    yield say.finding("phones", "warn" if local else "good", url=url)
