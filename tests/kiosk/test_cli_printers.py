"""The commands on printers, against a fake printer at the other end of a real wire."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from kiosk.hall import open_hall
from kiosk.papers.sampler import samples
from kiosk.printing.spooling import Spooling
from printers.fake import FakePrinter
from printers.fake.printer import TcpPrinter
from printers.logo import prepare
from tests.hall import PASSWORD, change_settings
from tests.kiosk.command import HAN, ROOT, Kiosk, in_this_process, process, refused
from tests.printers.peers import free_port

VIRTUAL = 'kind = "virtual"\nwidth_mm = 80\npath = "receipts"'
TEXT = 'rendering = "text"'
SIGNED = ("--as", "clerk", "--json")
ME = {"KIOSK_PASSWORD": PASSWORD}


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command in this process, on a fresh sample hall."""
    return in_this_process(sqlite_folder, monkeypatch, capsys)


@pytest.fixture
def fake(sqlite_folder: Path) -> Iterator[TcpPrinter]:
    """The hall's printer "main"."""
    with FakePrinter.tcp() as printer:
        network = f'kind = "network"\nhost = "127.0.0.1"\nport = {printer.port}\ntimeout = 2'
        change_settings(sqlite_folder, VIRTUAL, network)
        yield printer


def add_printer(folder: Path, *lines: str) -> None:
    """One more printer in hall.toml."""
    file = folder / "hall.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text("\n".join([text, "[[printers]]", *lines, ""]), encoding="utf-8")


# --- How they are ---


def test_list_asks_the_printer_itself(kiosk: Kiosk, fake: TcpPrinter) -> None:
    (well,) = kiosk("printers", "list", "--json").json["printers"]
    assert (well["name"], well["state"], well["prints"], well["here"]) == (
        "main",
        "online",
        True,
        True,
    )
    fake.do("cover open")
    answered = kiosk("printers", "list", "--json")
    assert answered.err == ""  # what a log would say of it, the answer says
    (down,) = answered.json["printers"]
    assert (down["state"], down["prints"]) == ("cover_open", False)
    assert down["since"] > well["since"]
    said = kiosk("printers", "list", KIOSK_LANGUAGE="en")
    assert said.out.startswith("✗ main: its cover is open, since ")


def test_list_counts_the_papers_that_wait(kiosk: Kiosk, fake: TcpPrinter) -> None:
    fake.do("paper out")
    for _ in range(2):
        kiosk("take", "SC001", "--json")
    (printer,) = kiosk("printers", "list", "--json").json["printers"]
    assert (printer["state"], printer["waiting"]) == ("paper_end", 2)
    assert "2 papers waiting" in kiosk("printers", "list", KIOSK_LANGUAGE="en").out


