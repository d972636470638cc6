"""A small receipt printer on paper: reads ESC/POS bytes back, knowing nothing of our encoder.

Written against Epson's command reference (ESC @, ESC a, ESC E, ESC J, GS !, GS ( k, GS V, HT) and
the Chinese manuals (FS &). It prints on a grid of cells and refuses every byte it does not know.
"""

from dataclasses import dataclass, field


@dataclass
class Row:
    """One printed line: text at its columns, and what it was printed with."""

    text: str
    width: int
    height: int
    bold: bool
    align: int
    cells: int


@dataclass
class Printout:
    """What came out: rows and QR codes in order, dots fed by ESC J, and the cuts."""

    items: list[Row | str] = field(default_factory=list)
    codes: list[tuple[str, int, int]] = field(default_factory=list)  # data, module, level
    fed: int = 0
    cuts: int = 0
    resets: int = 0

    @property
    def rows(self) -> list[Row]:
        return [item for item in self.items if isinstance(item, Row)]


class Decoder:
    """Feed it a job; a command out of range or unknown raises ValueError."""

    def __init__(self) -> None:
        self.out = Printout()
        self._reset()

    def decode(self, job: bytes) -> Printout:
        self._data, self._at = job, 0
        while self._at < len(job):
            self._step()
        if self._line:
            raise ValueError("text left in the buffer")
        return self.out

    def _reset(self) -> None:
        self._chinese = False
        self._align = self._size = 0
        self._bold = False
        self._line = ""
        self._column = 0
        self._was_bold = False
        self._module, self._level, self._stored = 3, 48, ""

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("the job ends in the middle of a command")
        self._at += count
        return taken

    def _step(self) -> None:
        byte = self._take(1)[0]
        if byte == 0x1B:
            self._escape(self._take(1)[0])
        elif byte == 0x1C:
            if self._take(1) != b"&":
                raise ValueError("unknown FS command")
            self._chinese = True
        elif byte == 0x1D:
            self._group(self._take(1)[0])
        elif byte == 0x0A:
            self._print_line()
        elif byte == 0x09:
            while True:  # to the next tab stop, every eighth column after ESC @
                self._put(" ", 1)
                if self._column % 8 == 0:
                    break
        elif 0x20 <= byte < 0x7F:
            self._put(chr(byte), 1)
        elif self._chinese and 0x81 <= byte <= 0xFE:
            rest = self._take(1)
            if 0x30 <= rest[0] <= 0x39:
                rest += self._take(2)
            self._put((bytes([byte]) + rest).decode("gb18030"), 2)
        else:
            raise ValueError(f"byte {byte:02x} at {self._at - 1}")

    def _escape(self, command: int) -> None:
        if command == ord("@"):
            self._reset()
            self.out.resets += 1
            return
        value = self._take(1)[0]
        if command == ord("a") and value <= 2 and not self._line:
            self._align = value
        elif command == ord("E") and value <= 1:
            self._bold = bool(value)
        elif command == ord("J"):
            if self._line:
                self._print_line()
            self.out.fed += value
        else:
            raise ValueError(f"ESC {chr(command)} {value}")

    def _group(self, command: int) -> None:
        if command == ord("!"):
            self._size = self._take(1)[0]
            if self._size & 0x88:
                raise ValueError(f"GS ! {self._size}")
        elif command == ord("V"):
            if self._take(2) != b"\x42\x00":
                raise ValueError("unknown cut")
            self.out.cuts += 1
        elif command == ord("("):
            if self._take(1) != b"k":
                raise ValueError("unknown GS ( command")
            length = int.from_bytes(self._take(2), "little")
            self._symbol(self._take(length))
        else:
            raise ValueError(f"GS {chr(command)}")

    def _symbol(self, body: bytes) -> None:
        if body[0] != 49:
            raise ValueError("not a QR code")
        function, rest = body[1], body[2:]
        if function == 65 and rest == b"\x32\x00":  # model 2
            return
        if function == 67 and 1 <= rest[0] <= 16:
            self._module = rest[0]
        elif function == 69 and 48 <= rest[0] <= 51:
            self._level = rest[0]
        elif function == 80 and rest[0] == 48:
            self._stored = rest[1:].decode()
        elif function == 81 and rest == b"\x30" and not self._line:
            self.out.items.append(self._stored)
            self.out.codes.append((self._stored, self._module, self._level))
        else:
            raise ValueError(f"GS ( k function {function}")

    def _put(self, character: str, cells: int) -> None:
        if character != " ":
            self._was_bold = self._bold
        self._line += character
        self._column += cells

    def _print_line(self) -> None:
        width, height = (self._size >> 4) + 1, (self._size & 7) + 1
        self.out.items.append(
            Row(self._line, width, height, self._was_bold, self._align, self._column * width)
        )
        self._line, self._column, self._was_bold = "", 0, False


def decode(job: bytes) -> Printout:
    return Decoder().decode(job)
