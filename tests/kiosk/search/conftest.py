"""The sample catalogue and its index, made once."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kiosk import catalogue_file
from kiosk.catalogue import Catalogue
from kiosk.search import Index

SEED = Path(str(files("data") / "seeds" / "catalogue.json"))


@pytest.fixture(scope="session")
def sample() -> Catalogue:
    """What the sample hall does."""
    return catalogue_file.read(SEED)


@pytest.fixture(scope="session")
def index(sample: Catalogue) -> Index:
    """Its index, where nothing is more popular than anything else."""
    return Index(sample)
