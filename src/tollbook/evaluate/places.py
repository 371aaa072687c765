"""Places named in public texts: the rows that their scorer asks for, from the text alone or at the annotated names."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tollbook.acquire import Acquired
from tollbook.model import Report
from tollbook.read import read
from tollbook.resolve.gazetteer import open_gazetteer
from tollbook.resolve.toponyms import Toponym, toponyms, toponyms_at

Row = dict[str, Any]


def place_rows(path: Path, *, annotated: bool) -> Iterator[Row]:
    """A row for each place found in the texts of ``path``; ``annotated``: for each annotated name that has a GeoNames id."""
    gazetteer = open_gazetteer()
    for doc, text, spans in _articles(path):
        item = Acquired(name=str(doc), raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text)
        for report in read(item)[0]:
            if annotated:
                at = [(_repaired(report, a), _repaired(report, b)) for a, b in spans]
                found = list(zip(spans, toponyms_at(report, at, gazetteer), strict=True))
            else:
                given = toponyms(report, gazetteer)
                found = [((_given(report, t.span.start), _given(report, t.span.end)), t) for t in given]
            yield from (_row(doc, span, t) for span, t in dict(found).items())


def _row(doc: int, span: tuple[int, int], t: Toponym) -> Row:
    known = t.place is not None and t.place.id.isdigit()
    return {"doc": doc, "start": span[0], "end": span[1], "geonameid": int(t.place.id) if t.place is not None and known else None}


def _articles(path: Path) -> Iterator[tuple[int, str, list[tuple[int, int]]]]:
    """Number, text and annotated spans of each article, in the formats of both sets."""
    for doc, article in enumerate(ET.parse(path).getroot().iter("article")):
        text, spans = article.findtext("text") or "", set()
        for t in article.iter("toponym"):
            tag = t.find("gaztag")
            key = (tag.get("geonameid") if tag is not None else t.findtext("geonamesID")) or ""
            start, end = int(t.findtext("start") or -1), int(t.findtext("end") or -1)
            if key.strip() and 0 <= start < end and text[start:end] == (t.findtext("phrase") or t.findtext("extractedName")):
                spans.add((start, end))
        yield doc, text, sorted(spans)


def _repaired(report: Report, at: int) -> int:
    """Where a code point of the text as given stands in the text as repaired."""
    shift = 0
    for e in report.edits:
        if at <= e.start - shift:
            break
        shift += e.end - e.start - len(e.original)
    return at + shift


def _given(report: Report, at: int) -> int:
    """Where a code point of the text as repaired stood in the text as given."""
    return at - sum(e.end - e.start - len(e.original) for e in report.edits if e.end <= at)
