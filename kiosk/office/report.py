"""What came of the promises, in words and tables for page, command line and spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.catalogue import Catalogue
from kiosk.office.honesty import FEW, LEAST_SHARE, MOST_SHARE, Figures, Honesty, Length
from kiosk.office.sheet import Table, Value
from kiosk.words import words

_SHARE = 3
"""The column of the share, after the name, the judged and the kept."""
_FIGURES = (
    "judged",
    "kept",
    "share",
    "error",
    "bias",
    "told_about",
    "told_within",
    "waited",
)


def sayer(language: str) -> Callable[..., str]:
    """Says phrases of the honesty page by what stands behind "office.honesty."."""

    def say(key: str, **values: object) -> str:
        return words().say(f"office.honesty.{key}", language, **values)

    return say


def per_cent(share: float) -> str:
    """ "92 %", rounded down, so that "100 %" means all of them."""
    return f"{int(share * 100 + 1e-9)}%"


def minutes(seconds: float | None) -> str:
    """ "2.7", minutes; a dash where nobody was called."""
    return "–" if seconds is None else f"{seconds / 60:.1f}"


def signed(seconds: float | None) -> str:
    """ "+2.7" or "−0.3", minutes, never "−0.0"; a dash where nobody was called."""
    return "–" if seconds is None else f"{seconds / 60:+z.1f}".replace("-", "−")


def bounds() -> dict[str, str | int]:
    """What the phrases that judge speak of."""
    return {"least": per_cent(LEAST_SHARE), "most": per_cent(MOST_SHARE), "few": FEW}


def length_name(length: Length, language: str) -> str:
    """ "10–20 min"."""
    key = "over" if length.most is None else "between" if length.least else "under"
    # "10 to 20" is told to those who were told 10 or more, and less than 20.
    return sayer(language)(f"length.{key}", least=length.least, most=length.most)


def service_name(code: str, catalogue: Catalogue, language: str) -> str:
    """The name of a service, or its code once it is no longer done here."""
    service = catalogue.services.get(code)
    return service.title(language) if service is not None else code


def sentences(found: Honesty, language: str) -> list[str]:
    """What came of it, the most important first."""
    say, whole = sayer(language), found.whole
    said = {"first": found.first.isoformat(), "last": found.last.isoformat()}
    if whole.share is None:
        lines = [say("none", **said)]
    else:
        share = per_cent(whole.share)
        lines = [
            say("kept", judged=whole.judged, kept=whole.kept, share=share, **said),
            say(f"meaning.{whole.verdict}", **bounds()),
        ]
    if whole.error is not None:
        lines.append(say("error", minutes=minutes(whole.error)))
    if whole.bias is not None:
        key = "longer" if whole.bias >= 0 else "shorter"
        lines.append(say(key, minutes=minutes(abs(whole.bias))))
    if found.unknown:
        lines.append(say("unknown", count=found.unknown))
    if found.silent:
        lines.append(say("silent", count=found.silent))
    return lines


def tables(found: Honesty, catalogue: Catalogue, zone: ZoneInfo, language: str) -> list[Table]:
    """By day, by service, by length, and each promise; without who it was."""
    say = sayer(language)
    services = [
        (f"{code} {service_name(code, catalogue, language)}", each) for code, each in found.services
    ]
    lengths = [(length_name(each, language), some) for each, some in found.lengths]
    return [
        _table(say, "days", "day", list(found.days)),
        _table(say, "services", "service", services),
        _table(say, "lengths", "length", lengths),
        every(found, catalogue, zone, language),
    ]


def every(found: Honesty, catalogue: Catalogue, zone: ZoneInfo, language: str) -> Table:
    """A row for each promise."""
    say = sayer(language)
    columns = ("day", "number", "service", "at", "told_about", "told_within", "true", "was_kept")
    kept = {True: say("word.yes"), False: say("word.no"), None: say("word.unknown")}
    return Table(
        say("sheet.promises"),
        tuple(say(f"column.{each}") for each in columns),
        tuple(
            (
                each.day,
                each.number,
                service_name(each.service, catalogue, language),
                each.at.astimezone(zone).replace(tzinfo=None, microsecond=0),
                each.p50 / 60,
                each.p90 / 60,
                None if each.waited is None else each.waited / 60,
                kept[each.kept],
            )
            for each in found.promises
        ),
    )


def _table(
    say: Callable[..., str],
    sheet: str,
    name: str,
    rows: list[tuple[date, Figures]] | list[tuple[str, Figures]],
) -> Table:
    head = (say(f"column.{name}"), *(say(f"column.{each}") for each in _FIGURES))
    return Table(
        say(f"sheet.{sheet}"),
        head,
        tuple((key, *_values(each)) for key, each in rows),
        shares=frozenset({_SHARE}),
    )


def _values(found: Figures) -> tuple[Value, ...]:
    seconds = (found.error, found.bias, *(found.told or (None, None)), found.waited)
    in_minutes = (None if each is None else each / 60 for each in seconds)
    return (found.judged, found.kept, found.share, *in_minutes)
