"""The docstring of a test is the report that it is about."""

from __future__ import annotations

import inspect
from io import BytesIO

import pytest

from read.reading import read_one
from tollbook.model import Report


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """The test's docstring, acquired and read."""
    return read_one(BytesIO(inspect.cleandoc(request.function.__doc__).encode()))
