"""How a hall's screens look: `[look]` and `[screen]` of `hall.toml`."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kiosk.colour import STRONG, WHITE, Colour, contrast
from kiosk.form import Form
from kiosk.plain import Plain

EVENING_FROM, EVENING_UNTIL = time(18), time(6, 30)


def _readable(text: str) -> str:
    """A colour that carries white words and can be words on light grounds."""
    if not text:
        return ""
    try:
        found = contrast(Colour.read(text), WHITE)
    except ValueError as error:
        raise PydanticCustomError("no_colour", "a colour is written #0f5566") from error
    if found < STRONG:
        values = {"found": f"{found:.1f}", "least": f"{STRONG:g}"}
        raise PydanticCustomError(
            "weak_colour", "white on it has a contrast of {found}:1, not {least}:1", values
        )
    return text.lower()


class Said(Form):
    """A sentence of the hall's own, in Chinese and perhaps in English."""

    text: Annotated[Plain, Field(min_length=1, max_length=60)]
    text_en: Annotated[Plain, Field(max_length=120)] = ""

    def in_language(self, language: str) -> str:
        """The sentence for a person who reads `language`."""
        return self.text_en if language == "en" and self.text_en else self.text


class Look(Form):
    """`colour`: the hall's own, "#0f5566"; `palette`: "auto" is evening from 18:00 to 6:30.

    `notices` and `honours` take turns on the page that is shown while nobody is there, and with
    the hall's `promises` on the hall board.
    """

    colour: Annotated[str, AfterValidator(_readable)] = ""
    palette: Literal["day", "evening", "auto"] = "day"
    notices: Annotated[tuple[Said, ...], Field(max_length=12)] = ()
    honours: Annotated[tuple[Said, ...], Field(max_length=12)] = ()
    promises: Annotated[tuple[Said, ...], Field(max_length=12)] = ()

    def evening(self, moment: time) -> bool:
        """Whether the evening palette holds at this time of day in the hall."""
        if self.palette != "auto":
            return self.palette == "evening"
        return moment >= EVENING_FROM or moment < EVENING_UNTIL


class Card(Form):
    """What a clerk shows at the counter: a table `[[clerks]]` of the settings (亮身份).

    `account`: the name they sign in with. `photo`: a JPEG or PNG picture in the hall's folder.
    """

    account: Annotated[Plain, Field(min_length=1, max_length=40)]
    photo: Annotated[str, Field(max_length=200)] = ""
    duty: Annotated[Plain, Field(max_length=40)] = ""
    duty_en: Annotated[Plain, Field(max_length=80)] = ""
    promise: Annotated[Plain, Field(max_length=60)] = ""
    promise_en: Annotated[Plain, Field(max_length=120)] = ""


class Screen(Form):
    """The touch screen's true size and place, from which targets and reach follow (R13, R18).

    `name`: what the staff call it when somebody there asks for help; without one its machine's.
    `inches`: its diagonal; 0 asks the screen itself. `bottom_mm`: how far the lower edge of the
    picture is above the floor.
    """

    name: Annotated[Plain, Field(max_length=40)] = ""
    inches: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 0
    bottom_mm: Annotated[int, Field(ge=0, le=1500)] = 800
