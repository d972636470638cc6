"""What the pages show, as plain values: every theme has its picture, every time its words."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

import ui.touch
from kiosk.catalogue import TimeLimit
from kiosk.hall import Hall
from kiosk.queue.tickets import Wait
from kiosk.words import LANGUAGES, words
from ui.touch import views

TOUCH = Path(ui.touch.__file__).parent
ICONS = TOUCH.parent / "parts" / "icons"


@pytest.mark.parametrize("kind", ["theme", "office"])
def test_every_choice_has_a_picture_of_its_own_and_its_services(hall: Hall, kind: str) -> None:
    catalogue = hall.catalogue()
    rows = views.choices(catalogue, kind, (), "zh")
    assert len(rows) == (22 if kind == "theme" else 20)
    assert not {row["icon"] for row in rows} & {"folder", "building"}
    assert all((ICONS / f"{row['icon']}.svg").is_file() for row in rows)
    listed = [
        service["id"]
        for row in rows
        for service in views.services(catalogue, kind, row["key"], "zh")
    ]
    assert sorted(listed) == sorted(catalogue.services)


def test_a_choice_without_services_is_not_shown(hall: Hall) -> None:
    catalogue = hall.catalogue()
    fewer = catalogue.model_copy(
        update={"items": tuple(each for each in catalogue.items if each.theme != "税收财务")}
    )
    keys = [row["key"] for row in views.choices(fewer, "theme", (), "zh")]
    assert "税收财务" not in keys
    assert len(keys) == 21


def test_an_unknown_theme_comes_last_with_a_folder(hall: Hall) -> None:
    catalogue = hall.catalogue()
    first = catalogue.items[0].model_copy(update={"theme": "新主题"})
    more = catalogue.model_copy(
        update={
            "items": (first, *catalogue.items[1:]),
            "themes": ("新主题", *catalogue.themes),
        }
    )
    last = views.choices(more, "theme", (), "zh")[-1]
    assert (last["title"], last["icon"]) == ("新主题", "folder")


@pytest.mark.parametrize(
    ("wait", "zh", "en"),
    [
        (None, ("暂无法估计", ""), ("Not known yet", "")),
        (Wait(0, 0), ("马上就到", ""), ("No wait", "")),
        (Wait(40, 59), ("约 1 分钟", ""), ("About 1 min", "")),
        (
            Wait(300, 720),
            ("约 5 分钟", "九成的人 12 分钟内"),
            ("About 5 min", "9 in 10 within 12 min"),
        ),
        (Wait(4500, 4500), ("约 75 分钟", ""), ("About 75 min", "")),
    ],
)
def test_half_wait_about_so_long_and_nine_in_ten_no_longer_than(
    wait: Wait | None, zh: tuple[str, str], en: tuple[str, str]
) -> None:
    for language, said in (("zh", zh), ("en", en)):
        assert (views.wait(wait, language), views.within(wait, language)) == said


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (None, None, "法律未规定", "None set by law"),
        (0, "即时", "当场办结", "On the spot"),
        (1, "工作日", "1 个工作日", "1 working day"),
        (20, "工作日", "20 个工作日", "20 working days"),
        (30, "自然日", "30 天", "30 days"),
        (3, "月", "3 个月", "3 months"),
    ],
)
def test_time_limits_in_words(value: int | None, unit: str | None, zh: str, en: str) -> None:
    limit = TimeLimit.model_validate({"value": value, "unit": unit})
    assert (views.limit(limit, "zh"), views.limit(limit, "en")) == (zh, en)


def test_days_in_words() -> None:
    at = datetime(2026, 11, 22, 9, 5)  # noqa: DTZ001 - in the zone of the hall already
    assert views.day(at, "zh") == "2026年11月22日 星期日"
    assert views.day(at, "en") == "Sunday, 22 November 2026"


def test_bundles_are_chosen_by_their_name_and_hold_their_services_in_order(hall: Hall) -> None:
    catalogue = hall.catalogue()
    rows = views.choices(catalogue, "bundle", (), "zh")
    assert [row["key"] for row in rows] == [each.id for each in catalogue.bundles]
    child = next(row for row in rows if row["title"] == "新生儿出生一件事")
    assert (child["icon"], child["note"]) == ("baby", "4 项")
    listed = [each["id"] for each in views.services(catalogue, "bundle", child["key"], "zh")]
    assert listed == ["WJ004", "GA001", "YB001", "RS001"]


def test_what_most_come_for_is_shown_in_their_order_and_only_if_it_is_done_here(hall: Hall) -> None:
    rows = views.choices(hall.catalogue(), "popular", ("ZR001", "GONE", "GA002"), "zh")
    assert [row["key"] for row in rows] == ["ZR001", "GA002"]
    assert rows[1]["title"] == "居民身份证换领、补领"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_paper_has_its_words(hall: Hall, language: str) -> None:
    forms = {paper.form for service in hall.catalogue().items for paper in service.materials}
    unknown = [each for each in forms if not words().knows(f"touch.forms.{each}", language)]
    assert not unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_a_page_says_is_there(language: str) -> None:
    table = views.phrases(language)
    said = {
        key
        for file in TOUCH.glob("*.qml")
        for key in re.findall(r'\bwords\.say\("([\w.]+)"', file.read_text(encoding="utf-8"))
        if not key.endswith((".", "_"))
    }
    assert len(said) > 30
    missing = [
        key for key in said if f"touch.{key}" not in table and f"touch.{key}.other" not in table
    ]
    assert not missing


def test_every_icon_that_a_page_names_is_there() -> None:
    named = {
        name
        for folder in (TOUCH, TOUCH.parent / "parts")
        for file in folder.glob("*.qml")
        for name in re.findall(r'(?:icon|name): "([a-z][a-z-]*)"', file.read_text("utf-8"))
    }
    assert len(named) > 10
    assert not [name for name in named if not (ICONS / f"{name}.svg").is_file()]
