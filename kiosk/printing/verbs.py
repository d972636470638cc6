"""The verbs of a hall for its papers and printers, beside those that make a paper."""

from __future__ import annotations

from kiosk.ground import Ground
from kiosk.printing import jobs, printers, spooling, stuck
from kiosk.printing.jobs import Job
from kiosk.printing.printers import PrinterState
from kiosk.staff import Actor


class PaperVerbs:
    """A part of `kiosk.hall.Hall`."""

    ground: Ground

    def job(self, key: int) -> Job:
        """How far a paper has come."""
        return jobs.job(self.ground, key)

    def jobs_of(self, ticket: int) -> tuple[Job, ...]:
        """The papers of a ticket, the original first."""
        return jobs.jobs_of(self.ground, ticket)

    def settle(self, key: int, seconds: float = 5.0) -> Job:
        """Wait until a paper is out or its fault is known."""
        return spooling.settle(self.ground, key, seconds)

    def stuck_jobs(self) -> tuple[Job, ...]:
        """The papers that did not come out, and those that wait behind them."""
        with self.ground.read() as work:
            return stuck.by_sort(work).jobs

    def waive(self, job: int) -> Job:
        """The person keeps the number without its paper."""
        return jobs.waive(self.ground, job)

    def reprint(self, job: int, actor: Actor | None) -> Job:
        """Print a paper again, marked when an earlier one may have come out."""
        return jobs.reprint(self.ground, job, actor)

    def put_aside(self, job: int, actor: Actor) -> Job:
        """Staff have seen to a paper that did not come out."""
        return jobs.put_aside(self.ground, job, actor)

    def printers(self) -> tuple[PrinterState, ...]:
        """How the printers of the hall are."""
        return printers.states(self.ground)

    def printer(self) -> PrinterState | None:
        """The printer that the next paper of this kiosk comes out of."""
        return printers.next_one(self.ground)
