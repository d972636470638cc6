"""Whatever somebody writes into a file, it is taken or refused with a sentence, never a crash."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kiosk import catalogue_file, config
from kiosk.catalogue_file import CatalogueRefused
from kiosk.faults import Faults
from kiosk.refusal import Refusal
from kiosk.words import words

HAN = re.compile("[一-鿿]")
ODD: list[object] = [
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "长" * 2000,
    "\x1b",
    [],
    [[]],
    {},
    [None],
]


@pytest.fixture(scope="module")
def small() -> dict[str, Any]:
    """A catalogue with one of each."""
    seed = files("data") / "seeds" / "catalogue.json"
    raw: dict[str, Any] = json.loads(seed.read_text(encoding="utf-8"))
    item = raw["items"][0]
    return raw | {
        "items": [item],
        "themes": [item["theme"]],
        "themes_en": {item["theme"]: "Opening a business"},
        "departments": [each for each in raw["departments"] if each["id"] == item["department"]],
        "window_groups": [e for e in raw["window_groups"] if e["prefix"] == item["window_group"]],
        "bundles": [raw["bundles"][0] | {"items": [item["id"]]}],
    }


def spoilt(raw: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The place and the whole, each time with one thing in it replaced or left out."""
    part = raw
    for step in place:
        part = part[step]
    steps: list[str | int] = []
    if isinstance(part, dict):
        steps = list(part)
    elif isinstance(part, list):
        steps = list(range(len(part)))
    for step in steps:
        for odd in ODD:
            whole = copy.deepcopy(raw)
            _inside(whole, place)[step] = odd
            yield f"{[*place, step]} = {odd!r:.30}", whole
        whole = copy.deepcopy(raw)
        del _inside(whole, place)[step]
        yield f"{[*place, step]} is gone", whole
        yield from spoilt(raw, (*place, step))


def _inside(whole: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        whole = whole[step]
    return whole


def test_the_small_catalogue_is_a_good_one(small: dict[str, Any]) -> None:
    assert list(catalogue_file.check(small).services) == ["SC001"]


def mute(refusal: Refusal) -> dict[str, str]:
    """The kinds of faults that are not said in Chinese, and what is said instead."""
    faults = refusal.values["faults"]
    assert isinstance(faults, Faults)
    assert faults.faults
    for fault in faults.faults:
        assert fault.place
        assert fault.say(words(), "en")
    said = {fault.kind: fault.say(words(), "zh") for fault in faults.faults}
    return {kind: sentence for kind, sentence in said.items() if not HAN.search(sentence)}


def test_anything_anywhere_in_a_catalogue(small: dict[str, Any]) -> None:
    refusals = []
    tries = [whole for _, whole in spoilt(small)]
    for whole in tries:
        try:
            catalogue_file.check(whole)
        except CatalogueRefused as no:
            refusals.append(no)
    assert len(tries) > 1000
    assert len(refusals) > len(tries) / 2
    assert {kind: said for no in refusals for kind, said in mute(no).items()} == {}


def test_anything_anywhere_in_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the file had said so: TOML itself cannot say all of this."""
    good = {
        "name": "大厅",
        "name_en": "Hall",
        "code": "main",
        "zone": "Asia/Shanghai",
        "database": "",
        "hotline": "12345",
        "sample": True,
        "serve": {"host": "127.0.0.1", "port": 80, "public_url": "", "trusted_proxies": ["::1"]},
        "tickets": {"link_days": 3},
        "staff": {"session_hours": 12, "lock_minutes": 15},
        "printers": [{"name": "main", "kind": "network", "host": "h", "port": 9100, "timeout": 3}],
    }
    now: Any = good
    monkeypatch.setattr("tomllib.loads", lambda text: copy.deepcopy(now))
    assert config.parse("", tmp_path).title("zh") == "大厅"
    refusals = []
    for _, now in spoilt(good):  # noqa: B007 - read by what stands for the parser
        try:
            config.parse("", tmp_path)
        except Refusal as no:
            refusals.append(no)
    assert len(refusals) > 100
    assert {no.code for no in refusals} == {"settings.faulty"}
    assert {kind: said for no in refusals for kind, said in mute(no).items()} == {}
