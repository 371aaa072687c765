"""On how many sentences of the development data each rule fires: ``python -m bench.rule_counts --data DIR``.

A rule that fires on one sentence is a rule made for it. Figures, speakers and standings are counted apart: a sentence
counts once a rule and set, however many figures the rule reads there. Prints the table of `docs/extraction-rules.md`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tollbook.acquire import Acquired
from tollbook.extract.attribution import find_attributions
from tollbook.extract.mentions import find_mentions
from tollbook.extract.standing import told_standings
from tollbook.model import Report, Standing
from tollbook.read import read

SETS = {
    "claims": "claims/texts",
    "wad": "wad/dev.jsonl",
    "muc4": "muc4/dev.jsonl",
    "idetect": "idetect/dev.jsonl",
    "polnear": "polnear/train.jsonl",
}
Fired = tuple[str, str, tuple[int, int]]  # kind of rule, its name, and where its sentence begins


def texts(path: Path) -> Iterator[str]:
    """The texts of a set: a folder of texts, or rows with a text (second annotations of the same text left out)."""
    if path.is_dir():
        yield from (p.read_text(encoding="utf-8") for p in sorted(path.glob("*.txt")))
        return
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        yield from (str(r["text"]) for r in rows if r.get("primary", True))


def reports(path: Path) -> Iterator[Report]:
    """The reports of a set, as they are read."""
    for k, text in enumerate(texts(path)):
        item = Acquired(name=f"{k:05d}", raw=text.encode("utf-8", "surrogatepass"), media="text/plain", body=text)
        yield from read(item)[0]


def fired(number: int, report: Report) -> Iterator[Fired]:
    """Every rule that fires in ``report``, once a sentence or more."""
    mentions, attributions = find_mentions(report), find_attributions(report)
    for m in mentions:
        yield "figure", m.rule, (number, m.sentence.start)
    for a in attributions:
        s = report.sentence_at(a.content.start)
        yield "speaker", a.rule.replace(" carried", ""), (number, s.start if s is not None else a.content.start)
    for m, told in zip(mentions, told_standings(report, mentions, attributions), strict=True):
        if told.standing is not Standing.ASSERTED:
            yield "standing", str(told.standing), (number, m.sentence.start)


def counts(data: Path) -> dict[tuple[str, str], dict[str, int]]:
    """Sentences a rule and set; a set that ``data`` does not hold is left out."""
    seen: dict[tuple[str, str], dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    for name, where in SETS.items():
        if not (data / where).exists():
            print(f"not there: {data / where}", file=sys.stderr)
            continue
        for number, report in enumerate(reports(data / where)):
            for kind, rule, sentence in fired(number, report):
                seen[kind, rule][name].add(sentence)
    return {rule: {name: len(sentences) for name, sentences in by.items()} for rule, by in seen.items()}


def table(found: dict[tuple[str, str], dict[str, int]]) -> Iterator[str]:
    """Lines of a Markdown table, by kind and family, the rule that fires most often first."""
    yield "| kind | rule | " + " | ".join(SETS) + " | all |"
    yield "|---|---|" + "---:|" * (len(SETS) + 1)
    total = {rule: sum(by.values()) for rule, by in found.items()}
    for kind, rule in sorted(found, key=lambda r: (r[0], r[1].split(".")[0], -total[r], r[1])):
        by = found[kind, rule]
        yield f"| {kind} | `{rule}` | " + " | ".join(str(by.get(s, 0)) for s in SETS) + f" | {total[kind, rule]} |"


def main() -> int:
    """Prints the table; 2 where there is no data."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with the public data sets")
    found = counts(parser.parse_args().data)
    print("\n".join(table(found)))
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main())
