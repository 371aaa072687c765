"""Acts as rows of an account: each once, on its day, with names of private persons withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tollbook.model import Happening, Standing
from tollbook.publish.rows import Row
from tollbook.publish.sheet import Names


def account_acts(found: Iterable[Happening], names: Names) -> Iterator[Row]:
    """Rows of acts for `account`: the sentence of the report that told it first; a day that nobody tells is marked."""
    for h in found:
        first = h.acts[0]
        speakers = [a.attribution.said_by for a in h.acts]
        said = None if None in speakers else speakers[0]
        marks = [*(["by this day"] if h.dated != "occurred" else []), *([h.standing.value] if _weak(h) else [])]
        more = len({a.report for a in h.acts}) - 1
        marks += [f"told by {more + 1} reports"] if more else []
        what = names.hide(" ".join(first.sentence.text.split()))
        yield {
            "at": h.days.start.isoformat(),
            "until": h.days.end.isoformat() if h.days.end != h.days.start else None,
            "kind": h.word,
            "what": f"{what} ({', '.join(marks)})" if marks else what,
            "where": names.hide(h.place.name) if h.place is not None else None,
            "source": names.hide(" ".join(said.split())) if said else None,
            "report": first.report,
            "claims": [],
        }


def _weak(h: Happening) -> bool:
    return h.standing is not Standing.ASSERTED
