"""What each paper promises to whoever holds it."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.config import Settings
from kiosk.papers import acceptance, daily, delivery, notice, promise
from kiosk.papers.frame import Item
from kiosk.papers.guide import CAPACITY, MOST, guide
from kiosk.papers.reprint import reprint
from kiosk.papers.sampler import sample_settings, samples
from printers.layout import CodeLine, lay_out
from printers.paper import Code, Cut, Feed, Logo, Pair, Paper, Rule, Text
from tests.kiosk.papers.samples import (
    AT,
    CASE,
    CLERK,
    HALL,
    LANGUAGES,
    LINK,
    MATERIALS,
    SERVICE,
    a_daily,
    a_delivery,
    a_notice,
    a_promise,
    a_ticket,
    an_acceptance,
)
from tests.kiosk.papers.test_golden import texts

both = pytest.mark.parametrize("language", LANGUAGES)


def pairs(paper: Paper) -> dict[str, str]:
    return {block.left: block.right for block in paper.blocks if isinstance(block, Pair)}


def codes(paper: Paper) -> list[str]:
    return [block.data for block in paper.blocks if isinstance(block, Code)]


def copies(paper: Paper) -> list[Paper]:
    """The paper where it is cut."""
    parts: list[list[object]] = [[]]
    for block in paper.blocks:
        if isinstance(block, Cut):
            parts.append([])
        else:
            parts[-1].append(block)
    return [replace(paper, blocks=tuple(part)) for part in parts]  # type: ignore[arg-type]


# Reprint


def test_a_reprint_says_which_one_it_is_and_is_the_same_otherwise() -> None:
    ticket = a_ticket("zh")
    again = reprint(ticket, copy=2, at=AT, language="zh")
    mark = Text("补打 第2次（16:05）", bold=True, align="center")
    assert again.blocks == (Logo(), mark, Rule(), *ticket.blocks[1:])
    assert reprint(ticket, copy=3, at=AT, language="zh") != again


@both
def test_each_copy_of_a_reprint_is_marked(language: str) -> None:
    again = reprint(a_promise(language), copy=1, at=AT, language=language)
    firsts = [texts(copy)[0] for copy in copies(again)]
    assert len(firsts) == 2
    assert all("16:05" in first and "1" in first for first in firsts)


# One-time notice


@both
@pytest.mark.parametrize("width_mm", [58, 80])
def test_the_notice_names_everything_at_once(language: str, width_mm: int) -> None:
    said = "\n".join(texts(a_notice(language, width_mm)))
    for item in MATERIALS[language]:
        assert item.name in said
        assert item.form in said
    for needed in (SERVICE[language], CASE, CLERK[language], "12345", "2027"):
        assert needed in said
    assert "三十二条" in said or "article 32" in said


@both
@pytest.mark.parametrize("width_mm", [58, 80])
def test_the_notice_can_be_read_without_a_network(language: str, width_mm: int) -> None:
    """Its codes hold every missing material, the last day and whom to ask, and are not too fine."""
    link, *offline = codes(a_notice(language, width_mm))
    assert link == LINK
    assert 1 <= len(offline) <= MOST[width_mm]
    assert all(len(text.encode()) <= CAPACITY[width_mm] for text in offline)
    said = "\n".join(offline)
    assert [int(n) for n in re.findall(r"^(\d+)\. ", said, re.MULTILINE)] == list(range(1, 13))
    assert "12345" in said
    assert "2027" in said
    for place, text in enumerate(offline, start=1):
        assert text.startswith(f"({place}/{len(offline)})\n")
    sheet = lay_out(a_notice(language, width_mm), width_mm)
    assert all(line.module >= 5 for line in sheet.lines if isinstance(line, CodeLine))


def a_guide(missing: list[Item], *, width_mm: int = 58, more: tuple[str, ...] = ()) -> list[str]:
    settings = Settings(name="示例县政务服务大厅")
    values = {"promised": "3个工作日", "valid": date(2026, 12, 31), "language": "zh"}
    return list(
        guide(settings, "食品经营许可", missing, more=more, width_mm=width_mm, **values)  # type: ignore[arg-type]
    )


def test_a_short_guide_is_one_code_with_all_in_it() -> None:
    [text] = a_guide([Item("健康证明", 1, 0, "一年以内"), Item("章程", 0, 2)], more=("周末不休",))
    assert text.splitlines() == [
        "一次性告知：食品经营许可",
        "1. 健康证明：原件1份，一年以内",
        "2. 章程：复印件2份",
        "承诺时限：3个工作日",
        "有效至：2026年12月31日",
        "示例县政务服务大厅 12345",
        "周末不休",
    ]


def test_more_than_is_missing_costs_no_further_code() -> None:
    missing = [Item("健康证明", 1, 0, "一年以内")]
    assert a_guide(missing, more=("长" * 60,)) == a_guide(missing)


def test_what_is_left_out_of_the_guide_is_said() -> None:
    many = [Item(f"第{'甲乙丙丁戊己庚辛壬癸'[n % 10]}类" + "材料" * 30, 1) for n in range(40)]
    said = "\n".join(a_guide(many))
    named = re.findall(r"^(\d+)\. .*…$", said, re.MULTILINE)
    rest = re.search(r"另有 (\d+) 项见纸上", said)
    assert rest is not None
    assert named
    assert len(named) + int(rest[1]) == 40


def test_a_long_name_does_not_end_in_half_a_number() -> None:
    name = "民办非企业单位登记管理暂行条例规定的材料清单2026123456789"
    assert "清单…：" in a_guide([Item(name, 1)])[0]


@both
def test_why_names_stand_in_chinese_is_told_to_other_readers_only(language: str) -> None:
    untranslated = tuple(MATERIALS["zh"])
    said = " ".join(texts(an_acceptance(language, materials=untranslated)))
    assert ("named in Chinese" in said) == (language == "en")
    assert "named in Chinese" not in " ".join(texts(an_acceptance("en")))


def test_every_paper_of_the_sample_hall_is_wholly_english() -> None:
    """Nothing of the catalogue stands in Chinese on an English paper (R20)."""
    papers = dict(samples("en"))
    # The test page shows what hanzi look like.
    del papers["test"]
    for name, paper in papers.items():
        chinese = [text for text in texts(paper) if re.search("[一-鿿]", text)]
        assert not chinese, f"{name}: {chinese}"


# Acceptance


@both
def test_the_receipt_says_who_what_and_when(language: str) -> None:
    paper = an_acceptance(language, tentative=False)
    said, by_label = texts(paper), pairs(paper)
    for needed in (CASE, SERVICE[language], CLERK[language], "0000-8000217", "0000-8000000"):
        assert needed in said
    for place, item in enumerate(MATERIALS[language], start=1):
        counts = by_label[f"{place}. {item.name}"]
        for count in (item.originals, item.copies):
            assert str(count) in counts or not count
    assert {"2026-12-04 16:05"} <= set(said)
    assert codes(paper) == [LINK]


@both
def test_a_date_that_may_move_says_so(language: str) -> None:
    fixed, open_ = (an_acceptance(language, tentative=each) for each in (False, True))
    day = {"zh": "2027年1月4日", "en": "2027-01-04"}[language]
    assert day in texts(fixed)
    assert any(text.startswith(day) and text != day for text in texts(open_))


@both
def test_papers_to_follow_are_not_called_complete(language: str) -> None:
    whole, part = (an_acceptance(language, deferring=each) for each in (False, True))
    word = {"zh": "材料齐全、符合法定形式，依法", "en": "application is complete"}[language]
    assert word in " ".join(texts(whole))
    assert word not in " ".join(texts(part))


# Promise of papers to follow


@both
def test_both_copies_of_the_promise_say_the_same(language: str) -> None:
    hall, person = copies(a_promise(language))
    for copy in (hall, person):
        said = " ".join(texts(copy))
        assert all(item.name in said for item in MATERIALS[language])
        assert "2026" in said
        assert {"zh": "按撤回处理", "en": "withdrawn"}[language] in said
        # Applicant and clerk sign, and the day is written by hand.
        assert said.count("＿" * 9) == 2
    assert set(texts(hall)) ^ set(texts(person)) >= {texts(hall)[2], texts(person)[2]}


def test_only_the_applicant_gets_the_link() -> None:
    hall, person = copies(a_promise("zh"))
    assert codes(hall) == []
    assert codes(person) == [LINK]


# Delivery


@both
def test_who_collects_signs_and_who_gets_post_does_not(language: str) -> None:
    at_counter, by_post = dict(samples(language))["delivery"], a_delivery(language)
    assert " ".join(texts(at_counter)).count("＿" * 9) == 2
    assert " ".join(texts(by_post)).count("＿" * 9) == 1
    assert "EA000000000CN" in texts(by_post)
    assert any("□" in text for text in texts(at_counter))


# Daily summary


@both
def test_the_day_adds_up_or_says_that_it_does_not(language: str) -> None:
    right = [
        text
        for text in texts(a_daily(language))
        if text not in texts(a_daily(language, finished=1181))
    ]
    wrong = [text for text in texts(a_daily(language, finished=1181)) if "1238" in text]
    assert len(wrong) == 1
    assert "1237" in wrong[0]
    assert not any("1238" in text for text in right)


def test_a_group_too_many_does_not_hide_a_group_too_few() -> None:
    groups = [daily.GroupDay("A", "甲", 5, 6), daily.GroupDay("B", "乙", 5, 4)]
    paper = daily.daily(HALL, AT.date(), groups, [], daily.PaperDay(), printed=AT, language="zh")
    assert any("不符" in text for text in texts(paper))


def test_a_group_without_a_number_is_left_out() -> None:
    said = texts(a_daily("en"))
    assert any(text.startswith("B General") for text in said)
    assert not any(text.startswith("C General") for text in said)


# Test page


@both
def test_the_ruler_fills_the_line(language: str) -> None:
    for width_mm, columns in ((58, 32), (80, 48)):
        page = dict(samples(language, width_mm))["test"]
        [ruler] = [text for text in texts(page) if text.startswith("|")]
        assert len(ruler) == columns
        assert ruler.endswith("|")
        assert ruler[9] == "1"
        sized = [each for each in page.blocks if isinstance(each, Text) and each.text[0] == "号"]
        assert [each.size for each in sized] == list(range(1, 9))


# All of them


def test_the_emblem_stands_on_top_of_every_paper() -> None:
    for name, paper in samples("zh"):
        assert all(copy.blocks[0] == Logo() for copy in copies(paper)), name


@both
def test_a_real_hall_does_not_call_itself_a_sample(language: str) -> None:
    note = {"zh": "样例", "en": "Sample data"}[language]
    for name, paper in samples(language):
        assert any(note in text for text in texts(paper)), name
    assert not any(note in text for text in texts(a_promise(language)))
    assert sample_settings().sample


@pytest.mark.parametrize(
    "paper",
    [notice.notice, acceptance.acceptance, promise.promise, delivery.delivery, daily.daily],
)
def test_no_paper_can_be_given_a_name(paper: object) -> None:
    """Who applied is known by the case number alone: nobody can pass a name by mistake."""
    assert callable(paper)
    words = {word for name in inspect.signature(paper).parameters for word in name.split("_")}
    assert words.isdisjoint({"applicant", "person", "identity", "id", "mobile", "agent"})


def test_feeds_are_sparing() -> None:
    """White is for hands and seals: no more than a third of any paper is fed empty."""
    for name, paper in samples("zh"):
        fed = sum(block.mm for block in paper.blocks if isinstance(block, Feed))
        sheet = lay_out(paper, 58)
        assert fed * 8 < sheet.height / 3, name
