"""`seal`, `unseal`, `erase`, `verify`, `doctor`: what must not stay can go, and the record says so."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tollbook.ledger import indexes, open_ledger
from tollbook.ledger.evidence import folder_of

from .desk import REPORTS, TENTH, Desk


def learned(desk: Desk) -> dict[str, str]:
    """Reads the three reports; their ids by name."""
    desk.write(REPORTS)
    found = [json.loads(x) for x in desk.ok("read", *REPORTS, "--format", "jsonl").splitlines()]
    return {row["report"]: row["id"] for row in found}


def all_said(desk: Desk) -> str:
    """What every command that asks prints."""
    asked = [
        "toll --as-of 2022-01-10",
        "claims --format jsonl",
        "timeline",
        "stories",
        "compare 2022-01-06 2022-01-10",
        "why 26 --as-of 2022-01-10",
    ]
    pages = ["page --as-of 2022-01-10 --out toll.html", "export --out claims.jsonl"]
    said = "".join(desk(*words.split()).out for words in [*asked, *pages])
    said += "".join((desk.folder / n).read_text(encoding="utf-8") for n in ("toll.html", "claims.jsonl"))
    return re.sub(r'(entry |"upto":)\d+', r"\1N", said)  # each decision is an entry of its own


def test_sealing_and_unsealing(both: Desk) -> None:
    ids = learned(both)
    before = all_said(both)
    assert "26 protesters" in before
    assert re.fullmatch(
        r"Sealed, as entry \d+\. The words are kept and no longer shown\.\n",
        both.ok("seal", ids["2022-01-10.txt"], "--reason", "a witness"),
    )
    sealed = all_said(both)
    assert "26 protesters" not in sealed and "5,800" not in sealed and "2022-01-10.txt" not in sealed
    assert "sound" in both.ok("verify")
    assert "2022-01-10.txt was sealed by decision, and is not read in again." in " ".join(both("read", *REPORTS).err.split())
    both.ok("unseal", ids["2022-01-10.txt"], "--reason", "the witness agreed")
    assert all_said(both) == before


def test_a_claim_seals_its_report(both: Desk) -> None:
    learned(both)
    (claim,) = json.loads(both.ok("why", "26", "--format", "json"))
    both.ok("seal", claim["id"], "--reason", "a witness is named", "--by", "person:p7")
    assert both("why", "26").code == 2


def test_erasing(both: Desk) -> None:
    ids = learned(both)
    head = re.search(r"[0-9a-f]{64}", both.ok("read", "."))
    assert head is not None
    said = both.ok("erase", ids["2022-01-10.txt"], "--reason", "asked for by the family", given=b"y\n")
    assert "will be gone for good. Go on? [y/N]: " in said and "Erased, as entry" in said
    assert "26 protesters" not in all_said(both)
    stored = b"".join(p.read_bytes() for p in both.folder.rglob("*") if p.is_file() and "tollbook.db" in str(p))
    assert b"26 protesters" not in stored and TENTH.encode() not in stored
    told = both.ok("verify", "--head", head[0])
    assert "erased by decision" in told and "asked for by the family" in told
    assert "has the digest given: all up to it is there" in told
    again = both("erase", ids["2022-01-10.txt"], "--reason", "once more", "--yes")
    assert again.code == 2 and "was erased already" in again.err


def test_verify_says_what_it_proves(both: Desk) -> None:
    learned(both)
    told = both.ok("verify")
    assert re.search(r"^\d+ entries, head [0-9a-f]{64}: sound\.$", told, re.M)
    assert "It does not prove that what was recorded is true" in told
    assert "Nor, without --head" in told


def test_verify_takes_the_head_as_read_prints_it(both: Desk) -> None:
    both.write(REPORTS)
    line = both.ok("read", *REPORTS).splitlines()[-1]
    assert "Nor, without --head" not in both.ok("verify", "--head", line)
    assert "Nor, without --head" not in both.ok("verify", "--head", line.split()[1])
    other = both("verify", "--head", "0" * 64)
    assert other.code == 6 and "the end was cut off, or the file is another one" in other.out


def test_verify_names_damage(both: Desk) -> None:
    learned(both)
    evidence = next(p for p in folder_of(both.folder / "tollbook.db").rglob("*") if p.is_file())
    evidence.write_bytes(evidence.read_bytes().replace(b"ministry", b"Ministry"))
    said = both("verify")
    assert said.code == 6
    assert f"{evidence.name} is not what was acquired" in said.out and "DAMAGED" in said.out


def test_doctor_says_what_is_there(both: Desk) -> None:
    assert "ledger: none at tollbook.db yet; `tollbook read` makes it" in both.ok("doctor")
    learned(both)
    told = both.ok("doctor")
    assert re.search(r"^tollbook \d+\.\d+\.\d+, ledger format \d+, SQLite [\d.]+$", told, re.M)
    assert "reports: 3" in told and "database: sound" in told and "evidence: 3 files" in told


@pytest.mark.parametrize("words", ["--rebuild", "--upgrade"])
def test_doctor_mends_no_ledger_that_is_not_there(both: Desk, words: str) -> None:
    said = both("doctor", words)
    assert said.code == 4 and "There is no ledger at tollbook.db." in said.err
    assert list(both.folder.iterdir()) == []


def test_doctor_rebuilds_indexes_that_are_equal(both: Desk) -> None:
    learned(both)
    path = both.folder / "tollbook.db"
    with open_ledger(path) as ledger:
        before = indexes.prints(ledger.db)
    asked = both.ok("claims", "--format", "jsonl")
    assert "Indexes made anew from the entries; they were the same." in both.ok("doctor", "--rebuild")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("DELETE FROM resolutions")
    db.close()
    assert both("verify").code == 6
    assert "NOT the same" in both.ok("doctor", "--rebuild")
    with open_ledger(path) as ledger:
        assert indexes.prints(ledger.db) == before
    assert both("verify").code == 0
    assert both.ok("claims", "--format", "jsonl") == asked


def test_doctor_upgrades_only_what_is_older(both: Desk) -> None:
    learned(both)
    before = Path(both.folder / "tollbook.db").read_bytes()
    both.ok("doctor", "--upgrade")
    assert both("verify").code == 0
    assert Path(both.folder / "tollbook.db").read_bytes() == before


def test_a_figure_whose_withdrawal_is_sealed_stands_until_it_is_unsealed(both: Desk) -> None:
    """What a sealed report tells of others takes no part either: the story is judged anew, and anew when it is unsealed."""
    both.write(
        {
            "2022-01-09.txt": "ALMATY, 9 January 2022 - The health ministry said 164 people had been killed in Kazakhstan.\n",
            "2022-01-10.txt": "ALMATY, 10 January 2022 - The health ministry withdrew its figure of 164 people killed in\n"
            "Kazakhstan, saying that it had been published by mistake.\n",
        }
    )
    both.ok("read", ".")
    toll = ("toll", "--as-of", "2022-01-10", "--measure", "killed", "--who", "all", "--format", "json")

    def set_aside() -> bool:
        return any(e["set_aside"] and e["best"] is None for t in json.loads(both.ok(*toll)) for e in t["estimates"])

    assert set_aside()
    report = json.loads(both.ok("read", "2022-01-10.txt", "--format", "json"))[0]["id"]
    both.ok("seal", report, "--reason", "under embargo")
    assert not set_aside()
    both.ok("unseal", report, "--reason", "no longer")
    assert set_aside()
