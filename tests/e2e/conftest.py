"""A real X server for real windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.display import x_server


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of an X display of our own."""
    with x_server(1920, 1080) as name:
        yield name
