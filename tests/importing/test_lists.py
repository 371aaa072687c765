"""Lists of a desk's own: coded figures and named victims, as claims of a person with the row and the file as grounds."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.asking import toll_of
from tollbook.errors import InputError, UnknownWord, UsageError
from tollbook.importing import Imported, import_list
from tollbook.ledger import Ledger, open_ledger, verify_ledger
from tollbook.model import Book, Measure, Qualifier, Side, Standing, end_of
from tollbook.pipeline import read_into, reread
from tollbook.publish.export import export
from tollbook.publish.page import page

CSV = """Date,Killed,Who,Where,Source,Status,Notes
2022-01-06,18,police officers,Almaty,Interior Ministry,,first count
2022-01-09,164,people,,Health Ministry,taken back,"published in error; see the channel"
2022-01-10,26,protesters,,Interior Ministry,,
2022-01-10,at least 30,protesters,,River Monitor,,own count
"""
MAP = """
kind = "figures"

[columns]
published = "Date"
figure = "Killed"
who = "Who"
where = "Where"
said_by = "Source"
standing = "Status"

[constants]
measure = "killed"
publisher = "Our desk"

[values.standing]
"taken back" = "withdrawn"
"""
NAMED = """Name;Age;Town;Link
Aigerim Testova;34;Almaty;https://a.example
Daniyar Probin;17;Almaty;https://b.example
Testova Aigerim;34;Almaty;https://c.example
Olzhas Musterov;51;Taraz;
"""
NAMED_MAP = """
kind = "victims"

[columns]
name = "Name"
age = "Age"

