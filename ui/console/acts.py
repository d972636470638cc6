"""What a clerk does at a counter with numbers, papers and alarms: each asked of the hall once."""

from __future__ import annotations

from ui.console.desk import Desk


class Acts:
    """Each does nothing where the present state of the desk does not allow it (`Desk.can`)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def call_next(self) -> None:
        """Call the next person; pressed twice, it is one call."""
        desk = self._desk
        if desk.can("next"):
            nonce = desk.press()
            desk.do("next", lambda client: client.call_next(desk.code, nonce), desk.moved)

    def pick(self, number: str, reason: str) -> None:
        """Call this very number, whoever is before it."""
        desk = self._desk
        if desk.can("pick"):
            nonce = desk.press()
            desk.do(
                "pick",
                lambda client: client.call_number(desk.code, number, reason, nonce),
                desk.moved,
            )

    def walk_in(self, service: str, reason: str) -> None:
        """Serve somebody who has no number."""
        desk = self._desk
        if desk.can("walk_in"):
            nonce = desk.press()
            desk.do(
                "walk_in",
                lambda client: client.walk_in(desk.code, service, reason, nonce),
                desk.moved,
            )

    def step(self, verb: str, reason: str = "") -> None:
        """Do one of `STEPS` with the number that is held."""
        desk = self._desk
        ticket = desk.at.current if desk.at else None
        if desk.can(verb) and ticket is not None:
            desk.do(verb, lambda client: client.step(ticket.id, verb, reason), desk.moved)

    def transfer(self, kind: str, code: str, note: str, *, back: bool) -> None:
        """Send the person on to a service, a group or a counter; `back`: and then to me again.

        The `note` is read by whoever calls the person there; "" for none.
        """
        desk = self._desk
        ticket = desk.at.current if desk.at else None
        if desk.can("transfer") and ticket is not None:
            desk.do(
                "transfer",
                lambda client: client.transfer(ticket.id, kind, code, note, back=back),
                desk.moved,
            )

    def join(self, numbers: list[str]) -> None:
        """The other numbers of the person who is served follow here."""
        desk = self._desk
        ticket = desk.at.current if desk.at else None
        if desk.can("join") and ticket is not None:
            desk.do("join", lambda client: client.join(ticket.id, numbers), lambda _: None)

    def resume(self, ticket: int) -> None:
        """Call a parked number back."""
        desk = self._desk
        if desk.can("resume"):
            desk.do("resume", lambda client: client.step(ticket, "resume"), desk.moved)

    def pause(self, reason: str) -> None:
        """No calls for a while; who waits goes on waiting."""
        desk = self._desk
        if desk.can("pause"):
            desk.do("pause", lambda client: client.pause(desk.code, reason), desk.set)

    def unpause(self) -> None:
        """Call again after a pause."""
        desk = self._desk
        if desk.can("unpause"):
            desk.do("unpause", lambda client: client.unpause(desk.code), desk.set)

    def open(self) -> None:
        """Let the counter call."""
        desk = self._desk
        if desk.can("open"):
            desk.do("open", lambda client: client.open_counter(desk.code), desk.set)

    def close(self, reason: str) -> None:
        """No more calls here."""
        desk = self._desk
        if desk.can("close"):
            desk.do("close", lambda client: client.close_counter(desk.code, reason), desk.set)

    def reprint(self, job: int) -> None:
        """Print a paper again; it is marked where an earlier one may have come out."""
        desk = self._desk
        if desk.can("paper"):
            desk.do("paper", lambda client: client.reprint(job), lambda _: None)

    def put_aside(self, job: int) -> None:
        """A paper that did not come out has been seen to."""
        desk = self._desk
        if desk.can("paper"):
            desk.do("paper", lambda client: client.put_aside(job), lambda _: None)

    def take_alarm(self, alarm: int) -> None:
        """A supervisor sees to an alarm of the hall."""
        desk = self._desk
        desk.do("alarm", lambda client: client.take_alarm(alarm), lambda _: None)
