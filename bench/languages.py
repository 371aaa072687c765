"""How languages are named, beside a second library and what pages state: ``python -m bench.languages --data DIR``."""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.lang import detect_fast

from bench.rates import rates
from tollbook.read.language import UNKNOWN, language_of

_STATED = re.compile(r"<html\b[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b")
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "mn": "mn", "hbs": "hr", "bs": "hr"}


def main(words: list[str]) -> int:
    """Prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    for line in compared(asked.parse_args(words).data):
        print(line)
    return 0


def compared(data: Path) -> Iterator[str]:
    """Ours, resiliparse's and the pages' own, and where the last two agree and ours differs."""
    files = [p for d in ("pages", "dated") for p in sorted((data / "html" / d).glob("*.html.gz"))]
    texts, stated = [], []
    for path in files:
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        texts.append(extract_plain_text(html, main_content=True))
        m = _STATED.search(html[:20_000])
        stated.append(_code(m[1].lower()) if m else "")
    ours = [_code(language_of(t) or "") for t in texts]
    theirs = [_code(_detected(t)) for t in texts]
    told = [(o, t, s) for o, t, s in zip(ours, theirs, stated, strict=True) if o]
    both = [(o, t) for o, t, s in told if t == s]
    other = [(o, t) for o, t in both if t != "en"]
    yield f"{len(told)} pages with words enough; {len(both)} on which the page's own statement and resiliparse agree"
    same, others = sum(o == t for o, t in both), sum(o == t for o, t in other)
    yield f"named so by Tollbook: {same} of {len(both)}; of those not English {others} of {len(other)}"
    yield f"languages other than English: {len({t for _, t in other})}; not named: {sum(o == UNKNOWN for o, _ in both)}"
    wrong = Counter((t, o) for o, t in both if o != t)
    yield "otherwise (theirs, ours): " + (", ".join(f"{t} {o} {n}" for (t, o), n in wrong.most_common()) or "none")
    ends = rates(len(texts), (lambda: [language_of(t) for t in texts], lambda: [_detected(t) for t in texts]))
    yield f"{ends[0]:,.0f} texts a second and core; resiliparse {ends[1]:,.0f}"


def _detected(text: str) -> str:
    code, _ = detect_fast(unicodedata.normalize("NFC", text))
    return str(code)


def _code(code: str) -> str:
    return SAME.get(code, code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
