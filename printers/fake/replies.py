"""What the fake printer says in its turn, when all before it is done: GS r, GS a, GS I, GS ( H."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printers.fake.mechanism import Steps

if TYPE_CHECKING:
    from printers.fake.interpreter import Interpreter


def process(it: Interpreter, identity: bytes) -> Steps:
    """GS ( H function 48: "when the related data is printing data, the process ID response is
    transmitted when the printing is completed"."""
    yield from it.machine.idle()
    it.machine.answer_late(b"\x37\x22" + identity + b"\x00")


def paper_status(it: Interpreter, values: bytes) -> None:
    """GS r: in its turn, and so never off-line."""
    if values[0] in (1, 49):
        it.machine.answer(it.machine.paper_status())
    elif values[0] in (2, 50):
        it.machine.answer(b"\x00")


def identity(it: Interpreter, values: bytes) -> None:
    """GS I."""
    machine = it.machine
    hanzi = machine.model.charset != "none"
    texts = {
        65: b"1.00",
        66: b"YICHUANG",
        67: b"FAKE-%d" % machine.model.width_mm,
        68: b"00000001",
        69: b"CHINA GB18030" if hanzi else b"",
    }
    # One byte: model, type (bit 0: two-byte characters, bit 1: cutter), version.
    bytes_ = {1: b"\x7f", 2: bytes([0x02 | hanzi]), 3: b"\x01"}
    which = values[0]
    if which in texts:
        machine.answer(b"\x5f" + texts[which] + b"\x00")
    elif which & 0x0F in bytes_ and which in (1, 2, 3, 49, 50, 51):
        machine.answer(bytes_[which & 0x0F])


def automatic(it: Interpreter, values: bytes) -> None:
    """GS a."""
    it.machine.watch(values[0])
