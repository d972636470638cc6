"""The units: they come back by themselves, are fenced in, and say nothing that systemd dislikes."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk import beat
from printers import find
from printers.usb_port import PRINTER_CLASS
from ui import app

ROOT = Path(__file__).parents[2] / "packaging" / "root"
SYSTEM = ROOT / "usr/lib/systemd/system"
USER = ROOT / "usr/lib/systemd/user"
UNITS = sorted([*SYSTEM.iterdir(), *USER.iterdir()])


def settings(unit: Path) -> dict[str, list[str]]:
    """The settings of a unit as "Section.Key"; one may stand several times."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in unit.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(f"{section}.{key}", []).append(value)
    return found


@pytest.mark.parametrize("name", ["serve", "touch"])
def test_what_dies_is_back_within_ten_seconds(name: str) -> None:
    unit = settings(SYSTEM / f"onewindow-{name}.service")
    assert unit["Service.Restart"][0] in {"always", "on-failure"}
    # The hang is noticed, and the next start begins; the rest is for the start itself.
    least = max(app.HUNG_SECONDS, float(unit["Service.WatchdogSec"][0]))
    assert least + float(unit["Service.RestartSec"][0]) < 10


def test_what_staff_close_stays_closed() -> None:
    """The service menu ends the program with 0; all else that ends it is a failure."""
    touch = settings(SYSTEM / "onewindow-touch.service")
    assert touch["Service.Restart"] == ["on-failure"]
    assert "Service.SuccessExitStatus" not in touch


def test_ready_and_alive_are_said_by_who_serves() -> None:
    for name in ("serve", "touch"):
        unit = settings(SYSTEM / f"onewindow-{name}.service")
        assert unit["Service.Type"] == ["notify"]
        assert float(unit["Service.WatchdogSec"][0]) > 3 * beat.SECONDS


def test_a_touch_screen_that_does_not_start_gives_way_to_a_page_and_is_tried_again() -> None:
    touch = settings(SYSTEM / "onewindow-touch.service")
    assert touch["Unit.OnFailure"] == ["onewindow-sorry.service"]
    page, again = settings(SYSTEM / "onewindow-sorry.service")["Service.ExecStart"]
    seconds = int(page.rpartition("--seconds ")[2])
    # Starts older than the interval are forgotten, so the next one is allowed.
    assert seconds > int(touch["Unit.StartLimitIntervalSec"][0])
    assert again.endswith("start onewindow-touch.service")
    # The page's own failure does not keep the screen from being tried again.
    assert page.startswith("-")


@pytest.mark.parametrize("unit", sorted(SYSTEM.glob("*.service")), ids=lambda unit: unit.stem)
def test_no_program_is_root_or_may_become_it(unit: Path) -> None:
    own = settings(unit)
    assert own["Service.User"] == ["onewindow"]
    assert own["Service.NoNewPrivileges"] == ["yes"]
    assert own["Service.ProtectSystem"][0] in {"strict", "full"}


def test_usb_rules_know_the_makers_that_we_look_for() -> None:
    rules = (ROOT / "usr/lib/udev/rules.d/70-onewindow.rules").read_text(encoding="utf-8")
    assert set(re.findall(r'ATTR\{idVendor\}=="(\w+)"', rules)) == {
        f"{maker:04x}" for maker in find._MAKERS
    }
    assert f'"*:{PRINTER_CLASS:02x}????:*"' in rules
    assert f'"*:{find._OWN_CLASS:02x}????:*"' in rules


def test_what_a_person_may_set_is_read_by_the_units() -> None:
    """Every name in /etc/default/onewindow is one that something looks at."""
    text = (ROOT / "etc/default/onewindow").read_text(encoding="utf-8")
    parser = configparser.ConfigParser(delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string("[x]\n" + re.sub(r"^#(?=\w+=)", "", text, flags=re.MULTILINE))
    assert set(parser["x"]) == {
        *("ONEWINDOW_KEEP", "ONEWINDOW_SESSION", "ONEWINDOW_TURN"),
        *("QT_QUICK_BACKEND", "WLR_RENDERER"),
    }
    session = (ROOT / "opt/onewindow/lib/session.py").read_text(encoding="utf-8")
    assert "ONEWINDOW_SESSION" in session
    assert "ONEWINDOW_TURN" in session
    backup = settings(SYSTEM / "onewindow-backup.service")
    assert "${ONEWINDOW_KEEP}" in backup["Service.ExecStart"][0]


def test_the_backup_may_write_where_it_writes() -> None:
    backup = settings(SYSTEM / "onewindow-backup.service")
    (_, _, folder, *_) = backup["Service.ExecStart"][0].split()
    assert folder in backup["Service.ReadWritePaths"][0].split()
    assert folder == backup["Unit.RequiresMountsFor"][0]
    made = (ROOT.parent / "debian" / "postinst").read_text(encoding="utf-8")
    assert f"-m 0700 {folder}\n" in made


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A root with our units, what they start, and the little of systemd that they need."""
    shutil.copytree(ROOT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "lib").symlink_to("usr/lib")
    (tmp_path / "bin").mkdir()
    for program in ("bin/systemctl", "opt/onewindow/bin/python"):
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    units = tmp_path / "usr/lib/systemd/system"
    for target in ("basic", "shutdown", "sysinit", "timers"):
        (units / f"{target}.target").write_text("[Unit]\nDescription=stands for Debian's\n")
    for unit in USER.iterdir():
        shutil.copyfile(unit, units / unit.name)
    return tmp_path


def analysed(machine: Path, *command: str) -> str:
    done = subprocess.run(
        ["systemd-analyze", f"--root={machine}", *command],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_has_nothing_to_say(machine: Path, unit: Path) -> None:
    assert analysed(machine, "verify", unit.name) == ""


def test_a_fault_would_be_seen(machine: Path) -> None:
    unit = machine / "usr/lib/systemd/system/onewindow-serve.service"
    unit.write_text(unit.read_text().replace("Restart=always", "Restrat=always"))
    assert "Restrat" in analysed(machine, "verify", unit.name)


@pytest.mark.parametrize(
    ("name", "most"), [("serve", 2.0), ("touch", 6.0), ("sorry", 6.0), ("backup", 2.0)]
)
def test_exposure_stays_low(machine: Path, name: str, most: float) -> None:
    said = analysed(machine, "security", "--offline=yes", "--no-pager", f"onewindow-{name}.service")
    level = re.search(r"Overall exposure level.*: ([\d.]+)", said)
    assert level is not None, said
    assert float(level[1]) <= most
