"""Pages from Jinja2 templates: phrases from the catalogue, everything escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from kiosk.hall import Hall
from kiosk.words import LANGUAGES, words


def page(
    name: str, hall: Hall, language: str, *, under: str = "web.page.", **values: object
) -> str:
    """A whole page from the template `name`."""
    return fragment(name, language, under=under, hall=hall.settings, **values)


def fragment(name: str, language: str, *, under: str = "web.page.", **values: object) -> str:
    """A piece of a page; `say` in a template fills the phrase `<under><key>`."""
    other = next(each for each in LANGUAGES if each != language)
    say = _sayer(language, under)

    def around(key: str, name: str) -> tuple[str, str]:
        # What stands before and after a value that a template shows in its own size.
        before, _, after = say(key, **{name: "\0"}).partition("\0")
        return before, after

    return (
        _environment()
        .get_template(name)
        .render(
            say=say,
            around=around,
            language=language,
            other_language=other,
            static=static,
            **values,
        )
    )


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with the content, so browsers may keep it."""
    content = (files("kiosk.web") / "static" / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(content).hexdigest()[:12]}"


def _sayer(language: str, under: str) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return words().say(f"{under}{key}", language, **values)

    return say


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kiosk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
