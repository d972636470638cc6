"""How much one address may ask for: requests per minute, open streams, bytes of a body.

All phones of a hall may sit behind one address (its Wi-Fi, a carrier's NAT), so the limits are
for floods and for guessing, not for busy mornings.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.refusal import Refusal

_BODY_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; rates as "600/minute", each for one address.

    `public` counts every request without an account, `wrong` the links that lead nowhere,
    `sign_in` the attempts to sign in. `streams` may be open in all, `streams_each` per address.
    """

    public: str = "600/minute"
    wrong: str = "30/minute"
    sign_in: str = "30/minute"
    streams: int = 1000
    streams_each: int = 400


class Gate:
    """Counts what each address asks for and refuses what is too much.

    `proxies` are the addresses of reverse proxies whose X-Forwarded-For is believed.
    """

    def __init__(self, limits: Limits, proxies: Collection[str] = ()) -> None:
        self._limits = limits
        self._proxies = frozenset(proxies)
        self._rates: dict[str, RateLimitItem] = {
            "public": parse(limits.public),
            "wrong": parse(limits.wrong),
            "sign_in": parse(limits.sign_in),
        }
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._open: Counter[str] = Counter()

    def count(self, what: str, request: Request) -> None:
        """Counts one `what` for the address of `request`.

        Raises `Refusal("request.limited", seconds=...)`: ask again after so many seconds.
        """
        rate, address = self._rates[what], self.address(request)
        if not self._windows.hit(rate, what, address):
            window = self._windows.get_window_stats(rate, what, address)
            # The library measures its windows by the machine's clock, never by the hall's.
            seconds = max(1, math.ceil(window.reset_time - time.time()))
            raise Refusal("request.limited", seconds=seconds)

    @contextmanager
    def stream(self, request: Request) -> Iterator[None]:
        """Holds a place for one open stream; call it on the server's own thread only.

        Raises `Refusal("request.limited")` when there is none left.
        """
        address = self.address(request)
        if (
            self._open.total() >= self._limits.streams
            or self._open[address] >= self._limits.streams_each
        ):
            raise Refusal("request.limited", seconds=30)
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return self._open.total()

    def address(self, request: Request) -> str:
        """Whom to count: the peer, or whom a trusted proxy says that it speaks for."""
        peer = request.client.host if request.client else ""
        if peer not in self._proxies:
            return _counted(peer)
        said = request.headers.get("x-forwarded-for", "").split(",")
        # The last one that is not a proxy of ours; what stands before it anyone can write.
        for hop in reversed([each.strip() for each in said]):
            if hop and hop not in self._proxies:
                return _counted(hop)
        return _counted(peer)

    def encrypted(self, request: Request) -> bool:
        """The browser speaks HTTPS, with us or with a trusted proxy that says so."""
        peer = request.client.host if request.client else ""
        said = request.headers.get("x-forwarded-proto", "") if peer in self._proxies else ""
        return (said or request.url.scheme) == "https"


class SmallBodies:
    """Lets no request bring more than 16 KiB, whatever its headers promise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > _BODY_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _counted(address: str) -> str:
    """The address to count: of IPv6 the /64, since one phone may use every address in it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address
