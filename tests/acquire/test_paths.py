"""Files, folders and standard input, and all that can be wrong with them."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.acquire import Acquired, acquire
from tollbook.model import Problem
from tollbook.pipeline import read_reports

NOBODY = 65_534


@contextmanager
def nobody() -> Iterator[None]:
    """Root reads everything: as root, the files are looked at as a user who may not."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter; pytest's own are for their owner alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


def told(*paths: Path | str) -> list[tuple[str, str]]:
    """Names (their last part) with media or code."""
    return [
        (f.code, f.message.split(" ")[0].rsplit("/", 1)[-1]) if isinstance(f, Problem) else (f.media, f.name.rsplit("/", 1)[-1])
        for f in acquire([str(p) for p in paths])
    ]


def test_a_folder_is_read_in_order_of_names_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.html", "a/1.txt", ".hidden", ".git/x.txt", "c.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text({"l": "<p>Two died.</p>", "t": "Two died."}.get(name[-1], ""), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "Two died."}\n{"html": "<p>Two</p>"}\n', encoding="utf-8")
    assert told(tmp_path) == [
        ("text/plain", "1.txt"),
        ("text/html", "2.html"),
        ("text/plain", "b.txt"),
        ("text/plain", "c.jsonl:1"),
        ("text/html", "c.jsonl:2"),
    ]


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("<!DOCTYPE html><html>", "text/html"),
        ("\n <!-- saved --> <HTML lang=en>", "text/html"),
        ("<?xml version='1.0'?><html>", "text/html"),
        ("<h1>Twelve dead</h1>", "text/html"),
        ("<pre-trial> hearing", "text/plain"),
        ("Twelve <b>died</b>", "text/plain"),
        ("< 12 died", "text/plain"),
    ],
)
def test_a_page_is_told_by_its_content_and_not_by_its_name(tmp_path: Path, text: str, media: str) -> None:
    path = tmp_path / "report.dat"
    path.write_text(text, encoding="utf-8")
    assert told(path) == [(media, "report.dat")]


def test_standard_input_is_a_text_a_page_or_rows() -> None:
    def names(raw: bytes) -> list[str]:
        return [f.name for f in acquire(["-"], stdin=BytesIO(raw)) if isinstance(f, Acquired)]

    assert names(b"Twelve died.") == ["stdin"]
    assert names(b'{"text": "a b"}\n{"text": "c d"}') == ["stdin:1", "stdin:2"]


def test_a_missing_file_an_empty_one_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t \xc2\xa0\n")
    (tmp_path / "folder" / ".hidden").mkdir(parents=True)
    found = [*acquire([str(tmp_path / n) for n in ("none.txt", "empty.txt", "blank.txt", "folder")])]
    assert [f.code for f in found if isinstance(f, Problem)] == ["unreadable", "empty", "empty", "no_reports"]
    assert all(isinstance(f, Problem) and str(tmp_path) in f.message for f in found)


def test_a_text_of_50_mb_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"Twelve people died in the city, officials said.\n" * 1_100_000)
    assert path.stat().st_size > 50_000_000
    (found,) = acquire([str(path)])
    assert isinstance(found, Problem) and found.code == "too_large" and "20,000,000 bytes" in found.message


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_a_file_and_a_folder_that_may_not_be_read(open_folder: Path) -> None:
    for name in ("a.txt", "b.txt", "shut/c.txt", "z.txt"):
        (open_folder / name).parent.mkdir(exist_ok=True)
        (open_folder / name).write_text("Twelve died.", encoding="utf-8")
    (open_folder / "b.txt").chmod(0)
    (open_folder / "shut").chmod(0)
    with nobody():
        found = told(open_folder)
    assert found == [("text/plain", "a.txt"), ("unreadable", "b.txt"), ("unreadable", "shut"), ("text/plain", "z.txt")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
def test_a_pipe_and_broken_links_hold_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pipe")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "d").symlink_to(tmp_path)  # a loop of folders
    (tmp_path / "e.txt").write_text("Twelve died.", encoding="utf-8")
    assert told(tmp_path) == [("unreadable", "a.pipe"), ("unreadable", "b.txt"), ("unreadable", "c.txt"), ("text/plain", "e.txt")]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are bytes")
def test_a_name_that_is_not_utf_8_is_written_out(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Twelve died.", encoding="utf-8")
    (found,) = acquire([os.fsdecode(path)])
    assert isinstance(found, Acquired) and found.name.endswith(r"/caf\xe9.txt")


def test_a_wrong_encoding_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("He said “twelve dead”, and that’s all.".encode("cp1252"))
    said, item = acquire([str(path)])
    assert isinstance(said, Problem) and said.code == "encoding_guessed" and "windows-1252" in said.message
    assert isinstance(item, Acquired) and item.body == "He said “twelve dead”, and that’s all."


def test_a_run_goes_on_over_all_of_it(tmp_path: Path) -> None:
    """
    ALMATY, Jan 9 - The health ministry said that twelve people had been killed in the unrest.
    """
    good = (test_a_run_goes_on_over_all_of_it.__doc__ or "").strip()
    files = {
        "1.txt": good.encode(),
        "2.pdf": b"%PDF-1.7 \x00\x01",
        "3.txt": b"",
        "4.jsonl": b'{"text": "Two died."}\n{"text": \n{"title": "x"}\n',
        "5.html": b"<html><body><nav><a href=x>Home</a></nav></body></html>",
        "6.txt": "Власти сообщили о погибших в ходе беспорядков в городе".encode(),
        "7.txt": good.encode("utf-16-le"),
        "8.txt": (good + " Ça suffit, said one.").encode("latin-1"),
    }
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    reports: list[str] = []
    codes: list[str] = []
    for found in read_reports([str(tmp_path), str(tmp_path / "gone")]):
        if isinstance(found, Problem):
            codes.append(found.code)
            continue
        reports += [r.name.rsplit("/", 1)[-1] for r in found[1]]
        codes += [p.code for p in found[2] if p.code != "undated"]
    assert reports == ["1.txt", "4.jsonl:1", "6.txt", "8.txt"]
    assert codes == [
        "no_text_layer",
        "empty",
        "bad_row",
        "empty",
        "no_text",
        "language_not_read",
        "undecodable",
        "encoding_guessed",
        "unreadable",
    ]


@given(st.binary(max_size=300), st.integers(min_value=1, max_value=400))
def test_any_bytes_are_read_or_are_a_problem(raw: bytes, limit: int) -> None:
    for found in acquire(["-"], stdin=BytesIO(raw), limit=limit):
        assert isinstance(found, Acquired | Problem)
        assert isinstance(found, Problem) or len(found.raw) <= limit
