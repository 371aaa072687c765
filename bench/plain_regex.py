"""The second reader: a number with a word for what happened near it, as anybody would write it in an afternoon.

It stands behind the same protocol as the rules of `extract/`, so that every table of quality can show both. It has no grammar,
no source, no place and no standing: what it reaches is what the rules are worth less of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.model import Attribution, Claim, Measure, Qualifier, Quantity, Report, Scope, Span, claim_id

NEAR = 6  # words between a number and the word that says what it counts
YEARS = range(1950, 2051)
_SAYS = {
    Measure.KILLED: r"kill(?:ed|s|ing)?|dead|die[ds]?|deaths?|murdered|slain|bodies|lives|shot dead|assassinated|massacred",
    Measure.INJURED: r"injur(?:ed|ies)|wounded|hurt",
    Measure.MISSING: r"missing|disappeared",
    Measure.ARRESTED: r"arrest(?:ed|s)|detain(?:ed|ees)",
    Measure.DISPLACED: r"displaced|fled|flee|refugees|IDPs",
    Measure.EVACUATED: r"evacuated|evacuation",
    Measure.HOMELESS: r"homeless",
    Measure.SHELTERED: r"shelters?|sheltered|camps?|relocated",
    Measure.DESTROYED: r"destroyed|collapsed|razed",
}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = [x + "teen" for x in "thir four fif six seven eigh nine".split()]
_NUMBERS = {w: n for n, w in enumerate([*_SMALL, *_TEENS])} | {"no": 0, "dozen": 12, "a": 1}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_TOKEN = re.compile(r"\d[\d,]*|[^\W\d_]+(?:-[^\W\d_]+)*")
_MEASURES = [(measure, re.compile(words, re.I)) for measure, words in _SAYS.items()]


class PlainRegex:
    """Reads claims by the nearest word of a list."""

    name = "bench.plain_regex"
    version = "1"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """A claim for every number that has a word of the list within `NEAR` words in its sentence."""
        return tuple(
            c
            for s in report.sentences
            for c in _claims(report, Span(start=s.start, end=s.end, text=report.text[s.start : s.end]))
        )


def _claims(report: Report, sentence: Span) -> Iterator[Claim]:
    tokens = [(m[0], sentence.start + m.start()) for m in _TOKEN.finditer(sentence.text)]
    said = [(k, measure) for k, (word, _) in enumerate(tokens) for measure, words in _MEASURES if words.fullmatch(word)]
    for k, (word, start) in enumerate(tokens):
        found = number(word)
        near = min(((abs(k - j), j, m) for j, m in said if abs(k - j) <= NEAR), default=None)
        if found is None or near is None or found in YEARS or (word.lower() in ("a", "no") and near[0] > 2):
            continue
        following = tokens[k + 1][0].lower() if k + 1 < len(tokens) else ""
        low = found * _SCALES.get(following, 1)
        measure = near[2]
        thing = "house" if measure is Measure.DESTROYED else None
        figure = Span(start=start, end=start + len(word), text=word)
        yield Claim(
            id=claim_id(report.id, figure, measure, thing),
            report=report.id,
            sentence=sentence,
            figure=figure,
            measure=measure,
            object=thing,
            quantity=Quantity(low=low, high=low, qualifier=Qualifier.EXACT, unit="people"),
            scope=Scope(),
            attribution=Attribution(),
            rule="plain_regex.near",
        )


def number(word: str) -> int | None:
    """The number that one word or numeral is; ``None`` where it is none."""
    w = word.lower()
    if w[0].isdigit():
        return int(w.replace(",", "")) if re.fullmatch(r"\d+|\d{1,3}(?:,\d{3})+", w) else None
    tens, _, ones = w.partition("-")
    return _TENS[tens] + _NUMBERS.get(ones, 0) if tens in _TENS else _NUMBERS.get(w)
