"""The lock of the service menu: who is to be known by a password, and how much of it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.touch.views import Shown

if TYPE_CHECKING:
    from kiosk.staff import Account

LONGEST_PASSWORD = 64
MOST_PEOPLE = 6
"""So many accounts are offered; others come with their card."""


class Lock:
    """`name` is the account that was chosen, `typed` what has been typed of its password."""

    def __init__(self) -> None:
        self._people: tuple[Account, ...] = ()
        self.name = ""
        self.typed = ""

    def offer(self, people: tuple[Account, ...]) -> None:
        """These may open the menu; one alone need not be chosen."""
        self._people = people
        if len(people) == 1 and not self.name:
            self.name = people[0].name

    def choose(self, name: str) -> None:
        """Say whose password follows."""
        self.name, self.typed = name, ""

    def type(self, letter: str) -> bool:
        """One more letter of the password; whether it can be one."""
        if not letter.isprintable() or len(self.typed) >= LONGEST_PASSWORD:
            return False
        self.typed += letter
        return True

    def take(self) -> str:
        """The password, which is then typed no more."""
        password, self.typed = self.typed, ""
        return password

    def shown(self) -> Shown:
        """people: name, title; `name` and `title` of who was chosen; `typed`: how many letters."""
        titles = {each.name: each.display_name for each in self._people[:MOST_PEOPLE]}
        return {
            "people": [{"name": name, "title": title} for name, title in titles.items()],
            "name": self.name,
            "title": titles.get(self.name, self.name),
            "typed": len(self.typed),
        }
