"""The command that lists the alarms of a hall, and takes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import open_hall
from tests.hall import PASSWORD, change_settings
from tests.kiosk.command import HAN, Kiosk, in_this_process, refused

ME = {"KIOSK_PASSWORD": PASSWORD}


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command on a hall where somebody asks for help, which is an alarm at once."""
    change_settings(sqlite_folder, "[tickets]", "[alarms]\nhelp_seconds = 0\n\n[tickets]")
    with open_hall(sqlite_folder) as hall:
        hall.help("entrance")
    return in_this_process(sqlite_folder, monkeypatch, capsys)


def test_it_lists_and_takes(kiosk: Kiosk) -> None:
    (alarm,) = kiosk("alarms", "--json").json["alarms"]
    assert (alarm["kind"], alarm["subject"], alarm["taken_by"]) == ("help", "entrance", None)
    take = ["alarms", "--take", str(alarm["id"])]
    refused(kiosk(*take, "--json"), "account.needed")
    refused(kiosk(*take, "--json", "--as", "clerk", **ME), "account.not_allowed")
    said = kiosk(*take, "--as", "supervisor", KIOSK_LANGUAGE="en", **ME).out
    assert said.startswith("Taken by Supervisor: Help wanted at entrance")
    assert not HAN.search(said)
    # It lasts, and says who sees to it.
    assert "Supervisor 已接手" in kiosk("alarms").out
    refused(kiosk("alarms", "--take", "99", "--json", "--as", "supervisor", **ME), "alarm.unknown")


def test_nothing_is_the_matter(kiosk: Kiosk, sqlite_folder: Path) -> None:
    change_settings(sqlite_folder, "help_seconds = 0", 'off = ["help"]')
    assert kiosk("alarms").out == "没有提醒。\n"
