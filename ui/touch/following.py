"""Follows the paper of the ticket on the screen, and does what its person wants done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from ui.touch.asking import Asking
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.jobs import Job
    from kiosk.queue.issuing import Issued

PATIENCE = 8
"""Seconds after which a paper that has not come is said not to have come."""


class Following:
    """The latest job of a ticket, and what has become of it in one word.

    `state`: "printing", "printed", "sent" (a one-way port cannot say more), "held" (it waits for
    the printer), "none" (there is no printer), "unknown", "failed", "late", "waived" (the person
    wants none), "taken" (the person has got it) or "earlier" (it came out before this visit, and
    comes no more). `sorry`: the last wish was not granted.
    """

    def __init__(self, worker: Worker, changed: Callable[[], None]) -> None:
        """`changed` is called whenever there is something else to show."""
        self._asking = Asking(worker, changed)
        self._changed = changed
        self._hall: Hall | None = None
        self._ticket = 0
        self._looking = False
        self._shown: object = None
        self._had = 0
        self.job: Job | None = None
        self.seconds = 0
        self.waived = 0
        self.sorry = False

    @property
    def busy(self) -> bool:
        """The answer to a wish is awaited."""
        return self._asking.busy

    @property
    def state(self) -> str:
        """What the page says of the paper."""
        if self.job is None:
            return "printing"
        state = paper_state(self.job, self.seconds, self.waived)
        return "earlier" if self._had and self.job.out else state

    def begin(self, hall: Hall, issued: Issued, *, had: bool = False) -> None:
        """A number was given, its paper is on its way; not for who `had` it, and that too."""
        self.end()
        self._hall, self._ticket = hall, issued.ticket.id
        self._had = issued.job if had else 0
        self.look()

    def end(self) -> None:
        """The page has gone; late answers are for nobody."""
        self._asking.forget()
        self._hall = self.job = None
        self._looking = self.sorry = False
        self.seconds = self.waived = self._had = 0

    def tick(self) -> None:
        """A second has passed on the page."""
        self.seconds += 1
        self._tell()
        self.look()

    def look(self) -> None:
        """Look on the worker how far the paper is."""
        if self._hall is None or self._looking:
            return
        hall, ticket = self._hall, self._ticket
        self._looking = True

        def seen(jobs: tuple[Job, ...]) -> None:
            self._looking = False
            self.job = jobs[-1] if jobs else None
            if jobs and jobs[0].id != self._had:
                self._had = 0  # another paper is made after all
            self._tell()

        def missed(_: Refusal) -> None:
            self._looking = False

        self._asking.aside(lambda: hall.jobs_of(ticket), seen, missed)

    def waive(self) -> None:
        """The person keeps the number without paper, or has got the paper."""
        if self.job is not None:
            key = self.job.id
            self._ask(lambda hall: hall.waive(key))

    def reprint(self) -> None:
        """Print it again."""
        if self.job is not None:
            key = self.job.id
            self._ask(lambda hall: hall.reprint(key, None))

    def _ask(self, call: Callable[[Hall], Job]) -> None:
        if self._hall is None or self.busy:
            return
        hall, asked = self._hall, self.job
        self.seconds = 0
        self._looking = False  # a wish takes the place of a look that has not been answered

        def granted(job: Job) -> None:
            if asked is not None and job.id == asked.id and job.state in ("failed", "unknown"):
                self.waived = job.id
            self.job, self.sorry = job, False
            self._changed()

        def denied(refusal: Refusal) -> None:
            self.sorry = refusal.code != "job.printing"
            self._changed()
            self.look()

        self._asking.ask(lambda: call(hall), granted, denied)

    def _tell(self) -> None:
        shown = (self.state, self.job)
        if shown != self._shown:
            self._shown = shown
            self._changed()


def paper_state(job: Job, seconds: int, waived: int = 0) -> str:
    """What has become of a job `seconds` after it was asked for, as `Following.state` says it.

    `waived` is the key of the job that the person has seen to.
    """
    if job.out:
        return job.state
    if job.error == "printer.waived":
        return "waived"
    if job.id == waived and job.state in ("failed", "unknown"):
        return "taken" if job.state == "unknown" else "waived"
    if job.state == "unknown":
        return "unknown"
    if job.state == "failed":
        return "late" if job.error == "printer.late" else "failed"
    if not job.printer:
        return "none"
    return "held" if job.error is not None or seconds > PATIENCE else "printing"
