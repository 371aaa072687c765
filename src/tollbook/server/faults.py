"""What a server refuses, as RFC 9457 problems: each with a code, what was found, and what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from tollbook.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    MissingPart,
    NoSpace,
    TollbookError,
)

MEDIA = "application/problem+json"
CODES = {
    "invalid": 422,
    "unknown": 404,
    "no_route": 404,
    "method": 405,
    "unauthenticated": 401,
    "forbidden": 403,
    "csrf": 403,
    "conflict": 409,
    "refused": 409,
    "unseen": 428,
    "too_large": 413,
    "media": 415,
    "too_many": 429,
    "host": 400,
    "malformed": 400,
    "busy": 503,
    "missing_part": 501,
    "no_space": 507,
    "damaged": 500,
    "ours": 500,
}


class Fault(HTTPException):
    """A request that is refused. ``more`` holds further fields of the problem, ``headers`` those of the answer."""

    def __init__(self, code: str, detail: str, remedy: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(CODES[code], detail, headers or {})
        self.code, self.remedy, self.more, self.status = code, remedy, more, CODES[code]

    def row(self) -> dict[str, Any]:
        """The body of the answer."""
        told = {"type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}
        return {**told, "code": self.code, "remedy": self.remedy, **self.more}


def unknown(what: str, found: str) -> Fault:
    """There is no such thing in this ledger, as it stood then and for this reader."""
    return Fault("unknown", f"There is no {what} {found!r} here.", "It may be sealed or erased, or not yet known at that moment.")


def fault_of(error: TollbookError) -> Fault:
    """Our own errors, as they are said over HTTP. No path of the server's machine is told."""
    match error:
        case LedgerLocked():
            return Fault("busy", "Another process is writing to the ledger.", "Try again.", headers={"Retry-After": "2"})
        case MissingPart():
            return Fault("missing_part", error.message, error.remedy)
        case NoSpace():
            return Fault("no_space", "No space is left on the server's disk; nothing was recorded.", "Free some space there.")
        case LedgerDamaged() | LedgerError():
            return Fault("damaged", "The ledger cannot be read.", "Run `tollbook verify` where it lies.")
        case _:
            return Fault("invalid", error.message, error.remedy)
