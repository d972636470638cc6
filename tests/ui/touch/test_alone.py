"""The touch screen while the hall's database is away: numbers as usual, and calm words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hall import change_settings, make_hall
from tests.postgres import PostgresServer
from tests.ui import looks
from tests.ui.touch.conftest import Visit, Visitor
from tests.wire import Wire


@pytest.fixture
def wire(postgres_server: PostgresServer) -> Iterator[Wire]:
    made = Wire(postgres_server.folder)
    yield made
    made.close()


@pytest.fixture
def host(postgres_url: str, tmp_path: Path, wire: Wire) -> Path:
    """A touch host with its database behind the wire."""
    folder = tmp_path / "host"
    make_hall(folder, postgres_url)
    change_settings(folder, postgres_url, wire.url(postgres_url))
    return folder


def reads_well(visitor: Visitor) -> None:
    assert looks.complaints(visitor.touch.window, least=9) == []


def test_numbers_are_given_while_the_database_is_away(host: Path, wire: Wire, visit: Visit) -> None:
    visitor = visit(place=host, prints=True)
    visitor.sees_text(visitor.say("home.people", count=0))
    visitor.misses("alone.title")
    wire.cut()
    visitor.sees("alone.title")
    # Nobody knows any more how many wait.
    visitor.misses("home.waiting")
    reads_well(visitor)
    visitor.hands.tap("个体工商户设立登记")
    visitor.comes_to("confirm")
    visitor.sees("alone.title")
    visitor.sees("alone.ahead")
    visitor.sees("wait.unknown")
    reads_well(visitor)
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")
    visitor.sees_text("B801")
    visitor.comes_to_paper("printed")
    wire.heal()
    visitor.touch.screen.home()
    visitor.comes_to("home")
    visitor.misses("alone.title")
    visitor.sees_text(visitor.say("home.people", count=1))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_and_looking_up_say_what_cannot_be_done(
    host: Path, wire: Wire, visit: Visit, language: str
) -> None:
    visitor = visit(place=host, language=language, prints=True)
    wire.cut()
    visitor.sees("alone.title")
    # Nothing can be looked up, and the page does not blame the number.
    for looks_up, code in (("lookUp", "A001"), ("appoint", "12345678")):
        getattr(visitor.touch.screen.at_desk, looks_up)()
        visitor.touch.screen.at_desk.scan(code)
        visitor.sees("desk.no.database_unreachable")
        visitor.sees("desk.why.database_unreachable")
        reads_well(visitor)
    visitor.touch.screen.home()
    visitor.comes_to("home")
    visitor.tap("help.button")
    visitor.comes_to("help")
    visitor.sees("help.kept_title")
    visitor.misses("help.called_title")
    reads_well(visitor)
    wire.heal()
    # Who still stands there is called for, and hears it.
    visitor.sees("help.called_title")
