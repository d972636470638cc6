"""The command line as a test runs it: as a process of its own, or quicker in this one."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk import cli
from kiosk.cli import options

HAN = re.compile("[一-鿿]")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one line of JSON; whatever a log has to say does not stand there."""
        assert self.out.count("\n") == 1
        return json.loads(self.out)


Kiosk = Callable[..., Said]


def process(*arguments: str | bytes, **variables: str) -> Said:
    """The command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=ROOT,
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=180,
    )
    return Said(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


def in_this_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command in this process, on the hall in `folder`; quicker by a second each."""
    # What the command does to the log is for its own process.
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)

    def run(*arguments: str, data: Path | None = folder, **variables: str) -> Said:
        with monkeypatch.context() as patch:
            here = [] if data is None else ["--data", str(data)]
            patch.setattr(sys, "argv", ["kiosk", *arguments, *here])
            for name, value in variables.items():
                patch.setenv(name, value)
            options.language.cache_clear()
            capsys.readouterr()
            with pytest.raises(SystemExit) as end:
                cli.main()
            options.language.cache_clear()
        said = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Said(end.value.code, said.out, said.err)

    return run


def refused(said: Said, code: str) -> str:
    """The sentence of a no that is told as JSON, with this code."""
    assert said.code == 2
    assert set(said.json) <= {"refusal", "message", "faults"}
    assert said.json["refusal"] == code
    message = said.json["message"]
    assert isinstance(message, str)
    assert message
    assert not re.search(r"\{\w*\}", message)
    return message
