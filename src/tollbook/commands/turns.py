"""One process reads into a ledger at a time: where a report is filed depends on all that was read before it."""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from tollbook.errors import LedgerLocked
from tollbook.ledger.evidence import folder_of

WAIT = 30.0  # seconds for another process to end its reading


@contextmanager
def turn(ledger: Path) -> Iterator[None]:
    """Waits until no other process reads into ``ledger``, then keeps others waiting. Raises `LedgerLocked` after `WAIT`.

    The lock is the system's, on the evidence folder: it ends with its process, however that ends.
    """
    folder = folder_of(ledger)
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder that cannot be written or is not there: opening the ledger says which
        yield
        return
    try:
        _acquire(handle, ledger)
        yield
    finally:
        os.close(handle)
        if made:
            with suppress(OSError):  # evidence is in it
                folder.rmdir()


def _acquire(handle: int, ledger: Path) -> None:
    end = time.monotonic() + WAIT
    told = not sys.stderr.isatty()
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise LedgerLocked(str(ledger)) from error
        except OSError:  # a file system without such locks: SQLite's own still keep entries whole
            return
        if not told:
            click.echo(f"Waiting for another process that reads into {ledger} ...", err=True)
            told = True
        time.sleep(0.05)
