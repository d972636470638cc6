"""What must hold for the files of the tree, and what no tool checks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CJK = re.compile("[\u4e00-\u9fff]+")


def tracked() -> list[Path]:
    """All files of the tree that are or may be committed."""
    said = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for line in said.stdout.splitlines() if (path := ROOT / line).is_file()]


def under(*folders: str, suffixes: set[str]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes
    ]


def pins(file: str) -> dict[str, str]:
    text = (ROOT / file).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9][^ =]*==[^ ]+)( ;.*)? \\$", text, re.MULTILINE))


def test_the_tests_run_what_is_shipped() -> None:
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert run
    assert run.items() <= dev.items()


def test_each_locked_package_has_a_hash() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / file).read_text("utf-8")
        for package in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in package, package


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=\[]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= {pin.partition("==")[0] for pin in pins("requirements.txt")}


def test_licences_are_judged_and_listed() -> None:
    said = subprocess.run(
        [sys.executable, ROOT / ".ci" / "licences.py"], check=True, stdout=subprocess.PIPE
    )
    assert said.stdout.decode() == (ROOT / "docs" / "licences.md").read_text("utf-8")


def test_no_place_of_this_machine_is_committed() -> None:
    place = re.compile(rb"(?<![\w.])/(work|root)/\w|pypi\.|pythonhosted|deb\.debian")
    for path in tracked():
        if path != Path(__file__).resolve():
            found = place.search(path.read_bytes())
            assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_no_vague_module_names() -> None:
    vague = {"base", "common", "helpers", "manager", "misc", "utils"}
    names = [path.stem for path in under("data", "kiosk", "printers", "ui", suffixes={".py"})]
    assert vague.isdisjoint(names)


def test_only_lgpl_parts_of_qt() -> None:
    gpl = re.compile(
        r"\bQt(Charts|DataVisualization|Graphs|Quick3D|VirtualKeyboard|HttpServer|Lottie)"
        r"|\bQtQuick\.(Timeline|VirtualKeyboard)|\bQt\.labs\.lottieqt"
    )
    for path in under("ui", suffixes={".py", ".qml"}):
        found = gpl.search(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_phrases_stand_in_the_catalogue_only() -> None:
    comments = {
        ".qml": re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL),
        ".html": re.compile(r"{#.*?#}|<!--.*?-->", re.DOTALL),
    }
    for suffix, comment in comments.items():
        for path in under("ui", "kiosk", suffixes={suffix}):
            found = CJK.search(comment.sub("", path.read_text("utf-8")))
            assert not found, f"{path.relative_to(ROOT)}: its place is data/seeds/phrases: {found}"
