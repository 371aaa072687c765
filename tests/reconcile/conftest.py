"""A test's docstring is the reports it is about."""

from __future__ import annotations

import pytest

from tollbook.model import Book

from .stories import told


@pytest.fixture
def book(request: pytest.FixtureRequest) -> Book:
    """The judged story of the reports in the test's docstring."""
    words = request.function.__doc__
    assert words, f"{request.function.__name__} has no reports in its docstring"
    return told(words)
