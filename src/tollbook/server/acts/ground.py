"""What all decisions share: whose they are, how they are sent, and the words of their fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tollbook.ledger import Ledger
from tollbook.server.instants import DAY

Id = Annotated[str, Field(min_length=1, max_length=200)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=1_000)]
Words = Annotated[str, Field(max_length=2_000)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S", description="Why; it stays in the ledger for good.")]
Day = Annotated[str, Field(pattern=f"^{DAY}$")]
Number = Annotated[int, Field(ge=0, le=2**53 - 1)]
CLAIM, REPORT = "^c[0-9a-f]{16}$", "^r[0-9a-f]{16}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose decision it is, and on what they had seen."""

    by: str
    on: int
    now: Callable[[], datetime]

    @property
    def signed(self) -> dict[str, Any]:
        """What every call of `tollbook.deciding` is given."""
        return {"by": self.by, "on": self.on, "now": self.now}


class Act(BaseModel):
    """A decision. ``reason`` may always be given."""

    model_config = ConfigDict(extra="forbid")

    def do(self, ledger: Ledger, hand: Hand) -> None:
        """Records it."""
        raise NotImplementedError
