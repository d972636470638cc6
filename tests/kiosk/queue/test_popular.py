"""What people come for: counted over the last days of the hall, of what it still does."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk.hall import Hall
from kiosk.queue import popular
from kiosk.search import Index
from tests.hall import HandClock, Staff


def best(hall: Hall, days: int = 30, most: int = 8) -> list[str]:
    return [service.id for service in popular.popular(hall.ground, days, most)]


def take(hall: Hall, **numbers: int) -> None:
    for service, count in numbers.items():
        for _ in range(count):
            hall.issue(service)


def test_a_new_hall_shows_the_order_of_its_catalogue(hall: Hall) -> None:
    assert popular.asked(hall.ground) == {}
    assert best(hall) == list(hall.catalogue().services)[:8]


def test_the_most_asked_for_come_first(hall: Hall) -> None:
    take(hall, ZR001=1, GA001=3, SC002=3, SC001=2)
    assert popular.asked(hall.ground) == {"ZR001": 1, "GA001": 3, "SC002": 3, "SC001": 2}
    assert best(hall, most=6) == ["SC002", "GA001", "SC001", "ZR001", "SC003", "SC004"]


def test_only_the_last_days_count(hall: Hall, clock: HandClock) -> None:
    take(hall, ZR001=3)
    clock.move(days=29)
    take(hall, GA001=1)
    assert best(hall, most=2) == ["ZR001", "GA001"]
    assert popular.asked(hall.ground, 29) == {"GA001": 1}
    clock.move(days=1)
    assert best(hall, most=2) == ["GA001", "SC001"]


def test_a_day_without_numbers_moves_on_too(hall: Hall, clock: HandClock) -> None:
    take(hall, ZR001=3)
    clock.move(days=30)
    assert popular.asked(hall.ground) == {}


def test_what_is_no_longer_done_is_not_shown(hall: Hall, staff: Staff, tmp_path: Path) -> None:
    take(hall, LY001=3, GA001=1)
    seed = Path(str(files("data") / "seeds" / "catalogue.json"))
    raw = json.loads(seed.read_text(encoding="utf-8"))
    raw["items"] = [item for item in raw["items"] if item["id"] != "LY001"]
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert best(hall, most=1) == ["LY001"]
    hall.import_catalogue(file, staff.admin)
    assert best(hall, most=2) == ["GA001", "SC001"]
    assert popular.asked(hall.ground)["LY001"] == 3
    # Counts of what is gone do no harm to a search.
    assert Index(hall.catalogue(), popular.asked(hall.ground)).find("砍树") == ()


def test_it_is_one_look_at_an_index(sqlite_hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_hall.ground.read() as work:
        query = popular._ASKED.compile(work.connection, compile_kwargs={"literal_binds": False})
        plan = work.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}", (work.hall, work.day, work.day)
        ).all()
    assert any("INDEX" in row[3] and "hall_id=? AND day" in row[3] for row in plan), plan
