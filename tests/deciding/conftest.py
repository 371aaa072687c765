"""A ledger for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.ledger import Ledger

from .material import kept


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that has read three reports."""
    with kept(tmp_path) as found:
        yield found
