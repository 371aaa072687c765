"""The text layer of a PDF, taken out in a process of its own that may use so much time and memory and no more: documents of
strangers are read by a large library, and some are made to hold it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from statistics import median

PAGES = 500
EDGE = 2  # lines at the head and at the foot of a page
SECONDS = 60
MEMORY = 1_500_000_000  # bytes
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_WORKER = "import sys; from tollbook.acquire.pdf import work; sys.exit(work())"


class NoText(ValueError):
    """No text could be taken out of a PDF. The message says why."""


class ReaderMissing(NoText):
    """The library that reads PDF documents is not installed."""


def text_of(raw: bytes, *, seconds: float = SECONDS) -> str:
    """The text of a PDF: lines as they are broken, a blank line between paragraphs, a form feed between pages.

    Raises `NoText` where there is none: scanned pages, a password, a damaged file, one that takes too long.
    """
    if b"obj" not in raw:
        raise NoText("it is damaged: nothing is in it")
    if find_spec("pypdf") is None:
        raise ReaderMissing("the part that reads PDF is not installed: pip install 'tollbook[pdf]'")
    try:
        done = subprocess.run([sys.executable, "-c", _WORKER], input=raw, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise NoText(f"it takes longer than {seconds:g} seconds to read") from error
    if done.returncode != 0:
        raise NoText(done.stderr.decode("utf-8", "replace").strip()[-200:] or "reading it was stopped")
    return done.stdout.decode("utf-8", "replace")


def work() -> int:
    """Reads a PDF on standard input and writes its text; the whole of the process of its own."""
    _bound()
    try:
        text = layer(sys.stdin.buffer.read())
    except NoText as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the time alone is bounded
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def layer(raw: bytes) -> str:
    """The text layer of a PDF, in this process."""
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NoText("it asks for a password")
        pages = [page.extract_text() or "" for _, page in zip(range(PAGES), reader.pages, strict=False)]
    except NoText:
        raise
    except Exception as error:  # a library may say anything of a document of strangers
        raise NoText(f"it is damaged ({type(error).__name__})") from error
    if not any(page.strip() for page in pages):
        raise NoText("it has no text layer: its pages are pictures. Run a text recognition (OCR) over it first")
    return "\n\n\f\n".join(map(paragraphs, _apart(pages)))


def _apart(pages: Sequence[str]) -> list[str]:
    """Pages, the lines that run along their heads and feet ("Ministry of Health, page 3 of 7") set apart by blank lines."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    ends = [{_numberless(line) for line in [*lines[:EDGE], *lines[-EDGE:]]} for lines in split]
    seen = Counter(line for lines in ends for line in lines)
    running = {line for line, count in seen.items() if count >= max(3, len(pages) / 2)}
    if not running:
        return list(pages)
    return ["\n".join(f"\n{line}\n" if _numberless(line) in running else line for line in lines) for lines in split]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def paragraphs(page: str) -> str:
    """Lines of a page with a blank line between paragraphs, where the layer gives none; words broken at a line's end are whole.

    >>> paragraphs("Twelve people were killed in the fire on\\nSunday.\\nThe mayor said that it had been put out.")
    'Twelve people were killed in the fire on\\nSunday.\\n\\nThe mayor said that it had been put out.'
    """
    lines = [" ".join(line.split()) for line in _BROKEN.sub("", page.replace("\x00", "").replace("\r", "\n")).split("\n")]
    full = _width(lines)
    out: list[str] = []
    for k, line in enumerate(lines):
        out.append(line)
        following = lines[k + 1] if k + 1 < len(lines) else ""
        if (
            line
            and following
            and len(line) < 0.8 * full
            and (_ENDED.search(line) or (len(line) < 0.6 * full and following[0].isupper()))
        ):
            out.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _width(lines: Sequence[str]) -> float:
    """How long a full line is: the longer half's middle."""
    lengths = sorted(len(line) for line in lines if line)
    return float(median(lengths[len(lengths) // 2 :])) if lengths else 0.0
