"""Serving: `serve`, `users`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.commands.options import as_rows, format_option, ledger_option, now
from tollbook.errors import LedgerMissing, MissingPart, UsageError

if TYPE_CHECKING:
    from tollbook.server.settings import Settings

ROLES = ("reader", "reviewer", "admin")
LEAST = click.Choice((*ROLES, "nobody"))
USERS = ("id", "name", "role", "added", "revoked")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; the loopback by default.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 takes a free one.")
@click.option("--root-path", default="", metavar="PATH", help="The path under which a proxy serves it, as /tollbook.")
@click.option("--host-name", "hosts", multiple=True, metavar="NAME", help="A name by which browsers call it, behind a proxy.")
@click.option("--proxy", metavar="ADDRESS", help="The proxy whose word on who asks is taken (X-Forwarded-For).")
@click.option("--https", is_flag=True, help="The proxy speaks HTTPS: cookies go over nothing else.")
@click.option("--names", type=LEAST, default="nobody", show_default=True, help="The least role that may see names unmasked.")
@click.option("--text", type=LEAST, default="reviewer", show_default=True, help="The least role that may read whole texts.")
@click.option("--closed", is_flag=True, help="Nothing is read without a token.")
@click.option("--fetch", is_flag=True, help="Let reviewers add reports by their address: the server fetches them.")
@click.option("--rate", type=click.FloatRange(0.1), default=50.0, show_default=True, help="Requests a second from one address.")
@click.option("--body-limit", type=click.IntRange(1000), default=20_000_000, show_default=True, help="Bytes of what is sent.")
@click.option("--allow", is_flag=True, help="Listen where others can reach it, though there are no users.")
@ledger_option
def serve(
    host: str,
    port: int,
    root_path: str,
    hosts: tuple[str, ...],
    proxy: str | None,
    https: bool,
    names: str,
    text: str,
    closed: bool,
    fetch: bool,
    rate: float,
    body_limit: int,
    allow: bool,
    ledger: Path,
) -> None:
    """Serves the ledger: the page, and the API that it uses.

    Without a token it can be read, and nothing else; `tollbook users` gives tokens to those who decide. It needs the serve
    extra. Control-C ends it.

    \b
    Examples:
      tollbook serve
      tollbook serve --host 0.0.0.0 --host-name tolls.example --root-path /tollbook --proxy 10.0.0.2 --https
    """
    if not ledger.exists():
        raise LedgerMissing(str(ledger))
    settings = _settings(
        ledger=ledger,
        host=host,
        port=port,
        root_path=_prefix(root_path),
        hosts=hosts,
        https=https,
        names=_least(names),
        text=_least(text),
        closed=closed,
        fetch=fetch,
        rate=rate,
        body=body_limit,
    )
    from tollbook.server.settings import check_binding
    from tollbook.server.users import users_of

    known = sum(u.revoked is None for u in users_of(ledger))
    check_binding(settings, users=known, allowed=allow)
    from tollbook.server.running import run

    if not known:
        click.echo(
            "There are no users yet: it can be read, and nobody can decide (`tollbook users add NAME --role reviewer`).", err=True
        )
    run(settings, proxy=proxy, say=click.echo)


def _settings(**given: object) -> Settings:
    try:
        import fastapi  # noqa: F401  # looked for, so that its absence is said as what it is
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingPart("The server", "serve") from error
    from tollbook.server.settings import Settings

    return Settings(**given)  # type: ignore[arg-type]  # fields by name


def _least(word: str) -> object:
    from tollbook.server.roles import role_named

    return None if word == "nobody" else role_named(word)


def _prefix(path: str) -> str:
    """A path without a slash at its end, and with one at its beginning."""
    plain = path.strip().rstrip("/")
    if plain and (not plain.startswith("/") or any(c in plain for c in "?#\\ \"'<>;")):
        raise UsageError(f"{path!r} is no path.", "Write it as /tollbook.")
    return plain


@click.group()
def users() -> None:
    """Gives tokens to people, and takes them back.

    A token is shown once; only its digest is kept, in a file beside the ledger. What a person decides is recorded under a
    pseudonym (person:p1), which stays theirs.

    \b
    Examples:
      tollbook users add "Ada L." --role reviewer
      tollbook users list
      tollbook users revoke "Ada L."
    """


@users.command(name="add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="reader reads; reviewer decides; admin seals and erases.")
@ledger_option
def add(name: str, role: str, ledger: Path) -> None:
    """Adds a user and prints the token.

    \b
    Example:
      tollbook users add "Ada L." --role reviewer
    """
    from tollbook.server.users import add_user

    user, token = add_user(_there(ledger), _name(name), role, now=now())
    click.echo(token)
    click.echo(f"{user.name} is {user.role}, and signs as person:{user.id}. The token is shown this once.", err=True)


@users.command(name="list")
@format_option()
@ledger_option
def listed(form: str, ledger: Path) -> None:
    """Lists users, revoked ones too.

    \b
    Example:
      tollbook users list
    """
    from tollbook.server.users import users_of

    found = ({k: getattr(u, k) for k in USERS} for u in users_of(_there(ledger)))
    as_rows(found, USERS, form, none="Nobody yet: `tollbook users add NAME --role reviewer`.")


@users.command(name="renew")
@click.argument("name")
@ledger_option
def renew(name: str, ledger: Path) -> None:
    """Prints another token for a user; the one before ends.

    \b
    Example:
      tollbook users renew "Ada L."
    """
    from tollbook.server.users import renew_user

    user, token = renew_user(_there(ledger), name)
    click.echo(token)
    click.echo(f"The token before is worth nothing any more; {user.name} signs as person:{user.id} as before.", err=True)


@users.command(name="revoke")
@click.argument("name")
@ledger_option
def revoke(name: str, ledger: Path) -> None:
    """Takes a user's token back; what they decided stays.

    \b
    Example:
      tollbook users revoke "Ada L."
    """
    from tollbook.server.users import revoke_user

    user = revoke_user(_there(ledger), name, now=now())
    click.echo(f"{user.name} (person:{user.id}) may nothing more.")


def _there(ledger: Path) -> Path:
    if not ledger.exists():
        raise LedgerMissing(str(ledger))
    return ledger


def _name(words: str) -> str:
    plain = " ".join(words.split())
    if not plain or not plain.isprintable() or len(plain) > 100:
        raise UsageError(f"{words!r} is no name.", "Take up to 100 printable characters.")
    return plain
