"""Houses for the tests of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.server.roles import Role

from .house import House, house, ledger_of


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that all tests of a module share: they only read."""
    with house(ledger_of(tmp_path_factory.mktemp("shared")), names=Role.REVIEWER) as found:
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[House]:
    """A server of a test's own, whose ledger it may change."""
    with house(ledger_of(tmp_path), names=Role.REVIEWER) as found:
        yield found
