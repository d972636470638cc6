"""Tables to take away: the same rows as a CSV file and as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | date | datetime | None
"""What stands in a cell; a float is a share, or minutes. A moment has no zone: spreadsheets know
none, and it is that of the hall's wall clock."""

_WIDEST = 40
_LONGEST_TITLE = 31
# What a spreadsheet would take for a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `shares` are the columns (from 0) that hold parts of one, shown as per cent."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: frozenset[int] = frozenset()


def comma_separated(table: Table) -> bytes:
    """UTF-8 with a mark in front, without which Excel takes Chinese for something else."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(table.head)
    for row in table.rows:
        lines.writerow([_plain(each) for each in row])
    return text.getvalue().encode("utf-8-sig")


def workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx file with a sheet for each table; the head of each stays where it is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.title[:_LONGEST_TITLE])
        for at, row in enumerate((table.head, *table.rows), start=1):
            for column, value in enumerate(row, start=1):
                _put(sheet, at, column, value, share=column - 1 in table.shares)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        for column, cells in enumerate(zip(table.head, *table.rows, strict=True), start=1):
            width = min(_WIDEST, max(_width(each) for each in cells) + 2)
            sheet.column_dimensions[get_column_letter(column)].width = width
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: Value, *, share: bool) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    elif isinstance(value, float):
        cell.number_format = "0.0%" if share else "0.0"
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm:ss"


def _plain(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return round(value, 3) if isinstance(value, float) else value


def _width(value: Value) -> int:
    """Columns of a spreadsheet: a Chinese character takes about two."""
    if isinstance(value, float):
        return 6
    return sum(1 + (each > "\u2e7f") for each in str(value)) if value is not None else 0
