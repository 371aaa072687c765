"""Tables and triggers. ``entries``, ``payloads`` and ``decisions`` are the record; the other tables are indexes, made from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x746F6C6C  # "toll"
FORMAT = 2
SALT = 16  # bytes

RECORD = """
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, recorded TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload_digest TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE payloads (
  number INTEGER PRIMARY KEY REFERENCES entries (number), state TEXT NOT NULL CHECK (state IN ('open', 'sealed')),
  salt BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE decisions (
  entry INTEGER NOT NULL REFERENCES entries (number), number INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('seal', 'unseal', 'erase')), PRIMARY KEY (entry, number)) STRICT, WITHOUT ROWID;
"""  # the key's columns first: else integrity_check of SQLite 3.40 finds "NULL value in decisions.act" where there is none

# INSERT OR REPLACE deletes without firing a delete trigger, so the insert triggers refuse what is there already.
TRIGGERS = """
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entries)
  OR NEW.previous <> coalesce((SELECT digest FROM entries ORDER BY number DESC LIMIT 1), '')
  OR EXISTS (SELECT 1 FROM entries WHERE digest = NEW.digest)
  BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER payloads_follow BEFORE INSERT ON payloads
  WHEN NEW.number <> (SELECT max(number) FROM entries) OR EXISTS (SELECT 1 FROM payloads WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'a payload is written with its entry, once'); END;
CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads
  WHEN OLD.number <> NEW.number OR OLD.salt <> NEW.salt OR OLD.body <> NEW.body
  OR NOT EXISTS (SELECT 1 FROM decisions WHERE number = OLD.number AND act IN ('seal', 'unseal'))
  BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END;
CREATE TRIGGER payloads_remain BEFORE DELETE ON payloads
  WHEN NOT EXISTS (SELECT 1 FROM decisions WHERE number = OLD.number AND act = 'erase')
  BEGIN SELECT RAISE(ABORT, 'payloads are erased by a recorded decision only'); END;
CREATE TRIGGER decisions_follow BEFORE INSERT ON decisions
  WHEN NEW.entry <> (SELECT max(number) FROM entries) OR NEW.number >= NEW.entry
  OR NOT EXISTS (SELECT 1 FROM entries WHERE number = NEW.entry AND kind = 'decision')
  OR EXISTS (SELECT 1 FROM decisions WHERE entry = NEW.entry AND number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'a decision is written with its entry, once'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
"""

INDEXES = """
CREATE TABLE readings (
  report TEXT NOT NULL, entry INTEGER NOT NULL, extractor TEXT NOT NULL, raw TEXT NOT NULL,
  address TEXT, PRIMARY KEY (report, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX readings_raw ON readings (raw);
CREATE INDEX readings_address ON readings (address) WHERE address IS NOT NULL;
CREATE TABLE claims (
  claim TEXT NOT NULL, entry INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (claim, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX claims_report ON claims (report);
CREATE TABLE resolutions (
  claim TEXT NOT NULL, entry INTEGER NOT NULL, story TEXT, PRIMARY KEY (claim, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX resolutions_story ON resolutions (story, claim);
CREATE TABLE stories (id TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (id, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE links (
  subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, entry INTEGER NOT NULL,
  PRIMARY KEY (subject, relation, object, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX links_object ON links (object);
CREATE TABLE acts (
  subject TEXT NOT NULL, entry INTEGER NOT NULL, act TEXT NOT NULL, PRIMARY KEY (subject, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE visits (
  address TEXT NOT NULL, entry INTEGER NOT NULL, raw TEXT NOT NULL, listed TEXT,
  PRIMARY KEY (address, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX visits_raw ON visits (raw);
"""

TIMES = "CREATE INDEX entries_recorded ON entries (recorded);\n"  # the one index that stands on the record itself

INDEX_TABLES = ("readings", "claims", "resolutions", "stories", "links", "acts", "visits")


def statements(script: str) -> Iterator[str]:
    """The statements of a script (a trigger holds semicolons of its own)."""
    whole = ""
    for line in script.splitlines(keepends=True):
        whole += line
        if sqlite3.complete_statement(whole):
            yield whole.strip()
            whole = ""


def run(db: sqlite3.Connection, *scripts: str) -> None:
    """Runs scripts in the transaction that is open (``executescript`` would end it)."""
    for script in scripts:
        for statement in statements(script):
            db.execute(statement)
