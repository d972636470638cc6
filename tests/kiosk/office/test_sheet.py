"""Tables as files: what a spreadsheet opens is what the hall has said."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from kiosk.office.sheet import Table, comma_separated, workbook
from tests.hall import MORNING

AT = MORNING.replace(tzinfo=None)
TABLE = Table(
    "按天",
    ("事项", "兑现率", "取号时间"),
    (("=1+1", 0.925, AT), ("结婚登记", None, None)),
    shares=frozenset({1}),
)


def test_a_workbook() -> None:
    sheet = load_workbook(io.BytesIO(workbook([TABLE])))["按天"]
    assert [cell.value for cell in sheet[1]] == list(TABLE.head)
    formula, share, at = sheet[2]
    assert (formula.value, formula.data_type) == ("=1+1", "s")
    assert (share.value, share.number_format) == (0.925, "0.0%")
    assert at.value == AT
    assert sheet.freeze_panes == "A2"


def test_comma_separated() -> None:
    content = comma_separated(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads Chinese then
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0] == list(TABLE.head)
    assert lines[1][0] == "'=1+1"
    assert lines[2] == ["结婚登记", "", ""]
