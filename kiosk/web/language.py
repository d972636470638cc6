"""Which language a person reads: their choice, else what the browser asks for, else Chinese."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from kiosk.words import LANGUAGES

COOKIE = "language"
"""What a browser of the staff keeps."""


def language_of(request: Request) -> str:
    """The language to answer `request` in."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return preferred(request.headers.get("accept-language", ""))


def preferred(accept_language: str) -> str:
    """The language of ours that an Accept-Language header likes best.

    A header that names none of ours, or that cannot be read, gets Chinese.
    """
    best, liking = LANGUAGES[0], 0.0
    for choice in accept_language.split(","):
        tag, _, rest = choice.partition(";")
        language = tag.strip().lower().partition("-")[0]
        quality = _quality(rest)
        if language in LANGUAGES and quality > liking:
            best, liking = language, quality
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


async def of_page(
    request: Request,
    lang: Annotated[str, Query(description="zh or en; otherwise Accept-Language decides")] = "",
) -> str:
    """The language of a page, as a dependency that the OpenAPI document shows."""
    return lang if lang in LANGUAGES else language_of(request)


Language = Annotated[str, Depends(of_page)]
