"""Our own controls under a finger, a keyboard and a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.ui import looks
from tests.ui.parts.conftest import Bench, Show

BUTTON = """
Button {{ objectName: "one"; text: "取号"; icon: "ticket"; property int taps: 0
          x: 100; y: 100; onTapped: taps += 1; {more} }}
"""


def button(show: Show, more: str = "") -> Bench:
    return show(BUTTON.format(more=more))


def taps(bench: Bench) -> int:
    return int(bench.part("one").property("taps"))


def test_a_tap_a_long_press_and_a_key_are_one_press_each(show: Show) -> None:
    bench = button(show)
    bench.hands.tap("取号")
    assert taps(bench) == 1
    bench.hands.touch(bench.hands.find("取号").box.center(), hold_ms=1500)
    assert taps(bench) == 2
    bench.hands.key(Qt.Key.Key_Tab)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        bench.hands.key(key)
    assert taps(bench) == 5


def test_the_press_is_seen_before_the_release(show: Show) -> None:
    bench = button(show, 'kind: "primary"')
    spot = bench.hands.find("取号").box.topLeft() + QPoint(20, 30)
    before = bench.window.grabWindow().pixelColor(spot)
    bench.hands.press(bench.hands.find("取号").box.center())
    assert bench.part("one").property("down") is True
    assert bench.window.grabWindow().pixelColor(spot) != before
    bench.hands.lift(QPoint(900, 900))
    assert taps(bench) == 0
    assert bench.window.grabWindow().pixelColor(spot) == before


def test_what_is_not_enabled_cannot_be_pressed(show: Show) -> None:
    bench = button(show, "enabled: false")
    thing = next(each for each in bench.hands.things() if each.name == "取号")
    assert not thing.enabled
    bench.hands.touch(thing.box.center())
    assert taps(bench) == 0


def test_a_screen_reader_can_name_and_press_it(show: Show) -> None:
    bench = button(show)

    def find(node: QAccessibleInterface) -> QAccessibleInterface | None:
        for place in range(node.childCount()):
            child = node.child(place)
            if child.text(QAccessible.Text.Name) == "取号":
                return child
            if (found := find(child)) is not None:
                return found
        return None

    node = find(QAccessible.queryAccessibleInterface(bench.window))
    assert node is not None
    assert node.role() is QAccessible.Role.Button
    actions = node.actionInterface()
    assert actions is not None
    assert "Press" in actions.actionNames()
    actions.doAction("Press")
    bench.hands.rest(0.05)
    assert taps(bench) == 1


def test_the_focus_is_seen_where_a_keyboard_is_used(show: Show) -> None:
    bench = button(show)
    box = bench.hands.find("取号").box
    edge = QPoint(box.center().x(), box.top() - 6)
    before = bench.window.grabWindow().pixelColor(edge)
    bench.hands.key(Qt.Key.Key_Tab)
    bench.hands.rest(0.05)
    assert bench.window.grabWindow().pixelColor(edge) != before


def test_choices_say_which_one_holds(show: Show) -> None:
    bench = show("""
    Choices { objectName: "one"; current: "zh"; property string got: ""
              options: [{key: "zh", text: "中文"}, {key: "en", text: "English"}]
              onChosen: key => { got = key; current = key } }
    """)
    bench.hands.tap("English")
    assert bench.part("one").property("got") == "en"


def test_a_grid_turns_pages_and_shows_every_row_once(show: Show) -> None:
    bench = show("""
    PagedGrid { id: grid; objectName: "grid"; width: 1000; height: 700; columns: 2; cellHeight: 160
        previousText: "previous"; nextText: "next"
        rows: Array.from({length: 23}, (_, n) => ({title: "row " + n}))
        delegate: Tile { required property var modelData
            width: grid.cellWidth; height: grid.cell; title: modelData.title } }
    """)

    def rows() -> list[str]:
        return [each.name for each in bench.hands.things() if each.name.startswith("row ")]

    seen = rows()
    pages = int(bench.part("grid").property("pages"))
    assert pages > 1
    for _ in range(pages - 1):
        bench.hands.tap("next")
        seen += rows()
    assert sorted(seen) == sorted(f"row {n}" for n in range(23))
    assert not looks.complaints(bench.window)
    bench.part("grid").setProperty("rows", [{"title": "alone"}])
    assert bench.part("grid").property("page") == 0
    assert bench.hands.until(lambda: bench.hands.sees("alone"))
    assert bench.hands.until(lambda: not bench.hands.sees("next"))


def test_a_secret_is_hidden_until_it_is_asked_for(show: Show) -> None:
    bench = show("""
    TextField { objectName: "one"; label: "密码"; secret: true; showText: "显示密码"; width: 400
                property int sent: 0; onAccepted: sent += 1 }
    """)
    bench.hands.write("密码", "s3cret")
    field = bench.part("one")
    assert field.property("text") == "s3cret"
    before = bench.window.grabWindow()
    bench.hands.tap("显示密码")
    assert field.property("shown") is True
    assert bench.window.grabWindow() != before
    bench.hands.tap("密码")
    bench.hands.key(Qt.Key.Key_Return)
    assert field.property("sent") == 1


def test_a_toast_goes_by_itself(show: Show) -> None:
    bench = show('Toast { objectName: "one"; stay: 1500 }')
    bench.part("one").show("good", "已保存")  # type: ignore[attr-defined]
    assert bench.hands.until(lambda: bench.hands.sees("已保存"))
    assert bench.hands.until(lambda: not bench.hands.sees("已保存"))


def test_phrases_fill_in_and_count(show: Show) -> None:
    bench = show("""
    Phrases { id: words; surface: "touch"; table: ({ "touch.a": "{n} of {m}",
              "touch.b.one": "{count} day", "touch.b.other": "{count} days" }) }
    Item { objectName: "one"
        property string a: words.say("a", {"n": 1, "m": 2})
        property string b: words.say("b", {"count": 1})
        property string c: words.say("b", {"count": 0}) }
    """)
    one = bench.part("one")
    assert [one.property(each) for each in "abc"] == ["1 of 2", "1 day", "0 days"]


def test_a_sentence_breaks_into_lines_of_like_length(show: Show) -> None:
    bench = show("""
    Item { width: 400
        Label { objectName: "one"; room: 400; text: "困难残疾人生活补贴和重度残疾人护理" } }
    """)
    assert bench.part("one").property("lineCount") == 2
    assert float(bench.part("one").property("width")) < 360


def test_banners_say_their_kind_by_shape_too(show: Show) -> None:
    bench = show("""
    Column { spacing: 10
        Repeater { model: ["info", "good", "warn", "danger"]
            Banner { required property string modelData
                width: 700; kind: modelData; title: "标题 " + modelData
                text: "一句要看见的话" } } }
    """)
    alerts = [each for each in bench.hands.things() if each.role is QAccessible.Role.AlertMessage]
    assert len(alerts) == 4
    assert not looks.complaints(bench.window)
