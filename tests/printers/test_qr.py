"""A code is as small as its text allows, and is read back."""

import pytest
import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from printers import qr


def test_no_code_is_larger_than_it_must_be() -> None:
    for length in [*range(1, 240), *range(240, 2331, 41), 2331]:
        code: qrcode.QRCode = qrcode.QRCode(error_correction=ERROR_CORRECT_M)  # type: ignore[type-arg]
        code.add_data(b"x" * length, optimize=0)
        assert qr.side("x" * length) == 17 + 4 * code.best_fit()


@pytest.mark.parametrize(
    "text",
    ["1", "A032", "\x00" * 40, "材料：身份证\n" * 40, "~" * 2331, "😀", "https://hall.example/s/x"],
)
def test_a_code_says_what_it_was_given(text: str) -> None:
    rows = qr.matrix(text)
    assert len(rows) == len(rows[0]) == qr.side(text)
    white = bytes(255 - 255 * black for row in rows for black in row)
    code = Image.frombytes("L", (len(rows), len(rows)), white)
    page = Image.new("L", (len(rows) + 2 * qr.QUIET,) * 2, 255)
    page.paste(code, (qr.QUIET, qr.QUIET))
    (read,) = zxingcpp.read_barcodes(page.resize((3 * page.width,) * 2, Image.Resampling.NEAREST))
    assert read.text == text or read.bytes == text.encode()
    assert read.ec_level == "M"
