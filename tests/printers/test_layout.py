"""Every block of a paper has its place and its size, in whole dots and true millimetres."""

import pytest

from printers.layout import CodeLine, CutLine, LogoLine, Sheet, TextLine, lay_out
from printers.logo import Emblem
from printers.paper import Block, Code, Cut, Feed, Logo, Pair, Paper, Text
from printers.profiles import Profile, generic
from printers.wrapping import cells

PROFILES = [generic(80), generic(58), generic(80, 180), generic(58, 180)]


def texts_of(sheet: Sheet) -> list[str]:
    return ["".join(s.text for s in li.spans) for li in sheet.lines if isinstance(li, TextLine)]


def lay(block: Block, printer: Profile | int = 80) -> Sheet:
    return lay_out(Paper("zh-CN", (block,)), printer)


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


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: f"{profile.dots}")
@pytest.mark.parametrize("length", [1, 66, 300, 1000, 2331])
def test_every_code_fits_the_paper_and_a_tickets_is_read_at_arms_length(
    length: int, profile: Profile
) -> None:
    sheet = lay(Code("x" * length), profile)
    (line,) = sheet.lines
    assert isinstance(line, CodeLine)
    assert 2 <= line.module <= 6
    if length == 66:  # a link of a hall
        assert line.module >= 5
    if line.module > 2:
        assert (line.side + 8) * line.module <= sheet.dots
    else:  # beyond the head the paper itself is white
        assert line.side * line.module <= sheet.dots


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: f"{profile.dots}")
def test_millimetres_are_true_at_every_resolution(profile: Profile) -> None:
    per_mm = profile.dpi / 25.4
    sheet = lay_out(Paper("en", (Feed(10), Text("a"), Text("b", size=2), Feed(0.5))), profile)
    feed, small, large, thin = (line.height / per_mm for line in sheet.lines)
    assert feed == pytest.approx(10, abs=0.07)
    assert small == pytest.approx(25.4 / 6, abs=0.07)
    assert large == pytest.approx(48 / per_mm + 1, abs=0.07)
    assert thin == pytest.approx(0.5, abs=0.07)


@pytest.mark.parametrize(("profile", "columns"), list(zip(PROFILES, (48, 32, 42, 30), strict=True)))
def test_lines_are_as_wide_as_the_printer(profile: Profile, columns: int) -> None:
    line = lay(Pair("前面等候", "5人"), profile).lines[0]
    assert isinstance(line, TextLine)
    assert line.spans[1].end == columns


def test_an_item_of_a_list_keeps_to_its_own_column() -> None:
    for mark in ("1. ", "12.", "（3）", "①", "·"):
        lines = lay(Text(mark + "最低生活保障边缘家庭成员、最低生活保障家庭成员证明"), 58).lines
        first, second = lines
        assert isinstance(first, TextLine)
        assert isinstance(second, TextLine)
        assert next(span.text for span in first.spans) == mark.strip()
        assert first.spans[1].column == second.spans[1].column == cells(mark)
        assert second.spans[0].text == ""


@pytest.mark.parametrize("text", ["2026-11-23 09:41", "3.5％", "12345", "1.5倍于此", "·"])
def test_a_number_at_the_start_is_no_list(text: str) -> None:
    line = lay(Text(text)).lines[0]
    assert isinstance(line, TextLine)
    assert "".join(span.text for span in line.spans) == text
    assert line.spans[0].text == text


def test_the_emblem_takes_its_own_height_and_nothing_where_there_is_none() -> None:
    paper = Paper("en", (Logo(), Cut()))
    emblem = Emblem(16, 8, bytes(16))
    logo, cut = lay_out(paper, 80, emblem).lines
    assert isinstance(logo, LogoLine)
    assert logo.height == 8 + 16
    assert isinstance(cut, CutLine)
    assert lay_out(paper).lines == (cut,)


def test_an_unknown_width_is_refused() -> None:
    with pytest.raises(ValueError, match="80 or 58 mm wide, not 112"):
        lay_out(Paper("en", (Text("a"),)), 112)
