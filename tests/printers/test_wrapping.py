"""Lines break where a Chinese reader expects them to, and never inside a number."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.wrapping import NO_END, NO_START, cells, clusters, longest_word, wrap

CATALOGUE = Path(__file__).parents[2] / "data" / "seeds" / "catalogue.json"
ITEMS = json.loads(CATALOGUE.read_text(encoding="utf-8"))["items"]

# What hall papers are made of: words, each with the marks that belong to it, numbers, ranges.
words = st.sampled_from(
    ["办", "理", "事项", "热线", "个体工商户", "U盘", "café店", "licence 证", "阿依·古丽"]
)
FIGURES = ["A032号", "12345", "15～25分钟", "2026-11-23", "3.5％", "¥80元", "09:41", "￥1,200.00元"]
FIGURES += ["2026年11月23日9时30分", "20分钟", "0000-0000000", "第3位", "100万元", "8:30—17:30"]
words |= st.sampled_from(FIGURES) | st.sampled_from(["等……", "——即"])
marked = st.one_of(
    words,
    st.builds("".join, st.tuples(words, st.sampled_from("，。、；：！？,;"))),
    st.builds("（{}）".format, words),
    st.builds("《{}》，".format, words),
    st.builds("“{}。”".format, words),
)
texts = st.lists(marked, max_size=30).map("".join)


@given(texts, st.integers(26, 48))
def test_lines_obey_the_rules_for_marks(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text), "nothing is lost"
    assert not any(line[0] in NO_START for line in lines[1:])
    assert not any(line[-1] in NO_END for line in lines[:-1])


@given(st.lists(st.sampled_from(FIGURES), min_size=1, max_size=12), st.integers(26, 48))
def test_numbers_dates_times_and_amounts_stay_whole(figures: list[str], width: int) -> None:
    for line in wrap("或".join(figures), width):
        assert set(filter(None, line.split("或"))) <= set(figures)


@given(st.text(max_size=60), st.integers(2, 48))
def test_any_text_keeps_its_characters_in_their_order(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cells(line) <= width or len(list(clusters(line))) == 1


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=30), st.integers(12, 48))
def test_counters_are_never_split(numbers: list[int], width: int) -> None:
    text = "、".join(f"{number}号窗口" for number in numbers)
    found = [int(n) for line in wrap(text, width) for n in re.findall(r"\d+", line)]
    assert found == numbers


@given(st.text(alphabet="办理事项个体工商户", min_size=1, max_size=200), st.integers(8, 48))
def test_no_more_lines_than_needed_and_all_about_as_long(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert len(lines) == -(-len(text) // (width // 2))
    assert max(map(len, lines)) - min(map(len, lines)) <= 1


@pytest.mark.parametrize("width", [48, 42, 32, 30, 36, 22, 20, 16])
def test_every_service_and_material_of_the_catalogue_breaks_well(width: int) -> None:
    materials = [material["name"] for item in ITEMS for material in item["materials"]]
    for name in [item["name"] for item in ITEMS] + materials:
        lines = wrap(name, width)
        assert all(cells(line) <= width for line in lines)
        assert "".join(lines) == name
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines[:-1])
        letters = [sum(map(str.isalnum, line)) for line in lines]
        assert len(lines) == 1 or min(letters) >= 2, lines
    for name in (item["name_en"] for item in ITEMS):
        assert " ".join(wrap(name, max(width, longest_word(name)))) == name


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("预计等候时间约为15～25分钟", 20, ["预计等候时间约", "为15～25分钟"]),
        ("取号时间是2026-11-23 09:41", 16, ["取号时间是", "2026-11-23 09:41"]),
        (
            "请于2026年11月23日9时30分到3号窗口",
            24,
            ["请于", "2026年11月23日9时30分", "到3号窗口"],
        ),
        ("阿卜杜拉·买买提", 8, ["阿卜杜", "拉·买", "买提"]),
        ("综合受理（社会事务）", 16, ["综合受理", "（社会事务）"]),
        ("申请人身份证件（原件及复印件各1份）", 29, ["申请人身份证件", "（原件及复印件各1份）"]),
        (
            "过号后请在本半天内到窗口报到，排在后面第3位之后，只限一次。",
            48,
            ["过号后请在本半天内到窗口报到，", "排在后面第3位之后，只限一次。"],
        ),
        ("first issue of the licence", 15, ["first issue of", "the licence"]),
        ("  A032  ", 8, ["A032"]),
        ("", 8, [""]),
    ],
)
def test_lines_as_a_person_would_break_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_what_is_longer_than_a_line_is_cut_after_a_mark() -> None:
    counters = ",".join(map(str, range(1, 31)))
    lines = wrap(counters, 32)
    assert "".join(lines) == counters
    assert all(line.endswith(",") for line in lines[:-1])


def test_letters_are_half_as_wide_as_hanzi_and_marks_upon_them_take_no_room() -> None:
    assert cells("A1 ") == cells("éüñ") == cells("Жβ€") == cells("e\u0301a\u0301b\u200d") == 3
    assert cells("中，“”①·—×") == 16
    assert list(clusters("e\u0301a")) == ["e\u0301", "a"]
