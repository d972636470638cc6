"""What staff do at the machine itself, by its service menu; each use is an event of its account."""

from __future__ import annotations

from enum import StrEnum

from kiosk import accounts
from kiosk.ground import Ground
from kiosk.papers.testpage import test_page
from kiosk.printing import jobs
from kiosk.printing.jobs import Job
from kiosk.refusal import Refusal
from kiosk.staff import Account, Actor, Role

SERVING = (Role.SUPERVISOR, Role.ADMIN)
"""Who may open the service menu."""


class Act(StrEnum):
    """What the menu can do; the event is "service." and this."""

    RESTARTED = "restarted"
    CLOSED = "closed"
    VOLUME_SET = "volume_set"
    CLEANED = "cleaned"


def people(ground: Ground) -> tuple[Account, ...]:
    """The accounts that may open the menu, in the order in which they were made."""
    return tuple(each for each in accounts.names(ground) if each.role in SERVING)


def open_menu(ground: Ground, name: str, password: str) -> Actor:
    """Who opens the menu; event "service.opened".

    Refuses with "account.wrong", "account.locked" or "account.not_allowed".
    """
    actor = Actor(accounts.prove(ground, name, password))
    actor.must_be(*SERVING)
    with ground.write() as work:
        work.event("service.opened", actor=actor)
    return actor


def note(ground: Ground, act: Act, actor: Actor, **data: object) -> None:
    """Keep that `actor` is about to do this; refuses with "account.not_allowed"."""
    actor.must_be(*SERVING)
    with ground.write() as work:
        work.event(f"service.{act.value}", actor=actor, data=data)


def print_test_page(ground: Ground, printer: str, actor: Actor, language: str) -> Job:
    """Queue the test page of the printer with this name; event "service.test_page".

    Refuses with "account.not_allowed" or "printer.unknown".
    """
    actor.must_be(*SERVING)
    chosen = next((each for each in ground.settings.printers if each.name == printer), None)
    if chosen is None:
        raise Refusal("printer.unknown", name=printer)
    with ground.write() as work:
        at = work.at.astimezone(ground.zone)
        page = test_page(ground.settings, printer, chosen.as_profile(), at=at, language=language)
        label = f"test-{printer}-{work.at:%H%M%S%f}"
        key = jobs.queue(ground, work, page, label=label, ticket=None, printer=chosen)
        work.event("service.test_page", actor=actor, data={"printer": printer})
    return jobs.job(ground, key)
