"""The catalogue in the store: an import adds a version, and nothing changes a version again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data import models
from kiosk.catalogue import Catalogue

_IN_COLUMNS = {
    "id",
    "name",
    "name_en",
    "department",
    "theme",
    "window_group",
    "legal_time",
    "promised_time",
    "avg_service_minutes",
    "state",
    "materials",
}


def add(connection: Connection, hall: int, catalogue: Catalogue, at: datetime) -> tuple[int, int]:
    """Keep `catalogue` as the next version of `hall`; returns its key and version number."""
    versions = models.CatalogueVersion
    last = connection.scalar(select(func.max(versions.version)).where(versions.hall_id == hall))
    version = (last or 0) + 1
    meta = catalogue.meta.model_dump(mode="json")
    key = connection.execute(
        insert(versions)
        .values(
            hall_id=hall,
            version=version,
            sha256=hashlib.sha256(catalogue.model_dump_json().encode()).hexdigest(),
            imported_at=at,
            meta=meta,
        )
        .returning(versions.id)
    ).scalar_one()
    parts: list[tuple[type[models.Base], list[dict[str, Any]]]] = [
        (models.WindowGroup, [group.model_dump() for group in catalogue.window_groups]),
        (models.Department, [_department(each.model_dump()) for each in catalogue.departments]),
        (
            models.Theme,
            [{"name": t, "name_en": catalogue.themes_en.get(t, "")} for t in catalogue.themes],
        ),
        (models.Service, [_service(each.model_dump(mode="json")) for each in catalogue.items]),
        (models.Bundle, [_bundle(each.model_dump(mode="json")) for each in catalogue.bundles]),
    ]
    for model, rows in parts:
        for position, row in enumerate(rows):
            row.update(catalogue_id=key, position=position)
        if rows:
            connection.execute(insert(model), rows)
    services = ids(connection, key)
    materials = [
        {"service_id": services[service.id], "position": n, **material.model_dump()}
        for service in catalogue.items
        for n, material in enumerate(service.materials)
    ]
    if materials:
        connection.execute(insert(models.Material), materials)
    return key, version


def ids(connection: Connection, key: int) -> dict[str, int]:
    """The keys of the services of catalogue `key`, by service id."""
    service = models.Service.__table__.c
    rows = connection.execute(select(service.code, service.id).where(service.catalogue_id == key))
    return {row.code: row.id for row in rows}


def load(connection: Connection, key: int) -> Catalogue:
    """The catalogue with this key, as it was imported."""

    def rows(model: type[models.Base]) -> list[dict[str, Any]]:
        table = model.__table__
        found = connection.execute(
            select(table).where(table.c.catalogue_id == key).order_by(table.c.position)
        )
        return [_without(dict(row), "catalogue_id", "position") for row in found.mappings()]

    version = models.CatalogueVersion.__table__.c
    meta = connection.scalar(select(version.meta).where(version.id == key))
    services = rows(models.Service)
    material = models.Material.__table__
    papers: dict[int, list[dict[str, Any]]] = {service["id"]: [] for service in services}
    for paper in connection.execute(
        select(material)
        .where(material.c.service_id.in_(papers))
        .order_by(material.c.service_id, material.c.position)
    ).mappings():
        papers[paper["service_id"]].append(_without(dict(paper), "service_id", "position"))
    themes = rows(models.Theme)
    return Catalogue.model_validate(
        {
            "meta": meta,
            "window_groups": rows(models.WindowGroup),
            "departments": [
                {**_without(row, "number"), "id": row.pop("code"), "code": row["number"]}
                for row in rows(models.Department)
            ],
            "themes": [theme["name"] for theme in themes],
            "themes_en": {t["name"]: t["name_en"] for t in themes if t["name_en"]},
            "items": [_item(service, papers[service["id"]]) for service in services],
            "bundles": [
                {
                    "id": row["code"],
                    "name": row["name"],
                    "name_en": row["name_en"],
                    "items": row["services"],
                    **row["details"],
                }
                for row in rows(models.Bundle)
            ],
        }
    )


def _department(row: dict[str, Any]) -> dict[str, Any]:
    return {**_without(row, "id"), "code": row["id"], "number": row["code"]}


def _service(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["id"],
        "name": row["name"],
        "name_en": row["name_en"],
        "department": row["department"],
        "theme": row["theme"],
        "group_prefix": row["window_group"],
        "in_use": row["state"] == "在用",
        "legal_value": row["legal_time"]["value"],
        "legal_unit": row["legal_time"]["unit"],
        "promised_value": row["promised_time"]["value"],
        "promised_unit": row["promised_time"]["unit"],
        "minutes": row["avg_service_minutes"],
        "details": {name: value for name, value in row.items() if name not in _IN_COLUMNS},
    }


def _item(row: dict[str, Any], materials: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "department": row["department"],
        "theme": row["theme"],
        "window_group": row["group_prefix"],
        "state": "在用" if row["in_use"] else "停用",
        "legal_time": {"value": row["legal_value"], "unit": row["legal_unit"]},
        "promised_time": {"value": row["promised_value"], "unit": row["promised_unit"]},
        "avg_service_minutes": row["minutes"],
        "materials": materials,
        **row["details"],
    }


def _bundle(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["id"],
        "name": row["name"],
        "name_en": row["name_en"],
        "services": row["items"],
        "details": {"aliases": row["aliases"], "rule": row["rule"]},
    }


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
