"""What the console says of printers and papers: which printer is down, which paper is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kiosk.web.schemas import JobView, PrinterView, StuckView
from kiosk.words import words
from printers.status import FAULTS, State
from ui.console.views import Shown, say, since

NAMED = 4
BRIEF = 2
"""So many papers in trouble are named, the rest is counted; in a low window fewer."""
_WORST = list(State)
_STATES = {code: state for state, code in FAULTS.items()}


def printers(seen: Sequence[PrinterView], language: str) -> list[Shown]:
    """The printers that somebody should go to: this kiosk's first, the worst of them before.

    kind ("danger" or "warn"), title (which one, and how it is), text (since when, how many wait).
    """
    alone = sum(each.here for each in seen) == 1
    amiss = [each for each in seen if not each.prints or each.state is State.NEAR_END]
    return [
        {
            "kind": "warn" if each.prints else "danger",
            "title": say(
                "printer.is",
                language,
                printer=_name(each, alone, language),
                state=say(f"printer.{each.state}", language),
            ),
            "text": "" if each.prints else _standing(each, language),
        }
        for each in sorted(amiss, key=lambda each: (not each.here, _WORST.index(each.state)))
    ]


def _name(printer: PrinterView, alone: bool, language: str) -> str:
    if not printer.here:
        return say("printer.elsewhere", language, name=printer.name)
    return say("printer.only" if alone else "printer.named", language, name=printer.name)


def _standing(printer: PrinterView, language: str) -> str:
    said = []
    if printer.since is not None:
        said.append(say("printer.since", language, time=since(printer.since)))
    if printer.waiting:
        said.append(say("printer.waiting", language, count=printer.waiting))
    return " · ".join(said)


def of_ticket(papers: Sequence[JobView], language: str) -> Shown:
    """What became of the paper of the ticket at the counter: its latest one tells.

    paper ("" where there is none), paperIcon, paperKind ("neutral" or "warn").
    """
    if not papers:
        return {"paper": "", "paperIcon": "", "paperKind": "neutral"}
    job = papers[-1]
    missing = job.state in ("failed", "unknown") or job.error is not None
    if job.error == "printer.waived":
        state, missing = "waived", False
    elif job.state in ("printed", "sent"):
        state = "copy" if job.reprint else job.state
    elif missing:
        state = "unsure" if job.state == "unknown" else "missing"
    else:
        state = "coming"
    return {
        "paper": say(f"paper.{state}", language, count=job.reprint),
        "paperIcon": "alert" if missing else "phone" if state == "waived" else "ticket",
        "paperKind": "warn" if missing else "neutral",
    }


def stuck(jobs: Sequence[JobView], sorts: Sequence[StuckView], language: str) -> Shown:
    """The papers that did not come out.

    sentences (one for all that stuck for the same reason), brief (one for all), more (how many are
    not among the rows; empty if none), and rows, each with id, number, state, why, at (the time of
    day), reprint (the word on its button) and aside (whether it can be put aside).
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for job in jobs:
        alike.setdefault((_fate(job), job.error or ""), []).append(job.number)
    counts: Counter[tuple[str, str]] = Counter()
    for sort in sorts:
        counts[_fate(sort), sort.error] += sort.count
    more = counts.total() - len(jobs)
    return {
        "sentences": [
            say(
                f"papers.{fate}",
                language,
                numbers=_some(numbers, NAMED, counts[fate, error], language),
                why=_why(error, language),
            ).strip()
            for (fate, error), numbers in alike.items()
        ],
        "brief": say(
            "papers.brief",
            language,
            numbers=_some([job.number for job in jobs], BRIEF, counts.total(), language),
        ),
        "more": say("papers.more", language, count=more) if more > 0 else "",
        "rows": [
            {
                "id": job.id,
                "number": job.number,
                "state": say(f"papers.is_{_fate(job)}", language),
                "why": _why(job.error or "", language),
                "at": since(job.created_at),
                "reprint": say(
                    "papers.keep" if _fate(job) == "held" else "papers.reprint", language
                ),
                "aside": _fate(job) != "held",
            }
            for job in jobs
        ],
    }


def _fate(job: JobView | StuckView) -> str:
    return job.state if job.state in ("failed", "unknown") else "held"


def _why(error: str, language: str) -> str:
    if error in _STATES:
        return say(
            "printer.is",
            language,
            printer=say("printer.only", language),
            state=say(f"printer.{_STATES[error]}", language),
        )
    return words().say(f"refusal.{error}", language, detail="") if error else ""


def _some(numbers: list[str], most: int, count: int, language: str) -> str:
    named = say("papers.between", language).join(numbers[:most])
    if count <= most:
        return named
    return say("papers.many", language, numbers=named, count=count)
