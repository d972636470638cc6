"""Lines break where a Chinese reader expects them to, and never inside a number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.layout import CodeLine, Sheet, TextLine, lay_out
from printers.paper import Block, Code, Feed, Pair, Paper, Text
from printers.wrapping import NO_END, NO_START, balance, cells, wrap

# What hall papers are made of: words, each with the marks that belong to it, numbers, ranges.
words = st.sampled_from(
    ["办", "理", "事项", "个体工商户", "U盘", "café店", "licence 证", "阿依·古丽"]
)
figures = st.sampled_from(["A032号", "12345热线", "15～25分钟", "2026-11-23日", "3.5％", "¥80元"])
words |= figures | st.sampled_from(["等……", "——即"])
marked = st.one_of(
    words,
    st.builds("".join, st.tuples(words, st.sampled_from("，。、；：！？,;"))),
    st.builds("（{}）".format, words),
    st.builds("《{}》，".format, words),
    st.builds("“{}。”".format, words),
)
texts = st.lists(marked, max_size=30).map("".join)


def texts_of(sheet: Sheet) -> list[str]:
    return ["".join(s.text for s in li.spans) for li in sheet.lines if isinstance(li, TextLine)]


def lay(block: Block, width_mm: int = 80) -> Sheet:
    return lay_out(Paper("zh-CN", (block,)), width_mm)


@given(texts, st.integers(24, 48))
def test_lines_obey_the_rules_for_marks(text: str, width: int) -> None:
    for lines in (wrap(text, width), balance(text, width)):
        assert all(cells(line) <= width for line in lines)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text), "nothing is lost"
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines[:-1])
        for whole in ("A032", "12345", "15～25", "2026-11-23", "café", "licence", "……", "——"):
            assert sum(line.count(whole) for line in lines) == text.count(whole)


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=30), st.integers(12, 48))
def test_numbers_are_never_split(numbers: list[int], width: int) -> None:
    text = "、".join(f"{number}号窗口" for number in numbers)
    found = [int(n) for line in wrap(text, width) for n in re.findall(r"\d+", line)]
    assert found == numbers


def test_a_range_and_a_date_stay_whole() -> None:
    assert wrap("预计等候时间约为15～25分钟", 20) == ["预计等候时间约为", "15～25分钟"]
    assert wrap("取号时间是2026-11-23 09:41", 16) == ["取号时间是", "2026-11-23 09:41"]
    assert wrap("阿卜杜拉·买买提", 8) == ["阿卜杜", "拉·买买", "提"]


def test_what_is_longer_than_a_line_is_cut_after_a_mark() -> None:
    counters = ",".join(map(str, range(1, 31)))
    lines = wrap(counters, 32)
    assert "".join(lines) == counters
    assert all(line.endswith(",") for line in lines[:-1])


def test_a_title_has_no_lone_character_on_its_second_line() -> None:
    lines = texts_of(lay(Text("洪江市政务服务中心综合窗口", size=2, align="center")))
    assert lines == ["洪江市政务服务", "中心综合窗口"]


def test_a_ticket_number_gets_smaller_rather_than_broken() -> None:
    line = lay(Text("A1000", size=8), 58).lines[0]
    assert isinstance(line, TextLine)
    assert (line.spans[0].text, line.size) == ("A1000", 6)
    assert line.cells <= 32


def test_a_value_ends_at_the_right_edge() -> None:
    line = lay(Pair("前面等候", "5人", bold=True)).lines[0]
    assert isinstance(line, TextLine)
    assert [span.text for span in line.spans] == ["前面等候", "5人"]
    assert line.spans[1].end == 48
    assert line.spans[1].bold
    assert not line.spans[0].bold


def test_a_long_value_wraps_as_a_block_beside_its_label() -> None:
    value = "普通护照、往来港澳通行证、往来台湾通行证（首次申请、换发、补发）"
    sheet = lay(Pair("办理事项", value))
    lines = [line for line in sheet.lines if isinstance(line, TextLine)]
    assert len(lines) == 2
    assert "".join(line.spans[1].text for line in lines) == value
    assert len({line.spans[1].column for line in lines}) == 1, "one left edge"
    assert max(line.spans[1].end for line in lines) == 48
    assert lines[0].spans[1].column >= cells("办理事项") + 2


def test_twenty_counters_wrap_between_numbers() -> None:
    value = "、".join(str(number) for number in range(1, 21)) + "号"
    lines = [li for li in lay(Pair("办理窗口", value), 58).lines if isinstance(li, TextLine)]
    assert "".join(line.spans[1].text for line in lines) == value
    assert all(line.cells <= 32 for line in lines)
    assert all(line.spans[1].text.endswith(("、", "号")) for line in lines)


def test_a_long_label_has_its_own_line() -> None:
    sheet = lay(Pair("设施农用地备案（含延期、变更）", "3号窗口"), 58)
    assert texts_of(sheet) == ["设施农用地备案（含延期、变更）", "3号窗口"]


def test_newlines_break_and_empty_lines_stay() -> None:
    assert texts_of(lay(Text("一\n\n二"))) == ["一", "", "二"]


@pytest.mark.parametrize("width_mm", [80, 58])
@pytest.mark.parametrize("length", [1, 66, 300, 1000, 2331])
def test_every_code_fits_the_paper_with_its_quiet_zone(length: int, width_mm: int) -> None:
    sheet = lay(Code("x" * length), width_mm)
    (line,) = sheet.lines
    assert isinstance(line, CodeLine)
    assert 2 <= line.module <= 6
    assert (line.side + 8) * line.module <= sheet.dots


def test_paper_is_measured_in_dots() -> None:
    sheet = lay_out(Paper("en", (Feed(10), Text("A", size=3), Text("a"))))
    assert [line.height for line in sheet.lines] == [80, 72 + 8, 34]
    assert (sheet.dots, sheet.cells) == (576, 48)


def test_an_unknown_width_is_refused() -> None:
    with pytest.raises(ValueError, match="80 or 58 mm wide, not 112"):
        lay_out(Paper("en", (Text("a"),)), 112)
