"""Commands on printers: how they are, and does one print; find, papers and emblem join them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import detecting, emblem, papers
from kiosk.cli.options import HERE, Data, Json, answer, language, open_hall, say, say_key
from kiosk.cli.printing import chosen, moment

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.jobs import Job
    from kiosk.printing.printers import PrinterState
    from printers.settings import PrinterSettings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_TEST_SECONDS = 20.0

_Name = Annotated[str, typer.Argument(metavar="NAME", help=say("argument.printer"))]


def list_(data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        faults = _ask_all(hall)
        found = hall.printers()
        lines = [line for each in found for line in _lines(hall, each, faults.get(each.key))]
        payload = {
            "printers": [
                {
                    "name": each.name,
                    "here": each.here,
                    "state": each.state.value,
                    "prints": each.prints,
                    "detail": faults.get(each.key, each.detail),
                    "since": each.since.isoformat() if each.since else None,
                    "waiting": each.waiting,
                    "standby": _standby(hall, each),
                }
                for each in found
            ]
        }
    answer(json, payload, "\n".join(lines) or say("printers.none"))


def try_out(name: _Name = "", data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        settings = chosen(hall, name)
        job = _print_test_page(hall, settings)
        (state,) = (each for each in hall.printers() if each.here and each.name == settings.name)
        came_from = job.printer.partition("/")[2]
        text, well = _fate(job, settings.name, came_from)
        lines = [text, *_lines(hall, state)]
    payload = {
        "printer": settings.name,
        "job": job.id,
        "paper": job.state,
        "paper_error": job.error,
        "receipt": job.receipt,
        "came_from": came_from,
        "state": state.state.value,
        "detail": state.detail,
    }
    answer(json, payload, "\n".join(lines))
    if not well:
        raise typer.Exit(1)


def _ask_all(hall: Hall) -> dict[str, str]:
    """Ask the printers that no service looks after; why some cannot be owned at all, by key."""
    from kiosk.printing import jobs, spooling
    from printers.faults import PrinterFault

    faults = {}
    for settings in hall.settings.printers:
        try:
            spooling.ask(hall.ground, settings)
        except PrinterFault as fault:
            why = say_key(f"refusal.{fault.code}", detail=fault.detail)
            faults[jobs.name_of(hall.ground, settings)] = why
    return faults


def _standby(hall: Hall, printer: PrinterState) -> str | None:
    known = {each.name: each.standby for each in hall.settings.printers}
    return known.get(printer.name) if printer.here else None


def _lines(hall: Hall, printer: PrinterState, fault: str | None = None) -> list[str]:
    """How it is, and why if its state does not tell."""
    from kiosk.doctor import VAGUE

    why = fault or (printer.detail if printer.state in VAGUE else "")
    return [_line(hall, printer), *([f"    {why}"] if why else [])]


def _line(hall: Hall, printer: PrinterState) -> str:
    from printers.status import State

    name = printer.name if printer.here else say("printers.elsewhere", name=printer.name)
    mark = "soon" if printer.state is State.NEAR_END else "well" if printer.prints else "down"
    text = say(f"printers.{mark}", name=name, state=say_key(f"doctor.printer.is.{printer.state}"))
    if printer.since is not None:
        since = moment(hall, printer.since)
        text = say("printers.since", text=text, since=since)
    if printer.waiting:
        text = say("printers.waiting", text=text, count=printer.waiting)
    standby = _standby(hall, printer)
    return say("printers.standby", text=text, standby=standby) if standby else text


def _print_test_page(hall: Hall, settings: PrinterSettings) -> Job:
    """Queue the page for this very printer and wait; what has not begun by then is taken back."""
    from kiosk.papers.testpage import test_page
    from kiosk.printing import jobs
    from kiosk.printing.today import papers_of_today

    ground = hall.ground
    with ground.write() as work:
        paper = test_page(
            ground.settings,
            settings.name,
            settings.as_profile(),
            at=work.at.astimezone(ground.zone),
            language=language(),
        )
        label = f"test-{settings.name}-{work.at:%H%M%S%f}"
        key = jobs.queue(ground, work, paper, label=label, ticket=None, printer=settings)
    found = hall.settle(key, _TEST_SECONDS)
    if not found.out:
        # Torn in the middle, the hall has queued it once more, as it does with any paper.
        for each in papers_of_today(ground):
            if each.label == label:
                hall.waive(each.id)
    return found


def _fate(job: Job, name: str, came_from: str) -> tuple[str, bool]:
    why = say_key(f"refusal.{job.error}", detail="").rstrip() if job.error else ""
    if job.out and came_from != name:
        return say("printers.test.standby", name=name, other=came_from), False
    if job.out:
        return say(f"printers.test.{job.state}", name=name), True
    if job.state == "queued" and not job.error:
        return say("printers.test.late", name=name, seconds=round(_TEST_SECONDS)), False
    state = "failed" if job.state in ("queued", "failed") else "unknown"
    return say(f"printers.test.{state}", why=why), False


app.command("list", help=say("help.printers_list"))(list_)
detecting.register(app)
app.command("test", help=say("help.printers_test"))(try_out)
papers.register(app)
emblem.register(app)
