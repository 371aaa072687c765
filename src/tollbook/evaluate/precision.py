"""How often each rule of extraction is right, as a table that `tollbook review` orders its queue by."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.evaluate.sets import example_score

HEAD = """\
# How often each rule was wholly right (measure, figure, who, where, according to whom, standing), of the claims that it read
# in the annotated reports that ship with Tollbook: [right, read]. `tollbook eval examples --precision FILE` writes it anew.
# A rule that is not here, or read few claims, is taken to be near the mean of all.
"""


def precision_lines() -> Iterator[str]:
    """The lines of `lexicon/tables/precision.toml`."""
    score, _ = example_score()
    yield from HEAD.splitlines()
    yield ""
    yield "[rules]"
    yield from (f'"{rule}" = [{right}, {read}]' for rule, (right, read) in score.rules.items() if rule)
