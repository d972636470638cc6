"""Every page, in both languages and all shapes: nothing cut or covered, all named and large."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue import Service
from kiosk.clock import Clock
from kiosk.hall import Hall, open_hall
from printers.status import PRINTS, State
from tests.hall import staff_of
from tests.ui import looks
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT

SHAPES = pytest.mark.parametrize(
    "size",
    [PORTRAIT, LANDSCAPE, (540, 960), (1280, 800), (1024, 768)],
    ids=["tall", "wide", "small", "16:10", "4:3"],
)
READERS = pytest.mark.parametrize("language", ["zh", "en"])


def look(visitor: Visitor, where: str) -> None:
    """Fail when a strict reader would complain."""
    window = visitor.touch.window
    unit = min(
        min(window.width(), window.height()) / 108, max(window.width(), window.height()) / 170
    )
    found = looks.complaints(window, least=9 * unit)
    assert not found, f"{where}:\n" + "\n".join(found)


def take(visitor: Visitor, key: str) -> None:
    """Take the number; where the papers have a side of their own they are looked at first."""
    stage = visitor.touch.window.findChild(QQuickItem, "stage")
    assert stage is not None
    page = stage.property("item")
    assert visitor.hands.until(lambda: not page.property("overfull"))
    if page.property("unread"):
        visitor.tap("confirm.read", count=len(page.property("detail")["papers"]))
        visitor.sees(key)
        look(visitor, "confirm, its papers")
    visitor.tap(key)


@SHAPES
@READERS
def test_the_first_frame_reads_well(
    visit: Visit,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
) -> None:
    go_on = threading.Event()

    def slow(folder: Path, clock: Clock) -> Hall:
        go_on.wait(10)
        return open_hall(folder, clock)

    monkeypatch.setattr("kiosk.hall.open_hall", slow)
    visitor = visit(place=folder, size=size, page="opening", language=language)
    visitor.sees("opening.title")
    look(visitor, "opening")
    go_on.set()
    visitor.comes_to("home")


@SHAPES
@READERS
def test_every_page_reads_well(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size, language=language)
    look(visitor, "home")
    visitor.tap("home.by_office")
    look(visitor, "home by department")
    visitor.tap("home.by_theme")
    look(visitor, "home by theme")
    screen = visitor.touch.screen
    screen.choose("theme", "准营准办")
    visitor.comes_to("services")
    look(visitor, "services")
    screen.home()
    visitor.comes_to("home")
    screen.choose("theme", "农林牧渔")
    visitor.comes_to("services")
    visitor.hands.tap(hall.catalogue().services["LY001"].title(language))
    visitor.comes_to("confirm")
    look(visitor, "confirm")
    take(visitor, "confirm.take")
    visitor.comes_to("ticket")
    look(visitor, "ticket")


PAPERS: dict[str, dict[str, object]] = {
    "held": {"state": "queued", "error": "printer.cutter"},
    "unknown": {"state": "unknown", "error": "printer.lost"},
    "failed": {"state": "failed", "error": "printer.cleared"},
    "late": {"state": "failed", "error": "printer.late"},
    "waived": {"state": "failed", "error": "printer.waived"},
    "none": {"state": "queued", "error": None, "printer": ""},
    "sent": {"state": "sent", "error": None},
    "printed": {"state": "printed", "error": None, "copy": 2},
}


@SHAPES
@READERS
def test_every_page_reads_well_without_paper(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size, language=language)
    for state in State:
        say_how_the_printer_is(hall, state)
        if state not in PRINTS:
            visitor.sees("printer." + state.value)
        look(visitor, f"home, {state}")
    say_how_the_printer_is(hall, State.CUTTER_ERROR)
    visitor.touch.screen.choose("theme", "农林牧渔")
    visitor.comes_to("services")
    visitor.hands.tap(hall.catalogue().services["LY001"].title(language))
    visitor.comes_to("confirm")
    visitor.sees("printer.cutter_error")
    look(visitor, "confirm")
    take(visitor, "confirm.take_without")
    visitor.comes_to("ticket")
    (job,) = hall.jobs_of(hall.ticket_of_number("A001").id)
    say_how_the_printer_is(hall, State.ONLINE)
    for name, values in PAPERS.items():
        change_job(hall, job.id, **values)
        visitor.comes_to_paper(name)
        look(visitor, f"ticket, {name}")


@SHAPES
@READERS
def test_every_trouble_reads_well(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    admin = staff_of(hall).admin
    for code in ("11", "12"):
        hall.close_counter(code, admin, "lunch")
    visitor = visit(size=size, language=language)
    visitor.touch.screen.choose("theme", "证件办理")
    visitor.comes_to("services")
    visitor.hands.tap(hall.catalogue().services["GA002"].title(language))
    visitor.comes_to("trouble")
    look(visitor, "no counter open")
    for code in ("touch.slow", "system.trouble"):
        visitor.touch.screen.visit.refusal = type(visitor.touch.screen.visit.refusal)(code)
        visitor.touch.screen.troubled.emit()
        look(visitor, code)


@pytest.mark.slow
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
@READERS
def test_every_service_of_the_catalogue_reads_well(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size, language=language)
    screen = visitor.touch.screen
    found: dict[str, list[str]] = {}

    def see(service: Service) -> None:
        screen.prepare(service.id)
        visitor.hands.until(lambda: visitor.page == "confirm")
        if complaints := looks.complaints(visitor.touch.window):
            found[service.id] = complaints
        screen.back()

    catalogue = hall.catalogue()
    for theme in catalogue.themes:
        screen.choose("theme", theme)
        if complaints := looks.complaints(visitor.touch.window):
            found[theme] = complaints
        for service in catalogue.services.values():
            if service.theme == theme:
                see(service)
        screen.home()
    assert not found, "\n".join(f"{key}: {'; '.join(each)}" for key, each in found.items())
