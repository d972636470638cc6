"""A real X server without a screen, for programs whose windows must be real."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def x_server(width: int, height: int) -> Iterator[str]:
    """The name of an X display of our own, of so many pixels."""
    reader, writer = os.pipe()
    screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    # Else it begins anew when the last window goes, and whoever comes at that moment is sent away.
    screen += ["-noreset"]
    try:
        command = ["Xvfb", "-displayfd", str(writer), *screen]
        server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        pytest.skip("no Xvfb here: `make test` installs Debian's")
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb does not start"
    yield f":{number}"
    server.terminate()
    server.wait()
