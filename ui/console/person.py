"""What the console says of people: who is here and why now, who was set aside, who is behind."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.queue.tickets import Wait
from kiosk.web.board_schemas import WaitView
from kiosk.web.consoles import ConsoleView, NoteView, PaperView, ServiceView
from kiosk.words import words
from ui.console.views import Shown, say, since

FEW = 4
"""So many counters of a service are named, more are counted."""
NAMED = 3
"""So many of those who were skipped are named beside the number; the page names all."""


def told(at: ConsoleView | None, language: str) -> Shown:
    """What should be known of who is here.

    why (one sentence, "" where there is nothing to say), brief (the same, short), notes (sentences,
    the newest first), signs (short words: comes back, several matters), missable, and `required`
    and `later`: the papers of the service: name, and whether it was ticked as at hand (`brought`).
    """
    if at is None or at.current is None:
        return {
            "why": "",
            "brief": "",
            "notes": [],
            "signs": [],
            "required": [],
            "later": [],
        }
    ticket = at.current
    signs = []
    if ticket.return_to:
        signs.append(say("sign.returns", language, counter=ticket.return_to))
    follow = sum(each.visit == ticket.visit for each in at.parked) if ticket.visit else 0
    if follow:
        signs.append(say("sign.visit", language, count=follow))
    return {
        "why": _why(at, language, len(at.skipped)),
        "brief": _why(at, language, NAMED),
        "notes": [_note(each, language) for each in reversed(at.notes)],
        "signs": signs,
        "required": [_paper(each) for each in at.materials if each.required],
        "later": [_paper(each) for each in at.materials if not each.required],
    }


def _paper(paper: PaperView) -> Shown:
    return {"name": paper.name, "brought": paper.brought}


def _why(at: ConsoleView, language: str, named: int) -> str:
    if at.why is None:
        return ""
    said = say("why.because", language, why=words().say(f"why.because.{at.why}", language))
    if not at.skipped:
        return said
    numbers = words().say("why.between", language).join(at.skipped[:named])
    if len(at.skipped) > named:
        numbers = say("why.many", language, numbers=numbers, count=len(at.skipped))
    return said + say("why.skipped", language, numbers=numbers)


def _note(note: NoteView, language: str) -> str:
    where = "note.at" if note.counter else "note.at_desk"
    place = say(where, language, time=since(note.at), counter=note.counter)
    return say(f"note.{note.what}", language, place=place, reason=note.reason)


def behind(at: ConsoleView | None, language: str) -> list[Shown]:
    """Who waits for this counter by group: code, name, count, since (how long the first waits) and
    `newcomer`: how long one would wait who came now, "" while that cannot be said."""
    if at is None:
        return []
    return [
        {
            "code": each.prefix,
            "name": (language == "en" and each.name_en) or each.name,
            "count": each.count,
            "since": say(
                "behind.first",
                language,
                count=max(0, int((at.now - each.since).total_seconds() // 60)),
            ),
            "newcomer": _newcomer(each.wait, language),
        }
        for each in at.behind
    ]


def newcomer(at: ConsoleView | None, language: str) -> str:
    """How long one would wait who came now; of several groups the longest, which holds for all."""
    known = [each.wait for each in at.behind if each.wait is not None] if at is not None else []
    longest = max(known, key=lambda each: (each.p90, each.p50), default=None)
    return _newcomer(longest, language)


def _newcomer(known: WaitView | None, language: str) -> str:
    if known is None:
        return ""
    wait = Wait(known.p50, known.p90)
    if wait.within <= 1:
        return say("behind.soon", language)
    if not wait.spread:
        return say("behind.about", language, count=wait.about)
    return say("behind.range", language, about=wait.about, within=wait.within)


def parked(at: ConsoleView | None, language: str) -> list[Shown]:
    """Who was set aside here: id, number, service, and `follows`: comes by itself in a visit."""
    if at is None:
        return []
    visit = at.current.visit if at.current else None
    return [
        {
            "id": each.id,
            "number": each.number,
            "service": (language == "en" and each.service_name_en) or each.service_name,
            "follows": visit is not None and each.visit == visit,
        }
        for each in at.parked
    ]


def services(found: Sequence[ServiceView], language: str) -> list[Shown]:
    """Services that were found: code, name, and where: the counters that may do it."""
    return [
        {
            "code": each.id,
            "name": (language == "en" and each.name_en) or each.name,
            "where": _where(each.counters, language),
        }
        for each in found
    ]


def _where(counters: list[str], language: str) -> str:
    if len(counters) > FEW:
        return say("find.many", language, count=len(counters))
    between = words().say("why.between", language)
    return say("find.counters", language, counters=between.join(counters))
