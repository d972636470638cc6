"""How the hall's code scanner is connected: the table `[scanner]` of the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kiosk.form import Form


class ScannerSettings(Form):
    """`port`: the serial port of the scanner ("/dev/ttyACM0"); one that types like a keyboard
    needs none. `baudrate`: bits a second, as the scanner's own manual says."""

    port: Annotated[str, Field(max_length=200)] = ""
    baudrate: Annotated[int, Field(ge=1200, le=921600)] = 9600
