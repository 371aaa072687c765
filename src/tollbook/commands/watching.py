"""Watching: `watch` and `visits`."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from types import FrameType

import click

from tollbook.commands.network import apart, fetcher, network_options
from tollbook.commands.options import as_rows, format_option, ledger_option, now, opened
from tollbook.commands.turns import turn
from tollbook.errors import LedgerLocked, UsageError
from tollbook.watching.plan import Plan, plan_of
from tollbook.watching.state import State, state_of

PAGE = 5_000_000  # bytes of a page that a watch takes
VISITS = ("at", "address", "outcome", "status", "reports", "raw")


@click.command()
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Ask what is due, tell what changed, and end: for cron.")
@network_options
@ledger_option
def watch(feeds: Path, once: bool, allow: tuple[str, ...], contact: str | None, ledger: Path) -> None:
    """Watches feeds, reads what they name, and tells what changed.

    FEEDS is a TOML file with a [[feed]] for each, or the OPML that a feed reader exports; docs/watching.md has all that it can
    say. Changes of tolls, figures taken back and new contradictions go to an Atom feed, a file of JSON lines and webhooks, by
    default only where two independent origins or a person stand behind them. What it does is said on standard error. It can be
    stopped, or killed, at any time, and goes on from there.

    \b
    Examples:
      tollbook watch feeds.toml
      tollbook watch feeds.toml --once
      tollbook watch subscriptions.opml --contact desk@news.example
    """
    plan = plan_of(feeds, contact=contact)
    secrets = {h.url: _secret(h.secret_env, h.secret_file) for h in plan.hooks}
    fresh = not state_of(ledger).exists()
    with _alone(ledger), _stoppable():
        state = State(state_of(ledger))
        try:
            _watched(plan, ledger, state, secrets, allow, fresh=fresh, once=once)
        finally:
            state.close()


def _watched(
    plan: Plan, ledger: Path, state: State, secrets: dict[str, bytes], allow: tuple[str, ...], *, fresh: bool, once: bool
) -> None:
    from tollbook.acquire.fetch import Bounds  # what asks the network is loaded where it is asked
    from tollbook.watching.watch import Watch

    allowed = (*plan.allow, *allow)
    asking = fetcher(allow=allowed, contact=plan.contact, bounds=Bounds(size=PAGE, tries=1, pause=plan.pause))
    posting = fetcher(allow=allowed, contact=plan.contact, bounds=Bounds(size=PAGE, tries=1, pause=0.0))
    watching = Watch(
        plan, ledger, state, fetcher=asking, poster=posting, secrets=secrets, now=now, turn=turn, say=_say, reader=apart()
    )
    try:
        watching.begin(fresh=fresh)
        _say(f"watching {len(plan.sources)} {'source' if len(plan.sources) == 1 else 'sources'} into {ledger}; {_told(plan)}")
        while True:
            tally = watching.round()
            if tally.asked or tally.told or tally.delivered:
                _say(tally.line())
            elif once:
                return
            else:
                time.sleep(max(0.2, watching.pause()))
    finally:
        watching.close()


def _say(words: str) -> None:
    """What it does, as it does it."""
    click.echo(f"{now():%Y-%m-%d %H:%M:%S}Z {words}", err=True)


def _told(plan: Plan) -> str:
    """What is told and where to, in a few words."""
    hooks = [f"{len(plan.hooks)} {'webhook' if len(plan.hooks) == 1 else 'webhooks'}"] if plan.hooks else []
    where = [*(p.name for p in (plan.atom, plan.jsonl) if p is not None), *hooks]
    what = "what two origins or a person stand behind" if plan.two else "what anyone says"
    what += ", and what pages changed" if plan.pages else ""
    if not where:
        return f"told here alone, since the plan has no [changes] and no [[webhook]]: {what}"
    return f"told in {', '.join(where)}: {what}"


def _secret(env: str | None, file: Path | None) -> bytes:
    from tollbook.publish.webhooks import secret_of

    if env is not None:
        if env not in os.environ:
            raise UsageError(f"The secret of a webhook is not there: {env} is not set.", f"Run: export {env}=whsec_...")
        return secret_of(os.environ[env])
    try:
        return secret_of((file or Path()).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"The secret of a webhook cannot be read: {file}: {error.strerror}.") from error


@contextmanager
def _alone(ledger: Path) -> Iterator[None]:
    """One watch over a ledger at a time; the lock is the system's, and ends with its process."""
    handle = os.open(state_of(ledger).with_suffix(".watching"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise LedgerLocked(f"{ledger}: another `tollbook watch`") from error
    finally:
        os.close(handle)


@contextmanager
def _stoppable() -> Iterator[None]:
    """`kill PID` ends a watch as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread: whoever runs us there stops us
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@click.command()
@click.argument("address", required=False)
@format_option()
@ledger_option
def visits(address: str | None, form: str, ledger: Path) -> None:
    """Lists what was asked of the network, when, and what came of it.

    With ADDRESS, only of that one. The digest in the last column names the exchange, kept as WARC records in the evidence.

    \b
    Example:
      tollbook visits https://news.example/report.html
    """
    with opened(ledger, readonly=True) as book:
        found = book.visits(address)
    rows = (
        {
            "at": v.at.isoformat(timespec="seconds") if form != "table" else f"{v.at.astimezone(UTC):%Y-%m-%d %H:%M}Z",
            "address": v.address,
            "outcome": v.outcome.value,
            "status": v.status,
            "reports": list(v.reports),
            "raw": v.raw if form != "table" else v.raw[:12],
        }
        for v in found
    )
    as_rows(rows, VISITS, form, none="Nothing was asked of the network.")
