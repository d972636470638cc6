"""The one object between the paper window and the folder of papers: plain values, no verbs."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.slip.papers import Slip, papers
from ui.worker import Worker

QML_IMPORT_NAME = "ui.slip"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 300
KEPT = 24
"""So many papers lie along the strip."""


@QmlElement
class SlipScreen(QObject):
    """The papers of a virtual printer; `ui.slip.open_slip` makes it."""

    said = Signal()
    changed = Signal()

    def __init__(self, folder: Path, language: str) -> None:
        super().__init__()
        self._folder = folder
        self._language = language
        self._slips: tuple[Slip, ...] = ()
        self._trouble = ""
        self._looked = False
        self._worker = Worker()
        self._timer = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to watch the folder."""
        self._look()

    def stop(self) -> None:
        """Watch no longer; what is shown stays."""
        self._timer.stop()
        self._worker.stop()

    @Property("QVariantMap", notify=said)  # type: ignore[arg-type]
    def phrases(self) -> dict[str, str]:
        """The phrases of the language now spoken, by key."""
        table = words().table(self._language).items()
        return {key: phrase for key, phrase in table if key.startswith("slip.")}

    @Property(str, notify=said)
    def language(self) -> str:
        """The language now spoken."""
        return self._language

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def slips(self) -> list[dict[str, Any]]:
        """The newest first: name, label, picture (URL), dots wide and high, millimetres (width,
        height)."""
        return [
            {
                "name": slip.name,
                "label": slip.label,
                # Not the file: somebody may take it away while it is looked at.
                "picture": f"data:image/png;base64,{b64encode(slip.picture).decode()}",
                "wide": slip.wide,
                "high": slip.high,
                "width": slip.millimetres[0],
                "height": slip.millimetres[1],
            }
            for slip in self._slips
        ]

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        """The folder has been looked into."""
        return self._looked

    @Property(bool, notify=changed)
    def troubled(self) -> bool:
        """The folder cannot be read."""
        return self._trouble != ""

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self._language = language
        self.said.emit()

    @Slot()
    def _look(self) -> None:
        self._worker.ask(self._read, self._seen, self._failed)

    def _read(self) -> tuple[Slip, ...]:
        try:
            return papers(self._folder, KEPT)
        except OSError as error:
            raise Refusal("file.unreadable", path=self._folder, reason=error.strerror) from error

    def _seen(self, slips: tuple[Slip, ...]) -> None:
        if slips != self._slips or self._trouble or not self._looked:
            self._slips, self._trouble, self._looked = slips, "", True
            self.changed.emit()
        self._timer.start()

    def _failed(self, refusal: Refusal) -> None:
        if refusal.code != self._trouble:
            self._trouble = refusal.code
            self.changed.emit()
        self._timer.start()
