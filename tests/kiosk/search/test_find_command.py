"""`kiosk find`: the touch screen's search for who sits at a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kiosk.cli import finding, options
from kiosk.hall import open_hall

Find = Callable[..., str]


@pytest.fixture
def find(sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Find]:
    app = typer.Typer()
    app.callback()(lambda: None)
    finding.register(app)

    def run(*words: str, language: str = "zh") -> str:
        monkeypatch.setenv("KIOSK_LANGUAGE", language)
        options.language.cache_clear()
        arguments = ["find", *words, "--data", str(sqlite_folder)]
        return CliRunner().invoke(app, arguments, catch_exceptions=False).stdout.rstrip("\n")

    yield run
    options.language.cache_clear()


def test_people_read_lines(find: Find) -> None:
    assert find("gh").splitlines()[0] == "ZR001  存量房转移登记（二手房过户）  〔首字母：过户〕"
    assert find("烟草专卖零售许可证新办") == "YC001  烟草专卖零售许可证新办  〔完全相同〕"
    assert find("qqqqqq") == "没有找到“qqqqqq”。"


def test_in_english(find: Find) -> None:
    assert find("passport", language="en") == "GA005  Passport application  [beginning]"
    assert find("qqqqqq", language="en") == "Nothing found for “qqqqqq”."


def test_scripts_read_json(find: Find) -> None:
    answer = json.loads(find("card", "id", "--json"))
    [hit] = answer["hits"]
    assert (hit["id"], hit["kind"], hit["match"]) == ("GA002", "service", "words")
    assert json.loads(find("kansh", "--json"))["letters"] == "u"
    assert len(json.loads(find("z", "--most", "3", "--json"))["hits"]) == 3


def test_the_popular_comes_first(find: Find, sqlite_folder: Path) -> None:
    with open_hall(sqlite_folder) as hall:
        hall.issue("GA007")
    assert find("换").splitlines()[0].startswith("GA007")
