"""A catalogue's file: read whole or refused whole, with every fault and its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.calendar import longer
from kiosk.catalogue import Catalogue, Service
from kiosk.faults import Fault, Faults, of_form
from kiosk.refusal import Refusal


class CatalogueRefused(Refusal):
    """A file that does not become a catalogue; nothing of it has been kept."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__("catalogue.faulty", count=count, faults=Faults(self.faults))


def read(path: Path) -> Catalogue:
    """The catalogue in the JSON file at `path`.

    Raises `Refusal("file.unreadable")` and, with every fault, `CatalogueRefused`.
    """
    try:
        # Editors on Windows put a mark in front, which is not a fault of the person's.
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal("file.unreadable", path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise CatalogueRefused([Fault(f"byte {error.start}", "not_utf8")]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise CatalogueRefused([Fault(place, "not_json", {"message": error.msg})]) from error
    except RecursionError as error:
        raise CatalogueRefused([Fault("file", "too_deep")]) from error
    return check(raw)


def check(raw: Any) -> Catalogue:
    """`raw` as a catalogue, or `CatalogueRefused` with every fault of form and sense."""
    try:
        catalogue = Catalogue.model_validate(raw)
        faults: list[Fault] = []
    except ValidationError as error:
        faults = [replace(fault, place=_place(raw, steps)) for steps, fault in of_form(error)]
        try:
            # The entries that are sound are looked at all the same: one round of mending is enough.
            catalogue = Catalogue.model_validate(_sound(raw, error))
        except ValidationError:
            raise CatalogueRefused(faults) from error
    faults += _faults_of_sense(catalogue, raw)
    if faults:
        raise CatalogueRefused(faults)
    return catalogue


_KEYS = {"window_groups": "prefix", "departments": "id", "items": "id", "bundles": "id"}
"""The lists of a catalogue, and what their entries are known by."""


def _place(raw: Any, steps: tuple[int | str, ...]) -> str:
    """Where a fault of form is, "items[3] SC004.promised_time.unit"."""
    place = ""
    for depth, step in enumerate(steps):
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
        if depth == 1 and isinstance(step, int) and steps[0] in _KEYS:
            key = _ids(raw, str(steps[0]))[step]
            place += f" {key}" if key else ""
    return place.lstrip(".") or "file"


def _ids(raw: Any, part: str) -> list[str]:
    """What the entries of a list in the file call themselves, "" where they do not."""
    return [
        str(entry.get(_KEYS[part], "")) if isinstance(entry, dict) else "" for entry in raw[part]
    ]


def _sound(raw: Any, error: ValidationError) -> Any:
    """The file without the entries that have faults of form."""
    broken: dict[str, set[int]] = {}
    for each in error.errors():
        match each["loc"]:
            case (str(part), int(place), *_):
                broken.setdefault(part, set()).add(place)
            case _:
                return raw
    return raw | {
        part: [entry for place, entry in enumerate(raw[part]) if place not in places]
        for part, places in broken.items()
    }


def _faults_of_sense(catalogue: Catalogue, raw: Any) -> Iterator[Fault]:
    """What does not fit together. What the file only spells wrongly counts as being there."""
    ids = {part: _ids(raw, part) for part in _KEYS if part in raw}
    yield from _twice("themes", list(catalogue.themes))
    for part, key in _KEYS.items():
        for fault in _twice(part, ids.get(part, [])):
            yield replace(fault, place=f"{fault.place}.{key}")
    for department in catalogue.departments:
        if department.default_group not in ids["window_groups"]:
            place = f"departments[{ids['departments'].index(department.id)}] {department.id}"
            yield Fault(f"{place}.default_group", "no_group", {"name": department.default_group})
    for service in catalogue.items:
        place = f"items[{ids['items'].index(service.id)}] {service.id}"
        if service.department not in ids["departments"]:
            yield Fault(f"{place}.department", "no_department", {"name": service.department})
        if service.theme not in raw["themes"]:
            yield Fault(f"{place}.theme", "no_theme", {"name": service.theme})
        if service.window_group not in ids["window_groups"]:
            yield Fault(f"{place}.window_group", "no_group", {"name": service.window_group})
        yield from _twice(f"{place}.materials", [material.name for material in service.materials])
        yield from _promise_too_long(place, service)
    stopped = {service.id for service in catalogue.items if service.state == "停用"}
    for bundle in catalogue.bundles:
        for item in bundle.items:
            if item not in ids["items"] or item in stopped:
                place = f"bundles[{ids['bundles'].index(bundle.id)}] {bundle.id}"
                yield Fault(f"{place}.items", "no_service", {"name": item})


def _promise_too_long(place: str, service: Service) -> Iterator[Fault]:
    promised, legal = service.promised_time, service.legal_time
    if promised.value is None or promised.unit is None:
        yield Fault(f"{place}.promised_time", "no_promise")
    elif legal.value is not None and legal.unit is not None:
        mine, law = (promised.value, promised.unit), (legal.value, legal.unit)
        if longer(mine, law):
            values = {"promised": f"{mine[0]} {mine[1]}", "legal": f"{law[0]} {law[1]}"}
            yield Fault(f"{place}.promised_time", "promise_too_long", values)


def _twice(place: str, keys: list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, key in enumerate(keys):
        if key and key in seen:
            yield Fault(f"{place}[{n}]", "twice", {"name": key})
        seen.add(key)
