"""Serving a hall over HTTP: until stopped, or on a thread beside a test or a tour."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType

import uvicorn

from kiosk import beat
from kiosk.alarms.watch import watching
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.app import make_app
from kiosk.web.limits import Limits
from kiosk.web.news import News

_TICKS = round(beat.SECONDS * 10)
"""Uvicorn's loop ticks ten times a second."""


class _Server(uvicorn.Server):
    """Ends the open streams before uvicorn waits for them, and says that it answers and lives;
    from then on the hall learns how long people wait."""

    def __init__(self, config: uvicorn.Config, hall: Hall, news: News) -> None:
        super().__init__(config)
        self._hall = hall
        self._news = news
        self.ready = Event()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # Uvicorn's own would raise the signal again afterwards, and nobody could tidy up.
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
        beat.tell(beat.READY)
        self._hall.ground.waits.begin()

    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS == 0:
            beat.tell(beat.ALIVE)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._news.close()
        await super().shutdown(sockets)


def serve(hall: Hall, host: str, port: int, limits: Limits | None = None) -> None:
    """Serves `hall` until SIGINT or SIGTERM, then returns, so that the caller can tidy up.

    Raises `Refusal` ("port.taken", "port.refused") before anything is served.
    """
    bound = bind(host, port)
    with watching(hall):
        _server(hall, limits).run(sockets=[bound])


@contextmanager
def serving(
    hall: Hall, host: str = "127.0.0.1", port: int = 0, limits: Limits | None = None
) -> Iterator[str]:
    """Serves `hall` on a thread of its own and gives the URL; port 0 takes a free one."""
    bound = bind(host, port)
    server = _server(hall, limits)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            server.run(sockets=[bound])
        except BaseException as error:  # noqa: BLE001 - it is raised where the thread is waited for
            failed.append(error)
        finally:
            server.ready.set()

    thread = Thread(target=run, name="serve")
    thread.start()
    try:
        server.ready.wait()
        if not failed:
            yield _url(host, bound.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        bound.close()
    if failed:
        raise failed[0]


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`.

    Bound here and not by uvicorn, so that a taken port is a clear refusal at the start and not
    a thread that ends quietly.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal("port.taken", port=port) from error
        reason = error.strerror or str(error)
        raise Refusal("port.refused", host=host, port=port, reason=reason) from error


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(hall: Hall, limits: Limits | None) -> _Server:
    app = make_app(hall, limits)
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="on",
        # Our own log lines name no path; the proxy in front is believed by our own rule.
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    return _Server(config, hall, app.state.news)
