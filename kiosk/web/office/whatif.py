"""The what-if page: a day of the hall once more, or a day to come, with something otherwise."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk import whatif
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.answering import Answer, shown
from kiosk.web.office.asking import ADVISE, GOALS, LUNCHES, MOST_MORE, POLICIES, Question
from kiosk.web.office.bench import Bench, Busy, Step
from kiosk.web.office.rooms import Insider, room
from kiosk.web.session import Visit

router = APIRouter(prefix="/office/whatif", include_in_schema=False)


@router.get("")
async def page(request: Request, hall: TheHall, visit: Insider) -> HTMLResponse:
    """The form, and what comes of it once it has been filled in."""
    usual = await run_in_threadpool(whatif.last_day, hall)
    question = Question.read(request.query_params, usual)
    answer: Answer | Busy | None = None
    refused = ""
    if question.asked:
        bench: Bench = request.app.state.bench
        try:
            answer = await bench.ask(question, lambda step: _answer(hall, question, step))
        except Refusal as refusal:
            refused = message_of(refusal, visit.language)
    return await run_in_threadpool(_shown, request, hall, visit, question, answer, refused)


def _shown(
    request: Request,
    hall: Hall,
    visit: Visit,
    question: Question,
    answer: Answer | Busy | None,
    refused: str,
) -> HTMLResponse:
    if isinstance(answer, Busy):
        return room("working", request, visit, steps=answer.steps)
    values = {} if answer is None else shown(answer, hall.catalogue(), visit.language)
    return room(
        "whatif",
        request,
        visit,
        refused=refused,
        answer=answer,
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


def _answer(hall: Hall, question: Question, step: Step) -> Answer:
    if question.advise:
        found = whatif.suggest(hall, question.day, question.goal * 60.0, step)
        with hall.ground.read() as work:
            to_come = question.day > work.day
        truth = None if to_come else whatif.recorded(hall, question.day)
        return Answer(question, found.change, truth, found.before, found.after, found.reaches)
    change = question.change(hall)
    both = whatif.compare(hall, question.day, change)
    return Answer(question, change, both.truth, both.before, both.after)
