"""The bytes: small, in range, and every character where the paper has room for it."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.encode import encode
from printers.layout import lay_out
from printers.paper import Code, Feed, Pair, Paper, Rule, Text
from tests.printers.decoder import decode
from tests.printers.samples import CHINESE, ENGLISH, URL

# Marks that stand on a letter take no room on paper, but the decoder cannot know it.
words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Mn", "Me"]), max_size=40)
papers = st.lists(
    st.one_of(
        st.builds(
            Text, words, st.integers(1, 8), st.booleans(), st.sampled_from(["left", "right"])
        ),
        st.builds(Pair, words, words, st.booleans()),
        st.just(Rule()),
        st.builds(Feed, st.floats(0.2, 90)),
        st.builds(Code, words.filter(bool), words),
    ),
    min_size=1,
    max_size=6,
).map(lambda blocks: Paper("zh-CN", tuple(blocks)))


def test_a_ticket_is_about_half_a_kilobyte() -> None:
    assert len(encode(CHINESE)) <= 600
    assert len(encode(CHINESE, 58)) <= 600
    assert len(encode(ENGLISH)) <= 700


def test_the_job_begins_with_a_reset_in_chinese_mode_and_ends_with_one_cut() -> None:
    job = encode(CHINESE)
    assert job.startswith(b"\x1b@\x1c&")
    assert job.endswith(b"\x1dVB\x00")
    printout = decode(job)
    assert (printout.resets, printout.cuts) == (1, 1)


def test_the_number_is_the_largest_thing_on_the_ticket() -> None:
    rows = decode(encode(CHINESE)).rows
    number = max(rows, key=lambda row: row.height)
    assert number.text == "A032"
    assert number.bold
    assert number.align == 1
    assert number.height == number.width == 8


def test_the_printer_draws_the_code_itself() -> None:
    (code,) = decode(encode(CHINESE)).codes
    assert code == (URL, 6, ord("1"))  # 6 dots a module, level M


@given(papers, st.sampled_from([80, 58]))
@settings(max_examples=60, deadline=None)
def test_any_paper_can_be_printed_within_its_width(paper: Paper, width_mm: int) -> None:
    room = {80: 48, 58: 32}[width_mm]
    printout = decode(encode(paper, width_mm))
    assert all(row.cells <= room for row in printout.rows)


@given(papers)
@settings(max_examples=30, deadline=None)
def test_empty_paper_is_fed_as_laid_out(paper: Paper) -> None:
    fed = sum(
        line.height
        for block in paper.blocks
        if isinstance(block, Feed)
        for line in lay_out(Paper("en", (block,))).lines
    )
    assert decode(encode(paper)).fed >= fed


@pytest.mark.parametrize("text", ["：", "（）", "①②", "————", "€5", "·", "～", "é", "「」", "㎡"])
def test_marks_that_the_library_would_spoil_arrive(text: str) -> None:
    (row,) = decode(encode(Paper("zh-CN", (Text(text),)))).rows
    assert row.text == text


@pytest.mark.parametrize("name", ["张䶮", "㐱", "𬱖", "𠮷野", "龦"])
def test_a_rare_character_goes_out_as_gb18030_has_it(name: str) -> None:
    job = encode(Paper("zh-CN", (Pair("申请人", name),)))
    assert name.encode("gb18030") in job
    assert b"?" not in job


def test_tabs_and_spaces_put_the_value_at_the_edge() -> None:
    for value in ("1", "12345", "个体工商户", "x" * 30):
        (row,) = decode(encode(Paper("en", (Pair("Label", value),)))).rows
        assert row.cells == 48
        assert row.text.startswith("Label ")
        assert row.text.endswith(" " + value)


def test_a_long_feed_takes_several_commands() -> None:
    assert decode(encode(Paper("en", (Feed(100),)))).fed == 800


def test_the_touch_screen_starts_without_python_escpos() -> None:
    program = """
import sys
import printers.drivers, printers.encode, printers.golden, printers.paper, printers.spool
assert not any(name.startswith(("escpos", "serial", "usb")) for name in sys.modules)
import logging
assert not logging.getLogger().handlers
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_library_finds_its_table_and_leaves_no_trace(monkeypatch: Any, tmp_path: Any) -> None:
    program = """
import os, tempfile
from printers.library import escpos
before = dict(os.environ)
assert escpos().Dummy().profile.supports("qrCode")
assert escpos() is escpos()
assert dict(os.environ) == before
left = [name for _, _, names in os.walk(tempfile.gettempdir()) for name in names]
assert not left, left
"""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
