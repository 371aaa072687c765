"""Files of many formats, made in the tests of our own words."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage

from tollbook.acquire import Acquired, acquire
from tollbook.model import Problem

LEAD = "Twelve people were killed when a bus left the mountain road near Talas on Friday evening, police said."
MORE = "Another 31 people were taken to hospital, nine of them with serious injuries, according to the health ministry."
LAST = "The driver, who survived, told reporters that the brakes had failed on the last bend before the bridge."
STORY = "".join(f"<p>{p}</p>" for p in (LEAD, MORE, LAST))
PAGE = f"<!doctype html><html><head><title>Bus accident</title></head><body><h1>Bus accident</h1>{STORY}</body></html>"


def read_in(raw: bytes, **facts: int) -> tuple[list[Acquired], list[str]]:
    """Items, and codes of problems, of a file on standard input."""
    items: list[Acquired] = []
    codes: list[str] = []
    for found in acquire(["-"], stdin=io.BytesIO(raw), **facts):
        if isinstance(found, Problem):
            codes.append(found.code)
        else:
            items.append(found)
    return items, codes


def pdf(pages: Sequence[Sequence[str]], *, words: bool = True) -> bytes:
    """A PDF of pages of lines; without ``words`` its pages are empty, as scanned ones are."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T* " for line in lines) if words else ""
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010d} 00000 n \n" for at in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{end}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()


def letter(text: str | None = None, *, html: str | None = None, attached: Iterable[tuple[str, bytes]] = ()) -> EmailMessage:
    """A mail as a press office sends it."""
    message = EmailMessage()
    message["From"], message["To"] = "Press Office <press@ministry.example>", "desk@paper.example"
    message["Subject"], message["Date"] = "Bus accident near Talas", "Sat, 05 Mar 2022 09:30:00 +0600"
    message["Message-ID"] = "<1@ministry.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, raw in attached:
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return message


def record(url: str, body: bytes, *, status: str = "200 OK", headers: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    """One response of a web archive."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-03-06T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def packed_archive(records: Iterable[bytes]) -> bytes:
    """A web archive as Common Crawl lays it out: each record packed by itself."""
    info = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: 2022-03-06T12:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    return b"".join(gzip.compress(r, mtime=0) for r in (info, *records))


def package(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in members:
            made.writestr(name, raw)
    return out.getvalue()


RSS_FEED = f"""<rss version="2.0"><channel><title>Valley News</title><item><title>Bus accident</title>
<link>https://news.example/bus</link><description><![CDATA[{STORY * 4}]]></description></item></channel></rss>"""
