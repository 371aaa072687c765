"""Keeping the record: `seal`, `unseal`, `erase`, `verify`, `doctor`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import click

from tollbook.commands.options import ledger_option, now, opened, terminal_width
from tollbook.commands.turns import turn
from tollbook.errors import LedgerDamaged, LedgerMissing, UsageError
from tollbook.ledger import Ledger, check, upgrade, verify_ledger
from tollbook.model import Entry
from tollbook.pipeline import relink
from tollbook.publish.terminal import wrapped

BY = click.option("--by", default="person:owner", show_default=True, help="Who decides: a pseudonym, person:NAME.")
WORTH = 128 << 20  # bytes of a ledger for which another process is worth its start
REASON = click.option("--reason", required=True, help="Why; it stays in the ledger for good.")


def _subject(words: str) -> str:
    if re.fullmatch(r"[rc][0-9a-f]{16}", words) is None:
        raise UsageError(
            f"{words!r} is not the id of a report or of a claim.",
            "An id is r or c and 16 characters; `tollbook claims` has them.",
        )
    return words


def _decided(book: Ledger, act: Callable[..., Entry], subject: str, reason: str, by: str) -> Entry:
    """Records and carries out a decision, and judges the stories anew that it changes."""
    stories = _stories(book, subject)
    entry = act(subject, reason=reason, by=by, recorded=now())
    for story in sorted(stories | _stories(book, subject)):
        relink(book, story, now=now)
    return entry


def _stories(book: Ledger, subject: str) -> set[str]:
    """The stories in which a report, or a claim's report, now takes part."""
    claim = book.claim(subject)
    reading = book.reading(claim.report if claim is not None else subject)
    return {s for c in (reading.claims if reading is not None else ()) if (s := book.story_of(c.id)) is not None}


@click.command()
@click.argument("subject")
@REASON
@BY
@ledger_option
def seal(subject: str, reason: str, by: str, ledger: Path) -> None:
    """Restricts a report: kept, and shown to nobody.

    Until it is unsealed, its words and what was made of them take part in nothing that is printed. SUBJECT is the id of a
    report, or of one of its claims.

    \b
    Example:
      tollbook seal r0123456789abcdef --reason "a witness is named"
    """
    with turn(ledger), opened(ledger) as book:
        entry = _decided(book, book.seal, _subject(subject), reason, by)
    click.echo(f"Sealed, as entry {entry.number}. The words are kept and no longer shown.")


@click.command()
@click.argument("subject")
@REASON
@BY
@ledger_option
def unseal(subject: str, reason: str, by: str, ledger: Path) -> None:
    """Shows the words of a sealed report again.

    SUBJECT is the id of the report.

    \b
    Example:
      tollbook unseal r0123456789abcdef --reason "the witness agreed"
    """
    with turn(ledger), opened(ledger) as book:
        entry = _decided(book, book.unseal, _subject(subject), reason, by)
    click.echo(f"Unsealed, as entry {entry.number}.")


@click.command()
@click.argument("subject")
@REASON
@BY
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledger_option
def erase(subject: str, reason: str, by: str, yes: bool, ledger: Path) -> None:
    """Erases a report's words and evidence for good.

    Digest, reason, who and when stay, and `verify` tells the erasure from damage. SUBJECT is the id of a report, or of one
    of its claims.

    \b
    Example:
      tollbook erase r0123456789abcdef --reason "asked for by the family"
    """
    subject = _subject(subject)
    with turn(ledger), opened(ledger) as book:
        if not yes and not click.confirm(f"The words and the evidence of {subject} will be gone for good. Go on?"):
            click.echo("Nothing was erased.", err=True)
            raise SystemExit(1)
        entry = _decided(book, book.erase, subject, reason, by)
    click.echo(f"Erased, as entry {entry.number}. `tollbook verify` will say: erased by decision.")


@click.command()
@click.option("--head", metavar="DIGEST", help="The head printed by an earlier `read`, kept elsewhere.")
@ledger_option
def verify(head: str | None, ledger: Path) -> None:
    """Checks every stored byte against the chain of digests.

    It tells erasure by decision from damage, and says what the check proves and what not. Exit code 6 where anything is
    damaged or missing.

    \b
    Examples:
      tollbook verify
      tollbook verify --head DIGEST
    """
    if not ledger.exists():
        raise LedgerMissing(str(ledger))
    workers = max(1, min(os.cpu_count() or 1, ledger.stat().st_size // WORTH))
    found = verify_ledger(ledger, head=_digest(head), workers=workers)
    for line in found.lines():
        _say(line)
    if not found.sound:
        raise SystemExit(LedgerDamaged.exit_code)


def _digest(words: str | None) -> str | None:
    """A head as `read` prints it, alone or with what stands around it."""
    if words is None:
        return None
    found = re.search(r"\b[0-9a-f]{64}\b", words)
    if found is None:
        raise UsageError(
            f"{words!r} is no head of a ledger.", "A head is 64 characters, 0-9 and a-f, as `tollbook read` prints it."
        )
    return found[0]


def _say(line: str) -> None:
    for part in wrapped(line, "", "  ", terminal_width() or 100_000):
        click.echo(part)


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the indexes anew from the entries alone.")
@click.option("--upgrade", "upgrading", is_flag=True, help="Bring an older ledger to this version, backed up first.")
@ledger_option
def doctor(rebuild: bool, upgrading: bool, ledger: Path) -> None:
    """Says how installation and ledger are; mends indexes.

    \b
    Examples:
      tollbook doctor
      tollbook doctor --rebuild
    """
    if (upgrading or rebuild) and not ledger.exists():
        raise LedgerMissing(str(ledger))
    if upgrading:
        _say(upgrade(ledger))
    if rebuild:
        with opened(ledger) as book:
            _say(book.rebuild())
    lines = check(ledger)
    for line in lines:
        _say(line)
    if any("DAMAGED" in line for line in lines):
        raise SystemExit(LedgerDamaged.exit_code)
