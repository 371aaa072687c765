"""Asking the network from a command: who asks, which networks of one's own may be asked, and lists of addresses."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from tollbook import __version__
from tollbook.acquire.hosts import is_address
from tollbook.commands.options import now
from tollbook.errors import UsageError
from tollbook.protocols import Reader

if TYPE_CHECKING:
    from tollbook.acquire.fetch import Bounds, Fetcher

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--allow", multiple=True, metavar="NETWORK", help="A private network that may be asked: 10.1.2.0/24, or one number."
    ),
    click.option(
        "--contact",
        envvar="TOLLBOOK_CONTACT",
        metavar="WORDS",
        help="Who asks, for the sites that are asked: an address at which you can be reached (or TOLLBOOK_CONTACT).",
    ),
)


def network_options(command: F) -> F:
    """``--allow`` and ``--contact``."""
    for option in _OPTIONS:
        command = option(command)
    return command


@cache
def apart() -> Reader:
    """Who reads pages, in a process of its own that begins with the first page and ends with this one."""
    from tollbook.read.apart import Apart

    one = Apart()
    atexit.register(one.close)
    return one.read


def agent(contact: str | None) -> str:
    """The name under which sites are asked: the program's, its version, and who runs it."""
    words = " ".join((contact or "").split())
    if not words.isascii() or not words.isprintable() or len(words) > 200:
        raise UsageError(f"{contact!r} cannot stand in a request.", "Write --contact in ASCII: an e-mail address, or a page.")
    return f"Tollbook/{__version__} ({words or 'casualty recording; run by hand'})"


def fetcher_for(paths: Sequence[str], *, allow: Sequence[str], contact: str | None) -> Fetcher | None:
    """Who asks the addresses among ``paths``; nobody where there are none."""
    return fetcher(allow=allow, contact=contact) if any(is_address(p) for p in paths) else None


def fetcher(*, allow: Sequence[str], contact: str | None, bounds: Bounds | None = None) -> Fetcher:
    """Who asks addresses: the clock and the pauses of this machine."""
    from tollbook.acquire.fetch import Fetcher  # 0.1 s that commands without addresses need not wait
    from tollbook.acquire.hosts import networks

    try:
        allowed = networks(allow)
    except ValueError as error:
        raise UsageError(f"--allow names no network: {error}.", "Write 10.1.2.0/24, or a number as 127.0.0.1.") from error
    return Fetcher(agent=agent(contact), now=now, clock=time.monotonic, sleep=time.sleep, allowed=allowed, bounds=bounds)


def addresses_of(file: TextIO) -> Iterator[str]:
    """The addresses of a list, one a line; blank lines and those that begin with # are left out."""
    for number, line in enumerate(file, 1):
        words = line.strip().removeprefix("\ufeff")
        if not words or words.startswith("#"):
            continue
        if not is_address(words):
            raise UsageError(f"Line {number} of the list is no address: {words[:80]!r}.", "Write one https://... a line.")
        yield words
