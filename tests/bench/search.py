"""Rows: a touch while somebody looks for a service among 2,000, against a plain look at each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import product
from pathlib import Path

from kiosk import catalogue_file
from kiosk.catalogue import Catalogue, Service
from kiosk.search import Index
from kiosk.search.letters import fold, readings, spelt
from tests.bench.stopwatch import Stopwatch
from tests.bench.table import Row

MANY = 2_000
"""Services of a large hall."""
AIM, MUST = 0.5, 1.0
FRAME = 0.010
"""Seconds of a frame that a search may take."""
WORDS = 120

_STEPS = ("变更", "延续", "注销", "补办", "年检", "撤销", "备案", "校验", "加急", "转让")
_PLACES = ("城东", "城西", "江口", "河滩", "山坪", "新区", "古镇", "大桥", "北站", "长坡")


@dataclass(frozen=True, slots=True)
class Plain:
    """What one would write without thinking: is it somewhere in any of the words?"""

    texts: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, found: Catalogue) -> Plain:
        """The names and folk words of each service as they are, in pinyin and in initials."""
        return cls(
            tuple(
                (service.id, tuple(form for word in _words(service) for form in _forms(word)))
                for service in found.services.values()
            )
        )

    def find(self, typed: str, most: int = 8) -> list[str]:
        """The first services that have it."""
        found = [id_ for id_, texts in self.texts if any(typed in text for text in texts)]
        return found[:most]


def crowd(many: int) -> Catalogue:
    """The sample catalogue and variations of it: as many services as a large hall has."""
    sample = catalogue_file.read(Path(str(files("data") / "seeds" / "catalogue.json")))
    services = sample.items
    kinds = product(range(len(_PLACES)), _STEPS)
    varied = (
        _varied(service, f"{number:03d}", _PLACES[place], step)
        for number, (place, step) in enumerate(kinds)
        for service in services
    )
    items = (*services, *varied)[:many]
    return sample.model_copy(update={"items": items})


def touches(found: Catalogue, words: int) -> list[str]:
    """What is in the box after each touch of people who type folk words: as they are, in full
    pinyin, in initials, or with a slip."""
    rng = random.Random(4)
    aliases = sorted({alias for service in found.services.values() for alias in service.aliases})
    typed = []
    for number, alias in enumerate(rng.sample(aliases, words)):
        plain = fold(alias).plain
        pinyin = in_letters(plain)
        text = (plain, pinyin, initials(plain), slip(pinyin, rng))[number % 4]
        typed += [text[:length] for length in range(1, len(text) + 1)]
    return typed


def in_letters(plain: str) -> str:
    """Folded text in full pinyin."""
    return spelt(readings(plain))


def initials(plain: str) -> str:
    """Folded text in the first letters of its pinyin."""
    return "".join(each.usual[0][0] for each in readings(plain))


def slip(word: str, rng: random.Random) -> str:
    """`word` with one letter missing, doubled, swapped with the next or wrong."""
    place = rng.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        (
            before + after,
            before + 2 * letter + after,
            before + after[0] + letter + after[1:],
            before + rng.choice("abcdefghijklmnopqrstuvwxyz") + after,
        )
    )


def rows(folder: Path) -> list[Row]:
    """A search at a touch: the middle, and the slowest twentieth against its part of a frame."""
    found = crowd(MANY)
    index, plain = Index(found), Plain.of(found)
    ours, bare = Stopwatch(), Stopwatch()
    for typed in touches(found, WORDS):
        ours.time(partial(index.find, typed))
        bare.time(partial(plain.find, typed))
    name = {
        "en": f"search at a touch, {MANY:,} services, against looking at each",
        "zh": f"{MANY:,} 个事项里每按一键的搜索，对照逐个查看",
    }
    slowest = {"en": ": slowest twentieth, CPU", "zh": "：最慢的二十分之一，CPU"}
    return [
        Row(name, ours.p50, bare.p50, MUST, AIM),
        Row(
            {each: name[each] + slowest[each] for each in name},
            _p95(ours),
            _p95(bare),
            FRAME,
            absolute=True,
        ),
    ]


def _p95(times: Stopwatch) -> float:
    return sorted(times.cpu)[int(len(times.cpu) * 0.95)]


def _words(service: Service) -> tuple[str, ...]:
    return (service.name, *service.aliases)


def _forms(word: str) -> tuple[str, str, str]:
    plain = fold(word).plain
    return plain, in_letters(plain), initials(plain)


def _varied(service: Service, number: str, place: str, step: str) -> Service:
    return service.model_copy(
        update={
            "id": f"{service.id}{number}",
            "name": f"{place}{service.name}{step}",
            "name_en": f"{service.name_en} {number}",
            "aliases": tuple(f"{place}{alias}{step}" for alias in service.aliases),
        }
    )
