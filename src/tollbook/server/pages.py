"""Pages: the front end as it was built into the package; where it was not, the plain page, which says what it lacks."""

from __future__ import annotations

import html
import mimetypes
import re
from functools import cached_property
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

import tollbook
from tollbook.asking import history
from tollbook.publish.page import page
from tollbook.server.answering import Reading
from tollbook.server.faults import Fault
from tollbook.server.looking import Look

router = APIRouter(include_in_schema=False)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
PLAIN = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LACKS = (
    "This is the plain page: the interactive one was not built into this installation. Search, the as-of slider, review and live"
    " changes are only there; programs find all of it under"
)
SHOWN = 20  # stories on the plain page
_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.\w+$")
_HEAD = re.compile(r"<head[^>]*>", re.I)


class Front:
    """The files of the front end, by their names below it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tollbook.__file__).parent / "publish" / "front"

    @cached_property
    def files(self) -> dict[str, Path]:
        """What may be served: nothing else of the disk can be asked for."""
        return {p.relative_to(self.folder).as_posix(): p for p in sorted(self.folder.rglob("*")) if p.is_file()}

    @property
    def built(self) -> bool:
        """The front end is there."""
        return "index.html" in self.files

    def index(self, prefix: str) -> str:
        """Its page, with addresses below ``prefix``."""
        text = self.files["index.html"].read_text(encoding="utf-8")
        base = f'<base href="{html.escape(prefix, quote=True)}/">'
        return _HEAD.sub(lambda m: m[0] + base, text, count=1)


@router.get("/{path:path}")
async def pages(request: Request, path: str, read: Reading) -> Response:
    """A file of the front end, or its page; without it, the plain page."""
    front: Front = request.app.state.front
    if path == "api" or path.startswith("api/"):
        raise Fault("no_route", f"There is nothing at /{path}.", "GET /api/v1/openapi.json tells what there is.")
    if front.built:
        if path in front.files and path != "index.html":
            return _file(front.files[path])
        return HTMLResponse(front.index(read.room.settings.root_path), headers=_headers(POLICY))
    if path:
        raise Fault("no_route", f"There is nothing at /{path}.", "The page is at /, the API under /api/v1.")
    return HTMLResponse(await read.look(_plain), headers=_headers(PLAIN))


def _headers(policy: str) -> dict[str, str]:
    return {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}


def _file(path: Path) -> Response:
    """A file; one whose name holds a digest of what is in it never changes."""
    kept = "public, max-age=31536000, immutable" if _HASHED.search(path.name) else "no-cache"
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=media, headers={"Cache-Control": kept, "Content-Security-Policy": POLICY})


def _plain(look: Look) -> str:
    """The stories with most reports, as the command `page` shows them."""
    books = sorted(look.books(), key=lambda b: (-len(b.reports), b.story.id))[:SHOWN]
    past = [e for b in books for e in history(b, look.at(b))]
    at = look.at(books[0]) if books else look.now
    changed = {b.story.id: look.pages(b) for b in books}
    told = page([(b, look.toll(b)) for b in books], as_of=at, mask=not look.named, history=past, pages=changed)
    note = f'<p class="note" role="note">{LACKS} <a href="api/v1/openapi.json">api/v1</a>.</p>'
    return told.replace("<main ", f"{note}<main ", 1)
