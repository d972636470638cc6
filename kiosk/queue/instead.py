"""What a person can do who gets no number today, as a value and in words (R5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.opening import day_in_words
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Instead:
    """Other ways than a number now.

    `online`, `appointment`: the service can be done so; `enquiry`: the enquiry desk is open;
    `next_day`: the hall is next open on that day, None if it is not known.
    """

    online: bool
    appointment: bool
    enquiry: bool
    next_day: date | None
    today: date

    def in_words(self, words: Words, language: str) -> str:
        """One sentence with all of them; nothing if there are none."""
        ways = words.say("instead.between", language).join(self._ways(words, language))
        return words.say("instead.you_can", language, ways=ways) if ways else ""

    def _ways(self, words: Words, language: str) -> Iterator[str]:
        for name in ("online", "appointment", "enquiry"):
            if getattr(self, name):
                yield words.say(f"instead.{name}", language)
        if self.next_day is not None:
            day = day_in_words(words, language, self.next_day, self.today)
            yield words.say("instead.next_day", language, day=day)
