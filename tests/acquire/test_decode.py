"""Bytes of many makers as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.acquire.decode import Undecodable, decode

ENGLISH = "He said “12 dead” — that’s all we know of it so far. The café in Győr stood empty all day, and its owner had fled."
RUSSIAN = "Власти сообщили, что в ходе беспорядков погибли двадцать шесть человек, ещё сотни ранены."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "Twelve died.", "Almaty 🇰🇿 e\u0301"])
def test_what_marks_itself_needs_no_guess(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, None)


@given(st.text().filter(lambda t: "\x00" not in t and not t.startswith("\ufeff")))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(("Twelve died. " + text).encode()) == ("Twelve died. " + text, None)


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("He said “12 dead” — that’s all we know of it so far.", "cp1252", "windows-1252"),
        ("The café stood empty.", "latin-1", "windows-1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        ("x" * 30_000 + "\n" + RUSSIAN * 200, "koi8-r", "koi8_r"),  # guessed where the letters are, not on the first bytes
    ],
)
def test_a_guess_is_right_and_says_that_it_is_one(text: str, encoding: str, guess: str) -> None:
    assert decode(text.encode(encoding)) == (text, guess)


def test_a_download_cut_off_within_a_letter_is_still_utf_8() -> None:
    raw = "В Алматы погибли 12 человек, сообщили власти города Алматы".encode()[:-1]
    text, guess = decode(raw)
    assert text == "В Алматы погибли 12 человек, сообщили власти города Алмат\ufffd"
    assert guess is not None and guess.startswith("UTF-8 with 1 broken place,")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),  # what declares Latin-1 is windows-1252: its curly quotes say so
        ("koi8-r", "koi8-r"),
    ],
)
def test_a_declared_charset_is_believed(declared: str, encoding: str) -> None:
    text = f"<html><head><meta charset='{declared}'></head><p>{'“12 dead”' if encoding == 'cp1252' else RUSSIAN}</p>"
    assert decode(text.encode(encoding)) == (text, None)


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "idna", "hex", "undefined", "no-such-charset", "windows-1251"])
def test_a_declaration_that_the_bytes_belie_is_not_believed(declared: str) -> None:
    text = f"<html><head><meta charset={declared}></head><p>Aktöbe: “12 dead”</p>"
    assert decode(text.encode()) == (text, None)
    odd = text.replace("ö", "o").encode("cp1252")
    assert "12 dead" in decode(odd).text


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04...", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"12\x00\x00\x01\x02", "NUL"),
        ("Twelve died.".encode("utf-16-le"), "NUL"),
        (b"\xff\xfeT", "byte order mark says utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(raw: bytes, why: str) -> None:
    with pytest.raises(Undecodable, match=why):
        decode(raw)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw).text, str)
    except Undecodable as error:
        assert str(error)
