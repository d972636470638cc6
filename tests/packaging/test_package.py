"""The Debian package: what is in it, and that it runs by itself with nothing from beside it."""

from __future__ import annotations

import fcntl
import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kiosk

ROOT = Path(__file__).parents[2]
PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

slow = pytest.mark.slow


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and what it would put on a machine; made once for all workers of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "package"
    with (folder.parent / "package.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "tree" / "DEBIAN").is_dir():
            folder.mkdir()
            packed = ("--compression", "none")  # quickly instead of small
            said = run(sys.executable, ROOT / "packaging" / "build.py", folder, *packed)
            package = Path(said.strip())
            run("dpkg-deb", "-x", package, folder / "tree")
            run("dpkg-deb", "-e", package, folder / "tree" / "DEBIAN")
    return folder


@pytest.fixture(scope="module")
def package(made: Path) -> Path:
    (package,) = made.glob("*.deb")
    return package


@pytest.fixture(scope="module")
def tree(made: Path) -> Path:
    return made / "tree"


@pytest.fixture(scope="module")
def installed(tree: Path) -> dict[str, str]:
    """The environment in which this Python sees the package's libraries and no others."""
    return {"PYTHONPATH": str(tree / "opt/onewindow/lib" / PYTHON / "site-packages")}


def test_the_version_is_said_once() -> None:
    assert kiosk.__version__ == PROJECT["version"]
    assert run(sys.executable, "-m", "kiosk", "--version").strip() == PROJECT["version"]


@slow
def test_it_says_what_it_is_and_needs(package: Path) -> None:
    fields = dict(re.findall(r"^(\w[\w-]*): (.*)$", run("dpkg-deb", "-f", package), re.MULTILINE))
    architecture = run("dpkg", "--print-architecture").strip()
    assert package.name == f"onewindow_{PROJECT['version']}_{architecture}.deb"
    assert (fields["Version"], fields["Architecture"]) == (PROJECT["version"], architecture)
    needs = re.split(r", | \| ", fields["Depends"])
    setup = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    listed = re.search(r"^packages=\((.*?)^\)", setup, re.MULTILINE | re.DOTALL)
    assert listed is not None
    assert set(re.split(r"[\s|]+", listed[1].replace("'", "").strip())) <= set(needs)
    assert f"python3 (>= {PYTHON.removeprefix('python')})" in needs
    assert {"cage", "libpam-systemd", "xwayland"} <= set(fields["Recommends"].split(", "))
    assert int(fields["Installed-Size"]) > 100_000


@slow
def test_every_library_is_inside_at_its_locked_version(tree: Path) -> None:
    site = tree / "opt/onewindow/lib" / PYTHON / "site-packages"
    there = {
        re.sub(r"[-_.]+", "-", path.name.removesuffix(".dist-info").rpartition("-")[0]).lower(): (
            path.name.removesuffix(".dist-info").rpartition("-")[2]
        )
        for path in site.glob("*.dist-info")
    }
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9][\w.-]*)==([^ ]+) \\$", text, re.MULTILINE))
    assert {name: there.get(name) for name in locked} == locked
    assert there.pop("yichuang") == PROJECT["version"]
    assert set(there) <= set(re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE))


@slow
def test_nothing_of_this_machine_or_of_developers_is_inside(tree: Path) -> None:
    own = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    place = str(ROOT).encode()
    for path in own:
        assert place not in path.read_bytes(), path.relative_to(tree)
    names = {path.name for path in own}
    assert not names & {"designer", "qmlls", "QtCore.pyi", "direct_url.json"}
    assert not [path for path in own if "tests" in path.relative_to(tree).parts[:6]]


@slow
def test_modes_and_settings_are_as_debian_wants_them(tree: Path) -> None:
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode in {0o755, 0o644}, path.relative_to(tree)
    for program in ("usr/bin/kiosk", "opt/onewindow/bin/kiosk", "DEBIAN/postinst"):
        assert os.access(tree / program, os.X_OK)
    conffiles = (tree / "DEBIAN" / "conffiles").read_text().split()
    assert conffiles == ["/etc/default/onewindow", "/etc/pam.d/onewindow"]
    assert (tree / "etc/onewindow/hall").readlink() == Path("/var/lib/onewindow/hall")
    for script in ("postinst", "prerm", "postrm"):
        run("sh", "-n", tree / "DEBIAN" / script)
    run("sh", "-c", 'cd "$1" && md5sum --check --quiet DEBIAN/md5sums', "sh", tree)


@slow
def test_a_hall_is_made_and_a_number_taken_with_what_is_inside(
    tree: Path, installed: dict[str, str], tmp_path: Path
) -> None:
    # Without `site`, and away from our tree, only the package and the standard library are found.
    def kiosk(*arguments: str) -> str:
        python = [sys.executable, "-S", "-B", "-m", "kiosk"]
        return run(*python, *arguments, cwd=tmp_path, **here)

    here = installed | {"KIOSK_DATA": str(tmp_path / "hall"), "KIOSK_PASSWORD": "correct horse"}
    where = run(sys.executable, "-S", "-c", "import ui; print(ui.__file__)", cwd=tmp_path, **here)
    assert Path(where.strip()).is_relative_to(tree)
    assert kiosk("--version").strip() == PROJECT["version"]
    assert json.loads(kiosk("init", "--json"))["account"] == "admin"
    taken = json.loads(kiosk("take", "SC001", "--json"))
    assert (taken["number"], taken["paper"]) == ("B001", "printed")
    assert json.loads(kiosk("doctor", "--json"))["well"]


@slow
def test_pictures_pages_and_phrases_came_along(tree: Path) -> None:
    site = tree / "opt/onewindow/lib" / PYTHON / "site-packages"
    for room in ("data", "kiosk", "printers", "ui"):
        own = {
            path.relative_to(ROOT)
            for path in (ROOT / room).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        there = {path.relative_to(site) for path in (site / room).rglob("*") if path.is_file()}
        assert sorted(map(str, own - there)) == []


@slow
def test_qt_quick_draws_with_what_is_inside(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "words.qml").write_text(
        'import QtQuick\nimport QtQuick.Layouts\nRectangle { width: 90; height: 60; color: "red"\n'
        'Text { anchors.centerIn: parent; text: "取号" } }\n',
        encoding="utf-8",
    )
    script = (
        "import PySide6.QtSvg\nfrom PySide6.QtGui import QGuiApplication\n"
        "from PySide6.QtQuick import QQuickView\napp = QGuiApplication([])\n"
        "view = QQuickView('words.qml')\nview.show()\napp.processEvents()\n"
        "print(view.grabWindow().pixelColor(2, 2).name())\ndel view\n"
    )
    said = run(sys.executable, "-S", "-B", "-c", script, cwd=tmp_path, **installed)
    assert said.strip() == "#ff0000"
