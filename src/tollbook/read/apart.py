"""Pages of strangers, read in a process of its own that may use so much time and memory and no more. A page that holds it up, or
breaks it, is given up as a `Problem`; the next one is read by a new process. Texts without markup are read where they are.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from threading import Lock, Timer
from typing import IO

import msgspec

from tollbook.model import Problem, Published, Report
from tollbook.read.report import Found, read

SECONDS = 30.0  # that a page may take
MEMORY = 3_000_000_000  # bytes of the process
PAGES = 2_000  # that one process reads: what a library forgets to give back does not add up
_WORKER = "from tollbook.read.apart import work; work({}, {})"
_LENGTH = 8  # bytes before a message that tell how long it is

Reports = tuple[tuple[Report, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An item without its bytes, of which the digest alone is asked, and how it is to be read."""

    name: str
    media: str
    body: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    modified: str | None = None
    given: Published | None = None
    fast: bool = False

    @property
    def raw(self) -> bytes:
        """None of them are here."""
        return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What came of it; ``fault`` where reading failed."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: str | None = None


_WORDS = "<p>Twelve people were killed near Talas on Friday evening, police said.</p>"
_FIRST = _Asked(name="", media="text/html", body=_WORDS)
_asked, _told = msgspec.msgpack.Decoder(_Asked), msgspec.msgpack.Decoder(_Told)
_encoded = msgspec.msgpack.Encoder().encode


class Apart:
    """Reads as `read` does, pages in a process of its own, which begins with the first. Call `close` at the end."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._lock = Lock()

    def read(self, item: Found, *, published: Published | None = None, fast: bool = False) -> Reports:
        """The reports of ``item`` and the problems met, as of `tollbook.read.read`; none of a page that was given up."""
        if not item.media.startswith("text/html"):
            return read(item, published=published, fast=fast)
        fields = ("name", "media", "body", "url", "publisher", "title", "published", "byline", "modified")
        try:
            message = _encoded(_Asked(given=published, fast=fast, **{f: getattr(item, f) for f in fields}))
        except UnicodeEncodeError:  # half a character, which no message can hold
            return (), (_given_up(item, "it holds what is no character"),)
        with self._lock:
            told = self._asked(message)
        if told.fault is not None:
            return (), (_given_up(item, told.fault),)
        raw = hashlib.sha256(item.raw).hexdigest()
        return tuple(replace(r, raw=raw) for r in told.reports), told.problems

    def close(self) -> None:
        """Ends the process."""
        child, self._child, self._read = self._child, None, 0
        if child is not None:
            child.kill()
            child.communicate()

    def _asked(self, message: bytes) -> _Told:
        if self._read >= PAGES:
            self.close()
        if self._child is None:
            worker = [sys.executable, "-c", _WORKER.format(self._memory, ceil(self._seconds) + 1)]
            pipe = subprocess.PIPE  # a session of its own: Ctrl-C is for us, and who ends us closes the pipe
            self._child = subprocess.Popen(worker, stdin=pipe, stdout=pipe, start_new_session=True)
            _received(self._child.stdout or BytesIO())  # it is ready; its start is nobody's time
        self._read += 1
        late: list[bool] = []
        watchdog = Timer(self._seconds, _stop, (self._child, late))
        watchdog.daemon = True
        watchdog.start()
        try:
            answer = _exchanged(self._child, message)
        finally:
            watchdog.cancel()
        if answer is not None:
            return _told.decode(answer)
        self.close()
        why = f"reading it takes longer than {self._seconds:g} seconds" if late else "reading it broke the process that did"
        return _Told(fault=why)


def _stop(child: subprocess.Popen[bytes], late: list[bool]) -> None:
    late.append(True)
    child.kill()


def _exchanged(child: subprocess.Popen[bytes], message: bytes) -> bytes | None:
    """What the process answers; ``None`` where it ends before."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        _send(child.stdin, message)
    except OSError:  # it has ended
        return None
    return _received(child.stdout)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH, "big"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    message = pipe.read(length)
    return message if len(message) == length else None


def _given_up(item: Found, why: str) -> Problem:
    what = f"{item.name} is given up: {why}. What follows is read. Save its text, and read that."
    return Problem(code="page_given_up", message=what)


def work(memory: int, seconds: int) -> None:
    """Reads the pages that come on standard input; the whole of the process of its own."""
    pipe, out = sys.stdin.buffer, sys.stdout.buffer
    read(_FIRST)  # loads what reading needs
    _bound("RLIMIT_AS", memory)
    _send(out, b"")
    while (message := _received(pipe)) is not None:
        _bound("RLIMIT_CPU", ceil(time.process_time()) + seconds)  # ends a page that holds it even where nobody is left to do so
        asked = _asked.decode(message)
        try:
            reports, problems = read(asked, published=asked.given, fast=asked.fast)
            told = _Told(reports=reports, problems=problems)
        except MemoryError:
            told = _Told(fault=f"reading it takes more than {memory:,} bytes of memory")
        except Exception as error:  # noqa: BLE001  # whatever a library says of a page of strangers, the run goes on
            told = _Told(fault=f"{type(error).__name__}: {error}"[:300])
        _send(out, _encoded(told))


def _bound(what: str, most: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the time alone is bounded
        return
    which = getattr(resource, what)
    resource.setrlimit(which, (most, resource.getrlimit(which)[1]))
