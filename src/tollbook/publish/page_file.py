"""The page as one file: the front end, its style and the accounts of stories, in one HTML document that asks for nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from tollbook.publish.markup import Html, el, plain
from tollbook.publish.rows import Row

FORM = "tollbook.page/1"
PARTS = ("app.js", "page.css")


def front(name: str) -> str | None:
    """A part of the front end as it was built into this package; ``None`` where it was not."""
    path = resources.files("tollbook") / "publish" / "front" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def front_built() -> bool:
    """The front end was built into this package."""
    return all(front(name) is not None for name in PARTS)


def page_file(accounts: Sequence[Row], *, version: str, language: str = "en") -> str:
    """One HTML file that shows ``accounts``. The same arguments give the same bytes. Needs `front_built`.

    Nothing may be fetched or run but the one script and the one style sheet that stand in it, whatever a report's text holds:
    the policy knows both by their digests. Pictures may be drawn from what the page itself made.
    """
    script, style = ((front(name) or "").replace("</script", r"<\/script").strip() for name in PARTS)
    title = f"{accounts[0]['story']['title']} · Tollbook" if len(accounts) == 1 else "Tollbook"
    policy = f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:"
    held = {"form": FORM, "version": version, "accounts": list(accounts)}
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=f"{policy}; base-uri 'none'; form-action 'none'"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content="Tollbook"),  # so that it is never read as a report
        el("meta", name="color-scheme", content="light dark"),
        el("title", plain(title)),
        el("style", Html(style)),
    )
    body = el(
        "body",
        el("div", id="page"),
        el("noscript", el("p", "This page needs its script. `tollbook page --plain` writes one that needs none.")),
        el("script", Html(data(held)), type="application/json", id="accounts"),
        el("script", Html(script)),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang=language)}\n"


def data(held: Any) -> str:
    """JSON that is safe inside a script element: no ``<`` ends it early, whatever a report said."""
    words = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")
    return words.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"
