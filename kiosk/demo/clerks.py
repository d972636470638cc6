"""The people who work at the counters on a simulated day: accounts like all others."""

from __future__ import annotations

from kiosk import accounts
from kiosk.demo.plan import Plan
from kiosk.hall import Hall
from kiosk.staff import Actor, Role
from kiosk.words import words

NAME = "demo-{counter}"


def clerks(hall: Hall, planned: Plan) -> dict[str, Actor]:
    """A clerk for each counter, signed in there with a password that nobody is told."""
    known = {each.name for each in hall.accounts()}
    signed: dict[str, Actor] = {}
    for shift in planned.shifts:
        name, password = NAME.format(counter=shift.counter), accounts.new_password()
        if name in known:
            hall.set_password(name, password, None)
        else:
            shown = words().say("demo.clerk", "zh", counter=shift.counter)
            hall.add_account(name, shown, Role.CLERK, password, None)
        signed[shift.counter] = hall.sign_in(name, password, shift.counter).actor
    return signed
