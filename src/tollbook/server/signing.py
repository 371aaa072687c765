"""Who recorded what, as those outside may know it: people are pseudonyms."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any

_KEY = secrets.token_bytes(32)  # of this process: makes pseudonyms of names that are none
_PERSON = re.compile(r"\bperson:(?!p\d{1,6}\b)[\w.-]+")
_FIELDS = ("by", "reviewed_by", "reasons")


def pseudonymous(words: str) -> str:
    """Words in which each person is a pseudonym: that of the list of users, else one that is made here.

    >>> pseudonymous("reconcile"), pseudonymous("person:p7")
    ('reconcile', 'person:p7')
    """
    return _PERSON.sub(lambda m: f"person:x{hmac.new(_KEY, m[0].encode(), hashlib.sha256).hexdigest()[:6]}", words)


def outside(row: Any) -> Any:
    """A row of any shape, its people as those outside may know them."""
    if isinstance(row, list):
        return [outside(x) for x in row]
    if not isinstance(row, dict):
        return row
    return {k: _signed(v) if k in _FIELDS else outside(v) for k, v in row.items()}


def _signed(value: Any) -> Any:
    if isinstance(value, list):
        return [_signed(v) for v in value]
    return pseudonymous(value) if isinstance(value, str) else value
