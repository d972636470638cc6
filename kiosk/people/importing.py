"""Appointments from another system, as CSV: taken over whole, or refused whole with every line.

The columns are `service`, `day` ("2026-03-02"), `slot` ("09:30") and `code`, what the holder will
show: eight digits, or up to four capital letters and 6 to 16 digits.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import insert

from kiosk.ground import Ground, Work
from kiosk.people import booked, slots
from kiosk.people.booked import table
from kiosk.people.scanning import is_code
from kiosk.people.slots import Slot
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role
from kiosk.words import Words

COLUMNS = ("service", "day", "slot", "code")
MOST_LINES = 20_000
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Lines:
    """What is wrong in a file, by line, as a value of a refusal."""

    faults: tuple[tuple[int, Refusal], ...]

    def in_words(self, words: Words, language: str) -> str:
        """A line for each of the first fifty."""
        return "\n".join(
            words.say(
                "appointment.line",
                language,
                line=line,
                fault=words.refusal(fault.code, language, fault.values),
            )
            for line, fault in self.faults[:_SHOWN]
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    line: int
    service: str
    group: str
    day: date
    start: time
    code: str


def import_csv(ground: Ground, file: Path, actor: Actor) -> int:
    """Take over all appointments of `file`; returns how many.

    Refuses with "file.unreadable", "appointment.columns", "appointment.faulty" (every line that
    is wrong; nothing is kept) or "account.not_allowed".
    """
    actor.must_be(Role.SUPERVISOR, Role.ADMIN)
    text = _text(file)
    lines = _lines(text)
    with ground.write() as work:
        faults: list[tuple[int, Refusal]] = []
        wanted = list(_sound(ground, work, lines, faults))
        values = _placed(ground, work, wanted, faults)
        if faults:
            faults.sort(key=lambda each: each[0])
            raise Refusal("appointment.faulty", count=len(faults), faults=Lines(tuple(faults)))
        if values:
            more = {"source": "import", "account_id": actor.account.id}
            work.connection.execute(insert(table), [each | more for each in values])
        digest = hashlib.sha256(text.encode()).hexdigest()
        told = {"count": len(values), "sha256": digest}
        work.event("appointment.imported", actor=actor, data=told)
        return len(values)


def _text(file: Path) -> str:
    try:
        # Spreadsheets put a mark in front, which is not a fault of the person's.
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("file.unreadable", path=file, reason=error) from error


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if reader.fieldnames is None or tuple(reader.fieldnames) != COLUMNS:
            raise Refusal("appointment.columns", columns=", ".join(COLUMNS))
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise Refusal("appointment.columns", columns=", ".join(COLUMNS)) from error
    if len(lines) > MOST_LINES:
        raise Refusal("appointment.too_many", most=MOST_LINES)
    return lines


def _sound(
    ground: Ground,
    work: Work,
    lines: Iterable[tuple[int, dict[str, str]]],
    faults: list[tuple[int, Refusal]],
) -> Iterator[_Wanted]:
    """The lines that say something; what the others lack goes to `faults`."""
    for line, row in lines:
        try:
            if None in row.values() or None in row:
                raise Refusal("appointment.columns", columns=", ".join(COLUMNS))
            group = work.floor.service(row["service"].strip()).window_group
            booked.offered(ground, group)
            code = row["code"].strip()
            if not is_code(code):
                raise Refusal("appointment.code_invalid")
            day, start = _moment(row["day"].strip(), row["slot"].strip())
            yield _Wanted(line, row["service"].strip(), group, day, start, code)
        except Refusal as fault:
            faults.append((line, fault))


def _moment(day: str, slot: str) -> tuple[date, time]:
    try:
        start = datetime.strptime(slot, "%H:%M").time()  # noqa: DTZ007 a time of day has no zone
        return date.fromisoformat(day), start
    except ValueError as error:
        raise Refusal("appointment.no_slot", time=slot, day=day) from error


def _placed(
    ground: Ground, work: Work, wanted: list[_Wanted], faults: list[tuple[int, Refusal]]
) -> list[dict[str, object]]:
    """Rows for the store, each in a slot with room and with a code of its own."""
    marks = {each.line: booked.mark(ground, each.code) for each in wanted}
    twice = Counter(marks.values())
    known = booked.known(work, twice)
    grids: dict[tuple[str, date], dict[time, Slot]] = {}
    free: dict[tuple[str, datetime], int] = {}
    rows: list[dict[str, object]] = []
    for each in wanted:
        grid = grids.get((each.group, each.day))
        if grid is None:
            grid = grids[each.group, each.day] = _grid(ground, work, each.group, each.day)
            free |= {(each.group, slot.start): slot.free for slot in grid.values()}
        slot = grid.get(each.start)
        if slot is None or slot.end <= work.at:
            no = Refusal("appointment.no_slot", time=f"{each.start:%H:%M}", day=str(each.day))
            faults.append((each.line, no))
            continue
        marked = marks[each.line]
        if marked in known or twice[marked] > 1:
            faults.append((each.line, Refusal("appointment.code_taken")))
            continue
        free[each.group, slot.start] -= 1
        if free[each.group, slot.start] < 0:
            faults.append((each.line, Refusal("appointment.slot_full")))
            continue
        rows.append(booked.row_values(work, slot, each.group, each.service, code_hash=marked))
    return rows


def _grid(ground: Ground, work: Work, group: str, day: date) -> dict[time, Slot]:
    rules = booked.offered(ground, group)
    if day > work.day + timedelta(days=rules.days):
        return {}
    counts = booked.taken(ground, work, group, day, day)
    every = slots.of_day(rules, ground.settings.hours, day, ground.zone, counts)
    return {slot.start.time(): slot for slot in every}
