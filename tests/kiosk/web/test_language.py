"""The language of the reader, and phrases that are whole in both."""

from __future__ import annotations

import string

import pytest

from kiosk.web.language import preferred
from kiosk.words import words


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.3, zh-Hant-TW;q=0.7", "zh"),
        ("fr-FR, en;q=0.2", "en"),
        ("fr", "zh"),
        ("EN", "en"),
        ("en;q=0", "zh"),
        ("en;q=nonsense", "zh"),
        (";;,,q=1", "zh"),
    ],
)
def test_preferred(header: str, language: str) -> None:
    assert preferred(header) == language


def test_both_languages_have_every_phrase() -> None:
    def phrases(language: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, phrase in words().table(language).items():
            if key.startswith("web."):
                whole = key.removesuffix(".one").removesuffix(".other")
                named = {name for _, name, _, _ in string.Formatter().parse(phrase) if name}
                found[whole] = found.get(whole, set()) | named
        return found

    assert phrases("zh") == phrases("en")
