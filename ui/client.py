"""Speaks HTTP with the hall's server: the verbs of consoles and boards, and the news as a stream.

Everything here blocks or runs on a thread of its own; `ui.line` brings it to the Qt thread.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlencode

import httpx
from httpx_sse import aconnect_sse
from pydantic import BaseModel, TypeAdapter, ValidationError

from kiosk.refusal import Refusal
from kiosk.web.alarms import AlarmView
from kiosk.web.board_schemas import AskingTurn, BoardView, CounterBoard, TurnView
from kiosk.web.consoles import ConsoleView, ServicesView
from kiosk.web.schemas import (
    Counter,
    HallView,
    JobView,
    Refused,
    SignedIn,
    Ticket,
)

T = TypeVar("T", bound=BaseModel)
log = logging.getLogger(__name__)

AWAY: Final = "server.away"
"""The code when nobody answers in time."""
STRANGE: Final = "server.strange"
"""The code when what answers is no hall, or one of another version."""

_TIMEOUT = httpx.Timeout(5.0, connect=2.0)
# The server gives a sign of life every ten seconds.
_SILENCE = httpx.Timeout(2.0, read=15.0)
_RETRY_SECONDS = 1.0
_TICKETS = TypeAdapter(list[Ticket])


class HallClient:
    """The hall's server, seen from a screen; each call blocks for at most some seconds.

    Calls refuse (`Refusal`) with the server's own code and its sentence as the value `message`,
    in `language`; with "server.away" or "server.strange" when there is no hall to ask.
    """

    def __init__(self, url: str, language: str = "zh") -> None:
        self.url = url.rstrip("/")
        self.language = language
        self.token = ""
        # A hall is a neighbour: the proxy of the office network is not asked for it.
        self._http = httpx.Client(timeout=_TIMEOUT, trust_env=False, verify=_secure(self.url))

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def hall(self) -> HallView:
        """The hall and its counters, for anybody."""
        return self._ask("GET", "/api/hall", HallView)

    def board(self, after: int | None = None) -> BoardView:
        """The last calls, who waits and each call since `after`, for anybody."""
        seen = "" if after is None else f"?after={after}"
        return self._ask("GET", f"/api/board{seen}", BoardView)

    def counter_board(self, code: str) -> CounterBoard:
        """What a counter's own display shows."""
        return self._ask("GET", f"/api/board/counters/{quote(code, safe='')}", CounterBoard)

    def may_speak(self, asking: AskingTurn) -> TurnView:
        """Whether this board speaks, which tells what it says and how far it has come."""
        return self._ask("POST", "/api/board/voice", TurnView, asking.model_dump())

    def sign_in(
        self, name: str, password: str, counter: str, stands_in_for: str | None = None
    ) -> SignedIn:
        """A session at a counter; the calls that follow are made in it.

        `stands_in_for`: the account of the colleague whose place the person takes there.
        """
        body = {"name": name, "password": password, "counter": counter}
        if stands_in_for is not None:
            body["stands_in_for"] = stands_in_for
        session = self._ask("POST", "/api/session", SignedIn, body)
        self.token = session.token
        return session

    def sign_out(self) -> None:
        """End the session here and there; here it ends in any case."""
        try:
            self._send("DELETE", "/api/session")
        finally:
            self.token = ""

    def at_counter(self, code: str) -> ConsoleView:
        """What a clerk sees and should know."""
        return self._ask("GET", f"{_counter(code)}/console", ConsoleView)

    def services(self, text: str, counter: str = "") -> ServicesView:
        """What `text` may mean, of what `counter` does; without words what is asked for most."""
        return self._ask(
            "GET", f"/api/services?{urlencode({'find': text, 'counter': counter})}", ServicesView
        )

    def call_next(self, code: str, nonce: str) -> Ticket:
        """Call the next person; the same nonce gets the same ticket."""
        return self._ask("POST", f"{_counter(code)}/next", Ticket, {"nonce": nonce})

    def call_number(self, code: str, number: str, reason: str, nonce: str) -> Ticket:
        """Call this very number, out of its order."""
        body = {"number": number, "reason": reason, "nonce": nonce}
        return self._ask("POST", f"{_counter(code)}/call", Ticket, body)

    def walk_in(self, code: str, service: str, reason: str, nonce: str) -> Ticket:
        """Serve somebody without a number."""
        body = {"service": service, "reason": reason, "nonce": nonce}
        return self._ask("POST", f"{_counter(code)}/walk-in", Ticket, body)

    def pause(self, code: str, reason: str) -> Counter:
        """The counter does not call for a while."""
        return self._ask("POST", f"{_counter(code)}/pause", Counter, {"reason": reason})

    def unpause(self, code: str) -> Counter:
        """Let a paused counter call again."""
        return self._ask("POST", f"{_counter(code)}/resume", Counter)

    def open_counter(self, code: str) -> Counter:
        """Let the counter call."""
        return self._ask("POST", f"{_counter(code)}/open", Counter)

    def close_counter(self, code: str, reason: str) -> Counter:
        """No more calls at this counter."""
        return self._ask("POST", f"{_counter(code)}/close", Counter, {"reason": reason})

    def step(self, ticket: int, verb: str, reason: str = "") -> Ticket:
        """Do `verb` (recall, start, finish, miss, abandon, park, resume) with a ticket.

        finish, abandon and park may be given a `reason`.
        """
        body = {"reason": reason} if reason else None
        return self._ask("POST", f"/api/tickets/{ticket}/{verb}", Ticket, body)

    def transfer(self, ticket: int, kind: str, code: str, reason: str, *, back: bool) -> Ticket:
        """Send a person on to a `kind` (service, group, counter), and `back` here after; the
        `reason` is what the colleague reads there."""
        body = {kind: code, "back": back, "reason": reason}
        return self._ask("POST", f"/api/tickets/{ticket}/transfer", Ticket, body)

    def join(self, ticket: int, numbers: list[str]) -> list[Ticket]:
        """The other numbers of the person who is served follow at this counter."""
        answer = self._send("POST", f"/api/tickets/{ticket}/join", {"numbers": numbers})
        try:
            return _TICKETS.validate_json(answer.content)
        except ValidationError as error:
            raise Refusal(STRANGE, url=self.url) from error

    def reprint(self, job: int) -> JobView:
        """Print a paper again, marked where an earlier one may have come out."""
        return self._ask("POST", f"/api/jobs/{job}/reprint", JobView)

    def put_aside(self, job: int) -> JobView:
        """The paper has been seen to."""
        return self._ask("POST", f"/api/jobs/{job}/aside", JobView)

    def take_alarm(self, alarm: int) -> AlarmView:
        """Somebody of the supervisors sees to it."""
        return self._ask("POST", f"/api/alarms/{alarm}/take", AlarmView)

    def _ask(self, method: str, path: str, shape: type[T], body: object = None) -> T:
        answer = self._send(method, path, body)
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            raise Refusal(STRANGE, url=self.url) from error

    def _send(self, method: str, path: str, body: object = None) -> httpx.Response:
        headers = {"Accept-Language": self.language}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            answer = self._http.request(method, self.url + path, headers=headers, json=body)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise Refusal(AWAY, url=self.url, reason=str(error)) from error
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            return answer
        try:
            no = Refused.model_validate_json(answer.content)
        except ValidationError as error:
            raise Refusal(STRANGE, url=self.url) from error
        raise Refusal(no.refusal, message=no.message)


