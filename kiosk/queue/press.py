"""How a number is asked for: by which press, in which language, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.ground import Work
from kiosk.queue.floor import Aim
from kiosk.queue.tickets import Priority, check_nonce
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Press:
    """How a number is asked for; `nonce` tells one press from another, `brought` names the papers
    that the person said to have along."""

    priority: Priority | None = None
    nonce: str | None = None
    language: str = "zh"
    brought: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check_nonce(self.nonce)
        if self.language not in LANGUAGES:
            raise Refusal("language.unknown", tongue=self.language)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the identity of a person has to say in the transaction that gives out a number.

    `before` finds the ticket that the person has already, or refuses; `again` sees to its paper,
    and returns the job of it; `keep` keeps whose a new ticket is.
    """

    before: Callable[[Work, Aim], int | None]
    again: Callable[[Work, int, Press], int | None]
    keep: Callable[[Work, int], None]
