"""Every no that the program can say has its sentence, in both languages, with its values."""

from __future__ import annotations

import ast
import re
import string
from collections import defaultdict
from pathlib import Path

import pytest

from kiosk.words import LANGUAGES, words

ROOT = Path(__file__).parents[2]
TELLING = {"data", "printers", "printing"}
FAULT = re.compile(r"(database|key|printer)\.[a-z_]+")


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def sources() -> list[Path]:
    return [path for room in ("kiosk", "data", "printers") for path in (ROOT / room).rglob("*.py")]


def raised() -> dict[str, list[tuple[str, set[str]]]]:
    """code -> where it is raised, and with which values."""
    found: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func)
                first = node.args[0]
                own = name == "super().__init__" and "catalogue" in path.name
                if (name == "Refusal" or own) and isinstance(first, ast.Constant):
                    # A value given as **values is not followed.
                    found[str(first.value)].append((where, {str(k.arg) for k in node.keywords}))
                if name == "StoreFault" and isinstance(first, ast.Constant):
                    found[str(first.value)].append((where, {"detail"}))
            # The codes of drivers and databases stand in tables; all are told with a detail.
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and FAULT.fullmatch(said) and path.parent.name in TELLING:
                found[said].append((where, {"detail"}))
    return found


RAISED = raised()


def test_the_scan_sees_them() -> None:
    assert len(RAISED) > 50
    for code in ("service.unknown", "catalogue.faulty", "printer.interrupted", "database.full"):
        assert code in RAISED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(RAISED))
def test_every_no_has_its_sentence(code: str, language: str) -> None:
    # What only the HTTP service can say stands with its phrases.
    keys = {f"refusal.{code}", f"refusal.{code}.one", f"refusal.{code}.other"}
    if all(where.startswith("kiosk/web/") for where, _ in RAISED[code]):
        keys |= {f"web.{key}" for key in keys}
    phrases = {key: said for key, said in words().table(language).items() if key in keys}
    assert phrases, f"{code} is raised at {RAISED[code]} and has no phrase"
    for where, values in RAISED[code]:
        for phrase in phrases.values():
            assert places(phrase) <= values, where
    for phrase in phrases.values():
        assert phrase.rstrip()[-1] in "。.}）)", f"{phrase!r} is no sentence"


def test_no_sentence_is_left_over() -> None:
    """Each is said by some code: here, or by a screen."""
    table = words().table("zh")
    said = {key.removeprefix("refusal.").removesuffix(".one") for key in table}
    codes = {c.removesuffix(".other") for c in said if f"refusal.{c}" in table}
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("kiosk", "data", "printers", "ui")
        for path in (ROOT / room).rglob("*.py")
    )
    assert {code for code in codes if f'"{code}"' not in text} == set()


def test_values_are_said_in_words() -> None:
    values = {"number": "B001", "state": "called", "verb": "finish"}
    chinese = words().refusal("ticket.wrong_state", "zh", values)
    english = words().refusal("ticket.wrong_state", "en", values)
    assert "已叫号" in chinese
    assert not re.search("called|finish", chinese)
    assert "B001" in chinese
    assert "B001" in english
    for verb in ("recall", "start", "finish", "miss", "abandon"):
        for language in LANGUAGES:
            assert words().knows(f"verb.{verb}", language)
    assert "inspector" not in words().refusal("account.not_allowed", "zh", {"role": "inspector"})