class News:
    """Listens to the news of a hall on a thread of its own, and comes back after every loss.

    `heard` is called on that thread at each change, and once whenever the stream has opened;
    `lost` after each attempt or stream that has ended.
    """

    def __init__(self, url: str, heard: Callable[[], None], lost: Callable[[], None]) -> None:
        self._url = url.rstrip("/") + "/api/news"
        self._heard, self._lost = heard, lost
        self._begun = threading.Event()
        self._over = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._thread = threading.Thread(target=self._run, name="news", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End the stream, whatever it is waiting for, and its thread."""
        if self._thread.ident is None:
            return
        self._begun.wait()
        self._over = True
        assert self._loop is not None
        assert self._task is not None
        # A loop that is closed has ended by itself.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._begun.set()
        secure = _secure(self._url)
        with suppress(asyncio.CancelledError):
            async with httpx.AsyncClient(timeout=_SILENCE, trust_env=False, verify=secure) as http:
                # A cancellation may meet a time-out in the same moment and be taken for that.
                while not self._over:
                    await self._follow(http)
                    self._lost()
                    await asyncio.sleep(_RETRY_SECONDS)

    async def _follow(self, http: httpx.AsyncClient) -> None:
        """One stream, until it ends."""
        try:
            async with aconnect_sse(http, "GET", self._url) as source:
                async for event in source.aiter_sse():
                    if event.event == "change":
                        self._heard()
        except (httpx.TransportError, httpx.InvalidURL) as error:
            log.debug("the news have ended: %r", error)


def _secure(url: str) -> bool:
    # To read the certificates of the world takes a tenth of a second, and many halls need none.
    return url.startswith("https:")


def _counter(code: str) -> str:
    return f"/api/counters/{quote(code, safe='')}"
