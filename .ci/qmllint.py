"""Lints all QML against the Python types that it uses: `hall.tickett` fails here and not in a hall.

qmllint wants a module's qmldir, QML and types in one folder, and PySide's own tool would write the
types beside the sources. So a copy is laid out under build/qml, one folder for each module:
`ui.touch` is ui/touch with its qmldir. Python files say their module with QML_IMPORT_NAME.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import PySide6

QT = Path(PySide6.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
STAGE = ROOT / "build" / "qml"
DECORATED = re.compile(
    r"^@Qml(Element|NamedElement|Anonymous|Singleton|Uncreatable|Foreign)", re.MULTILINE
)
FOREIGN = ("core", "gui", "network", "qml", "qmlmodels", "quick")


def constant_properties(source: str) -> set[tuple[str, str]]:
    """(class, property) of each `Property(..., constant=True)`, which PySide's own dump forgets."""
    found: set[tuple[str, str]] = set()
    for cls in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)):
        for member in cls.body:
            if isinstance(member, ast.FunctionDef):
                names, calls = [member.name], member.decorator_list
            elif isinstance(member, ast.Assign):
                names = [name.id for name in member.targets if isinstance(name, ast.Name)]
                calls = [member.value]
            else:
                continue
            if any("constant=True" in ast.unparse(call) for call in calls):
                found.update((cls.name, name) for name in names)
    return found


def dump(source: Path) -> list[dict[str, Any]]:
    """What moc would say of a Python file."""
    tool: list[Path | str] = [
        sys.executable,
        QT / "scripts" / "metaobjectdump.py",
        "--quiet",
        source,
    ]
    said = subprocess.run(tool, check=True, stdout=subprocess.PIPE).stdout
    units: list[dict[str, Any]] = json.loads(said)
    constant = constant_properties(source.read_text("utf-8"))
    for unit in units:
        for cls in unit["classes"]:
            # The dump knows no base class that another file of ours defines.
            cls["object"] = cls["object"] or "classInfos" in cls
            for prop in cls.get("properties", ()):
                if (cls["className"], prop["name"]) in constant:
                    prop["constant"] = True
    return units


def main() -> int:
    os.chdir(ROOT)
    shutil.rmtree(STAGE, ignore_errors=True)
    types = STAGE / "types"
    types.mkdir(parents=True)
    for path in sorted(Path("ui").rglob("*")):
        if path.suffix in {".qml", ".js", ".mjs"} or path.name == "qmldir":
            (STAGE / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, STAGE / path)

    modules: dict[str, list[Path]] = {}
    for source in sorted(Path("ui").rglob("*.py")):
        if DECORATED.search(source.read_text("utf-8")):
            units = dump(source)
            file = types / ".".join([*source.with_suffix("").parts, "json"])
            file.write_text(json.dumps(units), "utf-8")
            modules.setdefault(units[0]["QML_IMPORT_NAME"], []).append(file)

    foreign = [QT / "Qt" / "metatypes" / f"qt6{name}_metatypes.json" for name in FOREIGN]
    foreign += sorted(types.iterdir())
    for module, dumps in modules.items():
        folder = STAGE / module.replace(".", "/")
        folder.mkdir(parents=True, exist_ok=True)
        qmldir = folder / "qmldir"
        told = qmldir.read_text("utf-8") if qmldir.exists() else f"module {module}\n"
        # A property may hold a type of another module of ours: each knows all the others.
        needs = ["QtQml", *(other for other in sorted(modules) if other != module)]
        told += "\ntypeinfo python.qmltypes\n" + "".join(f"depends {name}\n" for name in needs)
        qmldir.write_text(told, "utf-8")
        registrar: list[Path | str] = [QT / "Qt" / "libexec" / "qmltyperegistrar", "-o", os.devnull]
        registrar += ["--generate-qmltypes", folder / "python.qmltypes"]
        registrar += ["--import-name", module, "--major-version", "1"]
        registrar += ["--foreign-types", ",".join(map(str, foreign)), *dumps]
        subprocess.run(registrar, check=True)

    # Run in the copy: the folder where it runs is searched for modules first.
    qml = [path.relative_to(STAGE) for path in sorted(STAGE.rglob("*.qml"))]
    lint: list[Path | str] = [QT / "qmllint", "--ignore-settings", "--max-warnings", "0"]
    lint += ["--unused-imports", "warning", "--multiline-strings", "warning", "-I", STAGE]
    return subprocess.run([*lint, *qml], cwd=STAGE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
