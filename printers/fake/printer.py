"""A receipt printer to try out and to test against: real to its hosts, fake only in its paper."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from printers.fake import faults, report
from printers.fake.control import ControlPort
from printers.fake.inlet import Inlet, Port
from printers.fake.machine import Host, Machine
from printers.fake.mechanism import Charset, Model
from printers.fake.paper import Slip
from printers.fake.tcp import TcpPort
from printers.fake.terminal import PtyPort

_T = TypeVar("_T")

_PATIENCE: Final = 30.0
"""Seconds for the printer's thread to do one thing; only a bug takes longer."""


class FakePrinter:
    """A running printer; make one with `tcp` or `pty`, and close it, best by `with`.

    Its port, its machine and its control port live in one thread of its own; `do`, `slips` and all
    else here may be called from any thread.
    """

    clock: Final = staticmethod(monotonic)

    def __init__(
        self,
        *,
        width: int = 80,
        dpi: int = 203,
        charset: Charset = "gbk",
        id: bool = True,  # noqa: A002 - the word of the control port
        clear: bool = True,
        buffer: int = 65536,
        paper: float = 80_000.0,
        speed: float = 0.0,
        print_speed: float = 0.0,
        on_slip: Callable[[Slip], None] | None = None,
    ) -> None:
        """Lengths in mm, speeds in bytes/s and mm/s (0 = at once), `buffer` in bytes.

        `paper` is one roll of 80 m, some 700 tickets: a long trial needs more.
        `on_slip` is called in the printer's thread. Raises ValueError for a width and density
        that no printer has.
        """
        model = Model(width_mm=width, dpi=dpi, charset=charset, buffer=buffer)
        self.out: list[Slip] = []
        self.machine = Machine(model, self.clock, self._say, self._came_out)
        self.machine.has_id, self.machine.has_clear = id, clear
        self.machine.mechanism.speed = print_speed
        self.machine.mechanism.load(paper)
        self.inlet = Inlet(self.machine, self.clock, self.go_on)
        self.inlet.speed = speed
        self.wire: Port
        self._control: ControlPort | None = None
        self._on_slip = on_slip
        self._came = threading.Condition()
        self._timer: asyncio.TimerHandle | None = None
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="fake-printer", daemon=True)

    @classmethod
    def tcp(cls, port: int = 0, *, clients: int = 1, **options: Any) -> TcpPrinter:
        """A printer at a TCP port of this machine, 0 for any free one.

        It serves `clients` connections at once, further ones wait; most real ones serve one. For
        `options` see FakePrinter. Raises OSError when the port is taken.
        """
        return TcpPrinter(port, clients=clients, **options)

    @classmethod
    def pty(cls, **options: Any) -> PtyPrinter:
        """A printer at the end of a serial line; for `options` see FakePrinter."""
        return PtyPrinter(**options)

    @property
    def where(self) -> str:
        """Its address or device, for people."""
        return self.wire.where

    @property
    def slips(self) -> list[Slip]:
        """What has come out so far, the oldest first."""
        with self._came:
            return list(self.out)

    def wait_slips(self, count: int, timeout: float = 30.0) -> list[Slip]:
        """The slips once there are `count`. Raises TimeoutError after `timeout` seconds."""
        with self._came:
            if not self._came.wait_for(lambda: len(self.out) >= count, timeout):
                raise TimeoutError(f"{len(self.out)} of {count} slips after {timeout} s")
            return list(self.out)

    def do(self, line: str) -> str:
        """Obey one line of the control port, such as "paper out", and say how it went.

        Raises printers.fake.faults.UnknownOrderError. All that follows at once from it has
        happened when this returns.
        """
        return self.call(lambda: self._obey(line))

    @property
    def state(self) -> dict[str, Any]:
        """What the line "state" tells, as values."""
        return self.call(lambda: report.state(self))

    def call(self, work: Callable[[], _T]) -> _T:
        """Do `work` in the printer's thread; its error is ours."""
        if threading.current_thread() is self._thread:
            return work()
        done: Future[_T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except Exception as error:  # noqa: BLE001 - raised again where it was asked for
                done.set_exception(error)

        self.loop.call_soon_threadsafe(run)
        return done.result(_PATIENCE)

    def listen(self, port: int = 0) -> int:
        """Open the control port, 0 for any free one; which it is. Raises OSError."""
        self._control = ControlPort(self, port)
        return self._control.port

    def close(self) -> None:
        """Let go of ports, thread and files; a second time does nothing."""
        if self.loop.is_closed():
            return
        if self._thread.is_alive():
            if self._control is not None:
                self.call(self._control.close)
            self.call(self.wire.close)
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(_PATIENCE)
        self.loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _begin(self) -> None:
        self._thread.start()
        self.call(self.wire.on)

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def _obey(self, line: str) -> str:
        said = faults.obey(self, line)
        self.go_on()
        return said

    def go_on(self) -> None:
        """Let the machine do what it can now, and come back when time alone lets it do more."""
        began = self.clock()
        self.machine.run()
        self.wire.wake()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self.machine.mechanism.due_after(began)
        if due is not None and self.machine.power:
            self._timer = self.loop.call_later(max(0.0, due - self.clock()), self.go_on)

    def _say(self, data: bytes, host: Host | None) -> bool:
        return self.wire.say(data, host)

    def _came_out(self, slip: Slip) -> None:
        with self._came:
            self.out.append(slip)
            self._came.notify_all()
        if self._on_slip is not None:
            self._on_slip(slip)


class TcpPrinter(FakePrinter):
    """At a TCP port."""

    def __init__(self, port: int = 0, *, clients: int = 1, **options: Any) -> None:
        super().__init__(**options)
        try:
            self.wire: TcpPort = TcpPort(self.loop, self.inlet, self.machine, port, clients)
        except OSError:
            self.loop.close()
            raise
        self.port = self.wire.port
        self._begin()


class PtyPrinter(FakePrinter):
    """At a serial line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.wire: PtyPort = PtyPort(self.loop, self.inlet, self.machine)
        self.device = self.wire.where
        self._begin()
