"""The READMEs and docs/ tell the truth: their links lead somewhere, their commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kiosk.cli import _commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = ("README.md", "README.zh-CN.md")
FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^ *```\w*\n(.*?)^ *```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?<![\w./-])kiosk ([a-z][^#|;&<>()\n（）]*)")
PROGRAM: Any = get_command(_commands(""))


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """As GitHub makes them: in small letters, without punctuation, "-" for a space."""
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(prose(page)))
    return {each.strip().replace(" ", "-") for each in bare}


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """(file, anchor) of each link that stays in this tree."""
    for link in LINK.findall(prose(page)):
        if "://" not in link:
            file, _, anchor = link.partition("#")
            yield (page.parent / file).resolve() if file else page, anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(page: Path) -> None:
    for file, anchor in links(page):
        assert file.exists(), file
        assert not anchor or anchor in anchors(file), f"{file.name}#{anchor}"


def test_the_readmes_show_every_picture() -> None:
    shown = {file for name in READMES for file, _ in links(ROOT / name) if file.suffix == ".png"}
    assert shown == set((ROOT / "docs" / "pictures").rglob("*.png"))


def commands(page: Path) -> Iterator[list[str]]:
    """The words after `kiosk` of each command line that the page gives."""
    for fenced, inline in CODE.findall(page.read_text("utf-8")):
        for words in COMMAND.findall((fenced or inline).replace("\\\n", " ")):
            yield words.split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_command_and_option_exists(page: Path) -> None:
    for first, *rest in commands(page):
        command = PROGRAM.commands.get(first)
        assert command is not None, f"kiosk {first}"
        if hasattr(command, "commands") and rest:
            assert rest[0] in command.commands, f"kiosk {first} {rest[0]}"
            command = command.commands[rest[0]]
        options = {"--help"}
        for each in command.params:
            options |= {*each.opts, *each.secondary_opts}
        given = {word.strip(".,:") for word in rest if word.startswith("--")}
        assert given <= options, f"kiosk {first}: {given - options}"
