"""Reports as JSON lines."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.acquire import Acquired, acquire
from tollbook.model import Problem

GOOD = {
    "url": "https://example.org/a",
    "title": "Twelve dead",
    "published": "2022-01-09",
    "publisher": "Post",
    "text": "Twelve died.",
}


def taken(raw: bytes, limit: int = 20_000_000) -> list[Acquired | Problem]:
    return list(acquire(["-"], stdin=BytesIO(raw), limit=limit))


def one(row: dict[str, Any]) -> Acquired | Problem:
    (found,) = taken(json.dumps(row).encode())
    return found


def codes(raw: bytes, limit: int = 20_000_000) -> list[str]:
    return [f.code if isinstance(f, Problem) else f.body for f in taken(raw, limit)]


def test_a_row_is_a_report_with_what_it_states() -> None:
    found = one(GOOD)
    assert isinstance(found, Acquired)
    assert (found.name, found.media, found.body) == ("stdin:1", "text/plain", "Twelve died.")
    assert (found.url, found.publisher, found.title, found.published) == (
        "https://example.org/a",
        "Post",
        "Twelve dead",
        "2022-01-09",
    )
    assert json.loads(found.raw) == GOOD


def test_html_is_read_where_there_is_no_text() -> None:
    found = one({"text": " ", "html": "<p>Twelve died.</p>"})
    assert isinstance(found, Acquired) and found.media == "text/html"


def test_facts_are_one_line_and_a_number_is_as_written() -> None:
    found = one(
        {
            "text": "Twelve died.",
            "title": " Twelve\n\u0000dead ",
            "published": 1641717180,
            "url": None,
            "publisher": {"name": "Post"},
        }
    )
    assert isinstance(found, Acquired)
    assert (found.title, found.published, found.url, found.publisher) == ("Twelve dead", "1641717180", None, None)


def test_half_a_surrogate_pair_is_shown_as_broken_and_kept_in_the_evidence() -> None:
    (found,) = taken(rb'{"text": "Twelve died \ud83d.", "title": "\udc00"}')
    assert isinstance(found, Acquired)
    assert (found.body, found.title) == ("Twelve died \ufffd.", "\ufffd")
    assert rb"\ud83d" in found.raw


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        (b'{"url": "x", "text": ', "bad_row", "stdin:2 is no JSON"),
        (b"[1, 2]", "bad_row", "of type list"),
        (b"12", "bad_row", "of type int"),
        (b'"text"', "bad_row", "of type str"),
        (b'{"url": "x"}', "empty", "neither `text` nor `html`"),
        (b'{"text": 12}', "empty", "neither"),
        (b'{"text": "  ", "html": ""}', "empty", "neither"),
        (b'{"text": "\xff"}', "bad_row", "no JSON"),
        (b'{"text": ' + b"[" * 200_000, "bad_row", "no JSON"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "bad_row", "no JSON"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_next_is_read(line: bytes, code: str, says: str) -> None:
    before, bad, after = taken(json.dumps(GOOD).encode() + b"\n" + line + b"\n\n" + json.dumps(GOOD).encode() + b"\n")
    assert isinstance(before, Acquired) and isinstance(after, Acquired) and after.name == "stdin:4"
    assert isinstance(bad, Problem) and bad.code == code and says in bad.message and "stdin:2" in bad.message


def test_a_bad_first_row_does_not_make_the_file_a_text() -> None:
    assert codes(b'{"url": "x", "text": "Twelve\n{"text": "Twelve died."}') == ["bad_row", "Twelve died."]


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    assert codes(b'\xef\xbb\xbf{"text": "a b"}\r\n{"text": "c d"}\r\n') == ["a b", "c d"]


def test_a_row_that_is_too_large_is_left_out_alone() -> None:
    long = json.dumps({"text": "x" * 200_000}).encode()
    lines = b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n' + long
    assert codes(lines, limit=1_000) == ["a", "too_large", "b", "too_large"]


def test_a_file_of_rows_may_be_larger_than_a_report() -> None:
    assert codes(b'{"text": "Twelve died."}\n' * 1_000, limit=1_000) == ["Twelve died."] * 1_000


@pytest.mark.parametrize(
    "raw", [json.dumps([GOOD, GOOD]).encode(), json.dumps(GOOD, indent=1).encode(), json.dumps([GOOD], indent=1).encode()]
)
def test_json_that_is_not_one_object_a_line_is_said_to_be_so(raw: bytes) -> None:
    (found,) = taken(raw)
    assert isinstance(found, Problem) and found.code == "bad_row" and "not one object a line" in found.message


@pytest.mark.parametrize(
    "text", ['{ "Enough" } was the cry, and twelve died.', "[AFP] Twelve died.", "{}-shaped clouds\nTwelve died.", '{"a": 1, b}']
)
def test_a_text_that_begins_with_a_bracket_is_a_text_and_whole(text: str, tmp_path: Path) -> None:
    text += "\nThe second line is not lost.\n"
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = acquire([str(path)])
    assert isinstance(found, Acquired) and found.body == text and found.raw == text.encode()


@given(st.lists(st.text().filter(str.strip), max_size=6), st.sampled_from([b"\n", b"\r\n", b"\n\n"]), st.booleans())
def test_what_is_written_as_rows_comes_back(texts: list[str], end: bytes, escaped: bool) -> None:
    raw = end.join(json.dumps({"text": t}, ensure_ascii=escaped).encode() for t in texts)
    found = taken(raw)
    bodies = [f.body for f in found if isinstance(f, Acquired)]
    assert bodies == texts or (not texts and not bodies)
    assert all(f.raw in raw for f in found if isinstance(f, Acquired))
