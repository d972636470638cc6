"""python-escpos comes in late, with a table of ours, and leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_the_library_finds_its_table_and_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = """
import os, tempfile
from printers.library import escpos
before = dict(os.environ)
assert escpos().Dummy().profile.supports("qrCode")
assert escpos() is escpos()
assert dict(os.environ) == before
left = [name for _, _, names in os.walk(tempfile.gettempdir()) for name in names]
assert not left, left
"""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
