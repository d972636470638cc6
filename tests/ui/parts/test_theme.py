"""The palette reads well and the pictures are right: contrast, icons in their colour, QR codes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QImage

import ui.parts
from kiosk.colour import NORMAL, STRONG, Colour, contrast, family
from tests.ui.parts.conftest import Show
from ui.parts.pictures import QUIET_ZONE, Icons, qr_picture

ICONS = sorted((Path(ui.parts.__file__).parent / "icons").glob("*.svg"))
GROUNDS = ("ground", "surface", "sunken")
PAIRS = [
    *((words, ground, 7.0) for words in ("ink",) for ground in GROUNDS),
    *((words, ground, 4.5) for words in ("inkSoft", "accent") for ground in GROUNDS),
    ("signal", "ground", 4.5),
    ("signal", "surface", 4.5),
    ("inkFaint", "surface", 4.5),
    ("inkFaint", "ground", 4.5),
    ("deepInk", "deep", 7.0),
    ("deepInkSoft", "deep", 7.0),
    ("deepInk", "deepRaised", 7.0),
    ("deepInkSoft", "deepRaised", 4.5),
    ("deepSignal", "deep", 4.5),
    ("accentInk", "accent", 7.0),
    ("accentInk", "accentPressed", 7.0),
    ("accent", "accentSoft", 4.5),
    ("accent", "accentSoftPressed", 4.5),
    ("signalInk", "signal", 4.5),
    ("signalInk", "signalPressed", 4.5),
    ("signalPressed", "signalSoft", 4.5),
    ("dangerInk", "danger", 4.5),
    ("dangerInk", "dangerPressed", 4.5),
    ("good", "goodSoft", 4.5),
    ("good", "surface", 4.5),
    ("warn", "warnSoft", 4.5),
    ("danger", "dangerSoft", 4.5),
    ("danger", "surface", 4.5),
    ("ink", "warnSoft", 7.0),
    ("ink", "dangerSoft", 7.0),
    ("ink", "accentSoft", 7.0),
    ("disabledInk", "disabled", 3.0),
    ("focus", "ground", 3.0),
    ("focus", "surface", 3.0),
    ("lineStrong", "surface", 3.0),
]


LOOKS = [("day", False), ("day", True), ("evening", False), ("contrast", False)]


def faint(theme: QObject, strong: bool) -> list[str]:
    """The pairs of words and ground that cannot be read well; `strong` asks 7:1 of all words."""
    poor = []
    for words, ground, least in PAIRS:
        # What cannot be used, and what is no word, is let pass (WCAG 2.1, 1.4.3 and 1.4.11).
        least = STRONG if strong and least >= NORMAL else least
        one, other = (Colour.read(QColor(theme.property(name)).name()) for name in (words, ground))
        if (found := contrast(one, other)) < least:
            poor.append(f"{words} on {ground}: {found:.2f} < {least}")
    return poor


@pytest.mark.parametrize(("palette", "large"), LOOKS)
def test_every_palette_can_be_read(show: Show, palette: str, large: bool) -> None:
    theme = show("").theme
    theme.setProperty("palette", palette)
    theme.setProperty("large", large)
    assert not faint(theme, strong=large or palette != "day")


@pytest.mark.parametrize("colour", ["#8b1a1a", "#0b3d91", "#14532d", "#000000", "#4b0082"])
@pytest.mark.parametrize(("palette", "large"), LOOKS[:3])
def test_the_halls_own_colour_can_be_read(
    show: Show, colour: str, palette: str, large: bool
) -> None:
    theme = show("").theme
    theme.setProperty("palette", palette)
    theme.setProperty("large", large)
    evening = palette == "evening"
    own = family(Colour.read(colour), evening=evening, strong=large)
    theme.setProperty("own", dict(own))
    assert QColor(theme.property("accent")).name() == own["accent"]
    assert not faint(theme, strong=large or evening)


def test_targets_and_gaps_are_true_millimetres(show: Show) -> None:
    theme = show("").theme
    theme.setProperty("pixelsPerMm", 8.0)
    assert theme.property("target") >= 160
    assert theme.property("gap") >= 24
    theme.setProperty("pixelsPerMm", 0.0)
    assert theme.property("target") == 96


def test_sizes_follow_the_unit_and_motion_can_be_off(show: Show) -> None:
    bench = show(
        'Item { objectName: "one"; property var fits: '
        "[[1080,1920],[1920,1080],[540,960],[1024,768]].map(s => Theme.fit(s[0], s[1])) }"
    )
    theme = bench.theme
    assert (theme.property("target"), theme.property("body")) == (96, 33)
    assert (theme.property("quick"), theme.property("calm")) == (0, 0)
    fits = bench.part("one").property("fits")
    values = fits.toVariant() if hasattr(fits, "toVariant") else fits
    assert [round(float(each), 2) for each in values] == [10, 10, 5, 6.02]


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_is_one_colour_on_a_24_grid(file: Path) -> None:
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own file
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    picture = Icons().requestImage(f"{file.stem}/b8450f", QSize(), QSize(48, 48))
    assert (picture.width(), picture.height()) == (48, 48)
    drawn = [
        picture.pixelColor(x, y)
        for y in range(48)
        for x in range(48)
        if picture.pixelColor(x, y).alpha() == 255
    ]
    assert len(drawn) > 15
    # Only the colour that was asked for, and the white of a tick upon it.
    assert all(each.red() > 0xB8 - 6 for each in drawn)
    # Nothing touches the edge, where it would be cut.
    edge = [picture.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
    assert max(edge) < 128


@pytest.mark.parametrize("side", [40, 150, 173, 340, 611])
def test_a_qr_code_is_read_and_made_of_whole_pixels(side: int) -> None:
    link = "https://hall.example/s/0123456789abcdefghijklmnopqrstuv"
    picture = qr_picture(link, side)
    modules = qr_picture(link, 1).width()
    assert picture.width() == picture.height() == max(1, side // modules) * modules
    module = picture.width() // modules
    quiet = {
        picture.pixelColor(x, y).lightness() for x in range(QUIET_ZONE * module) for y in (0, 9)
    }
    assert quiet == {255}
    if module >= 2:
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        flat = Image.frombuffer(
            "L",
            (grey.width(), grey.height()),
            bytes(grey.constBits()),
            "raw",
            "L",
            grey.bytesPerLine(),
            1,
        )
        found = zxingcpp.read_barcodes(flat)
        assert [each.text for each in found] == [link]


def test_a_qr_code_on_the_glass_can_be_scanned(show: Show) -> None:
    link = "http://127.0.0.1:8321/s/Zm9v?x=1&y=号"
    bench = show(
        f'QrCode {{ text: "{link}"; name: "code"; x: 13; y: 17; width: 333; height: 333 }}'
    )
    shot = bench.window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    flat = Image.frombuffer(
        "L",
        (shot.width(), shot.height()),
        bytes(shot.constBits()),
        "raw",
        "L",
        shot.bytesPerLine(),
        1,
    )
    assert [each.text for each in zxingcpp.read_barcodes(flat)] == [link]
