"""The phrases: both languages complete, with the same places to fill in."""

from __future__ import annotations

import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk.words import LANGUAGES, words

HAN = re.compile("[一-鿿]")
PHRASES = Path(str(files("data") / "seeds" / "phrases"))


def keys(language: str) -> set[str]:
    return set(words().table(language))


def places(phrase: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def test_both_languages_have_the_same_surfaces() -> None:
    surfaces = [{file.name for file in (PHRASES / each).glob("*.toml")} for each in LANGUAGES]
    assert surfaces[0] == surfaces[1]
    assert surfaces[0]


def test_both_languages_say_everything() -> None:
    """Chinese counts without a plural: one form may stand for both."""

    def singular(key: str) -> str:
        return key.removesuffix(".one").removesuffix(".other")

    chinese, english = ({singular(key) for key in keys(each)} for each in ("zh", "en"))
    assert chinese - english == set()
    assert english - chinese == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_counts_has_both_forms(language: str) -> None:
    for key in keys(language):
        stem, _, form = key.rpartition(".")
        if form == "one":
            assert f"{stem}.other" in keys(language), key


def test_both_languages_fill_in_the_same_values() -> None:
    chinese, english = words().table("zh"), words().table("en")
    for key in chinese.keys() & english.keys():
        mine, theirs = places(chinese[key]), places(english[key])
        # "One person" needs no figure.
        spare = {"count"} if key.endswith(".one") else set()
        assert mine - spare == theirs - spare, key


def test_the_languages_are_not_mixed_up() -> None:
    english = words().table("en")
    own_names = {"touch.language.zh", "web.language.zh"}
    mixed = {
        key for key, phrase in english.items() if HAN.search(phrase) and "language" not in key
    } - own_names
    assert mixed == set()
    for key in keys("zh"):
        said = words().table("zh")[key]
        letters = re.sub(r"\{\w*\}|[A-Z]{2,}", "", said)
        if len(re.findall("[a-z]{2,}", letters)) > 5:
            assert HAN.search(said), f"{key}: {said}"


def test_every_phrase_says_something_and_can_be_filled() -> None:
    for language in LANGUAGES:
        for key, phrase in words().table(language).items():
            assert phrase.strip() or "between" in key, f"{language} {key}"
            assert all(name.isidentifier() for name in places(phrase)), f"{language} {key}"


def test_a_count_chooses_its_form() -> None:
    said = [words().say("paper.people", "en", count=n) for n in (0, 1, 2)]
    assert said == ["0 people", "1 person", "2 people"]
    assert words().say("paper.people", "zh", count=1) == "1 人"


def test_a_missing_phrase_is_a_bug() -> None:
    with pytest.raises(KeyError):
        words().say("no.such.phrase", "zh")
    with pytest.raises(KeyError):
        words().say("refusal.service.unknown", "zh")


@pytest.mark.parametrize(
    "file", sorted(PHRASES.glob("*/*.toml")), ids=lambda f: f"{f.parent.name}/{f.stem}"
)
def test_every_file_of_phrases_is_whole(file: Path) -> None:
    assert tomllib.loads(file.read_text(encoding="utf-8"))
