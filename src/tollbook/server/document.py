"""The OpenAPI document: routes as FastAPI finds them, shapes from `docs/schema` and `shapes.py`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from tollbook import __version__
from tollbook.server import shapes
from tollbook.server.faults import CODES, MEDIA

Schema = dict[str, Any]

ABOUT = """Reports read as claims, and what can be said of each toll as of any day. Nothing is overwritten: every read can be
asked as of a moment, and up to an entry of the ledger. The same is told in words in docs/api.md."""
CONTRACTS = {"TollRow": "toll", "WhyRow": "why", "ChangeRow": "compare", "TimelineRow": "timeline", "ClaimRow": "claim"}
LISTED = (
    "Summary",
    "PlacedClaim",
    "ReportRow",
    "TimelineRow",
    "ChangeRow",
    "DayRow",
    "SourceRow",
    "PlaceRow",
    "Hit",
    "EntryRow",
    "Task",
)
PROBLEM: Schema = {
    "type": "object",
    "description": "Why a request was refused (RFC 9457), and what to do.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"enum": sorted(CODES)},
        "remedy": {"type": "string"},
        "entry": {"$ref": "#/components/schemas/EntryRow", "description": "Of a conflict: what the other person decided."},
    },
    "required": ["type", "title", "status", "detail", "code", "remedy"],
}
_REFUSED = {"description": "Refused", "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
_SEEN = {
    "ETag": {"description": "Of this answer.", "schema": {"type": "string"}},
    "Tollbook-Entry": {"description": "The last entry seen.", "schema": {"type": "string"}},
}
OPTIONAL: list[dict[str, list[str]]] = [{}, {"token": []}, {"session": []}]
NEEDED: list[dict[str, list[str]]] = [{"token": []}, {"session": [], "csrf": []}]
SCHEMES: Schema = {
    "token": {"type": "http", "scheme": "bearer", "description": "A user's token."},
    "session": {"type": "apiKey", "in": "cookie", "name": "tollbook_session", "description": "A browser that signed in."},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token", "description": "`csrf` of GET /session."},
}


def refused() -> dict[int | str, Schema]:
    """What every route can answer beside what it is there for."""
    return {"4XX": _REFUSED, "5XX": _REFUSED}


def told(shape: str, *, many: bool = False, status: int = 200) -> Any:
    """Arguments of a route that answers with a shape, or with a list of it."""
    name = f"{shape}List" if many else shape
    ok = {
        "description": "Done" if status != 200 else "As asked",
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
    seen: dict[int | str, Schema] = {304: {"description": "As the caller has it"}} if status == 200 else {}
    headers = {"headers": _SEEN} if status == 200 else {}
    responses = {status: ok | headers, **seen, **refused()}
    return {"responses": responses, "response_class": Response, "status_code": status}


def reading(shape: str, *, many: bool = False) -> Any:
    """`told`, of a route that reads: a token may be needed, and never hurts."""
    return told(shape, many=many) | {"openapi_extra": {"security": OPTIONAL}}


def inert(*media: str) -> Any:
    """Arguments of a route that answers with bytes of these kinds."""
    content: Schema = {m: {"schema": {"type": "string"}} for m in media}
    return {
        "responses": {
            200: {"description": "As asked", "content": content},
            304: {"description": "As the caller has it"},
            **refused(),
        },
        "response_class": Response,
        "openapi_extra": {"security": OPTIONAL},
    }


def document(app: FastAPI, prefix: str) -> Schema:
    """The document of ``app``, which answers under ``prefix``."""
    found = get_openapi(
        title="Tollbook",
        version=__version__,
        openapi_version="3.1.0",
        description=ABOUT,
        routes=app.routes,
        servers=[{"url": prefix or "/"}],
    )
    parts = found.setdefault("components", {})
    parts["schemas"] = {**_without_validation(parts.get("schemas", {})), **components()}
    parts["securitySchemes"] = SCHEMES
    return found


def _without_validation(schemas: Schema) -> Schema:
    """FastAPI's own errors are never sent: ours are."""
    return {k: v for k, v in schemas.items() if k not in ("HTTPValidationError", "ValidationError")}


@cache
def components() -> Schema:
    """All shapes by name."""
    own = [getattr(shapes, name) for name in shapes.__all__]
    _, found = msgspec.json.schema_components(own, ref_template="#/components/schemas/{name}")
    found = {k: {"additionalProperties": False, **v} if v.get("type") == "object" else v for k, v in found.items()}
    for name, contract in CONTRACTS.items():
        found |= _contract(name, contract)
    found["EstimateRow"] = found.pop("TollRow-estimate")
    text = json.dumps(found).replace("#/components/schemas/TollRow-estimate", "#/components/schemas/EstimateRow")
    found = json.loads(text)
    extra = {k: v for k, v in found["PlacedClaim"]["properties"].items() if k not in found["ClaimRow"]["properties"]}
    found["PlacedClaim"] = _joined(found["ClaimRow"], extra, shapes.PlacedClaim.__doc__ or "")
    found |= _contract("Account", "account")
    found |= {f"{name}List": _list(name) for name in LISTED}
    return {**found, "Refusal": PROBLEM}


def _joined(schema: Schema, more: Schema, told_as: str) -> Schema:
    both = {**schema["properties"], **more}
    return {**schema, "description": told_as, "title": "PlacedClaim", "properties": both, "required": sorted(both)}


def _contract(name: str, contract: str) -> Schema:
    """A schema of `docs/schema` and its definitions, as components."""
    file = resources.files("tollbook") / "server" / "schema" / f"{contract}.json"
    if not file.is_file():
        return {name: {"type": "object"}}
    text = file.read_text(encoding="utf-8").replace('"#/$defs/', f'"#/components/schemas/{name}-')
    whole = json.loads(text)
    parts = {f"{name}-{k}": v for k, v in whole.pop("$defs", {}).items()}
    whole.pop("$schema", None)
    whole.pop("$id", None)
    return {name: whole, **parts}


def _list(name: str) -> Schema:
    null: Schema = {"type": "null"}
    fields: Schema = {
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
        "next": {"anyOf": [{"type": "string"}, null], "description": "The cursor of the next page; null on the last."},
        "as_of": {"anyOf": [{"type": "string"}, null]},
        "upto": {"type": "integer", "minimum": 0},
    }
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}
