"""News: one bell of the hall, many open streams of Server-Sent Events.

A stream says at once where things stand, then each change, and gives a sign of life while nothing
changes. When the server stops, every stream ends by itself, so that nobody has to wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import suppress

from starlette.responses import StreamingResponse

from kiosk.hall import Hall

HEARTBEAT_SECONDS = 10.0
# A burst of changes is one piece of news; a board has one second to show it (R33).
PAUSE_SECONDS = 0.2


class EventStream(StreamingResponse):
    """Server-Sent Events that no proxy may keep back."""

    media_type = "text/event-stream"

    def __init__(self, content: AsyncIterator[bytes], status_code: int = 200) -> None:
        super().__init__(content, status_code, {"X-Accel-Buffering": "no"})


class News:
    """Carries the bell of the hall from its thread to the streams on the server's thread."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._rings: set[asyncio.Event] = set()
        self._stop_listening: Callable[[], None] | None = None
        self._closed = False

    def open(self) -> None:
        """Begins to listen; call it on the server's thread."""
        loop = asyncio.get_running_loop()

        def heard() -> None:
            # The bell may ring once more while the server's loop closes.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._ring)

        self._stop_listening = self._hall.bell.listen(heard)

    def close(self) -> None:
        """Ends every stream, on the server's thread; may be called twice."""
        if self._stop_listening:
            self._stop_listening()
            self._stop_listening = None
        self._closed = True
        self._ring()

    async def changes(self, silence: float = HEARTBEAT_SECONDS) -> AsyncGenerator[bool, None]:
        """Yields True at once and after changes, False after `silence` seconds without one.

        Ends when the server stops. Wrap it in `contextlib.aclosing`.
        """
        rung = asyncio.Event()
        rung.set()
        self._rings.add(rung)
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(silence):
                        await rung.wait()
                if self._closed:
                    return
                # Asked now: it may have rung in the same moment in which the silence was over.
                changed = rung.is_set()
                rung.clear()
                yield changed
                if changed:
                    await asyncio.sleep(PAUSE_SECONDS)
        finally:
            self._rings.discard(rung)

    def _ring(self) -> None:
        for rung in self._rings:
            rung.set()