[constants]
published = "2022-02-01"
said_by = "River Monitor"
publisher = "River Monitor"
"""


def now() -> datetime:
    return datetime(2022, 3, 1, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "tollbook.db", create=True)


def bring(ledger: Ledger, folder: Path, text: str | bytes, mapping: str, *, name: str = "coded.csv", **more: str) -> Imported:
    raw = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(raw)
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    return import_list(ledger, folder / name, folder / "map.toml", by="person:p7", now=now, **more)  # type: ignore[arg-type]


def book_of(ledger: Ledger, done: Imported) -> Book:
    return ledger.book(done.story)


def test_rows_are_claims_of_a_person(ledger: Ledger, tmp_path: Path) -> None:
    done = bring(ledger, tmp_path, CSV, MAP, title="Kazakhstan, coded by hand")
    assert (len(done.added), done.known, done.problems) == (4, 0, ())
    book = book_of(ledger, done)
    assert book.story.title == "Kazakhstan, coded by hand"
    first = next(c for c in book.claims if c.quantity.low == 18)
    report = book.reports[first.report]
    assert (report.name, report.publisher) == ("coded.csv:2", "Our desk")
    assert report.text[first.figure.start : first.figure.end] == first.figure.text == "18"
    assert (first.scope.who, first.attribution.said_by, first.rule) == ("police officers", "Interior Ministry", "import.row")
    assert report.raw == hashlib.sha256(CSV.encode()).hexdigest()
    assert ledger.evidence(report.raw) == CSV.encode()
    by = {e.by for e in ledger.entries() if e.kind in ("reading", "resolution", "decision")}
    assert by == {"person:p7"}
    r = book.resolutions[first.id]
    assert r.source is not None and r.source.name == "Interior Ministry"
    assert r.place is not None and r.place.name == "Almaty"


def test_what_the_list_words_otherwise_is_translated(ledger: Ledger, tmp_path: Path) -> None:
    book = book_of(ledger, bring(ledger, tmp_path, CSV, MAP))
    assert {c.standing for c in book.claims if c.quantity.low == 164} == {Standing.WITHDRAWN}
    assert {c.quantity.qualifier for c in book.claims if c.quantity.low == 30} == {Qualifier.AT_LEAST}


def test_a_toll_can_be_made_of_a_list(ledger: Ledger, tmp_path: Path) -> None:
    book = book_of(ledger, bring(ledger, tmp_path, CSV, MAP))
    from zoneinfo import ZoneInfo

    found = toll_of(book, end_of(datetime(2022, 1, 11).date(), ZoneInfo(book.story.zone)))
    whole = next(e for e in found if e.scope.measure is Measure.KILLED and e.scope.side is None)
    assert whole.set_aside and whole.low is not None


def test_the_same_list_again_adds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    first = bring(ledger, tmp_path, CSV, MAP)
    head = ledger.head()
    again = bring(ledger, tmp_path, CSV, MAP)
    assert (again.added, again.known, again.story) == ((), 4, first.story)
    assert ledger.head() == head


def test_a_longer_list_adds_what_is_new_wherever_it_stands(ledger: Ledger, tmp_path: Path) -> None:
    """A row is put in above the others, and the file has another name: the others are known all the same."""
    bring(ledger, tmp_path, CSV, MAP, title="Coded")
    head, *rows = CSV.splitlines(keepends=True)
    longer = "".join([head, "2022-01-05,3,people,,Interior Ministry,,\n", *rows])
    more = bring(ledger, tmp_path, longer, MAP, name="coded-2.csv", title="Coded")
    assert ([c.quantity.low for _, c in more.added], more.known) == ([3], 4)


def test_under_a_story_that_is_there(ledger: Ledger, tmp_path: Path) -> None:
    text = "ALMATY, 10 January 2022 - The interior ministry said on Monday that 26 protesters had been killed in Kazakhstan.\n"
    (tmp_path / "2022-01-10.txt").write_text(text)
    run = read_into(ledger, [str(tmp_path / "2022-01-10.txt")], now=now)
    story = run.learned[0].story
    assert story is not None
    done = bring(ledger, tmp_path, CSV, MAP, story=story.id)
    assert done.story == story.id
    assert len(ledger.book(story.id).reports) == 5
    assert len(ledger.stories()) == 1


def test_another_reading_leaves_lists_alone(ledger: Ledger, tmp_path: Path) -> None:
    bring(ledger, tmp_path, CSV, MAP)
    assert not list(reread(ledger))


BAD = """Date,Killed,Who,Where,Source,Status,Notes
10 January,26,people,,Interior Ministry,,
2022-01-10,many,people,,Interior Ministry,,
2022-01-10,26,people,,Interior Ministry,perhaps,
,26,people,,Interior Ministry,,
2022-01-10,,people,,Interior Ministry,,
2022-01-11,27,people,,Interior Ministry,,
2022-01-11,27,people,,Interior Ministry,,
"""


def test_what_is_wrong_is_said_by_row_and_the_others_are_read(ledger: Ledger, tmp_path: Path) -> None:
    done = bring(ledger, tmp_path, BAD, MAP)
    assert [c.quantity.low for _, c in done.added] == [27]
    told = [(p.code, p.message) for p in done.problems]
    assert told[0] == ("bad_cell", "coded.csv, row 2: column 'Date': '10 January' is no date; write 2022-01-10.")
    assert told[1][1].startswith("coded.csv, row 3: column 'Killed': 'many' is no interval.")
    assert told[2][1].startswith("coded.csv, row 4: column 'Status': 'perhaps' is no standing; known are asserted,")
    assert told[3][1] == "coded.csv, row 5: column 'Date' is empty: nobody knows when the figure was known."
    assert told[4][1] == "coded.csv, row 6: the row gives no figure."
    assert told[5] == ("duplicate_row", "coded.csv, row 8 says the same as row 7, and adds nothing.")


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        (MAP.replace('"Killed"', '"Dead"'), "Unknown column 'Dead'"),
        (MAP.replace("figure =", "count ="), "Unknown field 'count'"),
        (MAP.replace('measure = "killed"', ""), "does not say where measure comes from"),
        (MAP.replace('kind = "figures"', 'kind = "dead"'), "Unknown kind of list 'dead'"),
        ("kind = ", "is no TOML file"),
        (MAP.replace('figure = "Killed"', "figure = true"), "is no table of texts"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(ledger: Ledger, tmp_path: Path, mapping: str, told: str) -> None:
    with pytest.raises((UnknownWord, UsageError), match=told):
        bring(ledger, tmp_path, CSV, mapping)
    assert ledger.head() == (0, "")


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7 x", b"PK\x03\x04 no sheet", b"a,a\n1,2\n", b"Date,Killed,Who,Where,Source,Status\n"]
)
def test_what_is_no_list_is_refused(ledger: Ledger, tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError):
        bring(ledger, tmp_path, raw, MAP)
    assert ledger.head() == (0, "")


def test_semicolons_and_another_encoding(ledger: Ledger, tmp_path: Path) -> None:
    rows = "Date;Killed;Who;Where;Source;Status\n2022-01-10;26;étudiants à Aktöbe;;Ministère;\n"
    done = bring(ledger, tmp_path, rows.encode("cp1252"), MAP)
    assert done.added[0][1].scope.who == "étudiants à Aktöbe"


def test_low_and_high_of_two_columns(ledger: Ledger, tmp_path: Path) -> None:
    mapping = MAP.replace('figure = "Killed"', 'low = "Low"\nhigh = "High"')
    rows = (
        "Date,Low,High,Who,Where,Source,Status\n2022-01-10,20,30,people,,X,\n2022-01-11,20,,people,,X,\n2022-01-12,30,20,a,,X,\n"
    )
    done = bring(ledger, tmp_path, rows, mapping)
    found = [(c.quantity.low, c.quantity.high, c.quantity.qualifier.value) for _, c in done.added]
    assert found == [(20, 30, "between"), (20, None, "at_least")]
    assert done.problems[0].message.endswith("column 'Low' is 30, above column 'High', 20.")


def test_a_sheet_of_a_workbook(ledger: Ledger, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["nothing here"])
    sheet = book.create_sheet("Coded")
    sheet.append(["Date", "Killed", "Who", "Where", "Source", "Status"])
    sheet.append([datetime(2022, 1, 10), 26, "protesters", None, "Interior Ministry", None])
    book.save(tmp_path / "made.xlsx")
    done = bring(ledger, tmp_path, (tmp_path / "made.xlsx").read_bytes(), 'sheet = "Coded"\n' + MAP, name="made.xlsx")
    ((report, claim),) = done.added
    assert (report.name, claim.quantity.low, str(report.published.day)) == ("made.xlsx:2", 26, "2022-01-10")  # type: ignore[union-attr]
    with pytest.raises(UnknownWord, match="Unknown sheet 'Other'"):
        bring(ledger, tmp_path, (tmp_path / "made.xlsx").read_bytes(), 'sheet = "Other"\n' + MAP, name="made.xlsx")


# --------------------------------------------------------------------------------------------------------------- victims


def test_named_victims_are_a_floor_that_is_counted_from_their_names(ledger: Ledger, tmp_path: Path) -> None:
    """Four rows, three people: one is named twice, in another order."""
    done = bring(ledger, tmp_path, NAMED, NAMED_MAP, name="named.csv")
    ((report, claim),) = done.added
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.qualifier) == (3, None, Qualifier.AT_LEAST)
    assert (claim.count_basis, claim.attribution.said_by, claim.scope.side) == ("named list", "River Monitor", Side.NOT_SAID)
    assert claim.sentence.text == "3 people are named as killed."
    assert [p.message for p in done.problems] == ["named.csv, row 4 names somebody who is named before, and is counted once."]
    assert ledger.evidence(report.raw) == NAMED.encode()


def test_no_name_of_a_list_is_shown(ledger: Ledger, tmp_path: Path) -> None:
    done = bring(ledger, tmp_path, NAMED, NAMED_MAP, name="named.csv")
    book = book_of(ledger, done)
    at = datetime(2022, 2, 10, tzinfo=UTC)
    html = page([(book, toll_of(book, at))], as_of=at, mask=True)
    export([book], "jsonl", tmp_path / "claims.jsonl", mask=True)
    for text in (html, (tmp_path / "claims.jsonl").read_text(encoding="utf-8")):
        assert "3" in text
        assert not any(name in text for name in ("Testova", "Probin", "Musterov", "Aigerim"))


def test_a_longer_list_of_names_takes_the_place_of_the_shorter(ledger: Ledger, tmp_path: Path) -> None:
    bring(ledger, tmp_path, NAMED, NAMED_MAP, name="named.csv", title="Named")
    more = NAMED_MAP.replace("2022-02-01", "2022-02-09")
    done = bring(ledger, tmp_path, NAMED + "Saule Vierta;8;Taraz;\n", more, name="named.csv", title="Named")
    book = book_of(ledger, done)
    whole = next(e for e in toll_of(book, datetime(2022, 2, 10, tzinfo=UTC)) if e.scope.side is None)
    assert (whole.low, whole.best) == (4, None)
    assert bring(ledger, tmp_path, NAMED + "Saule Vierta;8;Taraz;\n", more, name="named.csv", title="Named").added == ()


def test_a_ledger_with_lists_is_sound(ledger: Ledger, tmp_path: Path) -> None:
    bring(ledger, tmp_path, CSV, MAP)
    bring(ledger, tmp_path, NAMED, NAMED_MAP, name="named.csv")
    ledger.close()
    assert verify_ledger(tmp_path / "tollbook.db").sound
