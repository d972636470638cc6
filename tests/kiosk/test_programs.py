"""The commands that start programs, known before all others are made."""

from __future__ import annotations

import typer

from kiosk.cli import programs


def test_all_commands_of_the_file_are_known_by_name() -> None:
    app = typer.Typer()
    programs.register(app)
    assert {command.name for command in app.registered_commands} == programs.NAMES
