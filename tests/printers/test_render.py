"""Any paper comes out of any printer whole, as text or as a picture, and says what it said."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.golden import golden
from printers.layout import lay_out
from printers.logo import Emblem
from printers.paper import Code, Cut, Feed, Logo, Pair, Paper, Rule, Text
from printers.profiles import PROFILES, Charset, Profile, Rendering, generic
from printers.render import render
from tests.printers.decoder import decode
from tests.printers.samples import CHINESE, ENGLISH, NOTICE, URL

EMBLEM = Emblem(16, 8, bytes(range(16)))
BOTH: tuple[Rendering, ...] = ("text", "raster")

words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
everyday = st.text(alphabet="综合受理：（）“”，。 A0-19/abc?·①喆䶮é€", max_size=40)
texts = words | everyday
papers = st.lists(
    st.one_of(
        st.builds(
            Text,
            texts,
            st.integers(1, 8),
            st.booleans(),
            st.sampled_from(["left", "center", "right"]),
        ),
        st.builds(Pair, texts, texts, st.booleans()),
        st.sampled_from([Rule(), Logo(), Cut()]),
        st.builds(Feed, st.floats(0.2, 30)),
        st.builds(Code, texts.filter(bool), texts),
    ),
    min_size=1,
    max_size=6,
).map(lambda blocks: Paper("zh-CN", tuple(blocks)))  # type: ignore[arg-type]
printers = st.builds(
    lambda name, charset, dpi: replace(PROFILES[name].at(dpi), charset=charset),
    st.sampled_from(sorted(PROFILES)),
    st.sampled_from(get_args(Charset)),
    st.sampled_from([180, 203]),
)


@given(papers, printers, st.sampled_from(get_args(Rendering)), st.sampled_from([None, EMBLEM]))
@settings(max_examples=150, deadline=None)
def test_any_paper_comes_out_without_a_box_or_a_question_mark(
    paper: Paper, profile: Profile, rendering: Rendering, emblem: Emblem | None
) -> None:
    profile = replace(profile, stored_logo="none")
    job = render(paper, profile, rendering=rendering, emblem=emblem)
    printout = decode(job, profile, charset=profile.charset)
    assert printout.boxes == 0
    assert not printout.unknown
    assert printout.answered == b""
    asked = golden(paper, profile, emblem).count("?")
    assert printout.text.count("?") <= asked
    pieces = 1 + sum(isinstance(block, Cut) for block in paper.blocks)
    if profile.cutter:
        assert len(printout.slips) == pieces
        assert all(slip.whole for slip in printout.slips)


@given(papers, printers)
@settings(max_examples=60, deadline=None)
def test_text_and_picture_take_the_same_paper(paper: Paper, profile: Profile) -> None:
    profile = replace(profile, charset="gbk", stored_logo="none")
    fed = []
    for rendering in BOTH:
        job = render(paper, profile, rendering=rendering, emblem=EMBLEM)
        slips = decode(job, profile, charset="gbk").slips
        fed.append(sum(slip.fed_mm for slip in slips))
    assert fed[0] == pytest.approx(fed[1], abs=0.2 * len(lay_out(paper, profile).lines))


@given(st.lists(everyday.filter(str.strip), min_size=1, max_size=12), st.sampled_from(BOTH))
@settings(max_examples=60, deadline=None)
def test_what_is_read_on_the_paper_is_what_was_written(
    lines: list[str], rendering: Rendering
) -> None:
    paper = Paper("zh-CN", tuple(map(Text, lines)))
    profile = generic()
    printout = decode(render(paper, profile, rendering=rendering), profile)
    wanted = [line for line in golden(paper, profile).splitlines() if line.strip()]
    found = [line for line in printout.text.splitlines() if line.strip()]
    if "text" not in rendering or all(line.startswith("[picture") for line in found):
        return
    printed = [line for line in found if not line.startswith("[picture")]
    assert [line.strip() for line in wanted if line.strip() in map(str.strip, printed)] == [
        line.strip() for line in printed
    ]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_what_is_asked_for_is_what_is_made(profile: Profile) -> None:
    text = render(CHINESE, profile, rendering="text")
    raster = render(CHINESE, profile, rendering="raster")
    auto = render(CHINESE, profile)
    assert b"\x1dv0\0" in raster
    assert b"\x1d(k" not in raster
    # A picture where the printer has no preference, and where it has no Chinese font at all.
    assert auto == raster
    assert (text == raster) is (profile.charset == "none")
    assert render(CHINESE, replace(profile, rendering="text")) == text


def test_a_name_is_one_drawn_line_and_many_are_a_drawn_paper() -> None:
    def job(names: int) -> bytes:
        rows = [Pair("申请人", "张䶮")] * names
        return render(Paper("zh-CN", (*rows, *CHINESE.blocks)), generic(), rendering="text")

    plain, one, few, many = (decode(job(names)) for names in (0, 1, 4, 5))
    assert "picture" not in plain.text
    assert one.text.count("[picture") == 1
    assert few.text.count("[picture") == 4
    for printout in (plain, one, few):
        assert printout.slips[0].codes == (URL,)
        assert "个体工商户设立登记" in printout.text
    assert many.slips[0].codes == (), "of one hand: the code is drawn as well"
    assert many.codes == (URL,)
    assert re.sub(r"\[picture \d+x\d+\]|\s", "", many.text) == ""


def test_an_overseas_model_prints_chinese_all_the_same() -> None:
    profile = PROFILES["epson-tm-t20"]
    printout = decode(render(CHINESE, profile, rendering="text"), profile, charset="none")
    assert printout.codes == (URL,)
    assert re.sub(r"\[picture \d+x\d+\]|\s", "", printout.text) == ""


@pytest.mark.parametrize("paper", [CHINESE, ENGLISH, NOTICE], ids=["zh", "en", "notice"])
@pytest.mark.parametrize("dpi", [203, 180])
@pytest.mark.parametrize("width_mm", [80, 58])
def test_a_raster_ticket_is_half_the_dots_of_its_paper(
    paper: Paper, width_mm: int, dpi: int
) -> None:
    profile = generic(width_mm, dpi)
    sheet = lay_out(paper, profile)
    assert len(render(paper, profile, rendering="raster")) < 0.75 * sheet.height * sheet.dots / 8


def test_heads_of_another_resolution() -> None:
    assert generic(80, 180).dots == 512
    assert generic(58, 180).dots == 360
    assert PROFILES["epson-tm-t88"].at(203).dots == 576
    assert PROFILES["epson-tm-t88"].at(203).motion_units
    for profile in PROFILES.values():
        assert profile.at(profile.dpi) == profile
    with pytest.raises(ValueError, match="180 or 203 dots to the inch, not 300"):
        generic(80, 300)
    with pytest.raises(ValueError, match="80 or 58 mm wide, not 112"):
        generic(112)
