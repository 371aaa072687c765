"""What axe finds in a page: WCAG 2.2, A and AA, and what its authors call best practice."""

from __future__ import annotations

import json
from pathlib import Path

AXE = Path(__file__).parents[2] / "front" / "node_modules" / "axe-core" / "axe.min.js"
LIKE = ["article.claim:nth-of-type(n+5)", ".todo li:nth-of-type(n+5)", ".acts > li:nth-of-type(n+4)", "tbody tr:nth-of-type(n+6)"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page) -> list[str]:  # type: ignore[no-untyped-def]  # Playwright may be missing
    session = page.context.new_cdp_session(page)  # past the page's policy, which refuses a script of others
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    context = {"exclude": [[rows] for rows in LIKE]}  # of a long list, the first few: the others are like them
    found = page.evaluate(f"axe.run({json.dumps(context)}, {{runOnly: {json.dumps(TAGS)}, resultTypes: ['violations']}})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]
