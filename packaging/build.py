"""Builds the Debian package: `python packaging/build.py FOLDER`, as `make deb` does.

What goes in is what was tested: the libraries at the versions and from the files that are
installed beside this Python, which requirements.txt has fixed with their hashes, and this tree. No
network is needed, neither here nor where the package is installed. The libraries are built for one
Python, so a package is for the Debian whose `python3` has the version of this one.
"""

from __future__ import annotations

import argparse
import compileall
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from py_compile import PycInvalidationMode

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
ROOMS = ("data", "kiosk", "printers", "ui")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
HOME = Path("opt/onewindow")
SITE = HOME / "lib" / f"python{PYTHON}" / "site-packages"
# For whoever writes programs with Qt; a program that runs needs none of them.
DEVELOPERS = re.compile(
    r"PySide6/(assistant|balsam\w*|designer|linguist|lrelease|lupdate|qml(cachegen|format|lint|ls)"
    r"|qsb|svgtoqml|rcc|uic|doc|glue|include|scripts|typesystems|Qt/(libexec|metatypes|translations))"
    r"(/|$)|\.pyi$|(^|/)__pycache__/|^(numba/)?tests/"
)


def main() -> None:
    """Build the package into a folder and say its name."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="where the package goes")
    asked.add_argument("--compression", default="xz", choices=["xz", "gzip", "none"])
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "onewindow"
        package = stage(tree, options.folder)
        level = ["-z6"] if options.compression == "xz" else []
        command = ["dpkg-deb", "--root-owner-group", f"-Z{options.compression}", *level, "--build"]
        subprocess.run([*command, tree, package], check=True, stdout=subprocess.DEVNULL)
    sys.stdout.write(f"{package}\n")


def stage(tree: Path, folder: Path) -> Path:
    """Lay out the whole package in `tree`; the path of the package that it is to be in `folder`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version, architecture = project["version"], _said("dpkg", "--print-architecture")
    shutil.copytree(HERE / "root", tree, ignore=shutil.ignore_patterns("__pycache__"))
    site = tree / SITE
    site.mkdir(parents=True)
    for name in locked():
        copy_library(name, site)
    copy_program(site)
    make_environment(tree / HOME)
    # Where one looks for settings; they stand beside the hall's data, which one folder holds.
    (tree / "etc/onewindow").mkdir()
    (tree / "etc/onewindow/hall").symlink_to("/var/lib/onewindow/hall")
    document(tree / "usr/share/doc/onewindow", version)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _starts(path) else 0o644)
    _compile(tree)
    debian = tree / "DEBIAN"
    shutil.copytree(HERE / "debian", debian)
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    control = (
        (debian / "control")
        .read_text("utf-8")
        .format(version=version, architecture=architecture, size=size, depends=", ".join(depends()))
    )
    (debian / "control").write_text(control, "utf-8")
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    own = sorted(path for path in files if debian not in path.parents)
    settings = [path for path in own if path.is_relative_to(tree / "etc")]
    _write(debian / "conffiles", [f"/{path.relative_to(tree)}" for path in settings])
    sums = (hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() for path in own)
    rows = zip(sums, own, strict=True)
    _write(debian / "md5sums", [f"{each}  {path.relative_to(tree)}" for each, path in rows])
    return folder / f"onewindow_{version}_{architecture}.deb"


def locked() -> list[str]:
    """The libraries of requirements.txt that this machine needs."""
    names = re.findall(
        r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    return [name for name in dict.fromkeys(names) if _installed(name)]


def copy_library(name: str, site: Path) -> None:
    """The files of an installed library, without its commands and its helps for developers."""
    for file in distribution(name).files or ():
        if file.parts[0] == ".." or DEVELOPERS.search(str(file)):
            continue
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(file.locate()), target)


def copy_program(site: Path) -> None:
    """This tree as pip would install it: built from a copy, so that no old build gets in."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        for room in ROOMS:
            shutil.copytree(
                ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__")
            )
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copyfile(ROOT / name, source / name)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel"]
        alone = ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder]
        subprocess.run([*pip, *alone, source], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        shutil.unpack_archive(wheel, site, "zip")


def make_environment(home: Path) -> None:
    """A virtual environment by hand: Debian's own Python finds our libraries beside it."""
    for name in ("python", "python3"):
        (home / "bin" / name).symlink_to(f"/usr/bin/python{PYTHON}")
    _write(
        home / "pyvenv.cfg",
        ["home = /usr/bin", "include-system-site-packages = false", f"version = {PYTHON}"],
    )


def document(folder: Path, version: str) -> None:
    """What Debian wants to read of a package, and what its administrator does."""
    folder.mkdir(parents=True)
    for name in ("settings.md", "installation.md", "deploy.md", "printing.md", "licences.md"):
        shutil.copyfile(ROOT / "docs" / name, folder / name)
    shutil.copytree(ROOT / "docs" / "deploy", folder / "deploy")
    notice = (ROOT / "LICENSE").read_text("utf-8")
    # Debian keeps the common licences itself; those of the libraries stand beside each of them.
    (folder / "copyright").write_text(
        f"{notice}\nThe libraries in /{SITE} have licences of their own: licences.md lists them,\n"
        "and their texts stand in the *.dist-info folder of each. The GNU LGPL version 3 stands\n"
        "in /usr/share/common-licenses/LGPL-3.\n",
        "utf-8",
    )
    at = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", _now())), UTC)
    change = (
        f"onewindow ({version}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
        f" -- OneWindow <onewindow@users.noreply.example.org>  {format_datetime(at)}\n"
    )
    with (folder / "changelog.gz").open("wb") as raw:
        raw.write(gzip.compress(change.encode(), 9, mtime=0))


def depends() -> list[str]:
    """Debian's packages: those that `.ci/setup` installs, the Python, and what the scripts call."""
    setup = (ROOT / ".ci" / "setup").read_text("utf-8")
    listed = re.search(r"^packages=\((.*?)^\)", setup, re.MULTILINE | re.DOTALL)
    assert listed is not None, "no list of packages in .ci/setup"
    names = [name.strip("'").replace("|", " | ") for name in listed[1].split()]
    major, minor = sys.version_info[:2]
    python = [f"python3 (>= {major}.{minor})", f"python3 (<< {major}.{minor + 1})"]
    return [*python, "adduser", "libc6 (>= 2.34)", "libstdc++6", *names]


def _compile(tree: Path) -> None:
    """The user of the service may not write beside the files, and every start would compile."""
    well = compileall.compile_dir(
        tree / SITE,
        quiet=1,
        stripdir=str(tree),
        prependdir="/",
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        # Templates of libraries that are Python only once they are filled in.
        rx=re.compile(r"/templates?/|\.mako$"),
    )
    assert well, "a file does not compile"


def _starts(path: Path) -> bool:
    """A program or a script: what begins with the sign of one."""
    with path.open("rb") as file:
        return file.read(2) == b"#!" and path.suffix != ".py"


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _now() -> float:
    return datetime.now(UTC).timestamp()


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _write(file: Path, rows: list[str]) -> None:
    file.write_text("".join(f"{row}\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
