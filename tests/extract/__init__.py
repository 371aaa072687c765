"""Extraction, one file an idea; `cases` says how a case is written."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.cases")
