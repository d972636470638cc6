"""Commands on papers: those that did not come out, print again, put aside, samples of all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import HERE, As, Data, Json, actor, answer, open_hall, say, say_key
from kiosk.cli.printing import moment
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.jobs import Job

_SETTLE_SECONDS = 20.0
_WIDTHS = (80, 58)

_JobArgument = Annotated[
    int, typer.Argument(metavar="JOB", min=1, max=2**63 - 1, help=say("argument.job"))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("papers", help=say("help.printers_papers"))(papers)
    app.command("reprint", help=say("help.printers_reprint"))(reprint)
    app.command("aside", help=say("help.printers_aside"))(aside)
    app.command("sample", help=say("help.printers_sample"))(sample)


def papers(
    all_: Annotated[bool, typer.Option("--all", help=say("option.all"))] = False,
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk.printing.today import papers_of_today

    with open_hall(data) as hall:
        found = papers_of_today(hall.ground) if all_ else hall.stuck_jobs()
        text = "\n".join(in_words(hall, each) for each in found)
    none = say(f"printers.papers.{'nobody' if all_ else 'none'}")
    answer(json, {"papers": [as_values(each) for each in found]}, text or none)


def reprint(job: _JobArgument, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        again = hall.reprint(job, actor(hall, name))
        found = hall.settle(again.id, _SETTLE_SECONDS)
        line = in_words(hall, found)
    answer(json, as_values(found), say("printers.papers.again", line=line))


def aside(job: _JobArgument, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.put_aside(job, actor(hall, name))
        line = in_words(hall, found)
    answer(json, as_values(found), say("printers.papers.aside", line=line))


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("argument.folder"))],
    json: Json = False,
) -> None:
    from kiosk.papers.sampler import samples
    from kiosk.words import LANGUAGES
    from printers.golden import golden
    from printers.picture import png
    from printers.profiles import generic
    from printers.render import render

    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            for width in _WIDTHS:
                profile = generic(width)
                for name, paper in samples(language, width):
                    stem = folder / f"{name}-{language}-{width}"
                    stem.with_suffix(".bin").write_bytes(render(paper, profile, rendering="text"))
                    stem.with_suffix(".png").write_bytes(png(paper, profile))
                    stem.with_suffix(".txt").write_text(golden(paper, profile), encoding="utf-8")
                    written.append(stem.name)
    except OSError as error:
        raise Refusal("folder.unwritable", folder=folder, reason=error.strerror) from error
    payload = {"folder": str(folder), "papers": written}
    answer(json, payload, say("printers.sample", count=len(written), folder=folder))


def in_words(hall: Hall, job: Job) -> str:
    """A paper in one line: when, for what, where, and what became of it."""
    text = say(
        "printers.papers.row",
        id=job.id,
        time=moment(hall, job.created_at),
        label=job.label,
        printer=_printer(job),
        state=say(f"printers.job.{job.state}"),
    )
    if job.copy:
        text = say("printers.papers.copy", text=text, copy=job.copy)
    if job.error is None:
        return text
    why = say_key(f"refusal.{job.error}", detail="").rstrip()
    return say("printers.papers.why", text=text, why=why)


def as_values(job: Job) -> dict[str, Any]:
    """A paper as JSON has it; moments in UTC."""
    return {
        "job": job.id,
        "ticket": job.ticket,
        "label": job.label,
        "printer": _printer(job),
        "state": job.state,
        "error": job.error,
        "copy": job.copy,
        "created_at": job.created_at.isoformat(),
        "sent_at": job.sent_at.isoformat() if job.sent_at else None,
        "done_at": job.done_at.isoformat() if job.done_at else None,
        "receipt": job.receipt,
    }


def _printer(job: Job) -> str:
    """Its name in the settings of its kiosk."""
    return job.printer.partition("/")[2] or "-"
