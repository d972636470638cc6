"""The one way to say no: a stable code for machines and a phrase for people."""

from __future__ import annotations


class Refusal(Exception):
    """A request that the hall answers with no, and nothing has been written.

    `code` is stable ("service.unknown"); the phrase for people stands in the phrase catalogue
    under `refusal.<code>` and is filled with `values`.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        filled = ", ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.code} ({filled})" if filled else self.code
