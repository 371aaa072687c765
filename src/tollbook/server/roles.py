"""Who may do what: roles in their order, and a caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a caller may do; each may what those before it may."""

    NOBODY = 0  # no token: reads
    READER = 1  # reads, where the server is closed too
    REVIEWER = 2  # decides, signs, adds reports
    ADMIN = 3  # seals, unseals, erases

    @property
    def word(self) -> str:
        """Its name as options and answers write it."""
        return self.name.lower()


GIVEN = tuple(r.word for r in Role if r is not Role.NOBODY)  # roles that a user can have


def role_named(word: str) -> Role:
    """The role of that name."""
    return Role[word.upper()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks. ``by`` signs what they decide in the ledger: a pseudonym, never a name. ``csrf`` is set for a browser."""

    role: Role = Role.NOBODY
    name: str | None = None
    by: str | None = None
    csrf: str | None = None


NOBODY = Caller()
