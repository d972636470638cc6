"""Each alarm in words, in both languages; one of yesterday says its day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.alarms.rules import Kind
from kiosk.alarms.standing import Alarm
from kiosk.alarms.telling import in_words
from kiosk.hall import Hall

SINCE = datetime(2026, 3, 2, 0, 29, tzinfo=UTC)  # 08:29 in the hall, where it is nine


SAID: dict[str, tuple[str, dict[str, object], str, str]] = {
    "help": (
        "入口",
        {},
        "入口 有人求助，08:29 起没有人应",
        "Help wanted at 入口, unanswered since 08:29",
    ),
    "printer": (
        "0a1b/main",
        {"state": "paper_end"},
        "打印机 main：没有纸，08:29 起",
        "Printer main: out of paper, since 08:29",
    ),
    "voice": (
        "tv-1",
        {},
        "叫号屏 tv-1 没有声音，08:29 起",
        "No sound from the board at tv-1, since 08:29",
    ),
    "idle": (
        "3",
        {"people": 1},
        "3 号窗口空闲 31 分钟，它能办的有 1 人在等",
        "Counter 3 has been idle for 31 minutes; it could serve 1 person waiting",
    ),
    "wait": (
        "B",
        {},
        "{group}：最久的一位已等 31 分钟",
        "{group}: the first in line has waited for 31 minutes",
    ),
    "length": ("B", {"people": 32}, "{group}：32 人在等", "{group}: 32 people waiting"),
}


@pytest.mark.parametrize("kind", SAID)
def test_each_kind(sqlite_hall: Hall, kind: str) -> None:
    subject, data, *said = SAID[kind]
    told = {"since": SINCE.isoformat()} | data
    alarm = Alarm(1, Kind(kind), subject, told, SINCE, None, None, None)
    catalogue = sqlite_hall.catalogue()
    for language, text in zip(("zh", "en"), said, strict=True):
        group = catalogue.groups["B"].title(language)
        found = in_words(sqlite_hall.ground, catalogue, alarm, language)
        assert found == text.format(group=group)


def test_one_of_yesterday(sqlite_hall: Hall) -> None:
    since = SINCE - timedelta(days=1)
    data = {"since": since.isoformat()}
    over = since + timedelta(minutes=5)
    alarm = Alarm(1, Kind.HELP, "入口", data, since, over, None, None)
    said = in_words(sqlite_hall.ground, sqlite_hall.catalogue(), alarm, "zh")
    assert said == "入口 有人求助，03-01 08:29 起没有人应（03-01 08:34 已恢复）"
