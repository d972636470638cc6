"""A name and its remark: how a tile says "食品经营许可（新办）"."""

from __future__ import annotations

import pytest

from tests.ui import looks
from tests.ui.parts.conftest import Show

TILE = 'Tile {{ icon: "building"; note: "5 项"; title: "{title}"; x: 100; y: 100 }}'


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("食品经营许可（新办）", {"食品经营许可", "新办"}),
        ("食品经营许可(新办)", {"食品经营许可", "新办"}),
        ("Food business licence (new)", {"Food business licence", "new"}),
        ("公安局", {"公安局"}),
        ("（新办）", {"（新办）"}),
    ],
)
def test_a_remark_stands_below_the_name_and_is_heard_with_it(
    show: Show, title: str, written: set[str]
) -> None:
    bench = show(TILE.format(title=title))
    assert bench.hands.find(title).name == title
    assert {each.text for each in looks.texts(bench.window)} == written | {"5 项"}
    assert not looks.complaints(bench.window)


def test_a_name_of_two_lines_leaves_no_word_alone(show: Show) -> None:
    bench = show(TILE.format(title="人力资源和社会保障局"))
    (name,) = [each for each in looks.texts(bench.window) if each.text.startswith("人力")]
    # Ten characters in two lines of five or six, not of six and the rest.
    assert name.box.width() <= 6.5 * name.item.property("font").pixelSize()
    assert name.item.property("lineCount") == 2
