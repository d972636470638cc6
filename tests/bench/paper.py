"""Rows: what a receipt weighs and costs to draw, and how soon its last byte is at the printer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageDraw

from kiosk.hall import Hall, open_hall
from kiosk.papers.sampler import samples
from kiosk.printing.spooling import Spooling
from kiosk.words import LANGUAGES
from printers.drivers import open_driver
from printers.fake import FakePrinter
from printers.fake.machine import Host
from printers.logo import Emblem, prepare
from printers.paper import Code, Paper
from printers.profiles import generic
from printers.render import render
from printers.settings import PrinterSettings
from tests.bench.bare_issue import BareIssue
from tests.bench.bare_paper import BareEnd, drawing, words
from tests.bench.halls import run_hall
from tests.bench.stopwatch import Stopwatch
from tests.bench.table import Row, Said, duration

TEXT_BYTES, LOGO_BYTES = 600, 100
RASTER_SECONDS = 0.010
TEXT_RATIO = 1.0
SERIAL = ((9600, 1.25, 5), (115_200, 2.5, 15))
"""Baud, how many times the bare time is allowed, and how often it is tried."""
TAP_AIM, TAP_MUST = 0.05, 0.1
"""Seconds: what is under a tenth of one is felt as at once."""
DRAWN = 60
TAPS = 60

_SERIAL: Said = {
    "en": "text receipt until confirmed at {baud} baud (its bits: {seconds}), against a bare write",
    "zh": "文字凭条 {baud} 波特到确认为止（只传位要 {seconds}），对照裸写入",
}
_BITS = 10
"""On the line for each byte: start, eight, stop."""
_WARM = 3
_PATIENCE = 10.0
_STATUS = 16
"""Bytes: shorter ones ask how the printer is, longer ones are a job."""


def rows(folder: Path) -> list[Row]:
    """Weights, drawing, a serial line, and from the tap to the last byte."""
    return [*_weights(folder), *_drawing(), *_serial(), *_tap(folder)]


def _weights(folder: Path) -> list[Row]:
    receipts = [(_receipt(each, width), width) for each in LANGUAGES for width in (58, 80)]
    logo = _logo(folder)
    heaviest, width = max(receipts, key=lambda each: len(_text(*each)))
    text = len(_text(heaviest, width))
    more = max(len(_text(*each, emblem=logo)) - len(_text(*each)) for each in receipts)
    name = {
        "en": "receipt in the printer's own characters, against its words alone",
        "zh": "文字凭条的大小，对照只有字",
    }
    stored = {
        "en": "the same with the emblem kept in the printer: bytes more",
        "zh": "同上，标志存在打印机里：多出的字节",
    }
    return [
        Row(name, text, len(words(heaviest)), TEXT_BYTES, unit="B", absolute=True),
        Row(stored, more, None, LOGO_BYTES, unit="B", absolute=True),
    ]


def _drawing() -> list[Row]:
    profile = generic(80)
    text, raster, bare = Stopwatch(), Stopwatch(), Stopwatch()
    for turn in range(-_WARM, DRAWN):
        if turn == 0:  # fonts are open
            text, raster, bare = Stopwatch(), Stopwatch(), Stopwatch()
        paper = _another(_receipt("zh", 80), turn)
        text.time(partial(render, paper, profile, rendering="text"))
        raster.time(partial(render, paper, profile, rendering="raster"))
        bare.time(partial(drawing, paper, profile))
    return [
        Row(
            {
                "en": "receipt as text, against a bare drawing of its lines: CPU",
                "zh": "文字凭条的生成，对照只画这些行：CPU",
            },
            text.cpu50,
            bare.cpu50,
            TEXT_RATIO,
        ),
        Row(
            {
                "en": "receipt as a picture, against a bare drawing of its lines: CPU",
                "zh": "图形凭条的生成，对照只画这些行：CPU",
            },
            raster.cpu50,
            bare.cpu50,
            RASTER_SECONDS,
            absolute=True,
        ),
    ]


def _serial() -> list[Row]:
    found = []
    for baud, must, tries in SERIAL:
        with FakePrinter.pty(speed=baud / _BITS) as fake:
            settings = PrinterSettings(kind="serial", device=fake.device, baud=baud)
            ours, bare, seconds = Stopwatch(), Stopwatch(), 0.0
            for turn in range(tries):
                paper = _another(_receipt("zh", 80), turn)
                job = render(paper, settings.as_profile())
                seconds = len(job) * _BITS / baud
                with closing(open_driver(settings)) as driver:
                    assert driver.status().prints
                    ours.time(partial(driver.send, paper, "bench", turn + 1))
                with Path(fake.device).open("wb", buffering=0) as line:
                    bare.time(partial(_bare_serial, fake, line, job))
        values = {"baud": f"{baud:,}", "seconds": duration(seconds)}
        found.append(Row(_named(_SERIAL, values), ours.p50, bare.p50, must))
    return found


def _bare_serial(fake: FakePrinter, line: BinaryIO, job: bytes) -> None:
    """Write it, and wait until it has come out."""
    slips = len(fake.slips)
    line.write(job)
    fake.wait_slips(slips + 1, _PATIENCE)


def _tap(folder: Path) -> list[Row]:
    """From `Hall.issue` to the last byte of its paper at a printer on the network."""
    run_hall(folder / "tap").hall.close()
    bare, end = BareIssue(folder / "tap.db"), BareEnd()
    ours, against = [], []
    with FakePrinter.tcp() as fake:
        arrivals = _arrivals(fake)
        _use_printer(folder / "tap", fake.port)
        with open_hall(folder / "tap") as hall:
            spooling = Spooling(hall.ground)
            try:
                # Its owner has looked at it and holds the connection, as all day long.
                _until(lambda: all(each.prints for each in hall.printers()))
                for turn in range(-_WARM, TAPS):
                    start = time.perf_counter()
                    issued = hall.issue("SC001", nonce=f"tap {turn}")
                    fake.wait_slips(turn + _WARM + 1, _PATIENCE)
                    last = arrivals[-1] - start
                    _until(partial(_is_out, hall, issued.job))
                    job = render(issued.paper, hall.settings.printers[0].as_profile())
                    start = time.perf_counter()
                    bare.issue("SC001")
                    bare_last = end.send(job) - start
                    if turn >= 0:
                        ours.append(last)
                        against.append(bare_last)
            finally:
                spooling.stop()
                end.close()
                bare.close()
    name: Said = {
        "en": "tap to the last byte at a network printer, against a bare transaction and socket",
        "zh": "按下到最后一个字节到达网络打印机，对照裸事务加裸套接字",
    }
    return [
        Row(
            name,
            statistics.median(ours),
            statistics.median(against),
            TAP_MUST,
            TAP_AIM,
            absolute=True,
        )
    ]


def _use_printer(folder: Path, port: int) -> None:
    """Print on the network instead of into a folder."""
    file = folder / "hall.toml"
    before, table, virtual = file.read_text(encoding="utf-8").partition("[[printers]]\n")
    assert 'kind = "virtual"' in virtual
    settings = f'name = "main"\nkind = "network"\nhost = "127.0.0.1"\nport = {port}\n'
    file.write_text(f"{before}{table}{settings}", encoding="utf-8")


def _is_out(hall: Hall, job: int) -> bool:
    return hall.job(job).out


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.002)


def _arrivals(fake: FakePrinter) -> list[float]:
    """The moments at which bytes of jobs reach the printer, as they come."""
    found: list[float] = []
    receive = fake.machine.receive

    def watched(data: bytes, host: Host) -> None:
        if len(data) > _STATUS:
            found.append(time.perf_counter())
        receive(data, host)

    fake.machine.receive = watched  # type: ignore[method-assign]
    return found


def _named(sentences: Said, values: Mapping[str, str]) -> Said:
    return {language: sentence.format(**values) for language, sentence in sentences.items()}


def _receipt(language: str, width: int) -> Paper:
    return dict(samples(language, width))["ticket"]


def _another(paper: Paper, turn: int) -> Paper:
    """The receipt with a code of its own, as each has: nothing of the last one helps."""
    blocks = (
        replace(each, data=f"{each.data[:-6]}{turn:06d}") if isinstance(each, Code) else each
        for each in paper.blocks
    )
    return replace(paper, blocks=tuple(blocks))


def _text(paper: Paper, width: int, emblem: Emblem | None = None) -> bytes:
    return render(paper, generic(width), rendering="text", emblem=emblem)


def _logo(folder: Path) -> Emblem:
    file = folder / "logo.png"
    picture = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(picture).ellipse((20, 20, 380, 380), outline=0, width=40)
    picture.save(file)
    return prepare(file)
