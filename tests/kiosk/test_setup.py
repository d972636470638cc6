"""Making a hall: whole, once, and tried again after whatever went wrong."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from data.faults import StoreFault
from kiosk import accounts, layout, settings_text, setup
from kiosk.hall import open_hall
from kiosk.refusal import Refusal
from tests.hall import PASSWORD, QUICK, HandClock, events


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_hasher", QUICK)


def works(folder: Path, password: str) -> None:
    """A hall that gives out a number and lets its administrator in."""
    with open_hall(folder, HandClock()) as hall:
        assert hall.issue("SC001").ticket.number == "B001"
        assert hall.prove("admin", password).name == "admin"
        assert hall.audit_verify() is None


def test_a_new_hall(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "hall"
    made = setup.init(folder, HandClock())
    assert (made.folder, made.account, len(made.password)) == (folder, "admin", 16)
    works(folder, made.password)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    with open_hall(folder, HandClock()) as hall:
        assert events(hall)[:2] == ["hall.made", "account.added"]


def test_two_halls_have_two_passwords(tmp_path: Path) -> None:
    made = {setup.init(tmp_path / name, HandClock()).password for name in "ab"}
    assert len(made) == 2


def test_a_hall_is_made_once(sqlite_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in sqlite_folder.iterdir() if path.is_file()}
    with pytest.raises(Refusal) as no:
        setup.init(sqlite_folder, HandClock())
    assert no.value.code == "hall.exists"
    assert before == {
        path.name: path.read_bytes() for path in sqlite_folder.iterdir() if path.is_file()
    }


def test_a_short_password_is_refused_and_a_long_one_taken(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with pytest.raises(Refusal) as no:
        setup.init(folder, HandClock(), "short")
    assert no.value.code == "password.short"
    setup.init(folder, HandClock(), PASSWORD)
    works(folder, PASSWORD)


@pytest.mark.parametrize("name", ["hall.toml", "hall.db"])
def test_after_a_power_cut_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever was written last before the cut, the next try makes a hall that works."""
    folder = tmp_path / "hall"
    cut = {"hall.toml": "kiosk.setup.Made", "hall.db": "kiosk.accounts.add"}[name]

    def fail(*_: object, **__: object) -> None:
        if name == "hall.toml":
            (folder / name).unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(cut, fail)
        with pytest.raises(KeyboardInterrupt):
            setup.init(folder, HandClock(), PASSWORD)
    assert (folder / "hall.db").exists()
    assert not (folder / "hall.toml").exists()
    setup.init(folder, HandClock(), PASSWORD)
    works(folder, PASSWORD)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    file = tmp_path / "hall"
    file.write_text("mine")
    for folder in (file, file / "deeper"):
        with pytest.raises(Refusal) as no:
            setup.init(folder, HandClock())
        assert no.value.code == "folder.unwritable"
        assert no.value.values["folder"] == folder
        assert no.value.values["reason"]
    assert file.read_text() == "mine"


def test_a_key_that_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"not a key")
    with pytest.raises(StoreFault) as fault:
        setup.init(tmp_path, HandClock())
    assert fault.value.code == "key.unreadable"
    assert not (tmp_path / "hall.toml").exists()


def test_a_lost_key_is_told_before_anything_is_done(sqlite_folder: Path) -> None:
    (sqlite_folder / "secret.key").unlink()
    with pytest.raises(StoreFault) as fault:
        open_hall(sqlite_folder, HandClock())
    assert fault.value.code == "key.unreadable"


def test_a_hall_of_another_code_is_not_there(sqlite_folder: Path) -> None:
    file = sqlite_folder / "hall.toml"
    file.write_text('code = "second"\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    with open_hall(sqlite_folder, HandClock()) as hall, pytest.raises(Refusal) as no:
        hall.issue("SC001")
    assert no.value.code == "hall.missing"
    assert no.value.values == {"hall": "second"}


def test_nobody_else_may_read_the_hall(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        setup.init(tmp_path / "hall", HandClock())
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "hall").stat().st_mode) == 0o700


def test_after_a_power_cut_the_counters_are_those_of_the_last_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who answers the questions differently the second time gets what was answered last."""
    folder = tmp_path / "hall"
    sample = layout.sample()

    def plan(number: int) -> setup.Plan:
        counters = sample.counted({"comprehensive": number, "real_estate": 1})
        return setup.Plan(settings_text.sample(), counters)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(accounts, "add", fail)
        with pytest.raises(KeyboardInterrupt):
            setup.init(folder, HandClock(), PASSWORD, plan=plan(7))
    setup.init(folder, HandClock(), PASSWORD, plan=plan(2))
    with open_hall(folder, HandClock()) as hall:
        kinds = [each.kind.value for each in hall.counters()]
        assert kinds.count("comprehensive") == 2
        assert len({each.code for each in hall.counters()}) == len(kinds)
        assert hall.issue("SC001").ticket.number == "B001"
