"""Importing a catalogue: a new version in force, the old one kept for who came under it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kiosk import catalogue_file
from kiosk.catalogue_file import CatalogueRefused
from kiosk.ground import Work
from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import DESKS, CounterKind, State
from kiosk.refusal import Refusal
from tests.hall import Staff, count, events

SEED = Path(str(files("data") / "seeds" / "catalogue.json"))
TABLES = ("catalogues", "services", "materials", "departments", "themes", "bundles", "events")
Raw = dict[str, Any]


@pytest.fixture
def raw() -> Raw:
    found: Raw = json.loads(SEED.read_text(encoding="utf-8"))
    return found


def written(raw: Raw, folder: Path) -> Path:
    file = folder / "catalogue.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def without(raw: Raw, service: str) -> Raw:
    """The hall no longer does this."""
    items = [each for each in raw["items"] if each["id"] != service]
    bundles = [each for each in raw["bundles"] if service not in each["items"]]
    return raw | {"items": items, "bundles": bundles}


def test_what_was_imported_is_what_is_in_force(
    hall: Hall, staff: Staff, raw: Raw, tmp_path: Path
) -> None:
    raw["items"][0]["name"] = "个体户登记"
    raw["items"][5]["state"] = "停用"
    raw["meta"]["source"] = {"files": [1, 2.5, None, "三"]}
    file = written(raw, tmp_path)
    assert hall.import_catalogue(file, staff.supervisor) == 2
    assert hall.catalogue() == catalogue_file.read(file)
    assert hall.preview("SC001").service.name == "个体户登记"
    assert events(hall)[-1] == "catalogue.imported"
    with pytest.raises(Refusal, match=r"service\.unknown"):
        hall.preview("SC006")


def test_the_sample_comes_back_as_it_was_written(sqlite_hall: Hall) -> None:
    assert sqlite_hall.catalogue() == catalogue_file.read(SEED)


def test_other_programs_notice(hall: Hall, staff: Staff, raw: Raw, tmp_path: Path) -> None:
    with open_hall(hall.ground.folder, hall.ground.clock) as other:
        assert "SC001" in other.catalogue().services
        hall.import_catalogue(written(without(raw, "SC001"), tmp_path), staff.admin)
        assert "SC001" not in other.catalogue().services
        with pytest.raises(Refusal, match=r"service\.unknown"):
            other.issue("SC001")


def test_a_bad_file_changes_nothing(hall: Hall, staff: Staff, raw: Raw, tmp_path: Path) -> None:
    before = {table: count(hall, table) for table in TABLES}
    raw["items"][40]["window_group"] = "Z"
    with pytest.raises(CatalogueRefused):
        hall.import_catalogue(written(raw, tmp_path), staff.admin)
    assert {table: count(hall, table) for table in TABLES} == before
    assert hall.catalogue() == catalogue_file.read(SEED)


def test_not_everybody_may_import(sqlite_hall: Hall, staff: Staff) -> None:
    for actor in (staff.clerk, staff.inspector):
        with pytest.raises(Refusal, match=r"account\.not_allowed"):
            sqlite_hall.import_catalogue(SEED, actor)
    assert count(sqlite_hall, "catalogues") == 1


def test_tickets_keep_the_version_that_they_were_issued_under(
    hall: Hall, staff: Staff, raw: Raw, tmp_path: Path
) -> None:
    old = hall.issue("SC001").ticket
    raw["items"][0]["name"] = "个体户登记"
    hall.import_catalogue(written(raw, tmp_path), staff.admin)
    new = hall.issue("SC001").ticket
    assert (old.service_name, new.service_name) == ("个体工商户设立登记", "个体户登记")
    assert hall.ticket_of_number("B001").service_name == "个体工商户设立登记"
    assert hall.ticket_of_number("B002").service_name == "个体户登记"
    with hall.ground.read() as work:
        versions = work.connection.exec_driver_sql(
            "SELECT v.version FROM tickets t JOIN services s ON s.id = t.service_id "
            "JOIN catalogues v ON v.id = s.catalogue_id ORDER BY t.id"
        )
        assert [row.version for row in versions] == [1, 2]


def test_who_took_a_number_is_served_although_the_service_is_gone(
    hall: Hall, staff: Staff, raw: Raw, tmp_path: Path
) -> None:
    issued = hall.issue("SC001")
    hall.issue("SC002")
    token = issued.status_url.rpartition("/s/")[2]
    hall.import_catalogue(written(without(raw, "SC001"), tmp_path), staff.admin)
    assert hall.status(token).ticket.state is State.WAITING
    assert hall.preview("SC002").ahead == 2
    assert hall.at_counter("1").waiting == 2
    called = hall.call_next("1", staff.clerk)
    assert called.id == issued.ticket.id
    assert hall.board().calls[0].number == "B001"
    hall.start(called.id, staff.clerk)
    assert hall.finish(called.id, staff.clerk).state is State.FINISHED


def test_who_waits_for_a_service_that_is_gone_still_sees_the_queue(
    hall: Hall, staff: Staff, raw: Raw, tmp_path: Path
) -> None:
    for _ in range(2):
        hall.issue("SC002")
    issued = hall.issue("SC001")
    hall.import_catalogue(written(without(raw, "SC001"), tmp_path), staff.admin)
    found = hall.status(issued.status_url.rpartition("/s/")[2])
    assert found.ahead == 2
    assert [each.code for each in found.counters] == list("12345678")


# --- The sample hall ---


def test_the_sample_counters(sqlite_hall: Hall) -> None:
    kinds = [each.kind for each in sqlite_hall.counters()]
    assert kinds[:8] == [CounterKind.COMPREHENSIVE] * 8
    assert kinds[8:12] == [CounterKind.SPECIALIST] * 4
    assert set(kinds[12:]) == {CounterKind.ENQUIRY, CounterKind.UNRESOLVED}
    assert all(each.open and each.name_en and each.area_en for each in sqlite_hall.counters())


def test_every_service_is_done_somewhere(sqlite_hall: Hall) -> None:
    with sqlite_hall.ground.read() as work:
        served = frozenset().union(*work.floor.serves.values())
    desks = {kind.value for kind in DESKS}
    # What is transferred to a counter or a group stands there beside the services.
    assert {each for each in served if each[0] not in "#@"} == (
        set(sqlite_hall.catalogue().services) | desks
    )


def done(work: Work, counter: str) -> frozenset[str]:
    """The services that a counter does, without what is transferred to it."""
    return work.floor.serves[counter] & work.floor.service_ids.keys()


def test_a_counter_serves_pairs_and_never_a_cross_mix(
    hall: Hall, staff: Staff, raw: Raw, tmp_path: Path
) -> None:
    """R27: a service that moves to another office is not done by who knew it of the old one."""
    assert [each.code for each in hall.preview("GA001").counters] == ["11", "12"]
    # 9 and 10 do three matters of ZR and one of SW, but not the other ones of the two.
    with hall.ground.read() as work:
        assert done(work, "9") == {"ZR001", "ZR002", "ZR003", "SW002"}
    moved = next(each for each in raw["items"] if each["id"] == "SW002")
    moved["department"] = "ZR"
    hall.import_catalogue(written(raw, tmp_path), staff.admin)
    with hall.ground.read() as work:
        assert done(work, "9") == {"ZR001", "ZR002", "ZR003"}
    with pytest.raises(Refusal, match=r"service\.no_counter_open"):
        hall.issue("SW002")
