"""The what-if page: a day of the hall once more, or a day to come, with something otherwise."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk import whatif
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.answering import Answer, shown
from kiosk.web.office.asking import ADVISE, GOALS, LUNCHES, MOST_MORE, POLICIES, Question
from kiosk.web.office.rooms import Insider, room
from kiosk.web.session import Visit

router = APIRouter(prefix="/office/whatif", include_in_schema=False)


@router.get("")
async def page(request: Request, hall: TheHall, visit: Insider) -> HTMLResponse:
    """The form, and what comes of it once it has been filled in."""
    # A replay keeps a core busy for seconds: one at a time leaves the other to the hall.
    limiter: CapacityLimiter = request.app.state.replays
    return await to_thread.run_sync(_page, request, hall, visit, limiter=limiter)


def _page(request: Request, hall: Hall, visit: Visit) -> HTMLResponse:
    with hall.ground.read() as work:
        today = work.day
    values: dict[str, object] = {"answer": None}
    question = Question.read(request.query_params, whatif.last_day(hall))
    if question.asked:
        try:
            answer = _answer(hall, question, to_come=question.day > today)
            values = {"answer": answer, **shown(answer, hall.catalogue(), visit.language)}
        except Refusal as refusal:
            values["refused"] = message_of(refusal, visit.language)
    return room(
        "whatif",
        request,
        visit,
        question=question,
        advise=ADVISE,
        counters=hall.counters(),
        policies=POLICIES,
        policy=hall.settings.queue.policy,
        lunches=tuple(LUNCHES),
        goals=GOALS,
        numbers=range(1, MOST_MORE + 1),
        **values,
    )


def _answer(hall: Hall, question: Question, *, to_come: bool) -> Answer:
    if question.advise:
        truth = None if to_come else whatif.recorded(hall, question.day)
        found = whatif.suggest(hall, question.day, question.goal * 60.0)
        return Answer(question, found.change, truth, found.before, found.after, found.reaches)
    change = question.change(hall)
    both = whatif.compare(hall, question.day, change)
    return Answer(question, change, both.truth, both.before, both.after)
