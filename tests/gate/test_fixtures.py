"""The shared fixtures are the real things that they say they are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import sqlalchemy
from playwright.sync_api import Page
from pytestqt.qtbot import QtBot

from tests.postgres import PostgresServer


def test_a_database_is_empty_and_durable(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.connect() as connection:
        assert sqlalchemy.inspect(connection).get_table_names() == []
        assert connection.scalar(sqlalchemy.text("SHOW fsync")) == "on"
        assert connection.scalar(sqlalchemy.text("SHOW server_encoding")) == "UTF8"
    engine.dispose()


def test_a_server_can_be_stopped_and_started(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE kept AS SELECT 1 AS number"))
    postgres_server.stop()
    postgres_server.start()
    engine.dispose()
    with engine.connect() as connection:
        assert connection.scalar(sqlalchemy.text("SELECT number FROM kept")) == 1
    engine.dispose()


def test_a_page_runs_scripts(page: Page) -> None:
    page.goto("data:text/html;charset=utf-8,<p>等候</p><script>document.title='A001'</script>")
    assert page.inner_text("p") == "等候"
    assert page.title() == "A001"


def test_windows_are_off_screen(qtbot: QtBot) -> None:
    from PySide6.QtGui import QGuiApplication

    assert type(QGuiApplication.instance()) is QGuiApplication
    assert QGuiApplication.platformName() == "offscreen"
    assert QGuiApplication.primaryScreen().devicePixelRatio() == 1


def test_nothing_of_the_person_at_the_desk_is_seen(own_folders: Path) -> None:
    assert platformdirs.user_data_path("yichuang").is_relative_to(own_folders)
    assert not [name for name in os.environ if name.startswith("KIOSK_")]
