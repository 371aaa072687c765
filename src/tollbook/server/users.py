"""Users and their tokens: one file beside the ledger. Of a token only its scrypt digest is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from tollbook.errors import UnknownWord, UsageError
from tollbook.server.roles import GIVEN, Caller, role_named

COST = {"n": 2**14, "r": 8, "p": 1}  # scrypt: 16 MB and some 40 ms a try
_TOKEN = re.compile(r"tollbook_(p\d{1,6})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with a token. ``id`` is the pseudonym under which they decide (``person:p1``); it is never given twice."""

    id: str
    name: str
    role: str
    salt: str
    digest: str
    added: str
    revoked: str | None = None

    @property
    def caller(self) -> Caller:
        """The user as one who asks."""
        return Caller(role=role_named(self.role), name=self.name, by=f"person:{self.id}")


def users_path(ledger: Path) -> Path:
    """Where the users of ``ledger`` are kept: beside it, readable by its owner alone."""
    return ledger.with_name(ledger.name + ".users")


def users_of(ledger: Path) -> tuple[User, ...]:
    """All users, revoked ones too, in the order in which they were added."""
    path = users_path(ledger)
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Run this as the file's owner.") from error
    try:
        rows = json.loads(text)["users"]
        return tuple(User(**row) for row in rows)
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(
            f"{path} is no list of users: {error}.", "Restore it from a copy, or remove it and add them anew."
        ) from error


def add_user(ledger: Path, name: str, role: str, *, now: datetime) -> tuple[User, str]:
    """A new user and the token, which is kept nowhere and shown once. Raises `UsageError` where the name is taken."""
    if role not in GIVEN:
        raise UnknownWord("role", role, GIVEN)
    with _changing(ledger) as users:
        if any(u.name == name and u.revoked is None for u in users):
            raise UsageError(f"There is a user {name!r} already.", "Take another name, or renew that user's token.")
        user, token = _with_token(User(id=f"p{len(users) + 1}", name=name, role=role, salt="", digest="", added=now.isoformat()))
        users.append(user)
    return user, token


def renew_user(ledger: Path, name: str) -> tuple[User, str]:
    """A user with another token; the one before is worth nothing from then on. Raises `UsageError` for an unknown name."""
    with _changing(ledger) as users:
        place = _place(users, name)
        users[place], token = _with_token(users[place])
        return users[place], token


def revoke_user(ledger: Path, name: str, *, now: datetime) -> User:
    """A user who may nothing more; what they decided stays. Raises `UsageError` for an unknown name."""
    with _changing(ledger) as users:
        place = _place(users, name)
        users[place] = replace(users[place], salt="", digest="", revoked=now.isoformat())
        return users[place]


def _place(users: list[User], name: str) -> int:
    for n, user in enumerate(users):
        if user.revoked is None and name in (user.name, user.id):
            return n
    raise UnknownWord("user", name, tuple(u.name for u in users if u.revoked is None) or ("nobody",))


def _with_token(user: User) -> tuple[User, str]:
    secret, salt = secrets.token_urlsafe(32), secrets.token_bytes(16)
    told = replace(user, salt=base64.b64encode(salt).decode(), digest=_digest(secret, salt))
    return told, f"tollbook_{user.id}_{secret}"


def _digest(secret: str, salt: bytes) -> str:
    return hashlib.scrypt(secret.encode(), salt=salt, **COST, dklen=32).hex()


@contextmanager
def _changing(ledger: Path) -> Iterator[list[User]]:
    """The users, to be changed; the file is written whole, or not at all."""
    users = list(users_of(ledger))
    yield users
    path = users_path(ledger)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    text = json.dumps({"format": 1, "users": [asdict(u) for u in users]}, ensure_ascii=False, indent=1)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Doorkeeper:
    """Knows users by their tokens. It reads the file again when it changed, so that a revoked token ends at once."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._seen: tuple[int, int] | None = None
        self._users: dict[str, User] = {}
        self._verified: dict[bytes, tuple[str, str]] = {}  # digest of a token -> id and kept digest, so that scrypt runs once

    def user(self, id: str) -> User | None:
        """A user by pseudonym; ``None`` where there is none, or no longer."""
        self._look()
        found = self._users.get(id)
        return found if found is not None and found.revoked is None else None

    def verified(self, token: str) -> User | None:
        """The user whose token was verified before: costs nothing."""
        known = self._verified.get(hashlib.sha256(token.encode("utf-8", "replace")).digest())
        user = self.user(known[0]) if known is not None else None
        return user if user is not None and known is not None and hmac.compare_digest(user.digest, known[1]) else None

    def verify(self, token: str) -> User | None:
        """The user whose token this is. Takes some 40 ms; not to be called where others wait."""
        found = _TOKEN.fullmatch(token)
        user = self.user(found[1]) if found is not None else None
        if found is None or user is None:
            return None
        if not hmac.compare_digest(_digest(found[2], base64.b64decode(user.salt)), user.digest):
            return None
        if len(self._verified) > 10_000:
            self._verified.clear()
        self._verified[hashlib.sha256(token.encode()).digest()] = (user.id, user.digest)
        return user

    def _look(self) -> None:
        try:
            told = users_path(self._ledger).stat()
            seen = (told.st_mtime_ns, told.st_ino)
        except FileNotFoundError:
            seen = (0, 0)
        if seen != self._seen:
            self._users = {u.id: u for u in users_of(self._ledger)}
            self._seen = seen
