"""Tables and triggers. What is recorded stands in ``entries`` and ``payloads``; the other tables are indexes, made from them."""

from __future__ import annotations

APPLICATION_ID = 0x746F6C6C  # "toll"
FORMAT = 1

RECORD = """
CREATE TABLE entries (
  number INTEGER PRIMARY KEY, recorded TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload_digest TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE payloads (
  number INTEGER PRIMARY KEY REFERENCES entries (number), state TEXT NOT NULL CHECK (state IN ('open', 'sealed')),
  salt BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE decisions (
  entry INTEGER NOT NULL REFERENCES entries (number), act TEXT NOT NULL CHECK (act IN ('seal', 'unseal', 'erase')),
  number INTEGER NOT NULL, PRIMARY KEY (entry, number)) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entries)
  OR NEW.previous <> coalesce((SELECT digest FROM entries ORDER BY number DESC LIMIT 1), '')
  BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads
  WHEN OLD.number <> NEW.number OR OLD.salt <> NEW.salt OR OLD.body <> NEW.body
  OR NOT EXISTS (SELECT 1 FROM decisions WHERE number = OLD.number AND act IN ('seal', 'unseal'))
  BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END;
CREATE TRIGGER payloads_remain BEFORE DELETE ON payloads
  WHEN NOT EXISTS (SELECT 1 FROM decisions WHERE number = OLD.number AND act = 'erase')
  BEGIN SELECT RAISE(ABORT, 'payloads are erased by a recorded decision only'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
"""

INDEXES = """
CREATE TABLE readings (
  report TEXT NOT NULL, entry INTEGER NOT NULL, extractor TEXT NOT NULL, raw TEXT NOT NULL, url TEXT,
  PRIMARY KEY (report, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX readings_raw ON readings (raw);
CREATE INDEX readings_url ON readings (url) WHERE url IS NOT NULL;
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
"""

INDEX_TABLES = ("readings", "claims", "resolutions", "stories", "links")
