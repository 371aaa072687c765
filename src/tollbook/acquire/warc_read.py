"""Web archives (WARC): one record after another, each with the address, date and charset that it was delivered with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, BinaryIO, cast

from tollbook.acquire.addresses import safe
from tollbook.acquire.documents import Delivered, documents
from tollbook.acquire.item import Acquired
from tollbook.acquire.packed import Readable
from tollbook.model import Problem

_READ = re.compile(
    r"(?:text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|feed\+json|pdf))\b", re.I
)
DAY = 86_400  # seconds
_HEADERS = 32_768  # bytes of a record's headers


def records(name: str, stream: Readable, limit: int) -> Iterator[Acquired | Problem]:
    """The pages of a web archive: responses with status 200, resources and conversions, of a type that holds words.

    A record that is broken ends the archive with a `Problem`; what was read before it stands.
    """
    if find_spec("fastwarc") is None:
        what = f"{name} is a web archive, and the part that reads it is not installed: pip install 'tollbook[warc]'."
        yield Problem(code="warc_not_read", message=what)
        return
    count = pages = 0
    walk = _walk(stream)
    while True:
        try:
            record = next(walk, None)
            found = None if record is None else _document(record, limit)
        except BaseException as error:  # a reader of archives meets anything
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise  # not the reader's: somebody wants the program to end
            what = f"{name} is broken after {count:,} records ({_said(error)}): what stands behind is not read."
            yield Problem(code="archive_cut", message=what)
            return
        if record is None:
            break
        count += 1
        if found is not None:
            pages += 1
            raw, delivered = found
            yield from documents(f"{name}:{count}", raw, delivered=delivered, limit=limit)
    if not pages:
        yield Problem(code="empty", message=f"{name} is a web archive without a page: {count:,} records, none of them a report.")


def _walk(stream: Readable) -> Iterator[Any]:
    from fastwarc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    whole = cast(BinaryIO, stream)  # it asks for no more than to be read from
    return iter(ArchiveIterator(whole, record_types=kinds, parse_http=True, max_header_len=_HEADERS, fsspec_args=False))


def _document(record: Any, limit: int) -> tuple[bytes, Delivered] | None:
    """The bytes of a record's document, up to one more than ``limit``; ``None`` for a picture, an error page, a redirection."""
    http = record.http_headers if record.is_http else None
    if http is not None and http.status_code != 200:
        return None
    media = record.http_content_type if record.is_http else record.headers.get("Content-Type", "")
    if media and _READ.match(media) is None:
        return None
    modified = record.http_last_modified if record.is_http else None
    fetched = record.record_date
    # a page that was "changed" as it was fetched is one that its server makes anew for each reader
    if modified is not None and fetched is not None and (fetched - modified).total_seconds() < DAY:
        modified = None
    delivered = Delivered(
        url=safe(record.headers.get("WARC-Target-URI")),
        charset=record.http_charset if record.is_http else None,
        modified=modified and modified.isoformat(),
    )
    return record.reader.read(limit + 1), delivered


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
