"""Compiled functions, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numba
import pytest

from kiosk.estimate.compiled import kept, part


@part
def _half(number: float) -> float:
    return number / 2


def quarter(number: float) -> float:
    return _half(_half(number))


def load() -> Callable[[float], float]:
    """As a start of the program does."""
    return kept(numba.float64)(quarter)


def compiled_now(function: Callable[[float], float]) -> bool:
    """Whether it was not loaded."""
    return not function.stats.cache_hits  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is kept."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def test_the_next_start_loads_what_one_has_compiled(folder: Path) -> None:
    first, second = load(), load()
    assert compiled_now(first)
    assert not compiled_now(second)
    assert first(8) == second(8) == 2.0


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_LOCATOR_CLASSES", "ZipCacheLocator")
    assert load()(8) == 2.0
    assert not list(folder.rglob("*.nb?"))


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("left", [0, 40])
def test_what_a_power_cut_left_half_written_is_made_anew(
    folder: Path, ending: str, left: int
) -> None:
    load()
    (file,) = folder.rglob(f"*.{ending}")
    file.write_bytes(file.read_bytes()[:left])
    mended = load()
    assert mended(8) == 2.0
    load()
    assert not compiled_now(load())


def test_a_full_disk_is_no_error(folder: Path) -> None:
    load()
    (file,) = folder.rglob("*.nbi")
    file.unlink()
    # No file can be written where a folder stands.
    (file / "in the way").mkdir(parents=True)
    assert load()(8) == 2.0
