"""Changes for a webhook, signed as Standard Webhooks asks: who receives one can check it with a library of any language."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from tollbook.errors import UsageError

LEAST = 24  # bytes of a secret, by the standard


def secret_of(words: str) -> bytes:
    """A secret as its bytes: ``whsec_`` and Base64, or any words of enough bytes. Raises `UsageError`.

    >>> len(secret_of("whsec_" + "QUJD" * 8))
    24
    """
    words = words.strip()
    if words.startswith("whsec_"):
        coded = words.removeprefix("whsec_")
        try:
            found = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True)
        except (binascii.Error, ValueError) as error:
            raise UsageError("The secret of a webhook begins with whsec_ and is no Base64.") from error
    else:
        found = words.encode()
    if len(found) < LEAST:
        raise UsageError(f"The secret of a webhook has {len(found)} bytes.", f"Take at least {LEAST}: `openssl rand -base64 32`.")
    return found


def signed(body: bytes, *, secret: bytes, key: str, at: int) -> tuple[tuple[str, str], ...]:
    """The headers of one delivery at ``at`` (seconds since 1970): the same ``key`` with every try."""
    told = hmac.new(secret, f"{key}.{at}.".encode() + body, hashlib.sha256).digest()
    return (
        ("webhook-id", key),
        ("webhook-timestamp", str(at)),
        ("webhook-signature", f"v1,{base64.b64encode(told).decode()}"),
    )
