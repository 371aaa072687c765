"""Rows with the names of private persons withheld, or shown to whom a role and a setting allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tollbook.model import Book, Claim, Estimate, Heard, Report
from tollbook.publish.export import resolved_without_names, without_names
from tollbook.publish.markup import web_address
from tollbook.publish.masking import with_masks
from tollbook.publish.rows import Row, claim_row, estimate_row, published_row
from tollbook.publish.sheet import Names, private_sources
from tollbook.publish.silence import masked_days, silence_rows

_LETTER = "█"


@dataclass(frozen=True)
class Veil:
    """How the rows of one story are shown. Without masking all words stay as they are."""

    book: Book
    names: Names

    @cached_property
    def _placed(self) -> dict[str, tuple[Claim, Row]]:
        return {}

    @cached_property
    def _private(self) -> tuple[str, ...]:
        """Names of private sources, longest first: withheld from Tollbook's own sentences too."""
        found = {n for c in self.book.claims for n in private_sources(c, self.names)}
        return tuple(sorted(found, key=lambda n: (-len(n), n)))

    def hide(self, words: str | None) -> str | None:
        """Words of a report."""
        return None if words is None else self.names.hide(words)

    def own(self, sentence: str) -> str:
        """A sentence of Tollbook's own: only sources that are private persons are withheld from it."""
        for name in self._private:
            if name in sentence:
                sentence = sentence.replace(name, with_masks(name, ((0, len(name)),), language=self.names.language))
        return sentence

    @property
    def title(self) -> str:
        """The story's title."""
        return self.names.hide(self.book.story.title)

    def whole(self, text: str) -> str:
        """A whole text with names blackened letter by letter, so that every span into it holds."""
        pieces, at = [], 0
        for start, end in self.names.spans(text):
            pieces += [text[at:start], _LETTER * (end - start)]
            at = end
        return "".join((*pieces, text[at:]))

    # ---------------------------------------------------------------------------------------------------------- rows

    def claim(self, claim: Claim) -> Row:
        """A placed claim: its row, and what is known of its report. It is made once; nobody changes it."""
        row = self._placed.get(claim.id)
        if row is None or row[0] is not claim:
            row = self._placed[claim.id] = claim, self._claim(claim)
        return row[1]

    def _claim(self, claim: Claim) -> Row:
        report = self.book.reports[claim.report]
        shown, known = claim, self.book.resolutions.get(claim.id)
        if self.names.mask:
            shown, known = without_names(claim, self.names), resolved_without_names(known, self.names)
        return {**claim_row(short(report), shown, known), "story": self.book.story.id, **self.told(report)}

    @staticmethod
    def what(row: Row) -> str:
        """A claim's figure, and of what, of whom and where it is: "164 killed, people, Kazakhstan"."""
        figure = f"{row['figure']['text']} {row['measure'].replace('_', ' ')}"
        return ", ".join(x for x in (figure, row["who"] or row["object"], row["where"]) if x)

    def told(self, report: Report) -> Row:
        """What stands beside a claim of its report."""
        when = published_row(report) or {"at": None, "found": None}
        facts = {"report_id": report.id, "publisher": report.publisher, "url": web_address(report.url)}
        return {**facts, "published": when["at"], "published_found": when["found"]}

    def estimate(self, e: Estimate) -> Row:
        """An estimate by the contract of ``toll``."""
        row = estimate_row(self.book, e)
        if not self.names.mask:
            return row
        hide = self.names.hide
        row["basis"] = [b | {"source": hide(b["source"])} for b in row["basis"]]
        row["terms"] = [t | {"who": t["who"] and hide(t["who"])} for t in row["terms"]]
        row["set_aside"] = [s | {"reason": self.own(s["reason"])} for s in row["set_aside"]]
        row["disputed"] = [d | {"by": hide(d["by"])} for d in row["disputed"]]
        row["problems"] = [p | {"message": self.own(p["message"])} for p in row["problems"]]
        return row | {"sentence": self.own(row["sentence"]), "where": self.hide(row["where"])}

    def silence(self, days: Sequence[Heard]) -> list[Row]:
        """Days of silence, by the contract of ``toll``; why little was heard is a person's own words."""
        return silence_rows(masked_days(days, self.names.hide))

    def why(self, claim: Claim, row: Row) -> Row:
        """The grounds of a figure: ``row`` is that of ``why_row``."""
        placed = self.claim(claim)
        shown = {k: v for k, v in row.items() if k not in placed or k == "story"} | {k: placed[k] for k in row if k in placed}
        links = [x | {"figure": self._figure(x["other"]), "reason": self.own(x["reason"])} for x in row["links"]]
        effects = [
            e | {"reason": e["reason"] and self.own(e["reason"]), "sentence": self.own(e["sentence"])} for e in row["effects"]
        ]
        for x in links:
            x["report"] = x["report"] and _last(x["report"])
        shown |= {"as_read": self._as_read(row["as_read"], claim), "decisions": [self.decision(d) for d in row["decisions"]]}
        return {k: shown[k] for k in row} | {"grounds": [self.own(g) for g in row["grounds"]], "links": links, "effects": effects}

    def decision(self, row: Row) -> Row:
        """A person's decision: their own words, and those that they wrote in the place of what was read."""
        changes = [c | {"value": self.hide(c["value"])} for c in row["changes"]]
        return row | {"reason": self.hide(row["reason"]), "source": self.hide(row["source"]), "changes": changes}

    def _as_read(self, row: Row | None, claim: Claim) -> Row | None:
        if row is None:
            return None
        words = {k: self.hide(row[k]) for k in ("who", "where", "said_by")}
        read = self.book.as_read.get(claim.id, claim)
        return row | words | {"figure": row["figure"] | {"text": self.names.figure(read)}}

    def _figure(self, claim: str) -> str | None:
        found = self._claims.get(claim)
        return None if found is None else self.names.figure(found)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {c.id: c for c in self.book.claims}

    def timeline(self, row: Row) -> Row:
        """A row of a timeline: of a claim, or of an act with the words of all who tell it."""
        shown = {k: self.hide(row[k]) for k in ("who", "where", "said_by")} | {"report": _last(row["report"])}
        claim, act = self._claims.get(row["claim"] or ""), row["act"]
        if act is not None:
            words = {"actor": self.hide(act["actor"]), "target": self.hide(act["target"]), "place": self._place(act["place"])}
            shown["act"] = act | words | {"told": [self._telling(t) for t in act["told"]]}
        return row | shown | {"figure": self.names.figure(claim) if claim is not None else None}

    def _place(self, row: Row | None) -> Row | None:
        if row is None or self.hide(row["name"]) == row["name"]:
            return row
        return row | {"name": self.hide(row["name"]), "id": f"{row['id'].split('/', 1)[0]}/withheld"}

    def _telling(self, row: Row) -> Row:
        spans = {k: row[k] | {"text": self.hide(row[k]["text"])} for k in ("words", "sentence")}
        return row | spans | {"said_by": self.hide(row["said_by"]), "report": _last(row["report"])}

    def worded(self, rows: Iterable[Row], *fields: str) -> list[Row]:
        """Rows whose ``fields`` are words of reports."""
        return [row | {f: self._words(row[f]) for f in fields} for row in rows]

    def _words(self, value: Any) -> Any:
        return [self._words(v) for v in value] if isinstance(value, list) else self.hide(value)


def short(report: Report) -> str:
    """A report's name without the folders of the machine that it was read on."""
    return _last(report.name)


def _last(name: str) -> str:
    return name if "://" in name else name.replace("\\", "/").rsplit("/", 1)[-1]
