"""Prints docs/licences.md from what is installed; fails on a licence that nobody has judged yet."""

from __future__ import annotations

import re
import sys
from importlib.metadata import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

# What we have judged. Anything else stops the command until somebody has.
PERMISSIVE = {
    *("Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU"),
    *("PSF-2.0", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-3-Clause", "MIT OR Apache-2.0"),
    "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
    "BSD-2-Clause AND Apache-2.0 WITH LLVM-exception",
}
WEAK = {"LGPL-3.0-only", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "MPL-2.0"}
# Older metadata has free words instead of an SPDX expression.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "MIT License": "MIT",
}

HEAD = """\
# Licences

一窗 is under the [MIT licence](../LICENSE). All libraries that it needs at run time may be used so.
This page is made by `.ci/licences.py` from the metadata of the installed packages, at the versions
that requirements.txt holds; a test fails when it is out of date.

- **Permissive** (MIT, BSD, ISC, Apache-2.0, PSF): keep the notice that pip installs with each.
- **LGPL-3.0** (Qt through PySide6 and shiboken6; psycopg): used unmodified, as separate libraries
  that Python loads when the program starts, never linked in or copied into our files. Anybody may
  put another build in their place in `.venv`. Our own files stay under MIT. Whoever hands on a
  machine or an image with these libraries inside also hands on their licence texts and says where
  their source is. Only Qt modules under the LGPL are used: QtCharts, QtDataVisualization, QtGraphs,
  QtQuick3D, QtQuick.Timeline, QtQuick.VirtualKeyboard and others are GPL only; a test refuses them.
- **MPL-2.0** (certifi): used unmodified.

Debian's packages that `make run` and `make test` install (fonts, X and Wayland libraries; Chromium
and PostgreSQL for the tests) are separate programs and libraries under their own licences and no
part of this repository.

| package | licence | kind |
| --- | --- | --- |
"""


def locked() -> list[str]:
    """Names in requirements.txt that apply to this machine."""
    lines = re.findall(
        r"^[a-z].*?(?= \\$)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    wanted = (Requirement(line) for line in lines)
    return sorted({req.name for req in wanted if req.marker is None or req.marker.evaluate()})


def licence(name: str) -> str:
    told = metadata(name)
    classifiers = [
        value.rpartition(" :: ")[2]
        for value in told.get_all("Classifier") or []
        if value.startswith("License :: ")
    ]
    said = str(told["License-Expression"] or told["License"] or "")
    if not said or len(said) > 60:
        said = classifiers[0] if classifiers else "unknown"
    return SPDX.get(said, said)


def main() -> int:
    rows, unjudged = [], []
    for name in locked():
        found = licence(name)
        if found not in PERMISSIVE | WEAK:
            unjudged.append(f"{name}: {found}")
        kind = "permissive" if found in PERMISSIVE else "weak copyleft"
        rows.append(f"| {name} | {found} | {kind} |\n")
    if unjudged:
        print("not judged yet:", *unjudged, sep="\n", file=sys.stderr)
        return 1
    print(HEAD + "".join(rows), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
