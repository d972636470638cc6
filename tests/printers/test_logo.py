"""The hall's emblem is clean black and white, always the same, and as large as it should be."""

import itertools
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from printers.logo import LARGEST, Emblem, prepare, store_logo
from printers.profiles import PROFILES, generic


def drawing(path: Path, colour: str, size: tuple[int, int] = (900, 700)) -> Path:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((250, 150, 650, 550), fill=colour)
    draw.ellipse((350, 250, 550, 450), fill="white")
    image.save(path)
    return path


@pytest.mark.parametrize("colour", ["black", "#c8102e", "#1f5fb0", "#e8b923", "#9ab8d8"])
def test_a_drawing_of_any_colour_comes_out_whole_and_sharp(colour: str, tmp_path: Path) -> None:
    emblem = prepare(drawing(tmp_path / "emblem.png", colour))
    assert (emblem.width, emblem.height) == (160, 160), "the white around it is gone"
    image = emblem.image().convert("L")
    assert image.getpixel((80, 80)) == 0, "the white inside stays"
    assert image.getpixel((80, 20)) == image.getpixel((20, 80)) == 255
    # A ring has two edges on each row, and no dither between them.
    row = image.crop((0, 80, 160, 81)).tobytes()
    assert sum(one != other for one, other in itertools.pairwise(row)) <= 4


def test_a_photograph_is_dithered(tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "photo.png")
    emblem = prepare(tmp_path / "photo.png")
    shares = [
        emblem.image().crop((0, top, emblem.width, top + 32)).histogram()[255]
        for top in range(0, emblem.height - 31, 32)
    ]
    assert shares == sorted(shares, reverse=True), "grey goes from black to white by degrees"
    assert 0.3 < shares[len(shares) // 2] / (32 * emblem.width) < 0.7


@pytest.mark.parametrize("size", [(1200, 300), (300, 1200), (40, 30), (1, 1)])
def test_no_emblem_is_larger_than_20_mm_and_its_shape_stays(
    size: tuple[int, int], tmp_path: Path
) -> None:
    Image.new("RGB", size, "black").save(tmp_path / "emblem.png")
    emblem = prepare(tmp_path / "emblem.png")
    assert max(emblem.width, emblem.height) == LARGEST
    assert emblem.width % 8 == emblem.height % 8 == 0
    assert emblem.width / emblem.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert len(emblem.rows) == emblem.width * emblem.height // 8


def test_the_same_picture_gives_the_same_dots(tmp_path: Path) -> None:
    path = drawing(tmp_path / "emblem.png", "#c8102e")
    assert prepare(path) == prepare(path)
    assert zlib.crc32(prepare(path).rows) == zlib.crc32(prepare(path).rows)


def test_a_white_picture_is_a_white_emblem(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), "white").save(tmp_path / "emblem.png")
    emblem = prepare(tmp_path / "emblem.png")
    assert not any(emblem.rows)


def test_what_is_no_picture_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "emblem.png").write_text("not a picture")
    with pytest.raises(OSError, match=r"emblem\.png"):
        prepare(tmp_path / "emblem.png")
    with pytest.raises(FileNotFoundError):
        prepare(tmp_path / "nothing.png")


def test_storing_it_is_one_command_with_all_its_dots() -> None:
    emblem = Emblem(16, 24, bytes(range(48)))
    by_key = store_logo(emblem, PROFILES["epson-tm-t82"])
    assert by_key[:5] == b"\x1d(L" + (11 + 48).to_bytes(2, "little")
    assert by_key[5:] == b"0C01W\x01\x10\x00\x18\x001" + emblem.rows
    by_number = store_logo(emblem, generic())
    assert by_number[:7] == b"\x1cq\x01\x02\x00\x03\x00"
    assert len(by_number) == 7 + 48
