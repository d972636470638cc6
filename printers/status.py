"""How a printer is: one word for people and programs, worst first, and what it means for a job."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class State(StrEnum):
    """What a printer says of itself, or that it says nothing; the worst comes first."""

    NO_ANSWER = "no_answer"
    """It was asked and said nothing in time, or cannot be reached: never taken for well."""
    GARBLED = "garbled"
    """It answers what no receipt printer says: another port, baud rate or device."""
    CUTTER_ERROR = "cutter_error"
    ERROR = "error"
    """An error that only switching it off and on ends."""
    OVERHEATED = "overheated"
    """Comes back by itself."""
    COVER_OPEN = "cover_open"
    PAPER_END = "paper_end"
    OFFLINE = "offline"
    """Off-line for any other reason, such as a hand on its feed button."""
    NEAR_END = "near_end"
    """Prints, and will soon want a new roll."""
    ONE_WAY = "one_way"
    """Prints, as far as anybody can know: this port cannot answer."""
    ONLINE = "online"


PRINTS: Final = frozenset({State.NEAR_END, State.ONE_WAY, State.ONLINE})

FAULTS: Final[
    dict[
        State,
        Literal[
            "printer.silent",
            "printer.garbled",
            "printer.cutter",
            "printer.error",
            "printer.hot",
            "printer.cover",
            "printer.paper",
            "printer.offline",
        ],
    ]
] = {
    State.NO_ANSWER: "printer.silent",
    State.GARBLED: "printer.garbled",
    State.CUTTER_ERROR: "printer.cutter",
    State.ERROR: "printer.error",
    State.OVERHEATED: "printer.hot",
    State.COVER_OPEN: "printer.cover",
    State.PAPER_END: "printer.paper",
    State.OFFLINE: "printer.offline",
}
"""Why a job cannot be sent to a printer in such a state."""


@dataclass(frozen=True, slots=True)
class Status:
    """A printer at one moment; `detail` is for the person who repairs it, in English."""

    state: State
    detail: str = ""

    @property
    def prints(self) -> bool:
        """A job that is sent now is expected to come out."""
        return self.state in PRINTS
