"""Keeping the record: `seal`, `unseal`, `erase`, `verify`, `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.commands.options import ledger_option, now, opened
from tollbook.errors import LedgerMissing, UsageError
from tollbook.ledger import check, upgrade, verify_ledger

BY = click.option("--by", default="person:owner", show_default=True, help="Who decides: a pseudonym, person:NAME.")
REASON = click.option("--reason", required=True, help="Why; it stays in the ledger for good.")


def _subject(words: str) -> str:
    if words[:1] not in {"r", "c"} or len(words) != 17:
        raise UsageError(
            f"{words!r} is no report and no claim.", "Take an id from `tollbook claims --format jsonl`: r... or c..."
        )
    return words


@click.command()
@click.argument("subject")
@REASON
@BY
@ledger_option
def seal(subject: str, reason: str, by: str, ledger: Path) -> None:
    """Restricts a report: its words are kept, and shown to nobody until they are unsealed.

    SUBJECT is the id of a report, or of one of its claims.

    \b
    tollbook seal r0123456789abcdef --reason "a witness is named"
    """
    with opened(ledger) as book:
        entry = book.seal(_subject(subject), reason=reason, by=by, recorded=now())
    click.echo(f"Sealed, as entry {entry.number}. The words are kept and no longer shown.")


@click.command()
@click.argument("subject")
@REASON
@BY
@ledger_option
def unseal(subject: str, reason: str, by: str, ledger: Path) -> None:
    """Shows the words of a sealed report again.

    \b
    tollbook unseal r0123456789abcdef --reason "the witness agreed"
    """
    with opened(ledger) as book:
        entry = book.unseal(_subject(subject), reason=reason, by=by, recorded=now())
    click.echo(f"Unsealed, as entry {entry.number}.")


@click.command()
@click.argument("subject")
@REASON
@BY
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledger_option
def erase(subject: str, reason: str, by: str, yes: bool, ledger: Path) -> None:
    """Erases a report's words and evidence for good; digest, reason, who and when stay.

    SUBJECT is the id of a report, or of one of its claims.

    \b
    tollbook erase r0123456789abcdef --reason "asked for by the family"
    """
    if not yes:
        click.confirm("The words and the evidence will be gone for good. Go on?", abort=True)
    with opened(ledger) as book:
        entry = book.erase(_subject(subject), reason=reason, by=by, recorded=now())
    click.echo(f"Erased, as entry {entry.number}. `tollbook verify` will say: erased by decision.")


@click.command()
@click.option("--head", help="The head digest printed by an earlier `read`, kept elsewhere.")
@ledger_option
def verify(head: str | None, ledger: Path) -> None:
    """Checks every stored byte against the chain of digests, and tells erasure by decision from damage.

    Exit code 6 where anything is damaged or missing.

    \b
    tollbook verify --head 9f2c...
    """
    if not ledger.exists():
        raise LedgerMissing(str(ledger))
    found = verify_ledger(ledger, head=head)
    for line in found.lines():
        click.echo(line)
    if not found.sound:
        raise SystemExit(6)


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the indexes anew from the entries alone.")
@click.option("--upgrade", "upgrading", is_flag=True, help="Bring an older ledger to this version, backed up first.")
@ledger_option
def doctor(rebuild: bool, upgrading: bool, ledger: Path) -> None:
    """Says what this installation and this ledger are, and mends indexes.

    \b
    tollbook doctor
    tollbook doctor --rebuild
    """
    if upgrading:
        if not ledger.exists():
            raise LedgerMissing(str(ledger))
        click.echo(upgrade(ledger))
    if rebuild:
        with opened(ledger) as book:
            click.echo(book.rebuild())
    for line in check(ledger):
        click.echo(line)
