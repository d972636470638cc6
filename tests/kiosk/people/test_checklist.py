"""The list of papers that somebody at the machine still lacks."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk.hall import Hall
from kiosk.printing import jobs
from kiosk.refusal import Refusal
from printers.paper import Pair, Paper, Text
from tests.hall import HandClock, count, events

SERVICE = "RS006"


def paper_of(hall: Hall, key: int) -> Paper:
    with hall.ground.read() as work:
        query = select(jobs.table).where(jobs.table.c.id == key)
        return jobs.read_paper(hall.ground, work.connection.execute(query).one())


def lines(paper: Paper) -> list[str]:
    return [
        block.text if isinstance(block, Text) else f"{block.left} {block.right}"
        for block in paper.blocks
        if isinstance(block, Text | Pair)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_says_what_is_missing_what_may_follow_and_what_is_there(
    hall: Hall, language: str
) -> None:
    service = hall.catalogue().services[SERVICE]
    asked = [each for each in service.materials if each.carried]
    required = [each for each in asked if each.required]
    later = [each for each in asked if not each.required]
    assert len(required) > 1
    assert later
    job = hall.print_list(SERVICE, {required[0].name}, language)
    assert (job.state, job.ticket) == ("queued", None)
    text = "\n".join(lines(paper_of(hall, job.id)))
    assert service.title(language) in text
    places = [text.index(each.title(language)) for each in [*required[1:], *later, required[0]]]
    assert places == sorted(places), "first what is missing, at last what is there"
    for each in service.materials:
        assert (each.title(language) in text) == each.carried, "nothing that the counter has"


def test_a_part_without_a_paper_does_not_appear(hall: Hall) -> None:
    """Here nothing may follow later: whatever is not there is missing."""
    job = hall.print_list("GA004", ())
    said = "\n".join(lines(paper_of(hall, job.id)))
    assert "共1项" in said
    assert "容缺" not in said
    assert "已经备好" not in said


def test_one_list_in_half_a_minute_and_no_number_with_it(hall: Hall, clock: HandClock) -> None:
    hall.print_list(SERVICE, ())
    with pytest.raises(Refusal) as no:
        hall.print_list(SERVICE, ())
    assert (no.value.code, no.value.values) == ("list.too_soon", {"seconds": 30})
    clock.move(seconds=30)
    hall.print_list(SERVICE, ())
    assert (count(hall, "print_jobs"), count(hall, "tickets")) == (2, 0)
    assert events(hall)[-1] == "list.printed"
    clock.move(hours=-3)
    hall.print_list(SERVICE, ())


def test_a_list_that_could_not_be_printed_does_not_come_out_in_the_evening(hall: Hall) -> None:
    job = hall.print_list(SERVICE, ())
    with hall.ground.read() as work:
        query = select(jobs.table.c.expires_at).where(jobs.table.c.id == job.id)
        assert work.connection.scalar(query) is not None


def test_a_service_that_is_not_there_has_no_list(hall: Hall) -> None:
    with pytest.raises(Refusal, match=r"service\.unknown"):
        hall.print_list("XX999", ())
    assert count(hall, "print_jobs") == 0
