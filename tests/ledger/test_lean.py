"""Payloads read to be checked are read as they are read to be used."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_material import values_of

from tollbook.ledger import codec, lean
from tollbook.ledger.indexes import rows_of
from tollbook.model import Edit, Payload, Reading, Report

PAYLOADS = st.one_of(*(values_of(kind) for kind in codec.KINDS.values()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PAYLOADS)
def test_a_payload_checked_gives_the_same_bytes_and_index_rows(payload: Payload) -> None:
    kind, body = codec.kind_of(payload), codec.encode(payload)
    found = lean.decode(kind, body)
    assert codec.encode(found) == body
    assert list(rows_of(1, kind, found)) == list(rows_of(1, kind, payload))


def test_half_a_surrogate_pair_is_checked_too() -> None:
    r"""ALMATY, Jan 6 - Dozens were killed, the police said. \ud83d"""
    broken = Report(
        id="r1", name="x", text="?", blocks=(), sentences=(), raw="0", edits=(Edit(start=0, end=1, original="\ud83d"),)
    )
    body = codec.encode(Reading(report=broken, extractor="e 1", claims=()))
    assert codec.encode(lean.decode("reading", body)) == body


@pytest.mark.parametrize(("kind", "body"), [("story", b"{}"), ("story", b'{"id":7,"title":"b"}'), ("rumour", b"{}")])
def test_what_is_no_payload_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        lean.decode(kind, body)
