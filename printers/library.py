"""Brings python-escpos in at the first print instead of at the start of the program.

The import takes a third of a second of pure Python, most of it reading a table of 35 printers that
we do not use, and it calls ``logging.basicConfig``. Done late, the touch screen is up and the
program's own logging stands before it happens.
"""

import importlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

# All that the library wants to know of a printer whose every byte we make ourselves.
_TABLE: Final = {
    "encodings": {},
    "profiles": {
        "default": {
            "codePages": {"0": "CP437"},
            "features": {"paperFullCut": True, "paperPartCut": True, "qrCode": True},
            "fonts": {"0": {"name": "Font A", "columns": 48}},
            "media": {"dpi": 203, "width": {"mm": 72, "pixels": 576}},
            "name": "OneWindow",
        }
    },
}
_lock: Final = Lock()


def escpos() -> Any:
    """The module ``escpos.printer`` with its classes Dummy, File, LP, Network, Serial and Usb.

    Raises ImportError when python-escpos is not installed. Untyped, for the library has no types.
    """
    with _lock:
        return _import()


@cache
def _import() -> Any:
    with TemporaryDirectory(prefix="yichuang-escpos-") as name:
        folder = Path(name)
        table = folder / "capabilities.json"
        table.write_text(json.dumps(_TABLE), encoding="ascii")
        # The library unpickles what it finds there: a folder of our own that nobody else can write,
        # gone at once, can be neither poisoned nor left half-written by a power cut.
        with _environment(
            {
                "ESCPOS_CAPABILITIES_FILE": str(table),
                "ESCPOS_CAPABILITIES_PICKLE_DIR": str(folder),
            }
        ):
            return importlib.import_module("escpos.printer")


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
