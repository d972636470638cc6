"""A journal on SQLite for the tests, shared by processes as the hall's own database is."""

import json
import sqlite3
from pathlib import Path

from printers.faults import PrinterFault
from printers.journal import Job
from printers.paper import dump, load
from printers.status import FAULTS, Status
from tests.printers.samples import CHINESE


class Ledger:
    """Jobs and their states, every change written down; ``Journal`` for the spool."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as rows:
            rows.execute(
                "CREATE TABLE IF NOT EXISTS job"
                " (id INTEGER PRIMARY KEY, label TEXT, paper TEXT, state TEXT, code TEXT)"
            )
            rows.execute("CREATE TABLE IF NOT EXISTS look (id INTEGER PRIMARY KEY, state TEXT)")

    def put(self, count: int = 1) -> None:
        with self._open() as rows:
            for _ in range(count):
                paper = json.dumps(dump(CHINESE))
                added = rows.execute("INSERT INTO job VALUES (NULL, '', ?, 'queued', '')", (paper,))
                number = added.lastrowid
                rows.execute("UPDATE job SET label = ? WHERE id = ?", (f"job-{number}", number))

    def states(self) -> list[str]:
        with self._open() as rows:
            return [state for (state,) in rows.execute("SELECT state FROM job ORDER BY id")]

    def codes(self) -> list[str]:
        with self._open() as rows:
            return [code for (code,) in rows.execute("SELECT code FROM job ORDER BY id")]

    def next_job(self) -> Job | None:
        with self._open() as rows:
            row = rows.execute(
                "SELECT id, label, paper FROM job WHERE state = 'queued' ORDER BY id"
            ).fetchone()
        return Job(row[0], row[1], load(json.loads(row[2]))) if row else None

    def left_behind(self) -> bool:
        return self.states().count("sending") > 0

    def sending(self, job: Job) -> bool:
        with self._open() as rows:
            changed = rows.execute(
                "UPDATE job SET state = 'sending' WHERE id = ? AND state = 'queued'", (job.id,)
            )
        return changed.rowcount > 0

    def sent(self, job: Job, receipt: str | None, confirmed: bool) -> None:
        self._set(job, "printed" if confirmed else "sent")

    def held(self, job: Job, fault: PrinterFault) -> None:
        self._set(job, "queued", fault.code)

    def failed(self, job: Job, fault: PrinterFault) -> None:
        self._set(job, "failed", fault.code)

    def unknown(self, job: Job, fault: PrinterFault) -> None:
        self._set(job, "unknown", fault.code)

    def confirmed(self, key: int) -> None:
        with self._open() as rows:
            rows.execute("UPDATE job SET state = 'printed', code = '' WHERE id = ?", (key,))

    def seen(self, status: Status) -> None:
        with self._open() as rows:
            rows.execute("INSERT INTO look VALUES (NULL, ?)", (status.state.value,))
            if not status.prints:
                code = FAULTS[status.state]
                rows.execute("UPDATE job SET code = ? WHERE state = 'queued'", (code,))

    def looks(self) -> list[str]:
        """How the printer was at each look."""
        with self._open() as rows:
            return [state for (state,) in rows.execute("SELECT state FROM look ORDER BY id")]

    def waive(self, number: int) -> None:
        with self._open() as rows:
            rows.execute("UPDATE job SET state = 'waived' WHERE id = ?", (number,))

    def _set(self, job: Job, state: str, code: str = "") -> None:
        with self._open() as rows:
            rows.execute("UPDATE job SET state = ?, code = ? WHERE id = ?", (state, code, job.id))

    def _open(self) -> "_Transaction":
        return _Transaction(self._path)


class _Transaction:
    """One connection and one transaction, closed at its end."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(path, timeout=10, isolation_level="IMMEDIATE")

    def __enter__(self) -> sqlite3.Connection:
        return self._rows

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._rows.commit()
        self._rows.close()
