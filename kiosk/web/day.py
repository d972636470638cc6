"""The JSON API of a hall's day: its balance, its end, and what staff did out of order."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from kiosk.queue.day import CLOSING
from kiosk.queue.figures import Balance
from kiosk.queue.irregular import OfClerk
from kiosk.queue.tickets import State
from kiosk.staff import Role
from kiosk.web.door import Staff, TheHall
from kiosk.web.schemas import Moment, Shape, refuses

_REFUSES = refuses(401, 403, 409, 422, 503)


class GroupBalance(Shape):
    """The numbers of a group: given out, and in each state; `holds`: the two agree."""

    group: str
    issued: int
    states: dict[State, int]
    holds: bool


class DayView(Shape):
    """A day; `ended`: so many numbers ended with it, by their reason, where it has just closed."""

    day: date
    groups: list[GroupBalance]
    ended: dict[str, int] | None = None

    @classmethod
    def of(cls, day: date, groups: tuple[Balance, ...], ended: dict[str, int] | None) -> DayView:
        """The day as the API shows it."""
        shown = [GroupBalance.model_validate(each) for each in groups]
        return cls(day=day, groups=shown, ended=ended)


class EndOfDay(BaseModel):
    """Why the day ends before the hall closes; needed then only."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=200)] = ""


class IrregularView(Shape):
    """One thing out of order: number (picked), walk_in, joined or priority."""

    what: str
    at: Moment
    day: date
    number: str
    counter: str | None
    reason: str | None


class OfClerkView(Shape):
    """What one of the staff did out of order, beside all the calls of that time."""

    account: str
    name: str
    calls: int
    done: list[IrregularView]

    @classmethod
    def of(cls, clerk: OfClerk) -> OfClerkView:
        """The same as the API shows it."""
        return cls.model_validate(clerk)


router = APIRouter(prefix="/api", tags=["day"], responses=_REFUSES)


@router.get("/day", summary="The balance of a day")
def balance(hall: TheHall, _: Staff, day: date | None = None) -> DayView:
    """Issued = the sum over all states, in each group; today unless a day is named."""
    chosen, groups = hall.balances(day)
    return DayView.of(chosen, groups, None)


@router.post("/day/close", summary="End the day")
def close(hall: TheHall, staff: Staff, body: EndOfDay | None = None) -> DayView:
    """Every number ends with a reason, no more are given out, and the daily paper is printed."""
    closed = hall.close_day(staff.actor, body.reason if body else "")
    return DayView.of(closed.day, closed.balances, closed.ended)


@router.get("/irregular", summary="What went out of order")
def irregular(hall: TheHall, staff: Staff, first: date, last: date) -> list[OfClerkView]:
    """By clerk, from the day `first` to the day `last`."""
    staff.actor.must_be(*CLOSING, Role.INSPECTOR)
    return [OfClerkView.of(each) for each in hall.irregular(first, last)]
