"""The page for a screen that does not start: whole on every screen, and gone by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from kiosk import setup
from tests.hall import HandClock
from ui import app, sorry
from ui.touch import run_touch

ROOT = Path(__file__).parents[2]
PHONE = "0745-6222345 转 8001 或 8002、8003（工作时间）"


def picture(width: int, height: int, hotline: str) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sorry.draw(painter, QSize(width, height), hotline)
    painter.end()
    return image


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1024, 768), (768, 1366)])
@pytest.mark.parametrize("hotline", ["", PHONE], ids=["no telephone", "telephone"])
def test_nothing_touches_the_edges(
    qapp: QGuiApplication, size: tuple[int, int], hotline: str
) -> None:
    image = picture(*size, hotline)
    width, height = size
    margin = round(min(size) * 0.03)
    plain = {QColor(colour).rgb() for colour in (sorry.GROUND, sorry.LINE, sorry.BAR)}
    for y in range(height):
        for x in (*range(margin), *range(width - margin, width)):
            assert image.pixel(x, y) in plain, (x, y)
    words = sum(
        image.pixel(x, y) == QColor(sorry.INK).rgb()
        for y in range(0, height, 3)
        for x in range(0, width, 3)
    )
    assert words > 500


def test_a_hall_that_cannot_be_read_has_no_telephone(tmp_path: Path) -> None:
    assert sorry.hotline_of(tmp_path) == ""
    (tmp_path / "hall.toml").write_text('name = "大厅"\nhotline = "96666"\n', encoding="utf-8")
    assert sorry.hotline_of(tmp_path) == "96666"


def test_a_glass_that_does_not_load_shows_the_page_and_fails(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a failure somebody starts it again."""
    setup.init(tmp_path / "hall", HandClock())
    shown: list[sorry.SorryWindow] = []

    def broken(*_: object) -> None:
        raise app.Broken("ui.touch.TouchWindow did not load")

    def soon(hall: Path, *, windowed: bool) -> sorry.SorryWindow:
        shown.append(sorry.show_sorry(hall, windowed=windowed, seconds=0.2))
        assert shown[-1].isVisible()
        return shown[-1]

    monkeypatch.setattr("ui.touch.app.open_window", broken)
    monkeypatch.setattr("ui.touch.show_sorry", soon)
    assert run_touch(tmp_path / "hall", windowed=False) == sorry.FAILED
    (window,) = shown
    assert not window.isVisible()
    assert window.geometry() == window.screen().geometry()


def test_by_itself_it_needs_no_qt_quick_and_goes(tmp_path: Path) -> None:
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['ui.sorry', '--seconds', '0.2', '--hall', {str(tmp_path)!r}]\n"
        "try: runpy.run_module('ui.sorry', run_name='__main__')\n"
        "finally: assert not {n for n in sys.modules if 'Quick' in n or 'Qml' in n}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT), "ONEWINDOW_TURN": "90"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (sorry.FAILED, "")