def test_list_believes_the_service_that_owns_the_printer(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    """A second connection would wait for the first one for ever."""
    with service(sqlite_folder):
        (printer,) = kiosk("printers", "list", "--json").json["printers"]
    assert printer["state"] == "online"


def await_true(true: Callable[[], bool]) -> None:
    """Wait until it is."""
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


@contextmanager
def service(folder: Path) -> Iterator[None]:
    """Another owner of the hall's printers, that has looked at them."""
    with open_hall(folder) as hall:
        spooling = Spooling(hall.ground)
        try:
            await_true(lambda: all(each.prints for each in hall.printers()))
            yield
        finally:
            spooling.stop()


def test_a_printer_out_of_reach_and_its_standby(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    dead = f'host = "127.0.0.1"\nport = {free_port()}'
    add_printer(sqlite_folder, 'name = "back"', 'kind = "network"', dead, 'standby = "main"')
    printers = kiosk("printers", "list", "--json").json["printers"]
    assert [(each["name"], each["state"], each["standby"]) for each in printers] == [
        ("main", "online", None),
        ("back", "no_answer", "main"),
    ]
    assert "refused" in printers[1]["detail"]
    assert "refused" in kiosk("printers", "list").out


def test_a_lock_of_another_user_is_told_and_the_others_are_asked(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    add_printer(sqlite_folder, 'name = "back"', 'kind = "virtual"', 'path = "back"')
    (sqlite_folder / "printer-main.lock").mkdir()
    states = {each["name"]: each for each in kiosk("printers", "list", "--json").json["printers"]}
    assert not states["main"]["prints"]
    assert "printer-main.lock" in states["main"]["detail"]
    assert states["back"]["prints"]


# --- The test page ---


def test_the_test_page_comes_out_and_the_printer_says_so(kiosk: Kiosk, fake: TcpPrinter) -> None:
    said = kiosk("printers", "test", "main", "--json")
    assert said.code == 0
    assert (said.json["paper"], said.json["state"]) == ("printed", "online")
    (slip,) = fake.wait_slips(1)
    assert slip.whole


def test_the_printer_that_is_named_prints_the_test_page(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    with FakePrinter.tcp() as back:
        other = f'host = "127.0.0.1"\nport = {back.port}'
        add_printer(sqlite_folder, 'name = "back"', 'kind = "network"', other)
        assert kiosk("printers", "test", "back").code == 0
        assert back.wait_slips(1)
    assert fake.slips == []


def test_the_first_printer_is_tested_where_none_is_named(kiosk: Kiosk, fake: TcpPrinter) -> None:
    assert kiosk("printers", "test", "--json").json["printer"] == "main"


def test_a_test_page_that_did_not_come_is_taken_back(kiosk: Kiosk, fake: TcpPrinter) -> None:
    """Nobody wants it with the new roll an hour later."""
    fake.do("paper out")
    said = kiosk("printers", "test", "main", "--json")
    assert said.code == 1
    assert (said.json["paper"], said.json["paper_error"]) == ("queued", "printer.paper")
    assert said.json["state"] == "paper_end"
    assert kiosk("printers", "list", "--json").json["printers"][0]["waiting"] == 0
    assert kiosk("printers", "papers", "--json").json["papers"] == []
    fake.do("paper 60000")
    assert kiosk("printers", "test", "main").code == 0
    assert len(fake.wait_slips(1)) == 1


def test_a_test_page_torn_in_the_middle_leaves_no_second_one(
    kiosk: Kiosk, fake: TcpPrinter
) -> None:
    fake.do("out after 40")
    said = kiosk("printers", "test", "main", "--json")
    assert said.code == 1
    assert said.json["paper"] in ("failed", "unknown")
    fake.do("paper 60000")
    (printer,) = kiosk("printers", "list", "--json").json["printers"]
    assert (printer["state"], printer["waiting"]) == ("online", 0)
    assert kiosk("printers", "papers", "--json").json["papers"] == []


def test_a_test_page_out_of_the_standby_says_nothing_good_of_the_printer(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    dead = f'host = "127.0.0.1"\nport = {free_port()}'
    add_printer(sqlite_folder, 'name = "back"', 'kind = "network"', dead, 'standby = "main"')
    kiosk("printers", "list")  # so that it is known that the standby prints
    said = kiosk("printers", "test", "back", "--json")
    assert (said.code, said.json["came_from"], said.json["state"]) == (1, "main", "no_answer")
    assert fake.wait_slips(1)


def test_a_one_way_printer_is_not_praised(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    change_settings(sqlite_folder, "timeout = 2", "timeout = 2\nanswers = false")
    said = kiosk("printers", "test", "main", KIOSK_LANGUAGE="en")
    assert said.code == 0
    assert fake.wait_slips(1)
    assert "cannot answer" in said.out
    assert "says so" not in said.out


def test_a_running_service_prints_the_test_page(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    with service(sqlite_folder):
        said = kiosk("printers", "test", "main", "--json")
    assert (said.code, said.json["paper"]) == (0, "printed")
    assert len(fake.wait_slips(1)) == 1


# --- Looking for one ---


def test_find_names_the_lines_that_choose_a_network_printer(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path
) -> None:
    address = f"127.0.0.1:{fake.port}"
    said = kiosk("printers", "find", address, "--json", data=None)
    (found,) = (each for each in said.json["printers"] if each["kind"] == "network")
    assert (found["where"], found["state"]) == (address, "online")
    # The lines work as they are.
    add_printer(sqlite_folder, *found["settings"].splitlines()[1:])
    names = [each["name"] for each in kiosk("printers", "list", "--json").json["printers"]]
    assert names == ["main", "127-0-0-1"]


def test_find_says_that_nobody_answers(kiosk: Kiosk) -> None:
    said = kiosk("printers", "find", f"127.0.0.1:{free_port()}", data=None, KIOSK_LANGUAGE="en")
    assert said.code == 1
    assert "no answer" in said.out
    assert "[[printers]]" not in said.out.partition("network")[2]


# --- Papers that did not come out ---


def test_stuck_papers_are_listed_reprinted_and_put_aside(kiosk: Kiosk, fake: TcpPrinter) -> None:
    assert kiosk("printers", "papers", "--json").json == {"papers": []}
    fake.do("id off")
    fake.do("clear off")
    fake.do("out after 30")
    taken = kiosk("take", "SC001", "--json").json
    assert taken["paper"] == "unknown"
    (stuck,) = kiosk("printers", "papers", "--json").json["papers"]
    assert (stuck["state"], stuck["error"], stuck["copy"]) == ("unknown", "printer.paper", 0)
    assert taken["number"] in stuck["label"]
    fake.do("paper 60000")

    again = kiosk("printers", "reprint", str(stuck["job"]), *SIGNED, **ME)
    assert again.code == 0
    assert again.json["copy"] == 1
    assert again.json["state"] in ("printed", "sent")
    assert kiosk("printers", "papers", "--json").json == {"papers": []}
    papers = kiosk("printers", "papers", "--all", "--json").json["papers"]
    assert [each["copy"] for each in papers] == [0, 1]


@pytest.mark.parametrize(("clears", "state"), [("on", "failed"), ("off", "unknown")])
def test_a_number_is_told_whatever_became_of_its_paper(
    kiosk: Kiosk, fake: TcpPrinter, clears: str, state: str
) -> None:
    fake.do(f"clear {clears}")
    fake.do("out after 30")
    said = kiosk("take", "SC001", KIOSK_LANGUAGE="en")
    assert said.code == 0
    assert said.out.startswith("B001")
    (torn, *_) = kiosk("printers", "papers", "--all", "--json").json["papers"]
    assert torn["state"] == state
    assert {"failed": "did not come out", "unknown": "not certain"}[state] in said.out


def test_a_paper_that_somebody_has_seen_to_stands_no_more(kiosk: Kiosk, fake: TcpPrinter) -> None:
    fake.do("clear off")
    fake.do("out after 30")
    kiosk("take", "SC001", "--json")
    (stuck,) = kiosk("printers", "papers", "--json").json["papers"]
    assert kiosk("printers", "aside", str(stuck["job"]), *SIGNED, **ME).code == 0
    assert kiosk("printers", "papers", "--json").json == {"papers": []}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_papers_in_the_persons_language(kiosk: Kiosk, fake: TcpPrinter, language: str) -> None:
    here = {"KIOSK_LANGUAGE": language, **ME}
    assert bool(HAN.search(kiosk("printers", "papers", **here).out)) is (language == "zh")
    assert bool(HAN.search(kiosk("printers", "papers", "--all", **here).out)) is (language == "zh")
    fake.do("paper out")
    kiosk("take", "SC001", "--json")
    for command in (["printers", "papers"], ["printers", "list"], ["printers", "test"]):
        said = kiosk(*command, **here)
        assert "main" in said.out
        assert bool(HAN.search(said.out)) is (language == "zh"), said.out
        assert "{" not in said.out


# --- The emblem ---


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "emblem.png"
    Image.new("RGB", (300, 300), (200, 0, 0)).save(file)
    return file


def test_an_emblem_is_stored(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path, picture: Path
) -> None:
    change_settings(sqlite_folder, "timeout = 2", 'timeout = 2\nprofile = "epson-tm-t82"\n' + TEXT)
    said = kiosk("printers", "logo", "main", str(picture), "--json")
    assert said.code == 0
    assert (said.json["width"], said.json["height"]) == (160, 160)
    await_true(lambda: fake.state["stored"] == ["1W"])
    assert fake.slips == []
    hints = kiosk("printers", "logo", "main", str(picture)).out
    assert "logo = true" in hints
    assert 'emblem = "emblem.png"' in hints
    assert prepare(sqlite_folder / "emblem.png") == prepare(picture)


def test_a_printer_of_pictures_need_not_store_an_emblem(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path, picture: Path
) -> None:
    before = fake.state["received"]
    said = kiosk("printers", "logo", "main", str(picture), KIOSK_LANGUAGE="en")
    assert said.code == 0
    assert "nothing need be stored" in said.out
    assert fake.state["received"] == before
    # What the hints say makes receipts show it.
    kiosk("printers", "test")
    change_settings(sqlite_folder, "[serve]", 'emblem = "emblem.png"\n\n[serve]')
    kiosk("printers", "test")
    plain, adorned = fake.wait_slips(2)
    assert adorned.fed_mm > plain.fed_mm + 15


def test_no_emblem_is_stored_while_a_service_prints(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path, picture: Path
) -> None:
    change_settings(sqlite_folder, "timeout = 2", f"timeout = 2\n{TEXT}")
    with service(sqlite_folder):
        said = kiosk("printers", "logo", "main", str(picture), "--json", KIOSK_LANGUAGE="en")
    assert "stop it first" in refused(said, "printer.busy")
    assert not (sqlite_folder / "emblem.png").exists()


def test_no_emblem_for_a_printer_that_is_not_well(
    kiosk: Kiosk, fake: TcpPrinter, sqlite_folder: Path, picture: Path
) -> None:
    change_settings(sqlite_folder, "timeout = 2", f"timeout = 2\n{TEXT}")
    fake.do("cover open")
    said = kiosk("printers", "logo", "main", str(picture), "--json", KIOSK_LANGUAGE="en")
    assert "cover is open" in refused(said, "printer.failed")


def test_no_emblem_where_none_can_be_stored(
    kiosk: Kiosk, sqlite_folder: Path, picture: Path
) -> None:
    change_settings(sqlite_folder, VIRTUAL, f'kind = "cups"\nqueue = "front"\n{TEXT}')
    refused(kiosk("printers", "logo", "main", str(picture), "--json"), "printer.profile")


# --- Samples ---


def test_samples_of_every_paper(kiosk: Kiosk, tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    kiosk("printers", "sample", str(folder), data=None)
    # A second time they take the place of the first ones.
    said = kiosk("printers", "sample", str(folder), "--json", data=None)
    assert said.code == 0
    names = {name for name, _ in samples()}
    kinds = [(language, width) for language in ("zh", "en") for width in (58, 80)]
    stems = {f"{name}-{language}-{width}" for name in names for language, width in kinds}
    assert set(said.json["papers"]) == stems
    assert {file.name for file in folder.iterdir()} == {
        f"{stem}.{kind}" for stem in stems for kind in ("bin", "png", "txt")
    }
    assert "B032" in (folder / "ticket-en-58.txt").read_text(encoding="utf-8")


# --- No ---


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("list extra", "command.usage"),
        ("test nobody", "printer.missing"),
        ("find 127.0.0.1:99999", "printer.missing"),
        ("reprint 1", "account.needed"),
        ("reprint 999 --as clerk!", "job.unknown"),
        ("reprint 99999999999999999999 --as clerk!", "command.usage"),
        ("reprint one --as clerk!", "command.usage"),
        ("reprint 1 --as inspector!", "account.not_allowed"),
        ("aside 1 --as nobody!", "account.wrong"),
        ("aside 999 --as clerk!", "job.unknown"),
        ("logo nobody /no/picture", "printer.missing"),
        ("logo main /no/picture", "file.unreadable"),
        ("sample /proc/no/folder", "folder.unwritable"),
    ],
)
def test_every_no_is_a_code_and_a_sentence(kiosk: Kiosk, command: str, code: str) -> None:
    """`!` stands for the right password."""
    here = ["printers", *command.rstrip("!").split(), "--json"]
    variables = ME if command.endswith("!") else {}
    for language in ("zh", "en"):
        data = {} if command.split()[0] not in ("find", "sample") else {"data": None}
        message = refused(kiosk(*here, **data, KIOSK_LANGUAGE=language, **variables), code)
        if code != "command.usage":
            assert bool(HAN.search(message)) is (language == "zh")


def test_no_picture_is_a_sentence(kiosk: Kiosk, fake: TcpPrinter, tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.png", Path(__file__)):
        said = kiosk("printers", "logo", "main", str(file), "--json")
        assert str(file) in refused(said, "file.unreadable")


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ('kind = "telex"', "kind"),
        ('kind = "network"', "host"),
        ('kind = "network"\nhost = "127.0.0.1"\nport = 99999', "port"),
        ('kind = "virtual"\npath = "x"\nprofile = "quill"', "quill"),
        ('kind = "virtual"\npath = "x"\nprofile = "zjiang-58"\nwidth_mm = 80', "zjiang-58"),
        ('kind = "virtual"\npath = "x"\nstandby = "ghost"', "ghost"),
    ],
)
def test_wrong_settings_are_a_sentence_that_names_the_place(
    kiosk: Kiosk, sqlite_folder: Path, wrong: str, word: str
) -> None:
    change_settings(sqlite_folder, VIRTUAL, wrong)
    message = refused(kiosk("printers", "list", "--json"), "settings.faulty")
    assert "printers" in message
    assert word in message


def test_a_hall_without_a_printer(kiosk: Kiosk, sqlite_folder: Path) -> None:
    file = sqlite_folder / "hall.toml"
    text = file.read_text(encoding="utf-8").partition("[[printers]]")[0]
    file.write_text(text, encoding="utf-8")
    assert kiosk("printers", "list", "--json").json == {"printers": []}
    assert "kiosk printers find" in kiosk("printers", "list").out
    assert "kiosk printers find" in refused(kiosk("printers", "test", "--json"), "printer.missing")


# --- As a process ---


def test_list_starts_without_qt(sqlite_folder: Path) -> None:
    """On a host without a screen there need not even be one that could be loaded."""
    code = "import sys; sys.modules['PySide6'] = None; from kiosk.cli import main; main()"
    here = ["printers", "list", "--json", "--data", str(sqlite_folder)]
    done = subprocess.run(
        [sys.executable, "-c", code, *here],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b'"online"' in done.stdout


def test_no_trace_for_a_hall_that_is_not_there(tmp_path: Path) -> None:
    said = process("printers", "list", "--data", str(tmp_path / "none"))
    assert said.code == 2
    assert "Traceback" not in said.err
    assert "[settings.missing]" in said.err
