"""Who comes to the reference hall on a day, and what chance has decided for each beforehand.

The same chance brings the same people with the same matters, whatever the rule of the hall: what
differs between two rules is the rule's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.reference_hall.truth import Truth


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a number. `at`: seconds since midnight.

    `shows`: comes to the call. `way`: seconds from the call until the service begins, or until the
    clerk gives up. `luck`: by how many standard deviations the logarithm of the service's seconds
    departs from its mean.
    """

    ticket: int
    at: float
    service: str
    priority: bool
    shows: bool
    way: float
    luck: float


def people(truth: Truth, chance: random.Random) -> Iterator[Person]:
    """Who comes on one day, in order."""
    services, shares = list(truth.matters), [each.share for each in truth.matters.values()]
    at, top, ticket = truth.tickets_from, max(truth.rates), 0
    while (at := at + chance.expovariate(top)) < truth.last_ticket:
        if chance.random() * top >= truth.rate(at):
            continue
        shows = chance.random() >= truth.no_show
        yield Person(
            ticket=ticket,
            at=at,
            service=chance.choices(services, shares)[0],
            priority=chance.random() < truth.priority,
            shows=shows,
            way=chance.uniform(*(truth.walk if shows else truth.no_show_seconds)),
            luck=chance.gauss(0, 1),
        )
        ticket += 1
