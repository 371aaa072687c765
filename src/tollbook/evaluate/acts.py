"""Acts as read against acts as annotated: `bench/acts.jsonl` holds ids and spans, the texts lie in the data folder.

An act is found where one is read of the same kind whose words overlap the annotated ones, each of them once. Optional acts
(words that point back, statements at the border) count neither way. Two annotations of one report are held against each other
in the same way. `docs/acts.md` says how they were made.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired
from tollbook.errors import InputError
from tollbook.extract.acts import find_acts
from tollbook.extract.attribution import find_attributions
from tollbook.model import Action, Frame, Report, Span
from tollbook.read import read

Row = dict[str, Any]
SPANS = ("actor", "target", "where", "when", "said_by")
FIELDS = ("word", *SPANS, "standing")


@dataclass(slots=True)
class Tally:
    """Counts over acts; ``fields`` gives, of the matched, how many had each field right."""

    matched: int = 0
    missed: int = 0
    extra: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds the counts of another report."""
        self.matched, self.missed, self.extra = self.matched + other.matched, self.missed + other.missed, self.extra + other.extra
        self.fields.update(other.fields)

    def lines(self) -> Iterator[str]:
        """Precision, recall and F1, and the fields of what was matched."""
        p = self.matched / max(1, self.matched + self.extra)
        r = self.matched / max(1, self.matched + self.missed)
        f = 2 * p * r / max(1e-9, p + r)
        yield f"P {p:.3f}   R {r:.3f}   F1 {f:.3f}   (matched {self.matched}, missed {self.missed}, extra {self.extra})"
        told = (f"{name} {self.fields[name] / max(1, self.matched):.3f}" for name in FIELDS)
        yield "  of those matched: " + "   ".join(told)


GOLD = Path(__file__).parents[3] / "bench" / "acts.jsonl"  # stays with the source: it points into texts that do not ship


def evaluate_acts(data: Path, *, gold: Path = GOLD, show: bool = False) -> Iterator[str]:
    """The lines that say how right acts are: on reports to which rules were tuned, on those held back, and on fresh ones."""
    if not gold.exists():
        raise InputError(f"There is no {gold}.", "Acts are measured from a checkout of the source, which has bench/acts.jsonl.")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    first = {r["doc"]: r for r in rows if r["reading"] == 1}
    parts: dict[str, Tally] = {"tune": Tally(), "held": Tally(), "fresh": Tally(), "fresher": Tally()}
    for doc, row in first.items():
        text = _text(doc, data)
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != row["digest"]:
            raise InputError(f"{doc} is not the text that was annotated.", "The data folder may be of another version.")
        found = _read(doc, text)
        tally, notes = compare(row["acts"], found, text)
        parts[row["part"]].add(tally)
        if show:
            yield from (f"    {doc}: {note}" for note in notes)
    whole = Tally()
    for name in ("tune", "held"):
        whole.add(parts[name])
    known = {"all": whole, "tuned on": parts["tune"], "held back": parts["held"], "fresh": parts["fresh"]} | {
        "fresher": parts["fresher"]
    }
    yield f"reports {sum(r['part'] in ('tune', 'held') for r in first.values())}   acts {whole.matched + whole.missed}"
    for name, tally in known.items():
        lines = list(tally.lines())
        yield f"{name:10s} {lines[0]}"
        yield f"{'':10s} {lines[1]}"
    yield from _agreement(first, [r for r in rows if r["reading"] == 2], data)


def _agreement(first: dict[str, Row], second: Sequence[Row], data: Path) -> Iterator[str]:
    """How far two annotations of the same reports agree: on what both ask for, and on fields of that."""
    asked = both = either = 0
    fields: Counter[str] = Counter()
    for row in second:
        text = _text(row["doc"], data)
        one, two = ([_whole(a) for a in acts] for acts in (first[row["doc"]]["acts"], row["acts"]))
        for mine, other in ((one, two), (two, one)):
            for act in (a for a in mine if not a["optional"] and a["frame"] == "current"):
                asked += 1
                like = [a for a in other if _same(a, act)]
                either += bool(like)
                strict = max((a for a in like if not a["optional"]), key=lambda a: _agree(act, a, text), default=None)
                if strict is not None:
                    both += 1
                    fields.update(f for f in FIELDS if _right(f, act, strict, text))
    yield f"annotated twice: {len(second)} reports   asked for by both F1 {both / max(1, asked):.3f}   " + (
        f"optional ones allowed {either / max(1, asked):.3f}"
    )
    yield "  of those: " + "   ".join(f"{name} {fields[name] / max(1, both):.3f}" for name in FIELDS)


def _whole(act: Row) -> Row:
    empty: Row = dict.fromkeys(SPANS) | {"standing": "asserted", "frame": "current", "optional": False}
    return empty | act


