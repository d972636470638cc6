"""The settings of one printer: how it is reached, its make, and how its papers are rendered."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from printers.profiles import PROFILES, Profile, generic


class PrinterSettings(BaseModel):
    """One printer as it stands in the settings file; wrong settings raise ValidationError."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default="printer", pattern=r"^[\w-]{1,40}$")
    kind: Literal["virtual", "file", "network", "serial", "usb", "cups"]
    width_mm: Literal[58, 80] = 80
    timeout: float = Field(default=3, gt=0, le=60, description="seconds")
    path: Path | None = Field(
        default=None, description="virtual: a folder; file: a device or a folder"
    )
    host: str | None = None
    port: int = Field(default=9100, ge=1, le=65535)
    device: str | None = Field(default=None, description="serial: such as /dev/ttyUSB0")
    baud: int = Field(default=9600, ge=300, le=4_000_000)
    vendor: int | None = Field(default=None, ge=1, le=0xFFFF)
    product: int | None = Field(default=None, ge=1, le=0xFFFF)
    queue: str | None = Field(default=None, description="cups: the queue's name, see lpstat -e")
    flow: Literal["none", "rts/cts", "xon/xoff"] = Field(
        default="none", description="serial: how the printer holds the line when it is full"
    )
    answers: bool = Field(
        default=True, description="false: the printer has no way to answer, or must not be asked"
    )
    profile: str | None = Field(default=None, description="its make, see printers/profiles.py")
    rendering: Literal["auto", "text", "raster"] = "auto"
    dpi: Literal[180, 203] | None = Field(default=None, description="other than its profile says")
    block_rows: int | None = Field(default=None, ge=1, le=256, description="raster: rows at a time")
    block_pause: float | None = Field(
        default=None, ge=0, le=1, description="raster: seconds between blocks"
    )
    logo: bool = Field(default=False, description="the hall's emblem is kept in the printer")
    standby: str | None = Field(default=None, description="the printer that takes over")

    @model_validator(mode="before")
    @classmethod
    def _width_of_its_profile(cls, values: Any) -> Any:
        if isinstance(values, dict) and "width_mm" not in values:
            known = PROFILES.get(str(values.get("profile")))
            if known is not None:
                return {**values, "width_mm": known.width_mm}
        return values

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "PrinterSettings":
        needs = {
            "virtual": ("path",),
            "file": ("path",),
            "network": ("host",),
            "serial": ("device",),
            "usb": ("vendor", "product"),
            "cups": ("queue",),
        }[self.kind]
        missing = [need for need in needs if not getattr(self, need)]
        if missing:
            raise PydanticCustomError(
                "printer_needs",
                "a printer of kind {kind} needs {settings}",
                {"kind": self.kind, "settings": ", ".join(missing)},
            )
        if self.standby == self.name:
            raise PydanticCustomError(
                "no_standby",
                "{name} cannot stand by for itself",
                {"name": self.name, "standby": self.standby},
            )
        return self

    @model_validator(mode="after")
    def _fits_its_profile(self) -> "PrinterSettings":
        if self.profile is None:
            return self
        known = PROFILES.get(self.profile)
        if known is None:
            raise PydanticCustomError(
                "no_profile",
                "no profile {name}; there are {known}",
                {"name": self.profile, "known": ", ".join(PROFILES)},
            )
        if known.width_mm != self.width_mm:
            raise PydanticCustomError(
                "profile_width",
                "profile {name} is for paper of {known} mm, width_mm says {found}",
                {"name": self.profile, "known": known.width_mm, "found": self.width_mm},
            )
        if known.charset == "none" and self.rendering == "text":
            raise PydanticCustomError(
                "profile_no_hanzi",
                "profile {name} has no Chinese characters: rendering must be raster",
                {"name": self.profile},
            )
        return self

    def as_profile(self) -> Profile:
        """The printer's profile with what the settings say otherwise; its rendering is decided.

        What has no preference prints pictures over quick wires, and its own characters over slow
        ones and where nobody knows how slow.
        """
        base = PROFILES[self.profile] if self.profile else generic(self.width_mm)
        quick = self.kind in ("virtual", "network", "usb")
        rendering = next(
            way
            for way in (self.rendering, base.rendering, "raster" if quick else "text")
            if way != "auto"
        )
        return replace(
            base.at(self.dpi or base.dpi),
            rendering=rendering,
            block_rows=self.block_rows or base.block_rows,
            block_pause=base.block_pause if self.block_pause is None else self.block_pause,
        )
