"""Sealed values: read by who has the key, and by nobody else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from data.faults import StoreFault
from data.seal import Seal

SECRET = b"http://hall.example/s/token"


def test_only_the_key_opens_the_seal(tmp_path: Path) -> None:
    seal = Seal.create(tmp_path / "key")
    sealed = seal.close(SECRET)
    assert SECRET not in sealed
    assert b"token" not in sealed
    assert Seal.open(tmp_path / "key").read(sealed) == SECRET
    with pytest.raises(StoreFault) as fault:
        Seal.create(tmp_path / "another").read(sealed)
    assert fault.value.code == "key.wrong"


def test_the_same_value_looks_different_each_time(tmp_path: Path) -> None:
    seal = Seal.create(tmp_path / "key")
    assert len({seal.close(SECRET) for _ in range(10)}) == 10


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_change_is_found(tmp_path: Path, place: int) -> None:
    seal = Seal.create(tmp_path / "key")
    sealed = bytearray(seal.close(SECRET))
    sealed[place] ^= 1
    with pytest.raises(StoreFault, match=r"key\.wrong"):
        seal.read(bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 12])
def test_what_was_never_sealed(tmp_path: Path, sealed: bytes) -> None:
    with pytest.raises(StoreFault, match=r"key\.wrong"):
        Seal.create(tmp_path / "key").read(sealed)


def test_nobody_else_may_read_the_key_and_it_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key"
    umask = os.umask(0)
    try:
        first = Seal.create(file)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Seal.create(file).read(first.close(SECRET)) == SECRET


@pytest.mark.parametrize("content", [None, b"", b"too short", b"x" * 31])
def test_no_key(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreFault) as fault:
        Seal.open(file)
    assert fault.value.code == "key.unreadable"
    assert str(file) in fault.value.detail


def test_a_mark_is_the_same_for_one_key_and_one_purpose(tmp_path: Path) -> None:
    """What is found again by its mark is not found by trying all numbers without the key."""
    seal = Seal.create(tmp_path / "key")
    mark = seal.mark("appointment", "12345678")
    assert Seal.open(tmp_path / "key").mark("appointment", "12345678") == mark
    assert len(bytes.fromhex(mark)) == 32
    others = {
        seal.mark("appointment", "12345679"),
        seal.mark("identity", "12345678"),
        seal.mark("appointment1", "2345678"),
        Seal.create(tmp_path / "another").mark("appointment", "12345678"),
    }
    assert len(others - {mark}) == 4
    assert seal.mark("identity", "\ud800")
