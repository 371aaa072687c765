"""Public data sets, where a folder of them is at hand: the rows that its scorers ask for, made by reading its texts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired, acquire
from tollbook.errors import InputError
from tollbook.evaluate.places import place_rows
from tollbook.evaluate.score import FIELDS, Score, score_claims
from tollbook.evaluate.stories import claim_rows, story_rows, toll_rows
from tollbook.evaluate.syndication import origin_rows
from tollbook.evaluate.times import time_rows
from tollbook.evaluate.tolls import toll_lines
from tollbook.extract.attribution import find_attributions
from tollbook.extract.mention import Attributed
from tollbook.extract.rules import RulesExtractor
from tollbook.model import BlockKind, DateFound, Problem, Published, Report
from tollbook.protocols import Extractor
from tollbook.publish.rows import claim_row
from tollbook.read import read
from tollbook.read.page import read_pages

Rows = Iterator[dict[str, Any]]
Texts = Iterable[tuple[str, str]]  # name and text of each report


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A data set: the file that tells that it is there, its scorer (under the data folder), and how its rows are made.

    Rows are the claims of ``texts``, where it has them, and else what ``rows`` makes.
    """

    name: str
    gold: str
    scorer: str
    what: str
    texts: Callable[[Path], Texts] | None = None
    rows: Callable[[Path], Rows] | None = None
    more: Callable[[Path], Rows] | None = None  # rows of a second file, where the scorer takes one
    folder: bool = False  # the scorer is given the folder of the gold file
    lines: Callable[[Path], Iterator[str]] | None = None  # scored here, where the data brings no scorer

    def read(self, gold: Path, extractor: Extractor | None = None) -> Rows:
        """The rows that the scorer asks for; claims are read by ``extractor``, the rules of Tollbook by default."""
        if self.texts is not None:
            return _claims(self.texts(gold), extractor=extractor)
        return iter(()) if self.rows is None else self.rows(gold)


def _reports(texts: Iterable[tuple[str, str]], days: Mapping[str, date] | None = None) -> Iterator[tuple[str, Report]]:
    for name, text in texts:
        item = Acquired(name=name, raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text)
        day = (days or {}).get(name)
        published = Published(day=day, found=DateFound.GIVEN) if day is not None else None
        for report in read(item, published=published)[0]:
            yield name, report


def _claims(texts: Texts, days: Mapping[str, date] | None = None, extractor: Extractor | None = None) -> Rows:
    extractor = extractor or RulesExtractor()
    for name, report in _reports(texts, days):
        for claim in extractor.extract(report):
            yield claim_row(name, claim, None)


def _numbered(path: Path) -> Iterator[tuple[str, str]]:
    for k, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        yield f"{k:05d}", json.loads(line)["text"]


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")


def _attributions(path: Path) -> Rows:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["primary"]:
            continue
        found = []
        for _, report in _reports([(row["doc_id"], row["text"])]):
            if report.text != row["text"]:
                continue  # spans are counted in the text as given; a repaired text would be shifted
            by_cue: dict[int, list[Attributed]] = {}
            for a in find_attributions(report):
                by_cue.setdefault(a.cue.start if a.cue is not None else -1 - a.content.start, []).append(a)
            found += [_one_cue(group) for group in by_cue.values()]
        yield {"doc_id": row["doc_id"], "attributions": found}


def _one_cue(group: list[Attributed]) -> dict[str, Any]:
    """What one cue governs, its source in the words used there ("he"), not in those that they stand for."""
    source = group[0].worded or group[0].attribution.said_by_span
    spans = [[a.content.start, a.content.end] for a in group]
    return {"source": source and [source.start, source.end], "cue": None, "content": spans}


def _pages(folder: Path) -> Iterator[tuple[str, Acquired]]:
    for path in sorted(folder.glob("*.html.gz")):
        items = [x for x in acquire([str(path)]) if not isinstance(x, Problem)]
        if items:
            yield path.name, items[0]


def _page_texts(truth: Path) -> Rows:
    """Main texts, those of pages too that are read as no report (two of them are the free beginnings of paid ones)."""
    body = {BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTATION, BlockKind.SUBTITLE, BlockKind.DATELINE, BlockKind.TABLE}
    for name, item in _pages(truth.parent / "pages"):
        text = "\n".join(p.text[b.start : b.end] for p in read_pages(item.body) for b in p.blocks if b.kind in body)
        yield {"file": name, "text": text}


def _page_dates(truth: Path) -> Rows:
    rows = map(json.loads, truth.read_text(encoding="utf-8").splitlines())
    addresses = {row["file"]: row["url"] for row in rows}  # a fetched page has one, and it may bear the day
    for name, item in _pages(truth.parent / "dated"):
        reports, _ = read(replace(item, url=addresses.get(name)))
        published = next((r.published for r in reports if r.published is not None), None)
        day = None if published is None else published.day or (published.instant and published.instant.date())
        yield {"file": name, "date": day and day.isoformat()}


