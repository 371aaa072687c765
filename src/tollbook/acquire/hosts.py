"""Where an address leads: which hosts may be asked, decided by the number that is then connected to, and by nothing else.

A name is looked up once for each connection, the numbers that it gives are checked, and the connection is made to a checked
number. So an answer of the name service that changes in between changes nothing.
"""

from __future__ import annotations

import socket  # the one stage that may: it is what looks names up
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Thread
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tollbook.acquire.refusal import Refused

Resolver = Callable[[str, int, float], Sequence[str]]  # host, port, seconds that it may take -> numbers
Network = IPv4Network | IPv6Network

LONGEST = 2_000  # characters of an address
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
# Ports of other services, that a page could make us talk to (the "bad ports" of the Fetch standard, below 1024 in ranges).
_PORTS = frozenset({80, 443, 591, 593, 777, 880, 981}) | frozenset(range(1024, 65536))
_BAD = frozenset({1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080, *range(6665, 6670)})


def is_address(words: str) -> bool:
    """Whether ``words`` are an address of the web and not a file's name.

    >>> is_address("https://paper.example/2022/almaty"), is_address("reports/https")
    (True, False)
    """
    return words[:8].lower().startswith(("http://", "https://"))


def parted(url: str) -> SplitResult:
    """The parts of an address: its host in ASCII, its path without controls, what is not ASCII written out. Raises `Refused`."""
    if len(url) > LONGEST:
        raise Refused("address_refused", f"{url[:80]}... is longer than {LONGEST:,} characters.")
    try:
        parts = urlsplit("".join(c for c in url.strip() if c >= " ").split("#", 1)[0])
        host, port = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except (ValueError, UnicodeError) as error:
        raise Refused("address_refused", f"{url!r} is no address: {error}.") from error
    if parts.scheme not in ("http", "https"):
        raise Refused("address_refused", f"{url} is not fetched: only http and https are.")
    if not host or parts.username is not None or "\\" in url:
        raise Refused("address_refused", f"{url!r} is not fetched: it names no host, or a user, or holds a backslash.")
    if port is not None and (port not in _PORTS or port in _BAD):
        raise Refused("address_refused", f"{url} is not fetched: port {port} is one of another service.")
    named = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    netloc = named if port in (None, default) else f"{named}:{port}"
    return SplitResult(parts.scheme, netloc, _ascii(parts.path) or "/", _ascii(parts.query), "")


def whole(parts: SplitResult) -> str:
    """The address of its parts."""
    return urlunsplit(parts)


def port_of(parts: SplitResult) -> int:
    """The port that an address leads to."""
    return parts.port or {"http": 80, "https": 443}[parts.scheme]


def _ascii(words: str) -> str:
    return "".join(c if " " < c < "\x7f" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in words)


def networks(words: Sequence[str]) -> tuple[Network, ...]:
    """Networks that may be asked although they are private: ``127.0.0.1``, ``10.0.0.0/8``. Raises `ValueError`."""
    return tuple(ip_network(w, strict=False) for w in words)


def permitted(number: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether a host of this number may be asked: a public one, or one of a network that was allowed by name.

    >>> permitted("93.184.216.34"), permitted("127.0.0.1"), permitted("::ffff:10.0.0.1"), permitted("169.254.169.254")
    (True, False, False, False)
    """
    try:
        ip = ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if any(ip.version == n.version and ip in n for n in allowed):
        return True
    inner = _inside(ip)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and (inner is None or permitted(str(inner)))


def _inside(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The older number that a newer one carries (mapped, 6to4, Teredo, NAT64), which a gateway may lead to."""
    if not isinstance(ip, IPv6Address):
        return None
    if any(ip in n for n in _NAT64):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def looked_up(host: str, port: int, seconds: float) -> Sequence[str]:
    """The numbers of a host by the system's name service, within ``seconds``. Raises `OSError`."""
    found: Future[list[str]] = Future()

    def look() -> None:
        try:
            found.set_result([str(a[4][0]) for a in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            found.set_exception(OSError(str(error)))

    Thread(target=look, daemon=True).start()  # the system's call takes no time limit of its own
    try:
        return found.result(timeout=seconds)
    except Late as error:
        raise OSError(f"the name service did not answer within {seconds:.0f} seconds") from error


def numbers_of(host: str, port: int, *, resolver: Resolver, allowed: Sequence[Network], seconds: float) -> tuple[str, ...]:
    """The numbers of a host that may be connected to, each once. Raises `Refused`."""
    try:
        found = tuple(dict.fromkeys(resolver(host, port, seconds)))
    except OSError as error:
        raise Refused("no_answer", f"{host} is not found: {error}.", again=True) from error
    good = tuple(n for n in found if permitted(n, allowed))
    if not good:
        leads = "" if found == (host,) else f" leads to {', '.join(found[:4]) or 'no number'}, which"
        told = f"{host}{leads} is no public address, and is not asked."
        raise Refused("address_refused", told + " --allow NETWORK allows one of your own.")
    return good
