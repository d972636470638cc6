"""How the hall's code scanner is connected: the table `[scanner]` of the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ScannerSettings(BaseModel):
    """`port`: the serial port of the scanner ("/dev/ttyACM0"); one that types like a keyboard
    needs none. `baudrate`: bits a second, as the scanner's own manual says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    port: Annotated[str, Field(max_length=200)] = ""
    baudrate: Annotated[int, Field(ge=1200, le=921600)] = 9600
