"""The one phrase catalogue: every sentence for glass, paper, voice and web, per language.

Phrases stand in `data/seeds/phrases/<language>/<surface>.toml`; the key of a phrase is
`<surface>.<table>.<name>`. A phrase that counts has two forms, `{one = "...", other = "..."}`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, runtime_checkable

LANGUAGES = ("zh", "en")


@runtime_checkable
class Sayable(Protocol):
    """A value of a refusal that knows its own words."""

    def in_words(self, words: Words, language: str) -> str: ...


class Words:
    """Says phrases; a missing phrase is a bug and raises KeyError."""

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        self._phrases = phrases

    def say(self, key: str, language: str, **values: object) -> str:
        """The phrase `key` in `language`, with `{name}` replaced by `values`.

        `count` chooses between the forms `key.one` and `key.other` where a phrase has them.
        """
        phrases = self._phrases[language]
        if key not in phrases:
            key = f"{key}.{'one' if values.get('count') == 1 else 'other'}"
        return phrases[key].format(**values)

    def refusal(self, code: str, language: str, values: Mapping[str, object]) -> str:
        """The sentence of a no; a value that has a phrase of its own is said in words.

        `state=missed` becomes the phrase `state.missed`; a value with `in_words` says itself.
        """
        in_words = {name: self._value(name, value, language) for name, value in values.items()}
        return self.say(f"refusal.{code}", language, **in_words)

    def _value(self, name: str, value: object, language: str) -> object:
        if isinstance(value, Sayable):
            return value.in_words(self, language)
        key = f"{name}.{value}"
        return self.say(key, language) if self.knows(key, language) else value

    def knows(self, key: str, language: str) -> bool:
        """Whether there is such a phrase."""
        return key in self._phrases[language]

    def table(self, language: str) -> dict[str, str]:
        """All phrases of `language` by key, for screens that fill in the values themselves."""
        return dict(self._phrases[language])


@cache
def words() -> Words:
    """The phrases that come with the program."""
    root = files("data") / "seeds" / "phrases"
    phrases: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        surfaces = sorted((root / language).iterdir(), key=lambda file: file.name)
        phrases[language] = {
            key: phrase
            for file in surfaces
            if file.name.endswith(".toml")
            for key, phrase in _flat(
                file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))
            )
        }
    return Words(phrases)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", value
