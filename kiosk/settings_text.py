"""Writes values into the text of a hall.toml, and leaves its comments where they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files

from kiosk.places import Steps, lines

Value = str | int | bool | Sequence[str]


def sample() -> str:
    """The settings of the sample hall."""
    return (files("data") / "seeds" / "hall.toml").read_text(encoding="utf-8")


def with_values(text: str, values: Mapping[Steps, Value]) -> str:
    """`text` with each value in the line of its key, or in a new one in its table.

    A value that is replaced stands on one line, and `text` ends with a line's end.
    """
    for steps, value in values.items():
        text = _with_value(text, steps, value)
    return text


def with_printer(text: str, table: str) -> str:
    """`text` with this table, "[[printers]]" and its keys, in the place of all others."""
    found = lines(text)
    rows = text.split("\n")
    first = found.get(("printers", 0), len(rows) + 1)
    behind = [line for steps, line in found.items() if steps[0] != "printers" and line > first]
    last = min(behind, default=len(rows) + 1)
    rest = ["", *rows[last - 1 :]] if behind else []
    return "\n".join([*rows[: first - 1], table.rstrip("\n"), *rest]).rstrip("\n") + "\n"


def _with_value(text: str, steps: Steps, value: Value) -> str:
    found = lines(text)
    rows = text.split("\n")
    *table, key = steps
    said = f"{key} = {_said(value)}"
    if steps in found:
        rows[found[steps] - 1] = said
        return "\n".join(rows)
    header = f"[{'.'.join(map(str, table))}]"
    # The header of a table inside is no place to go on from.
    own = [
        line
        for each, line in found.items()
        if each[:-1] == tuple(table) and not rows[line - 1].lstrip().startswith("[")
    ]
    if own or tuple(table) in found:
        rows.insert(max(own, default=found.get(tuple(table), 0)), said)
    elif f"# {header}" in rows:
        # An example in a comment stays below what it is an example of.
        place = rows.index(f"# {header}")
        rows[place:place] = [header, said, ""]
    else:
        rows[-1:] = ["", header, said, ""]
    return "\n".join(rows)


def _said(value: Value) -> str:
    if isinstance(value, str | bool | int):
        # A JSON value is a TOML value, but for the one character that only TOML escapes.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(map(_said, value))}]"
