"""The gate's own tools do find what they are there to find."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("data", "kiosk", "printers", "ui")


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"PATH": path, "PYTHONPATH": ""} | env,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house of the same rooms under the same rules."""
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "kiosk" / "cli.py").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line", "allowed"),
    [
        ("ui/touch.py", "import kiosk, PySide6.QtCore", True),
        ("kiosk/hall.py", "import data, printers", True),
        ("kiosk/cli.py", "import ui", True),
        ("kiosk/hall.py", "import ui", False),
        ("kiosk/hall.py", "import PySide6.QtCore", False),
        ("data/store.py", "import kiosk", False),
        ("data/store.py", "import printers", False),
        ("printers/spool.py", "import data", False),
        ("printers/spool.py", "import PySide6.QtGui", False),
    ],
)
def test_imports_run_one_way(house: Path, file: str, line: str, allowed: bool) -> None:
    (house / file).write_text(line + "\n")
    said = run("lint-imports", "--no-cache", cwd=house)
    assert (said.returncode == 0) is allowed, said.stdout + said.stderr


BRIDGE = """\
from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "ui{module}"
QML_IMPORT_MAJOR_VERSION = 1
{first}

@QmlElement
class {name}(QObject):
    @Property({type}, constant=True)
    def {property}(self): ...
"""

SCREEN = """\
import QtQuick

Item {{
    id: screen

    required property Touch touch
    readonly property string number: screen.touch.hall.{word}
}}
"""


@pytest.mark.parametrize(("word", "passes"), [("ticket", True), ("tickett", False)])
def test_qmllint_knows_the_python_types(tmp_path: Path, word: str, passes: bool) -> None:
    parts = tmp_path / "ui" / "touch"
    parts.mkdir(parents=True)
    (tmp_path / ".ci").mkdir()
    shutil.copyfile(ROOT / ".ci" / "qmllint.py", tmp_path / ".ci" / "qmllint.py")
    (tmp_path / "ui" / "qmldir").write_text("module ui\n")
    (parts / "qmldir").write_text("module ui.touch\nScreen 1.0 Screen.qml\n")
    (parts / "Screen.qml").write_text(SCREEN.format(word=word))
    (tmp_path / "ui" / "hall.py").write_text(
        BRIDGE.format(module="", first="", name="Hall", type="str", property="ticket")
    )
    (parts / "touch.py").write_text(
        BRIDGE.format(
            module=".touch",
            first="from ui.hall import Hall",
            name="Touch",
            type="Hall",
            property="hall",
        )
    )
    said = run(sys.executable, ".ci/qmllint.py", cwd=tmp_path)
    assert (said.returncode == 0) is passes, said.stdout + said.stderr
    assert ('Did you mean "ticket"' in said.stderr) is not passes


SKIPS = """\
import pytest

def test_skips():
    pytest.skip("no reason")

@pytest.mark.xfail
def test_is_expected_to_fail():
    assert False
"""


@pytest.mark.parametrize(
    ("ci", "summary"),
    [("true", "2 failed, 1 error"), ("", "2 skipped, 1 xfailed")],
    ids=["ci", "desk"],
)
def test_nothing_is_skipped_in_ci(tmp_path: Path, ci: str, summary: str) -> None:
    (tmp_path / "test_some.py").write_text(SKIPS)
    (tmp_path / "test_whole.py").write_text("import pytest\npytest.importorskip('no_such')\n")
    said = run(
        *(sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"),
        *("--continue-on-collection-errors", tmp_path),
        cwd=tmp_path,
        CI=ci,
        PYTHONPATH=str(ROOT),
    )
    assert summary in said.stdout