SETS: dict[str, Set] = {
    s.name: s
    for s in (
        Set(
            name="claims",
            gold="claims/claims.jsonl",
            scorer="claims/score.py",
            what="claims with every field",
            texts=lambda p: _files(p.parent / "texts"),
        ),
        Set(
            name="wad",
            gold="wad/dev.jsonl",
            scorer="scorers/score_wad.py",
            what="deaths and injured of short agency reports",
            texts=_numbered,
        ),
        Set(
            name="muc4",
            gold="muc4/dev.jsonl",
            scorer="scorers/score_muc.py",
            what="victims of wire and radio reports",
            texts=_numbered,
        ),
        Set(
            name="idetect",
            gold="idetect/dev.jsonl",
            scorer="scorers/score_idetect.py",
            what="displacement",
            texts=_numbered,
        ),
        Set(name="polnear", gold="polnear/dev.jsonl", scorer="scorers/score_polnear.py", what="attributions", rows=_attributions),
        Set(
            name="pages",
            gold="html/ground-truth.json",
            scorer="scorers/score_html.py",
            what="main text of web pages",
            rows=_page_texts,
        ),
        Set(
            name="dates",
            gold="html/dated.jsonl",
            scorer="scorers/score_html.py",
            what="publication days of web pages",
            rows=_page_dates,
        ),
        *(
            Set(
                name=name + ending,
                gold=f"places/{name}.xml",
                scorer="scorers/score_places.py",
                what=f"places named in {what}",
                rows=partial(place_rows, annotated=bool(ending)),
            )
            for name, what in (("lgl", "local news"), ("geowebnews", "news of the world"))
            for ending in ("", "-spans")
        ),
        *(
            Set(
                name=name,
                gold=f"times/{file}",
                scorer="scorers/score_times.py",
                what=f"expressions of time in {what}",
                rows=time_rows,
            )
            for name, file, what in (("aquaint", "aquaint", "wire news"), ("meantime", "meantime.tsv", "Wikinews"))
        ),
        Set(
            name="stories",
            gold="stories/incident_reports.dev.jsonl",
            scorer="scorers/score_stories.py",
            what="local reports filed under stories as they come",
            rows=story_rows,
        ),
        Set(
            name="story-tolls",
            gold="stories/incident_reports.dev.jsonl",
            scorer="scorers/score_tolls.py",
            what="the final toll of those stories, beside three simple rules",
            rows=toll_rows,
            more=claim_rows,
            folder=True,
        ),
        Set(
            name="syndication",
            gold="syndication/one_event_612.csv",
            scorer="scorers/score_syndication.py",
            what="articles of one origin",
            rows=origin_rows,
        ),
        Set(
            name="tolls",
            gold="tolls",
            scorer="tolls/README.md",
            what="what can be said of crises at given moments, from short reports written from published figures",
            lines=toll_lines,
        ),
    )
}


def evaluate(name: str, data: Path, extractor: Extractor | None = None) -> Iterator[str]:
    """The lines that the scorer of set ``name`` prints for what Tollbook (claims: ``extractor``) reads in ``data``."""
    chosen = SETS[name]
    gold, scorer = data / chosen.gold, data / chosen.scorer
    if chosen.lines is not None and gold.exists():
        yield from chosen.lines(gold)
        return
    if not gold.exists() or not scorer.exists():
        raise InputError(
            f"No data for {name!r} in {data}: {chosen.gold} or {chosen.scorer} is not there.",
            "Name the folder with --data DIR or TOLLBOOK_DATA.",
        )
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder) / "rows.jsonl", chosen.read(gold, extractor))]
        if chosen.more is not None:
            files.append(_written(Path(folder) / "more.jsonl", chosen.more(gold)))
        texts = [str(gold.parent / "texts")] if name == "claims" else []
        asked = [str(scorer), str(gold.parent if chosen.folder else gold), *texts, *files]
        run = subprocess.run([sys.executable, *asked], capture_output=True, text=True, check=False)
    yield from run.stdout.splitlines()
    if run.returncode != 0:
        raise InputError(
            f"The scorer of {name!r} ended with: {run.stderr.strip()}.", "The data folder may be of another version."
        )


def _written(path: Path, rows: Rows) -> str:
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    return str(path)


def example_score() -> tuple[Score, int]:
    """The annotated reports that ship with Tollbook, read and scored; and how many reports these are."""
    folder = Path(str(resources.files("tollbook") / "examples" / "annotated"))
    gold = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    days = {f"{d['doc']}.txt": date.fromisoformat(d["published"]) for d in documents if len(d["published"] or "") == 10}
    return score_claims(gold, list(_claims(_files(folder / "texts"), days))), len({g["doc"] for g in gold})


def evaluate_examples() -> Iterator[str]:
    """The same for the annotated reports that ship with Tollbook, by its own scorer."""
    score, reports = example_score()
    asked, got = score.matched + len(score.missed), score.matched + len(score.extra)
    yield f"reports {reports}   claims {asked}   read {got}   matched {score.matched}"
    yield f"claim F1 {score.f1():.3f}   whole claims (who, where, according to whom, standing) F1 {score.f1(score.whole):.3f}"
    for field in FIELDS:
        yield f"  {field:10s} {score.fields.get(field, 0)}/{score.matched}"
    for label, rows in (("missed", score.missed), ("extra", score.extra)):
        for row in rows:
            figure = row["text"] if label == "missed" else row["figure"]["text"]
            yield f"  {label}: {row.get('doc') or row.get('report')} {row['measure']} {row['low']}-{row['high']} {figure!r}"
