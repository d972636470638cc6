"""Where each key of a TOML file stands, and what else a misspelt key may have meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel

Steps = tuple[int | str, ...]


def lines(text: str) -> dict[Steps, int]:
    """The line, from 1 on, of each key, table and list entry of `text`, which must be good TOML.

    A statement of TOML is a file of TOML by itself, so the parser says where each one ends; the
    standard library's has no places to tell.
    """
    found: dict[Steps, int] = {}
    entries: dict[Steps, int] = {}
    table: Steps = ()
    statement, first = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        first = first if statement else number
        statement += line + "\n"
        try:
            said = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue  # it goes on in the next line
        if statement.lstrip().startswith("["):
            table = _header(said, entries)
            found.setdefault(table, first)
        else:
            for steps in _inside(said):
                found.setdefault((*table, *steps), first)
        statement = ""
    return found


def line_of(steps: Steps, found: dict[Steps, int]) -> int | None:
    """The line of what stands at `steps`, or of the nearest table around it."""
    for length in range(len(steps), 0, -1):
        if steps[:length] in found:
            return found[steps[:length]]
    return None


def meant(model: type[BaseModel], steps: Steps) -> str | None:
    """The key of `model` that comes nearest to the unknown one at `steps`, if one comes near."""
    annotation: Any = model
    for step in steps[:-1]:
        if get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        elif isinstance(step, str):
            table = table_of(annotation)
            field = table.model_fields.get(step) if table else None
            annotation = field.annotation if field else None
    table = None if get_origin(annotation) is dict else table_of(annotation)
    near = get_close_matches(str(steps[-1]), table.model_fields if table else (), n=1)
    return near[0] if near else None


def table_of(annotation: Any) -> type[BaseModel] | None:
    """The model within a type: of `Hours`, of `Hours | None`, of `tuple[Hours, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = map(table_of, get_args(annotation))
    return next((each for each in inside if each is not None), None)


def _header(said: dict[str, Any], entries: dict[Steps, int]) -> Steps:
    """The steps of "[a.b]" or "[[a.b]]"; `entries` counts those of each list of tables."""
    steps: Steps = ()
    inner: Any = said
    while inner:
        if isinstance(inner, list):
            entries[steps] = entries.get(steps, -1) + 1
            return (*steps, entries[steps])
        if steps in entries:
            steps = (*steps, entries[steps])
        ((key, inner),) = inner.items()
        steps = (*steps, key)
    return steps


def _inside(value: Any) -> Iterator[Steps]:
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    for step, inner in pairs:
        yield (step,)
        for steps in _inside(inner):
            yield (step, *steps)
