"""The bell: tells screens that something in the hall has changed, whoever changed it.

SQLite: a connection of its own asks `PRAGMA data_version`, which changes when another connection
commits. PostgreSQL: `LISTEN`, with a `NOTIFY` after each write.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from urllib.parse import quote

from sqlalchemy import Connection

from data.store import Store

POLL_SECONDS = 0.25
_RETRY_SECONDS = 2.0
_ASK_SECONDS = 3.0
"""So long nobody rings before the server is asked whether it is there, and may take to answer."""
CHANNEL = "kiosk_bell"
_log = logging.getLogger(__name__)

Listener = Callable[[], None]


class Bell:
    """Calls its listeners after each change, on its own thread; many changes may ring once.

    It also rings when it has lost the database, so that whoever listens looks and finds that out,
    and when it has it back, for whatever has changed meanwhile.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: set[Listener] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._rung = threading.Event()
        self._stop = threading.Event()
        self._version = 0
        self._lost = False

    def version(self) -> int:
        """How many times it has rung in this process."""
        return self._version

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Ring `listener` from now on; returns what ends that."""
        with self._lock:
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="bell", daemon=True)
                self._thread.start()

        def leave() -> None:
            with self._lock:
                self._listeners.discard(listener)

        return leave

    def ring(self) -> None:
        """A change of this process has been kept."""
        self._rung.set()

    def announce(self, connection: Connection) -> None:
        """Tell other processes when the transaction of `connection` is kept."""
        if self._store.dialect == "postgresql":
            connection.exec_driver_sql(f"NOTIFY {CHANNEL}")

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._rung.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _watch(self) -> None:
        watch = self._watch_sqlite if self._store.dialect == "sqlite" else self._watch_postgres
        while not self._stop.is_set():
            try:
                watch()
            except (sqlite3.Error, ConnectionError) as error:
                if not self._lost:
                    _log.warning("the bell has lost the database: %s", error)
                    self._lost = True
                    self._tell()
                self._stop.wait(_RETRY_SECONDS)

    def _watch_sqlite(self) -> None:
        # mode=rw: a look at a database that is gone must not make an empty one.
        file = f"file:{quote(str(self._store.engine.url.database))}?mode=rw"
        with closing(sqlite3.connect(file, uri=True)) as connection:
            seen = None
            while not self._stop.is_set():
                (version,) = connection.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    seen = version
                    self._found()
                self._rung.wait(POLL_SECONDS)
                self._rung.clear()

    def _watch_postgres(self) -> None:
        # A hall on SQLite need not load the other driver.
        import psycopg

        from data.postgres import connect

        try:
            with connect(self._store.engine.url, round(_ASK_SECONDS)) as own:
                own.patience = _ASK_SECONDS
                own.execute(f"LISTEN {CHANNEL}")
                self._found()
                asked = time.monotonic()
                while not self._stop.is_set():
                    if any(True for _ in own.notifies(timeout=POLL_SECONDS, stop_after=1)):
                        self._tell()
                    elif time.monotonic() - asked > _ASK_SECONDS:
                        # A line on which nothing comes may be one on which nothing can.
                        own.execute("SELECT 1")
                        asked = time.monotonic()
        except psycopg.Error as error:
            raise ConnectionError(str(error)) from error

    def _found(self) -> None:
        """The database is there, and has changed since it was last seen."""
        if self._lost:
            _log.info("the bell has the database back")
            self._lost = False
        self._tell()

    def _tell(self) -> None:
        self._version += 1
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener()
            except Exception:  # noqa: BLE001 a bug of one listener must not silence the others
                _log.exception("a listener of the bell failed")
