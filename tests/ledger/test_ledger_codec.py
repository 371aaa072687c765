"""Payloads as bytes and back."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_material import values_of

from tollbook.ledger.codec import KINDS, decode, encode, entry_digest, kind_of, payload_digest, plain
from tollbook.model import Edit, Payload, Reading, Report, Story

PAYLOADS = st.one_of(*(values_of(kind) for kind in KINDS.values()))


def test_every_kind_of_payload_has_a_name() -> None:
    assert set(KINDS.values()) == set(get_args(Payload))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PAYLOADS)
def test_write_read_write_gives_the_same_bytes(payload: Payload) -> None:
    body = encode(payload)
    again = decode(kind_of(payload), body)
    assert again == payload
    assert encode(again) == body


@settings(deadline=None)
@given(values_of(Story))
def test_the_same_payload_gives_the_same_bytes(story: Story) -> None:
    assert encode(story) == encode(decode("story", encode(story)))


def test_half_a_surrogate_pair_in_a_broken_scrape_is_kept() -> None:
    r"""ALMATY, Jan 6 - Dozens were killed, the police said. \ud83d"""
    broken = Report(
        id="r1", name="x", text="�", blocks=(), sentences=(), raw="0", edits=(Edit(start=0, end=1, original="\ud83d"),)
    )
    reading = Reading(report=broken, extractor="e 1", claims=())
    assert decode("reading", encode(reading)) == reading


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("story", b"{}"),
        ("story", b'{"id":"a"'),
        ("story", b"\xed\xa0"),
        ("reading", b'{"id":"\xed\xa0\x80"}'),
        ("rumour", b"{}"),
        ("story", b'{"id":7,"title":"b"}'),
    ],
)
def test_bytes_that_are_no_payload_are_refused(kind: str, body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(kind, body)


def test_digests_are_those_of_the_format() -> None:
    """The examples of docs/ledger-format.md, computed there with `sha256sum`."""
    assert payload_digest(bytes(16), b'{"a":1}') == "c5961791f82c7a925cef5b9fb7af1e2b205b05ab33c26b1ddabac8b2ff90930d"
    assert (
        entry_digest(1, "2022-01-10T12:00:00.000000+00:00", "tests 1", "story", "s1", "ab", "")
        == "f5ae3f8cab5866e195462c5c54fdc50364e4f6c50d83ddea5023522f13713a7b"
    )


def test_what_utf8_cannot_hold_is_written_out() -> None:
    assert plain("person:\udcff") == "person:\\udcff"
    assert plain("person:Айгерім 🙂") == "person:Айгерім 🙂"
