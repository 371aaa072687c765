"""A WACZ package (Web Archive Collection Zipped, 1.1.1): WARC records with an index and a list of pages, for any viewer of it.

https://specs.webrecorder.net/wacz/1.1.1/. The archive is stored and not packed again, so that a viewer can open one page of a
package of any size.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

VERSION = "1.1.1"
ARCHIVE = "archive/data.warc.gz"
_SHOWN = ("response", "resource", "revisit")  # records that a viewer can show
_CHUNK = 1 << 20
_BLOCK = 300  # lines of the index that are packed together


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A page that a viewer lists: its address in the archive, when it was acquired, its title, the words that can be searched."""

    url: str
    at: datetime
    title: str | None
    text: str


def write_wacz(
    path: Path,
    warcs: Iterable[bytes],
    pages: Iterable[PageRow],
    *,
    title: str,
    software: str,
    created: datetime,
    beside: Mapping[str, bytes],
) -> None:
    """Writes a package of gzipped WARC records, one of ``warcs`` after the other. It appears whole or not at all.

    ``beside`` are further files, by their names in the package.
    """
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        warc, part = Path(folder, "data.warc.gz"), Path(folder, "package")
        with warc.open("wb") as file:
            for raw in warcs:
                file.write(raw)
        with warc.open("rb") as file:
            blocks, index = _packed(sorted(_index(file)))
        texts = {"indexes/index.cdx.gz": blocks, "indexes/index.idx": index, "pages/pages.jsonl": _pages(pages), **beside}
        with zipfile.ZipFile(part, "w") as package:
            resources = [_put(package, ARCHIVE, warc, created)]
            resources += [_put(package, name, raw, created) for name, raw in texts.items()]
            about = _json(
                profile="data-package",
                wacz_version=VERSION,
                title=title,
                created=_stamp(created),
                software=software,
                resources=resources,
            )
            _put(package, "datapackage.json", about, created)
            seal = _json(path="datapackage.json", hash=f"sha256:{hashlib.sha256(about).hexdigest()}")
            _put(package, "datapackage-digest.json", seal, created)
        part.replace(path)


def _put(package: zipfile.ZipFile, name: str, what: Path | bytes, created: datetime) -> dict[str, Any]:
    """Adds a file; its entry in the list of the package."""
    info = zipfile.ZipInfo(name, created.astimezone(UTC).timetuple()[:6])
    info.external_attr = 0o644 << 16
    if isinstance(what, Path):
        info.compress_type, digest, size = zipfile.ZIP_STORED, hashlib.sha256(), 0
        info.file_size = what.stat().st_size  # what decides whether the entry needs the long form of ZIP
        with what.open("rb") as source, package.open(info, "w") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        found = digest.hexdigest()
    else:
        info.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
        found, size = hashlib.sha256(what).hexdigest(), len(what)
        package.writestr(info, what)
    return {"name": name.rsplit("/", 1)[-1], "path": name, "hash": f"sha256:{found}", "bytes": size}


def _index(file: BinaryIO) -> Iterator[str]:
    """A CDXJ line for each record that can be shown."""
    records = ArchiveIterator(file)
    for record in records:
        shown = record.rec_type in _SHOWN
        headers, http = record.rec_headers, record.http_headers
        if not shown:
            continue
        url = headers.get_header("WARC-Target-URI")
        mime = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or "unk"
        stamp = re.sub(r"\D", "", headers.get_header("WARC-Date"))[:14]
        offset = records.get_record_offset()
        records.read_to_end()
        length = records.get_record_length()
        facts = {
            "url": url,
            "mime": mime.split(";", 1)[0].strip(),
            "status": http.get_statuscode() if http else "200",
            "digest": headers.get_header("WARC-Payload-Digest"),
            "length": str(length),
            "offset": str(offset),
            "filename": ARCHIVE.rsplit("/", 1)[-1],
        }
        yield f"{searched(url)} {stamp} {json.dumps(facts)}\n"


def _packed(lines: list[str]) -> tuple[bytes, bytes]:
    """The index in gzipped blocks, and the index of those: a viewer reads the one block that it needs."""
    blocks, index = bytearray(), ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for k in range(0, len(lines), _BLOCK):
        block = gzip.compress("".join(lines[k : k + _BLOCK]).encode(), mtime=0)
        place = {"offset": len(blocks), "length": len(block), "digest": f"sha256:{hashlib.sha256(block).hexdigest()}"}
        index.append(f"{lines[k].split(' {', 1)[0]} {json.dumps(place)}\n")
        blocks += block
    return bytes(blocks) or gzip.compress(b"", mtime=0), "".join(index).encode()


def searched(url: str) -> str:
    """An address as an index sorts it (SURT): its host turned round, so that what belongs together stands together.

    >>> searched("https://www.paper.example:8080/A?c=2&b=1")
    'example,paper:8080)/a?b=1&c=2'
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.hostname is None:
        return url
    host = re.sub(r"^www\d*\.", "", parts.hostname)
    port = f":{parts.port}" if parts.port else ""
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query and '?' + query}".lower().replace(" ", "%20")


def _pages(pages: Iterable[PageRow]) -> bytes:
    rows: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Reports", "hasText": True}]
    for page in pages:
        key = hashlib.sha256(f"{page.url} {_stamp(page.at)}".encode()).hexdigest()[:22]
        rows.append({"id": key, "url": page.url, "ts": _stamp(page.at), "title": page.title or page.url, "text": page.text})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json(**facts: Any) -> bytes:
    return json.dumps(facts, indent=2, ensure_ascii=False).encode()
