"""A fault in hall.toml is told with its line, and with what may have been meant."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import config
from kiosk.faults import Faults
from kiosk.places import lines, meant
from kiosk.refusal import Refusal
from kiosk.settings_text import with_printer, with_values
from kiosk.words import words

SAMPLE = (files("data") / "seeds" / "hall.toml").read_text(encoding="utf-8")


def refused(text: str) -> Faults:
    with pytest.raises(Refusal) as no:
        config.parse(text, Path("/hall"))
    faults = no.value.values["faults"]
    assert isinstance(faults, Faults)
    return faults


def test_all_faults_are_told_with_their_lines() -> None:
    faults = refused(
        '# 大厅\nnam = "大厅"\r\nzone = "Mars"\n\n[serve]\n# port\nport = 0\n'
        '[hours]\nmonday = [\n  "09:00-12:00",\n  "later",\n]\n'
        '[[printers]]\nkind = "virtual"\npath = "r"\n[[printers]]\nname = "b"\nkind = "lazer"\n'
    )
    told = {each.place: each.line for each in faults.faults}
    assert told == {
        "nam": 2,
        "name": None,
        "zone": 3,
        "serve.port": 7,
        "hours.monday.1": 9,
        "printers.1.kind": 18,
    }
    assert "第 7 行 serve.port" in faults.in_words(words(), "zh")
    assert "line 7, serve.port" in faults.in_words(words(), "en")


def test_what_is_missing_in_a_table_is_told_with_the_tables_line() -> None:
    (fault,) = refused('name = "大厅"\n\n[[printers]]\nname = "a"\n').faults
    assert (fault.place, fault.line) == ("printers.0.kind", 3)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ('nmae = "x"', "name"),
        ("[serve]\nprot = 1", "port"),
        ('[hours]\nmoday = ["09:00-12:00"]', "monday"),
        ('[[hours.days]]\ndate = 2026-01-01\nmesage = "x"', "message"),
        ("[appointments.A]\ncapcity = 2", "capacity"),
        ('[[printers]]\nkind = "virtual"\npath = "r"\nwidht_mm = 58', "width_mm"),
    ],
)
def test_a_misspelt_key_has_a_hint(text: str, near: str) -> None:
    name = "" if text.startswith("nmae") else 'name = "大厅"\n'
    said = refused(name + text).in_words(words(), "en")
    assert f"did you mean {near}?" in said


def test_what_comes_near_to_nothing_has_no_hint() -> None:
    assert meant(config.Settings, ("xyz",)) is None
    assert meant(config.Settings, ("quotas", "AA")) is None
    assert meant(config.Settings, ("nothing", "port")) is None


@pytest.mark.parametrize("mark", ["#", "="])
def test_lines_survive_texts_of_many_lines(mark: str) -> None:
    text = f'name = """\n[serve]\nport {mark} 1\n"""\nlast = 1\n"odd key".a = {{ b = [1, 2] }}\n'
    found = lines(text)
    assert found[("last",)] == 5
    assert found[("odd key", "a", "b", 1)] == 6
    assert ("serve",) not in found


# --- Values are written where they belong ---


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    written = with_values(SAMPLE, {("name",): text, ("serve", "public_url"): text})
    raw = tomllib.loads(written)
    assert (raw["name"], raw["serve"]["public_url"]) == (text, text)


def test_what_was_not_asked_for_stays() -> None:
    written = with_values(SAMPLE, {("hotline",): "96666", ("hours", "monday"): ["09:00-12:00"]})
    assert [row for row in SAMPLE.split("\n") if row not in written.split("\n")] == [
        'hotline = "12345"'
    ]
    assert config.parse(written, Path("/hall")).hotline == "96666"


def test_a_printer_takes_the_place_of_the_others_only() -> None:
    table = '[[printers]]\nname = "new"\nkind = "network"\nhost = "h"\n'
    behind = (
        SAMPLE + '\n[[printers]]\nname = "old"\nkind = "cups"\nqueue = "q"\n\n[quotas]\nD = 5\n'
    )
    settings = config.parse(with_printer(behind, table), Path("/hall"))
    assert [each.name for each in settings.printers] == ["new"]
    assert settings.quotas == {"D": 5}
    bare = config.parse(with_printer('name = "大厅"\n', table), Path("/hall"))
    assert [each.name for each in bare.printers] == ["new"]
