"""One journey to PostgreSQL and back: statements sent together, each prepared once.

The driver's own cursors and pipelines cost several times as much of the processor as the statements
of a rush, and they wait for the server's word between a BEGIN and what follows. This is libpq's
pipeline (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html) without them; values and
rows are the driver's.
"""

from __future__ import annotations

import math
import select
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Any

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

Asked = tuple[bytes, Sequence[Any]]
"""A statement with $1, $2 ..., the type of each cast there, and its values."""
Row = Callable[[Sequence[Any]], Any]


_named: Any = partial(namedtuple, "Row", rename=True)


class Journeys:
    """Those of one connection."""

    def __init__(self, line: psycopg.Connection[Any]) -> None:
        self._line = line
        self._names: dict[bytes, bytes] = {}
        self._numbers = count()
        self._rows: dict[bytes, Row] = {}

    def forget(self) -> None:
        """What was prepared may be there no more."""
        self._names.clear()

    def make(
        self, ahead: Sequence[Asked], asked: Sequence[Asked], patience: float
    ) -> list[list[Any]]:
        """Do what is ahead and then what is asked, in this order; returns the rows that answer each
        that is asked, with names.

        Raises the `psycopg.Error` of the first that failed, which the others come to nothing with,
        and `psycopg.OperationalError` after `patience` seconds without a byte.
        """
        driver, values = self._line.pgconn, Transformer(self._line)
        sent = [*ahead, *asked]
        dumped = [values.dump_sequence(each, [PyFormat.TEXT] * len(each)) for _, each in sent]
        driver.enter_pipeline_mode()
        try:
            for (query, _), texts in zip(sent, dumped, strict=True):
                if texts:
                    driver.send_query_prepared(self._prepared(query), texts)
                else:  # a word like COMMIT is understood at once
                    driver.send_query_params(query, None)
            driver.pipeline_sync()
            found = self._answers(patience)
        finally:
            if driver.status == ConnStatus.OK:
                driver.exit_pipeline_mode()
        rows = []
        for (query, _), answer in zip(asked, found[len(ahead) :], strict=True):
            values.set_pgresult(answer)
            rows.append(values.load_rows(0, answer.ntuples, self._row(query, answer)))
        return rows

    def _prepared(self, query: bytes) -> bytes:
        name = self._names.get(query)
        if name is None:
            name = self._names[query] = b"journey_%d" % next(self._numbers)
            self._line.pgconn.send_prepare(name, query)
        return name

    def _answers(self, patience: float) -> list[PGresult]:
        driver, found = self._line.pgconn, list[PGresult]()
        heard = select.poll()
        unsent = driver.flush()
        while True:
            while not driver.is_busy():
                # None stands behind each answer.
                answer = driver.get_result()
                if answer is not None and answer.status == ExecStatus.PIPELINE_SYNC:
                    return self._checked(found)
                if answer is not None:
                    found.append(answer)
            heard.register(driver.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
            if not heard.poll(None if math.isinf(patience) else patience * 1000):
                driver.finish()
                raise psycopg.OperationalError(f"no answer for {patience:g} s")
            if unsent:
                unsent = driver.flush()
            driver.consume_input()

    def _checked(self, found: list[PGresult]) -> list[PGresult]:
        for each in found:
            if each.status == ExecStatus.FATAL_ERROR:
                self.forget()
                raise error_from_result(each)
        # What was only prepared has no word.
        return [each for each in found if each.command_status]

    def _row(self, query: bytes, answer: PGresult) -> Row:
        row: Row | None = self._rows.get(query)
        if row is None:
            names = [answer.fname(each) or b"" for each in range(answer.nfields)]
            row = self._rows[query] = _named(b",".join(names).decode())._make
        return row
