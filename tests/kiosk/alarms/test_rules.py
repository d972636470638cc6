"""When something is an alarm: each threshold from both sides, and none that comes and goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.alarms.rules import Asked, Down, Idle, Kind, Limits, Line, Scene, Silent, troubles
from kiosk.alarms.settings import AlarmSettings

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def kinds(scene: Scene, *standing: tuple[Kind, str], limits: Limits | None = None) -> list[str]:
    limits = limits or AlarmSettings().limits
    return [each.kind.value for each in troubles(scene, limits, standing)]


def test_the_settings_and_the_rules_have_the_same_defaults() -> None:
    assert AlarmSettings().limits == Limits()


@pytest.mark.parametrize(
    ("just", "not_yet", "kind"),
    [
        (
            Scene(NOW, lines=(Line("A", 1, ago(minutes=30)),)),
            Scene(NOW, lines=(Line("A", 29, ago(minutes=29, seconds=59)),)),
            "wait",
        ),
        (
            Scene(NOW, lines=(Line("A", 30, None),)),
            Scene(NOW, lines=(Line("A", 29, None),)),
            "length",
        ),
        (
            Scene(NOW, idle=(Idle("3", ago(minutes=3), 2, ago(minutes=4)),)),
            # Free for an hour, but the first one whom it may serve has just come.
            Scene(NOW, idle=(Idle("3", ago(hours=1), 2, ago(minutes=2, seconds=59)),)),
            "idle",
        ),
        (
            Scene(NOW, asked=(Asked("入口", ago(seconds=30)),)),
            Scene(NOW, asked=(Asked("入口", ago(seconds=29)),)),
            "help",
        ),
        (
            Scene(NOW, down=(Down("a/main", "paper_end", ago(seconds=15)),)),
            Scene(NOW, down=(Down("a/main", "paper_end", ago(seconds=14)),)),
            "printer",
        ),
    ],
)
def test_each_threshold(just: Scene, not_yet: Scene, kind: str) -> None:
    assert kinds(just) == [kind]
    assert kinds(not_yet) == []
    assert kinds(just, limits=Limits(off=frozenset({Kind(kind)}))) == []


def test_a_line_that_moves_around_the_limit_is_one_alarm() -> None:
    long = (Kind.LENGTH, "A")
    late = (Kind.WAIT, "A")
    around = Scene(NOW, lines=(Line("A", 25, ago(minutes=26)),))
    assert kinds(around) == []
    assert kinds(around, long, late) == ["wait", "length"]
    assert kinds(around, (Kind.LENGTH, "B")) == []
    calm = Scene(NOW, lines=(Line("A", 23, ago(minutes=23)),))
    assert kinds(calm, long, late) == []


def test_at_night_nobody_hears_a_board() -> None:
    silent = (Silent("tv-1", ago(hours=2)),)
    assert kinds(Scene(NOW, open=False, silent=silent)) == []
    assert kinds(Scene(NOW, open=True, silent=silent)) == ["voice"]


def test_at_night_a_printer_is_switched_off() -> None:
    down = (Down("a/main", "no_answer", ago(hours=2)),)
    assert kinds(Scene(NOW, open=False, down=down)) == []
    assert kinds(Scene(NOW, open=True, down=down)) == ["printer"]


def test_a_person_who_asks_comes_first() -> None:
    scene = Scene(
        NOW,
        lines=(Line("A", 40, ago(hours=1)),),
        idle=(Idle("3", ago(hours=1), 40, ago(hours=1)),),
        asked=(Asked("入口", ago(minutes=1)),),
        down=(Down("a/main", "paper_end", ago(minutes=1)),),
        silent=(Silent("tv-1", NOW),),
    )
    assert kinds(scene) == ["help", "printer", "voice", "idle", "wait", "length"]
