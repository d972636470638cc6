"""Makes docs/pictures anew from the folder of a tour: `make tour`, then this on build/tour."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH = 480
# Picture of the docs: picture of the tour, and how wide it is shown where that is another.
PICTURES = {
    "board": ("board-called", 960),
    "confirm": ("confirm", WIDTH),
    "confirm-english": ("confirm-english", WIDTH),
    "console": ("console-called", 420),
    "contrast": ("contrast", WIDTH),
    "home": ("home", WIDTH),
    "paper": ("paper", 400),
    "search": ("search", WIDTH),
    "ticket": ("ticket", WIDTH),
}
"""phone.png, desk.png and office.png are no windows of ours: they are pages as a browser shows
them, the first status.html, 400 x 866."""


def main(tour: Path) -> None:
    """Shrink each to its width and 128 colours: the README stays light."""
    for name, (step, width) in PICTURES.items():
        (found,) = tour.glob(f"[0-9][0-9]-{step}.png")
        with Image.open(found) as image:
            size = (width, round(image.height * width / image.width))
            small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        few = small.quantize(128, dither=Image.Dither.NONE)
        few.save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
