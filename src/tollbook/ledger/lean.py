"""Payloads read only to be checked: as light structures with the fields of the records, which are not kept.

They are made from the dataclasses of `model`, so that what reads as one reads as the other, and half as fast again.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache
from typing import Any

import msgspec

from tollbook.ledger import codec


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(lean(codec.KINDS[kind]))


def decode(kind: str, body: bytes) -> Any:
    """What `codec.decode` gives, as a light structure; where that is of no use, the record itself. Raises the same."""
    if kind in codec.KINDS:
        try:
            return _decoder(kind).decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            pass  # half a surrogate pair is read with more care
    return codec.decode(kind, body)


def lean(kind: Any) -> Any:
    """The light structure of a record, or of a type that holds records."""
    if dataclasses.is_dataclass(kind):
        return _structure(typing.cast(type, kind))
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is None:
        return kind
    found = tuple(x if x is Ellipsis else lean(x) for x in inside)
    return typing.Union[found] if origin in (types.UnionType, typing.Union) else origin[found]  # noqa: UP007 (made at run time)


@cache
def _structure(record: type) -> Any:
    hints = typing.get_type_hints(record)
    fields: list[Any] = []
    for f in dataclasses.fields(typing.cast(Any, record)):
        if f.default is not dataclasses.MISSING:
            fields.append((f.name, lean(hints[f.name]), f.default))
        elif f.default_factory is not dataclasses.MISSING:
            fields.append((f.name, lean(hints[f.name]), msgspec.field(default_factory=f.default_factory)))
        else:
            fields.append((f.name, lean(hints[f.name])))
    return msgspec.defstruct(record.__name__, fields, kw_only=True, gc=False)
