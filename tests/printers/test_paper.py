"""A paper survives JSON whole, and one that could not be printed never comes to be."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.paper import Code, Cut, Feed, Logo, Pair, Paper, PaperError, Rule, Text, dump, load
from tests.printers.samples import CHINESE, ENGLISH, NOTICE

words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
blocks = st.one_of(
    st.builds(
        Text, words, st.integers(1, 8), st.booleans(), st.sampled_from(["left", "center", "right"])
    ),
    st.builds(Pair, words, words, st.booleans()),
    st.sampled_from([Rule(), Logo(), Cut()]),
    st.builds(Feed, st.floats(0.1, 200)),
    st.builds(Code, words.filter(bool), words),
)


@given(st.lists(blocks, min_size=1, max_size=5))
def test_any_paper_comes_back_from_json_as_it_went(content: list[Any]) -> None:
    paper = Paper("zh-CN", tuple(content))
    assert load(json.loads(json.dumps(dump(paper)))) == paper


@pytest.mark.parametrize("paper", [CHINESE, ENGLISH, NOTICE])
def test_the_sample_papers_come_back(paper: Paper) -> None:
    assert load(json.loads(json.dumps(dump(paper)))) == paper


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A032\x1bp\0", "U\\+001B"),  # would open a cash drawer
        ("A\t032", "U\\+0009"),
        ("\x1d", "U\\+001D"),
        ("\x7f", "U\\+007F"),
        ("\ud800", "U\\+D800"),
    ],
)
def test_a_name_cannot_command_the_printer(text: str, shown: str) -> None:
    with pytest.raises(PaperError, match=shown):
        Text(text)
    with pytest.raises(PaperError, match=shown):
        Pair("办理事项", text)
    with pytest.raises(PaperError, match=shown):
        Code(text)


def test_a_newline_breaks_a_paragraph_but_not_a_table() -> None:
    Text("一\n二")
    with pytest.raises(PaperError, match=r"U\+000A"):
        Pair("一", "二\n三")


@pytest.mark.parametrize("size", [0, 9, -1, 1.5, "2", True])
def test_characters_are_one_to_eight_times_as_large(size: Any) -> None:
    with pytest.raises(PaperError, match="size"):
        Text("A032", size=size)


@pytest.mark.parametrize("mm", [0, -1, 201, float("nan"), "3", True])
def test_a_feed_is_a_sensible_length(mm: Any) -> None:
    with pytest.raises(PaperError, match="mm"):
        Feed(mm)


def test_a_code_holds_what_a_qr_code_holds() -> None:
    Code("一" * 777)
    with pytest.raises(PaperError, match="2331 bytes, not 2334"):
        Code("一" * 778)
    with pytest.raises(PaperError, match="1 to 2331"):
        Code("")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({}, "a language and blocks"),
        ({"language": "en", "blocks": [], "extra": 1}, "nothing else"),
        ({"language": "en", "blocks": []}, "at least one block"),
        ({"language": "", "blocks": [{"kind": "rule"}]}, "language must not be empty"),
        ({"language": 5, "blocks": [{"kind": "rule"}]}, "5 is not text"),
        ({"language": "en", "blocks": {"kind": "rule"}}, "must be a list"),
        ({"language": "en", "blocks": ["rule"]}, "block 1: 'rule' is not a block"),
        ({"language": "en", "blocks": [{"kind": "photo"}]}, "block 1: unknown kind 'photo'"),
        ({"language": "en", "blocks": [{"kind": "text"}]}, "block 1: .*'text'"),
        (
            {"language": "en", "blocks": [{"kind": "rule"}, {"kind": "rule", "colour": "red"}]},
            "block 2: .*'colour'",
        ),
        (
            {"language": "en", "blocks": [{"kind": "text", "text": "a", "align": "middle"}]},
            "block 1: align",
        ),
        (
            {"language": "en", "blocks": [{"kind": "text", "text": "a", "bold": 1}]},
            "block 1: bold must be true or false",
        ),
    ],
)
def test_what_is_no_paper_is_refused_with_its_place(mapping: dict[str, Any], said: str) -> None:
    with pytest.raises(PaperError, match=said):
        load(mapping)
