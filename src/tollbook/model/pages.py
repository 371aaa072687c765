"""Pages: what an address held, one after the other, as its report was changed, taken away or put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tollbook.model.claims import Claim
from tollbook.model.reports import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a page held from a moment on: a version of its report, with the claims of one story in it; or nothing any more.

    ``number`` counts versions as they were first met: a page that goes back to its first words holds number 1 again. ``at`` is
    from when on this could be known; ``None`` where the page is undated.
    """

    number: int | None
    report: Report | None
    at: datetime | None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One report at one address, in all that the address held, oldest first: at least two of it, or it is no course."""

    address: str
    held: tuple[Held, ...]

    @property
    def versions(self) -> tuple[Held, ...]:
        """Each version once, as it was first met."""
        first: dict[int, Held] = {}
        for h in self.held:
            if h.number is not None:
                first.setdefault(h.number, h)
        return tuple(first.values())

    @property
    def last(self) -> int:
        """The number of the version that it held when it last held one."""
        return next(h.number for h in reversed(self.held) if h.number is not None)

    @property
    def gone(self) -> datetime | None:
        """Since when it holds nothing any more; ``None`` where it does."""
        return self.held[-1].at if self.held[-1].report is None else None
