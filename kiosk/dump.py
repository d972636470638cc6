"""A PostgreSQL database into a file and back, by the server's own programs.

See "pg_dump" and "pg_restore" in PostgreSQL's manual. The password goes by the environment: the
arguments of a program can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sqlalchemy import Connection, make_url

from kiosk.refusal import Refusal


def dump(connection: Connection, url: str, file: Path) -> None:
    """Write into `file` exactly the state that the open transaction of `connection` sees.

    Refuses with "backup.no_program" and "backup.failed".
    """
    # The server would end a transaction that idles, however long the dump takes.
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    _run("pg_dump", url, *options, f"--file={file}")


def load(url: str, file: Path) -> None:
    """Fill the empty database at `url` from `file`: all of it or nothing; refuses as `dump`."""
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", url, *options, str(file))


def _run(program: str, url: str, *arguments: str) -> None:
    address = make_url(url).set(drivername="postgresql")
    shown = address.set(password=None).render_as_string()
    password = {} if address.password is None else {"PGPASSWORD": str(address.password)}
    command = [program, f"--dbname={shown}", "--no-password", *arguments]
    try:
        subprocess.run(command, env=os.environ | password, check=True, capture_output=True)
    except FileNotFoundError as error:
        raise Refusal("backup.no_program", program=program) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise Refusal("backup.failed", program=program, reason=said) from error
