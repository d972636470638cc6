"""The settings: checked whole, with the place of each fault, before anything starts."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk import config
from kiosk.faults import Faults
from kiosk.refusal import Refusal
from kiosk.words import words

HERE = Path("/hall")
SAMPLE = (files("data") / "seeds" / "hall.toml").read_text(encoding="utf-8")


def places(no: Refusal) -> list[str]:
    faults = no.values["faults"]
    assert isinstance(faults, Faults)
    return [fault.place for fault in faults.faults]


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as no:
        config.parse(text, HERE)
    assert no.value.values["file"] == HERE / "hall.toml"
    return no.value


def test_the_sample_is_a_hall() -> None:
    settings = config.parse(SAMPLE, HERE)
    assert settings.title("zh") == "示例县政务服务大厅"
    assert settings.title("en") == "Sample County Service Hall"
    assert settings.sample
    assert settings.zone == "Asia/Shanghai"
    assert settings.database_url(HERE) == "sqlite:////hall/hall.db"
    assert settings.public_url == "http://127.0.0.1:8321"
    assert [printer.name for printer in settings.printers] == ["main"]


def test_a_name_is_enough() -> None:
    settings = config.parse('name = "大厅"', HERE)
    assert settings.title("en") == "大厅"
    assert not settings.sample
    assert settings.staff.lock_minutes == 15


def test_a_printers_folder_is_meant_from_the_settings(tmp_path: Path) -> None:
    printer = '[[printers]]\nname = "{}"\nkind = "virtual"\npath = "{}"\n'
    relative = printer.format("a", "receipts")
    absolute = printer.format("b", "/var/receipts")
    settings = config.parse(f'name = "大厅"\n{relative}{absolute}', tmp_path)
    assert [each.path for each in settings.printers] == [
        tmp_path / "receipts",
        Path("/var/receipts"),
    ]


def test_a_database_file_is_meant_from_the_settings(tmp_path: Path) -> None:
    settings = config.parse('name = "大厅"\ndatabase = "sqlite:///other.db"', tmp_path)
    assert settings.database_url(tmp_path) == f"sqlite:///{tmp_path / 'other.db'}"


@pytest.mark.parametrize(
    ("serve", "url"),
    [
        ("", "http://127.0.0.1:8321"),
        ("port = 80", "http://127.0.0.1:80"),
        ('host = "::1"', "http://[::1]:8321"),
        ('public_url = "https://hall.example/"', "https://hall.example"),
        ('public_url = "https://hall.example/queue/"', "https://hall.example/queue"),
    ],
)
def test_where_the_code_on_the_paper_leads(serve: str, url: str) -> None:
    assert config.parse(f'name = "大厅"\n[serve]\n{serve}', HERE).public_url == url


def test_a_service_for_everybody_is_reached_by_this_machines_address() -> None:
    settings = config.parse('name = "大厅"\n[serve]\nhost = "0.0.0.0"', HERE)
    assert "0.0.0.0" not in settings.public_url
    assert settings.public_url.endswith(":8321")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "大厅\nzone = "Asia/Shanghai"', "line 1"),
        ('name = "大厅"\n\nzone =\n', "line 3"),
        ("name = 1\nname = 2\n", "line 2"),
    ],
)
def test_broken_toml_is_told_with_its_line(text: str, line: str) -> None:
    no = refused(text)
    assert no.code == "settings.broken"
    assert line in str(no.values["reason"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "name"),
        ('name = ""', "name"),
        (f'name = "{"长" * 41}"', "name"),
        ('name = "大\\u001b厅"', "name"),
        ('nmae = "大厅"', "nmae"),
        ('zone = "Asia/Hongjiang"', "zone"),
        ('zone = "../etc/passwd"', "zone"),
        ('zone = ""', "zone"),
        ('code = "Main Hall"', "code"),
        ("sample = 2", "sample"),
        ("[serve]\nport = 0", "serve.port"),
        ("[serve]\nport = 65536", "serve.port"),
        ('[serve]\nport = "http"', "serve.port"),
        ('[serve]\npublic_url = "hall.example"', "serve.public_url"),
        ('[serve]\npublic_url = "ftp://hall.example"', "serve.public_url"),
        ("[serve]\nprot = 80", "serve.prot"),
        ("[tickets]\nlink_days = -1", "tickets.link_days"),
        ("[staff]\nsession_hours = 0", "staff.session_hours"),
        ("[staff]\nlock_minutes = 0", "staff.lock_minutes"),
        ('[[printers]]\nkind = "laser"', "printers.0.kind"),
        ('[[printers]]\nkind = "network"', "printers.0"),
        ('[[printers]]\nkind = "virtual"\npath = "r"\nwidth_mm = 57', "printers.0.width_mm"),
        ('[printers]\nkind = "virtual"', "printers"),
        ("printers = 5", "printers"),
        # A name becomes a file name and a column of 40 characters.
        ('[[printers]]\nkind = "virtual"\npath = "r"\nname = "a/b"', "printers.0.name"),
        (f'[[printers]]\nkind = "virtual"\npath = "r"\nname = "{"x" * 41}"', "printers.0.name"),
    ],
)
def test_a_fault_is_told_with_its_key(text: str, key: str) -> None:
    named = not text or text.startswith(("name", "nmae"))
    no = refused(text if named else f'name = "大厅"\n{text}')
    assert no.code == "settings.faulty"
    assert key in places(no)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ('[hours]\nmonday = ["9-12"]', "no_hours", "09:00-12:00"),
        ('[hours]\nmonday = ["12:00-09:00"]', "hours_backwards", "晚于"),
        ('[hours]\nmonday = ["09:00-12:00", "11:00-17:00"]', "hours_crossed", "重叠"),
        (
            "[hours]\n[[hours.days]]\ndate = 2026-03-02\n[[hours.days]]\ndate = 2026-03-02",
            "day_twice",
            "写了两次",
        ),
        ('[[printers]]\nkind = "usb"', "printer_needs", "vendor, product"),
        ('[[printers]]\nkind = "cups"\nqueue = "q"\nprofile = "fax"', "no_profile", "generic-80"),
        (
            '[[printers]]\nkind = "cups"\nqueue = "q"\nprofile = "generic-58"\nwidth_mm = 80',
            "profile_width",
            "58",
        ),
        (
            (
                '[[printers]]\nkind = "cups"\nqueue = "q"\n'
                'profile = "epson-tm-t88"\nrendering = "text"'
            ),
            "profile_no_hanzi",
            "raster",
        ),
        (
            '[[printers]]\nname = "a"\nkind = "cups"\nqueue = "q"\nstandby = "a"',
            "no_standby",
            "a",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_the_readers_language(text: str, kind: str, said: str) -> None:
    """Hours and printers say what is wrong by a phrase, and not in the words of a programmer."""
    faults = refused(f'name = "大厅"\n{text}').values["faults"]
    assert isinstance(faults, Faults)
    (fault,) = [each for each in faults.faults if each.kind == kind]
    chinese, english = (fault.say(words(), language) for language in ("zh", "en"))
    assert said in chinese
    assert re.search("[一-鿿]", chinese)
    assert not re.search("[一-鿿{]", english)


def test_all_faults_are_told_at_once() -> None:
    no = refused('zone = "Mars/North"\n[serve]\nport = 0\nhots = "x"')
    keys = places(no)
    assert keys == ["name", "zone", "serve.port", "serve.hots"]


def test_two_printers_of_one_name_are_a_fault() -> None:
    """Each would take the papers of the other."""
    printer = '[[printers]]\nname = "main"\nkind = "virtual"\npath = "r"\n'
    assert refused(f'name = "大厅"\n{printer}{printer}').code == "settings.faulty"


def test_no_settings(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as no:
        config.load(tmp_path)
    assert no.value.code == "settings.missing"
    assert no.value.values == {"file": tmp_path / "hall.toml"}


def test_unreadable_settings(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_bytes('name = "大厅"'.encode("gb18030"))
    with pytest.raises(Refusal) as no:
        config.load(tmp_path)
    assert no.value.code == "settings.unreadable"
    file.unlink()
    file.mkdir()
    with pytest.raises(Refusal, match=r"settings\.unreadable"):
        config.load(tmp_path)
    with pytest.raises(Refusal) as no:
        config.load(file / "hall.toml" / "deeper")
    assert no.value.code == "settings.missing"


def test_settings_of_a_windows_editor(tmp_path: Path) -> None:
    """Notepad puts a mark before the first character."""
    (tmp_path / "hall.toml").write_text(SAMPLE, encoding="utf-8-sig")
    assert config.load(tmp_path).title("zh") == "示例县政务服务大厅"
