"""A fake receipt printer that speaks ESC/POS over TCP or a serial line; for trying out and tests.

    with FakePrinter.tcp() as fake:
        fake.do("out after 40")          # the same words as at the control port
        ...                              # print to 127.0.0.1:fake.port
        fake.do("paper 60000")
        (torn, rest) = fake.wait_slips(2)

It shares no code with our own encoder and renderer: only so can it find their mistakes.
"""

from printers.fake.faults import UnknownOrderError
from printers.fake.machine import Machine
from printers.fake.mechanism import Model
from printers.fake.paper import Slip
from printers.fake.printer import FakePrinter, PtyPrinter, TcpPrinter

__all__ = [
    "FakePrinter",
    "Machine",
    "Model",
    "PtyPrinter",
    "Slip",
    "TcpPrinter",
    "UnknownOrderError",
]
