"""The ledger: one append-only, hash-chained SQLite file, evidence beside it. `docs/ledger-format.md` describes every byte."""

from tollbook.ledger.findings import Finding
from tollbook.ledger.open import check, open_ledger
from tollbook.ledger.store import Ledger
from tollbook.ledger.upgrade import upgrade
from tollbook.ledger.verify import Verification, verify_ledger

__all__ = ["Finding", "Ledger", "Verification", "check", "open_ledger", "upgrade", "verify_ledger"]
