"""Loops over numbers, compiled by Numba (LLVM) and kept on disk for the next start.

They are kept beside the program or, where that may not be written, in the user's cache folder;
another version of the program or of Numba, or another processor, compiles anew. Where nothing can
be kept every start compiles, which takes some seconds and is no error.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, ParamSpec, TypeVar

from numba import njit
from numba.core.dispatcher import Dispatcher
from numba.core.types import Type

_P = ParamSpec("_P")
_R = TypeVar("_R")

# It neither holds Python's lock nor looks whether something is divided by zero.
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def part(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that only compiled ones call."""
    found: Callable[_P, _R] = njit(**_OPTIONS)(function)
    return found


def kept(*takes: Type) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Compile a function that takes these, or load it as it was compiled before."""

    def compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
        return _load(function, takes)

    return compiled


def _load(function: Callable[_P, _R], takes: tuple[Type, ...]) -> Callable[_P, _R]:
    try:
        found: Dispatcher[Callable[_P, _R]] = njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:
        return _anew(function, takes)  # no folder may be written
    try:
        found.compile(takes)
    except (EOFError, UnpicklingError, OSError):
        # The disk is full, or the power went while this was written.
        folder = found.stats.cache_path
        assert folder is not None
        for file in Path(folder).glob(f"*.{function.__name__}-*.nb?"):
            with suppress(OSError):
                file.unlink()
        return _anew(function, takes)
    found.disable_compile()
    return found


def _anew(function: Callable[_P, _R], takes: tuple[Type, ...]) -> Callable[_P, _R]:
    found: Callable[_P, _R] = njit(takes, **_OPTIONS)(function)
    return found
