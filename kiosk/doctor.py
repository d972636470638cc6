"""The doctor: looks at what a hall needs to run, and says what to do where something is amiss."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from data.faults import StoreFault
from kiosk import calendar, grants, loudspeakers
from kiosk.clock import Clock, system_clock
from kiosk.hall import Hall, open_hall
from kiosk.printing import spooling
from kiosk.printing.printers import PrinterState
from kiosk.printing.today import papers_of_today, went_wrong
from kiosk.refusal import Refusal
from kiosk.web.turn import Turn
from kiosk.words import words
from printers import fonts
from printers.faults import PrinterFault
from printers.status import State as PrinterIs

State = Literal["good", "warn", "bad"]

_ROOM_MB = 200
# The longest promise of the sample catalogue is two months.
_AHEAD_DAYS = 60
VAGUE = frozenset({PrinterIs.NO_ANSWER, PrinterIs.GARBLED, PrinterIs.ERROR, PrinterIs.OFFLINE})
"""States of a printer that do not say what is amiss; its own words may."""

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
    """All findings on the hall in `folder`, in the person's language.

    Nothing is changed, except that what the printers say is kept for their screens as well.
    """
    say = _Say(language)
    found = [*_font(say), *_clock(say, clock), *_calendar(say, clock)]
    try:
        hall = open_hall(folder, clock)
    except (Refusal, StoreFault) as no:
        return [*found, say.no("hall", no)]
    with hall:
        found.append(say.finding("hall", "good", name=hall.settings.title(language)))
        for look in (_day, _database, _rights, _disk, _printers, _voice, _jobs, _port, _phones):
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

    def printer(self, state: State, message: str, advice: str) -> Finding:
        """A printer: `message` is how it is, what to do the phrase `doctor.printer.do.<advice>`."""
        title = self.phrase("doctor.printer.title")
        do = "" if state == "good" else self.phrase(f"doctor.printer.do.{advice}")
        return Finding("printer", state, title, message, do)

    def no(self, check: str, no: Refusal | StoreFault, advice: str = "") -> Finding:
        """What could not be done, in the words of its refusal."""
        values = no.values if isinstance(no, Refusal) else {"detail": no.detail}
        return Finding(
            check,
            "bad",
            self.phrase(f"doctor.{check}.title"),
            words().refusal(no.code, self._language, values),
            self.phrase(f"doctor.{check}.do.{advice}" if advice else f"doctor.{check}.advice"),
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


def _rights(say: _Say, hall: Hall) -> Iterator[Finding]:
    """A role that owns the tables could switch off what keeps history as it was."""
    if hall.ground.store.dialect == "postgresql":
        with hall.ground.read() as work:
            found = grants.changeable(work.connection)
        tables = say.phrase("cli.between").join(found)
        yield say.finding("rights", "warn" if found else "good", tables=tables)


def _disk(say: _Say, hall: Hall) -> Iterator[Finding]:
    free = shutil.disk_usage(hall.ground.folder).free // 1_000_000
    yield say.finding("disk", "good" if free >= _ROOM_MB else "bad", free=free)


def _printers(say: _Say, hall: Hall) -> Iterator[Finding]:
    if not hall.settings.printers:
        yield say.printer("bad", say.phrase("doctor.printer.none"), "none")
        return
    out_of_reach: dict[str, Refusal] = {}
    for settings in hall.settings.printers:
        try:
            spooling.ask(hall.ground, settings)
        except PrinterFault as fault:
            out_of_reach[settings.name] = Refusal(fault.code, detail=fault.detail)
        except StoreFault as fault:
            yield say.no("printer", fault, "no_answer")
            return
    standby = {each.name: each.standby for each in hall.settings.printers}
    own = {each.name: each for each in hall.printers() if each.here}
    for each in own.values():
        if each.name in out_of_reach:
            yield say.no("printer", out_of_reach[each.name], "no_answer")
        else:
            yield _printer(say, each, own.get(standby[each.name] or ""))


def _printer(say: _Say, printer: PrinterState, standby: PrinterState | None) -> Finding:
    is_now = say.phrase(f"doctor.printer.is.{printer.state}")
    values = {"name": printer.name, "state": is_now, "detail": printer.detail}
    # What it is called says it all, unless it did not say what it is.
    vague = printer.state in VAGUE and printer.detail
    said = say.phrase(f"doctor.printer.{'why' if vague else 'said'}", **values)
    if printer.prints:
        soon = printer.state is PrinterIs.NEAR_END
        return say.printer("warn" if soon else "good", said, printer.state)
    if standby is not None and standby.prints:
        said = say.phrase("doctor.printer.backed", said=said, standby=standby.name)
        return say.printer("warn", said, printer.state)
    return say.printer("bad", said, printer.state)


def _voice(say: _Say, hall: Hall) -> Iterator[Finding]:
    with hall.ground.read() as work:
        found = loudspeakers.mute(work)
    state: State = "warn" if Turn(hall.ground).now().speaker else "bad"
    for each in found:
        yield say.finding("voice", state, place=each.place, fault=each.fault)
    if not found:
        yield say.finding("voice", "good")


def _jobs(say: _Say, hall: Hall) -> Iterator[Finding]:
    stuck = len(hall.stuck_jobs())
    yield say.finding("papers", "warn" if stuck else "good", count=stuck)
    papers = papers_of_today(hall.ground)
    wrong = sum(map(went_wrong, papers))
    if wrong:
        yield say.finding("failed", "warn", count=wrong, all=len(papers))
    elif papers:
        yield say.finding("failed", "good", count=sum(each.out for each in papers))


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