def compare(gold: Sequence[Row], found: Sequence[Row], text: str) -> tuple[Tally, list[str]]:
    """Matches what was read with what was annotated; and what is wrong, a line each."""
    told = [_whole(a) for a in gold]
    asked = {k for k, g in enumerate(told) if not g["optional"] and g["frame"] == "current"}
    taken: set[int] = set()
    tally, notes = Tally(), list[str]()
    for row in (r for r in found if r["frame"] == "current"):
        options = [k for k in asked - taken if _same(told[k], row)]
        best = max(options, key=lambda k: _agree(told[k], row, text), default=None)
        if best is not None:
            taken.add(best)
            wrong = [f for f in FIELDS if not _right(f, told[best], row, text)]
            tally.fields.update(f for f in FIELDS if f not in wrong)
            if wrong:
                notes.append(f"fields  {row['kind']}/{row['word']} {_words(text, row)!r}: {_wrong(wrong, told[best], row, text)}")
        elif not any(_overlap(g, row) for k, g in enumerate(told) if k not in asked):
            tally.extra += 1
            notes.append(f"extra   {row['kind']}/{row['word']} {_words(text, row)!r} ({row.get('rule')})")
    notes += [f"missed  {told[k]['kind']}/{told[k]['word']} {_words(text, told[k])!r}" for k in sorted(asked - taken)]
    tally.matched, tally.missed = len(taken), len(asked - taken)
    return tally, notes


def _wrong(wrong: Sequence[str], g: Row, row: Row, text: str) -> str:
    def value(r: Row, f: str) -> object:
        return text[slice(*r[f])] if isinstance(r[f], list | tuple) else r[f]

    return "; ".join(f"{f} {value(row, f)!r} for {value(g, f)!r}" for f in wrong)


def _words(text: str, row: Row) -> str:
    return " ".join(text[row["start"] : row["end"]].split())


def _overlap(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _same(gold: Row, row: Row) -> bool:
    return bool(gold["kind"] == row["kind"]) and _overlap(gold, row)


def _agree(gold: Row, row: Row, text: str) -> int:
    return sum(_right(f, gold, row, text) for f in FIELDS)


def _right(name: str, gold: Row, row: Row, text: str) -> bool:
    """A word or standing is equal; a span overlaps, or names the same by the same words elsewhere; both absent."""
    a, b = gold[name], row[name]
    if name not in SPANS:
        return bool(a == b)
    if a is None or b is None:
        return a is None and b is None
    x, y = text[slice(*a)].casefold(), text[slice(*b)].casefold()
    return bool(a[0] < b[1] and b[0] < a[1]) or x in y or y in x


# ------------------------------------------------------------------------------------------------------------------ texts


def _read(doc: str, text: str) -> list[Row]:
    item = Acquired(name=doc, raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text)
    return [_row(r, a) for r in read(item)[0] for a in find_acts(r, partial(find_attributions, r))]


def _row(report: Report, act: Action) -> Row:
    """One act as a row of the scorer, its spans counted in the text before it was repaired."""
    spans = {"actor": act.actor, "target": act.target, "where": act.where, "when": act.when}
    spans["said_by"] = act.attribution.said_by_span if act.attribution.said_by else None
    found: Row = {name: None if s is None else _before(report, s) for name, s in spans.items()}
    start, end = _before(report, act.act)
    frame = "current" if act.frame is Frame.CURRENT else act.frame.value
    more = {"kind": act.kind.value, "word": act.word, "standing": act.standing.value, "frame": frame, "rule": act.rule}
    return found | more | {"start": start, "end": end}


def _before(report: Report, span: Span) -> tuple[int, int]:
    """Where a span stood in the text as given, repairs undone."""

    def place(at: int) -> int:
        return at + sum(len(e.original) - (e.end - e.start) for e in report.edits if e.end <= at)

    return place(span.start), place(span.end)


def _text(doc: str, data: Path) -> str:
    """The text of an annotated report: a file, or a line of a file of the data folder."""
    name, _, line = doc.partition(":")
    if name.startswith("times/"):
        return _timed(data / name, data / "scorers" / "score_times.py")[int(line)]
    path = data / name
    if not path.exists():
        raise InputError(f"{name} is not in {data}.", "Name the folder with --data DIR or TOLLBOOK_DATA.")
    return path.read_text(encoding="utf-8") if not line else _lines(path)[int(line)]


@cache
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


@cache
def _timed(gold: Path, scorer: Path) -> dict[int, str]:
    """The texts of a set of time expressions, as its scorer writes them out."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(scorer), "--texts", str(gold), folder], check=True, capture_output=True)
        return {int(p.stem): p.read_bytes().decode("utf-8") for p in Path(folder).glob("*.txt")}
