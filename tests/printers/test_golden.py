"""The sample papers as text, line for line, and as what a printer makes of their bytes.

After a wanted change: GOLDEN=write python -m pytest tests/printers/test_golden.py; read the diff.
"""

import os
import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from printers.golden import golden
from printers.logo import Emblem
from printers.paper import Code, Cut, Paper
from printers.profiles import Profile, generic
from printers.render import render
from tests.printers.decoder import decode
from tests.printers.samples import CHINESE, ENGLISH, GUIDE, NOTICE, URL

FOLDER = Path(__file__).parent / "golden"
PAPERS = {"ticket-zh": CHINESE, "ticket-en": ENGLISH, "notice-zh": NOTICE}
PROFILES = [generic(80), generic(58), generic(80, 180), generic(58, 180)]
EMBLEM = Emblem(16, 8, bytes(range(1, 17)))

every_paper = pytest.mark.parametrize(
    ("name", "profile"),
    [
        pytest.param(name, profile, id=f"{name}-{profile.width_mm}-{profile.dpi}")
        for name, profile in product(PAPERS, PROFILES)
    ],
)


def file_of(name: str, profile: Profile) -> Path:
    dpi = "" if profile.dpi == 203 else f"-{profile.dpi}dpi"
    return FOLDER / f"{name}-{profile.width_mm}{dpi}.txt"


@every_paper
def test_a_paper_reads_as_it_always_did(name: str, profile: Profile) -> None:
    file = file_of(name, profile)
    text = golden(PAPERS[name], profile, EMBLEM)
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@every_paper
def test_the_printer_prints_what_the_golden_text_says(name: str, profile: Profile) -> None:
    # All characters in the font, so that all can be read; the others are drawn, see test_render.
    rich = replace(profile, charset="gb18030")
    printout = decode(render(PAPERS[name], rich, rendering="text"), rich, charset="gb18030")
    golden_text = golden(PAPERS[name], rich)
    assert lines_of(printout.text) == lines_of(golden_text)
    assert (printout.boxes, printout.unknown) == (0, {})


@every_paper
@pytest.mark.parametrize("rendering", ["text", "raster"])
def test_a_phone_reads_the_codes_that_the_golden_text_names(
    name: str, profile: Profile, rendering: str
) -> None:
    job = render(PAPERS[name], profile, rendering=rendering)  # type: ignore[arg-type]
    wanted = [block.data for block in PAPERS[name].blocks if isinstance(block, Code)]
    assert list(decode(job, profile).codes) == wanted


@every_paper
def test_a_paper_says_all_that_a_person_needs(name: str, profile: Profile) -> None:
    text = re.sub(r"\s+", "", file_of(name, profile).read_text(encoding="utf-8"))
    for needed in {
        "ticket-zh": [
            *("A032", "5人", "15～25分钟", "1、2、3、5、8号", "个体工商户设立登记"),
            *("过号", "12345", URL),
        ],
        "ticket-en": ["A032", "15-25minutes", "1,2,3,5,8", "missyourcall", "12345", URL],
        "notice-zh": ["阿卜杜拉·买买提", "20号", "12.", "￥12,000.00元", "存根", "[logo]"],
    }[name]:
        assert needed in text


def lines_of(text: str) -> list[str]:
    """What the lines say, without their places, sizes and weights, which pictures show."""
    text = text.replace(GUIDE, GUIDE.replace("\n", ""))
    plain = (re.sub(r"\[×\d (.*)\]", r"\1", line.strip()) for line in text.splitlines())
    bare = (re.sub(r"[\s*]|^(- )+-$", "", re.sub("─+", "─", line)) for line in plain)
    return [line for line in bare if line]


def test_paper_knows_no_language_of_its_own() -> None:
    """Every word on the paper came from the caller."""
    for profile in PROFILES:
        assert not re.search("[一-鿿]", golden(Paper("en", (*ENGLISH.blocks, Cut())), profile))
