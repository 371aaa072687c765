"""`page`, `export`, `demo`: files for others, whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tollbook.publish.page_file import front_built

from .desk import REPORTS, Desk
from .shapes import faults

NAMED = """Shopkeeper shot in Almaty

ALMATY, 8 January 2022 - Aidar Example, 34, a shopkeeper, was shot in Almaty, his sister Saule Example said.
The interior ministry said that 14 people had been killed in Almaty.
"""


class Parts(HTMLParser):
    """What a page asks for from elsewhere, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in {"link", "iframe", "img", "object", "embed"}:
            self.outside.append(tag)
        self.outside += [v for k, v in attrs if k in {"src", "srcset", "poster"} and v]


def test_a_page_is_one_file(both: Desk) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    html = written(both, "--plain")
    assert parts_of(html).scripts == 0
    assert "At least 42 people killed" in html


@pytest.mark.skipif(not front_built(), reason="the page that runs in a browser is not built here: Node.js and npm build it")
def test_a_page_that_runs_is_one_file_too(both: Desk) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    html = written(both)
    assert parts_of(html).scripts == 2, "the data, and the page's own"
    assert "At least 42 people killed" in html
    assert "default-src &#x27;none&#x27;; script-src &#x27;sha256-" in html


def test_a_toll_is_a_picture(read: Desk) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not here: it is the png extra")
    for form, head in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        told = read.ok("page", "--picture", form, "--as-of", "2022-01-10")
        name = re.search(r"Wrote (\S+) \(", told)
        assert name is not None and name[1].endswith(f"-killed-2022-01-10.{form}")
        assert (read.folder / name[1]).read_bytes().startswith(head)
    refused = read("page", "--measure", "killed")
    assert refused.code == 2 and "--measure is of a picture" in refused.err
    refused = read("page", "--picture", "svg", "--measure", "looted")
    assert refused.code == 2 and "killed" in refused.err


def written(both: Desk, *form: str) -> str:
    """The page, written twice; its bytes are the same, and it asks for nothing from elsewhere."""
    told = both.ok("page", *form, "--as-of", "2022-01-10")
    assert re.match(r"Wrote toll\.html \([\d,]+ bytes\)\.\n", told)
    html = (both.folder / "toll.html").read_text(encoding="utf-8")
    assert parts_of(html).outside == []
    assert str(both.folder) not in html
    both.ok("page", *form, "--as-of", "2022-01-10", "--out", "again.html")
    assert (both.folder / "again.html").read_text(encoding="utf-8") == html
    return html


def parts_of(html: str) -> Parts:
    parts = Parts()
    parts.feed(html)
    return parts


def test_a_page_as_of_an_earlier_day(both: Desk) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    for form in ((), ("--plain",)):
        both.ok("page", *form, "--as-of", "2022-01-06", "--out", "early.html")
        html = (both.folder / "early.html").read_text(encoding="utf-8")
        assert "At least 42" not in html and "26 protesters" not in html


def test_names_of_private_persons_are_masked_unless_asked_for(both: Desk) -> None:
    both.write({"2022-01-08.txt": NAMED})
    both.ok("read", "2022-01-08.txt")
    for words, out in (("page", "toll.html"), ("page --plain", "plain.html"), ("export", "claims.jsonl")):
        both.ok(*words.split(), "--out", out)
        assert "Example" not in (both.folder / out).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_exports_hold_all_claims(both: Desk, form: str) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    claims = [json.loads(x) for x in both.ok("claims", "--format", "jsonl").splitlines()]
    told = both.ok("export", "--format", form)
    assert told == f"Wrote {len(claims)} claims to claims.{form}.\n"
    path = both.folder / f"claims.{form}"
    assert sorted(_ids(path, form)) == sorted(c["id"] for c in claims)
    assert [p.name for p in both.folder.glob(".*")] == []


def _ids(path: Path, form: str) -> list[str]:
    if form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return [str(x) for x in parquet.read_table(path).column("id").to_pylist()]
    with path.open(encoding="utf-8", newline="") as file:
        if form == "csv":
            return [row["id"] for row in csv.DictReader(file)]
        rows = [json.loads(line) for line in file]
    assert [f for row in rows for f in faults("claim", row)] == []
    return [row["id"] for row in rows]


def test_the_demo(both: Desk) -> None:
    told = both.ok("demo")
    assert "Read 38 reports of demo/reports into demo/tollbook.db:" in told
    assert "At least 42 people killed" in told
    assert "DISPUTED, CONTRADICTED OR TAKEN BACK" in told and "164 killed" in told
    assert "The page, for a browser: demo/toll.html" in told
    assert str(both.folder) not in told
    assert (both.folder / "demo" / "toll.html").stat().st_size > 10_000
    (line,) = re.findall(r"^Go on with: tollbook (.+)$", told, re.M)
    assert "164" in both.ok(*line.split())
    first = (both.folder / "demo" / "toll.html").read_bytes()
    assert both.ok("demo").count("At least 42 people killed") == 1
    assert (both.folder / "demo" / "toll.html").read_bytes() == first


def test_the_demo_in_a_folder_that_cannot_be_made(both: Desk) -> None:
    (both.folder / "demo").write_text("a file", encoding="utf-8")
    said = both("demo", "demo/inner")
    assert said.code == 2 and "demo/inner cannot be written" in said.err and "Traceback" not in said.err
