"""The mark on a paper that is printed again (补打): a second paper is never a second right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.papers.frame import say
from printers.paper import Block, Cut, Logo, Paper, Rule, Text


def reprint(paper: Paper, *, copy: int, at: datetime, language: str) -> Paper:
    """The original `paper` with the mark on top, on each of its parts.

    `copy` is 1 for the first paper after the original one; `at` is in the hall's zone.
    """
    words = say("reprint.mark", language, copy=copy, time=f"{at:%H:%M}")
    mark = (Text(words, bold=True, align="center"), Rule())
    blocks: list[Block] = []
    begins = True
    for block in paper.blocks:
        if begins and not isinstance(block, Logo):
            blocks += mark
            begins = False
        blocks.append(block)
        begins = begins or isinstance(block, Cut)
    return replace(paper, blocks=tuple(blocks))
