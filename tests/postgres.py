"""A real PostgreSQL of the tests' own, from the system's package."""

from __future__ import annotations

import itertools
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg


def postgres_programs() -> Path | None:
    """The folder of the newest server on this machine; Debian keeps it out of PATH."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[4]), default=None)
    return newest and newest.parent


@dataclass
class PostgresServer:
    """A cluster of its own on a Unix socket in a temporary folder; `stop` and `start` at will.

    `settings` go before our own at the next start.
    """

    folder: Path
    programs: Path
    settings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str, role: str = "postgres") -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg://{role}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection outside of SQLAlchemy that commits at once."""
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        )

    def make_roles(self, *names: str) -> None:
        """Roles that may sign in and have no rights at all, if they are not there."""
        with self.connect() as connection:
            found = connection.execute("SELECT rolname FROM pg_roles").fetchall()
            for name in {*names} - {row[0] for row in found}:
                connection.execute(f"CREATE ROLE {name} LOGIN".encode())

    def create_database(self) -> str:
        name = f"hall_{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return name

    def drop_database(self, name: str) -> None:
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

    def initialise(self) -> None:
        """A new, empty cluster."""
        self.hand_over(self.folder)
        self.folder.chmod(0o755)
        command: list[Path | str] = [*self._as_user(), self.programs / "initdb"]
        command += ["--pgdata", self.folder / "data", "--auth=trust", "--username=postgres"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    @staticmethod
    def hand_over(path: Path) -> None:
        """Make a file or folder the server's own, where that is another account than ours."""
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(path, account.pw_uid, account.pw_gid)

    def start(self) -> None:
        settings = {
            "fsync": "on",  # tests see what a hall sees
            "listen_addresses": "",
            "max_connections": "100",
            "shared_buffers": "32MB",
            "timezone": "UTC",
            "unix_socket_directories": str(self.folder),
        } | self.settings
        command: list[Path | str] = [*self._as_user(), self.programs / "postgres"]
        command += ["-D", self.folder / "data"]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        for _ in range(1200):
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError(
            "PostgreSQL does not start:\n" + (self.folder / "log").read_text("utf-8")
        )

    def stop(self) -> None:
        """As when it is switched off: connections are lost, what was committed is kept."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=120)
            self._process = None

    def crash(self) -> None:
        """As when the machine fails (`pg_ctl stop -m immediate`): nothing is tidied up."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=120)
        self._process = None

    @staticmethod
    def _as_user() -> list[str]:
        """It ends with us even when we are killed, and it refuses to be root."""
        account = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
        return ["setpriv", "--pdeathsig=INT", *(account if os.geteuid() == 0 else [])]
