"""Every page in every mode, both languages, upright and lying: drawn, and judged as eyes would.

`PAGES=build/pages pytest tests/ui/touch/test_matrix.py` keeps the pictures for a person to look at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.look import Look
from kiosk.queue.tickets import Wait
from kiosk.queue.waits import Waits
from printers.status import State
from tests.hall import HandClock
from tests.ui import looks, reading
from tests.ui.papers import say_how_the_printer_is
from tests.ui.touch.conftest import Visit
from tests.ui.touch.pages import PAGES, Guest, guest, prepare_hall
from ui.touch import LANDSCAPE, PORTRAIT
from ui.touch.flow import Page

OUT = os.environ.get("PAGES", "")
MODES = ("plain", "large", "low")
SHAPES = {"tall": PORTRAIT, "wide": LANDSCAPE}


@pytest.fixture
def crowded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """A hall in which every state of every page can be come to, and that can say how long one
    waits, as it can after a morning of work."""
    prepare_hall(folder)
    for asked in ("newcomer", "lately", "ticket"):
        monkeypatch.setattr(Waits, asked, lambda *_, **__: Wait(25 * 60, 105 * 60))
    with open_hall(folder, HandClock()) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        yield hall


def judge(guest: Guest, language: str, mode: str, shape: str) -> list[str]:
    """What is wrong with any page in this language, mode and shape."""
    screen, window, found = guest.screen, guest.visitor.touch.window, []
    screen.visit.speak(language)
    if mode != "plain":
        screen.showing.choose(mode, True)
    for name, (page, go) in PAGES.items():
        guest.leave()
        go(guest)
        guest.comes_to(page)
        guest.settles()
        complaints = looks.complaints(window) + reading.in_mode(window, screen.showing)
        picture = f"{shape}-{language}-{mode}-{name}"
        keep(guest, picture)
        if mode == "plain":
            complaints += in_other_colours(guest, picture)
        found += [f"{name}: {each}" for each in complaints]
    return found


def in_other_colours(guest: Guest, name: str) -> list[str]:
    """What is faint on the same page in high contrast, and in the evening."""
    window, modes, hall = guest.visitor.touch.window, guest.screen.showing, guest.hall
    modes.choose("contrast", True)
    found = [f"in contrast: {each}" for each in reading.faint(window, 7)]
    keep(guest, f"{name}-contrast")
    modes.choose("contrast", False)
    dim = hall.settings.model_copy(update={"look": Look(palette="evening")})
    modes.take(dim, hall.ground.folder)
    modes.tick(hall.ground.clock())
    # In large mode its colours are the same.
    found += [f"in the evening: {each}" for each in reading.faint(window, 7)]
    keep(guest, f"{name}-evening")
    modes.take(hall.settings, hall.ground.folder)
    modes.tick(hall.ground.clock())
    return found


def keep(guest: Guest, name: str) -> None:
    """Save a picture where somebody wants to look at it."""
    if OUT:
        Path(OUT).mkdir(parents=True, exist_ok=True)
        assert guest.visitor.touch.window.grabWindow().save(f"{OUT}/{name}.png", quality=90)


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("shape", list(SHAPES))
def test_every_page_reads_well_in_every_mode(
    visit: Visit, crowded: Hall, shape: str, language: str, mode: str
) -> None:
    # One window for all pages of a shape: to open it anew would take most of the time.
    visitor = visit(place=crowded, size=SHAPES[shape])
    found = judge(guest(visitor, crowded), language, mode, shape)
    assert not found, "\n".join(found)


def test_every_page_of_the_flow_has_its_picture() -> None:
    shown = {page for page, _ in PAGES.values()}
    # The first frame stands before a hall is there: test_looks.py.
    assert shown >= set(Page) - {Page.OPENING}
