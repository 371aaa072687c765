"""What axe finds in a page: WCAG 2.2, A and AA, and what its authors call best practice."""

from __future__ import annotations

import json
from pathlib import Path

AXE = Path(__file__).parents[2] / "front" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page) -> list[str]:  # type: ignore[no-untyped-def]  # Playwright may be missing
    session = page.context.new_cdp_session(page)  # past the page's policy, which refuses a script of others
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(TAGS)}, resultTypes: ['violations']}})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"]]
