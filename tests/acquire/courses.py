"""Pages of a paper of our own that change their reports, vanish, and come back, read into a ledger from a real server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from acquire.servers import fetcher, page, serving
from tollbook.ledger import open_ledger
from tollbook.pipeline import read_into

START = datetime(2022, 3, 1, 12, tzinfo=UTC)
DAY = "2022-03-01T10:00:00Z"
ROAD = "The road was closed for the night, and the bus company was not reached for a comment."
FIRE = "The hotel stands in the old town. What set it on fire is not known, and the work went on for hours."
FIRST = (
    "Twelve people were killed when a bus fell into a ravine near Dost, police said on Tuesday.",
    "Another 20 people were injured, the health ministry said.",
    "Three people were missing, neighbour Aidar Samplebek said.",
    ROAD,
)
SECOND = (
    "Eighteen people were killed when a bus fell into a ravine near Dost, police said on Tuesday.",
    "Another 20 people were injured, rescuers said.",
    "A child was found alive.",
    ROAD,
)
THIRD = ("Sixteen people were killed when a bus fell into a ravine near Dost, police said on Tuesday.", *SECOND[1:])
HOTEL = ("At least 7 people were killed in a hotel fire in Dost, firefighters said on Tuesday.", FIRE)
NOBODY = ("Guests were killed in a hotel fire in Dost, firefighters said on Tuesday.", FIRE)


def article(title: str, *told: str, changed: str = "") -> str:
    """A page of a report."""
    updated = f'<meta property="article:modified_time" content="{changed}">' if changed else ""
    return (
        f'<html><head><title>{title}</title><meta property="og:site_name" content="The Dost Courier">'
        f'<meta property="article:published_time" content="{DAY}">{updated}</head><body><article><h1>{title}</h1>'
        + "".join(f"<p>{x}</p>" for x in told)
        + "</article></body></html>"
    )


BUS = "Bus falls into ravine near Dost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A ledger, and the addresses of the two pages that it read."""

    ledger: Path
    bus: str
    hotel: str


def course(folder: Path) -> Course:
    """Reads, of 1 March 2022: at noon a bus with 12 dead and a hotel with 7; at five 18 dead, as the page itself states; at ten
    16, and no figure of the hotel; then the bus is gone, and the hotel as it was at first."""
    path, at = folder / "tollbook.db", [START]
    gone = page("no more", status="410 Gone")
    first, nobody = page(article("Hotel fire in Dost", *HOTEL)), page(article("Hotel fire in Dost", *NOBODY))
    second, third = article(BUS, *SECOND, changed="2022-03-01T15:00:00Z"), article(BUS, *THIRD)
    told = ((page(article(BUS, *FIRST)), first), (page(second), first), (page(third), nobody), (gone, nobody), (gone, first))
    with serving() as server, open_ledger(path, create=True) as ledger:
        urls = [server.url("/bus"), server.url("/hotel")]
        for pages in told:
            server.paths |= dict(zip(("/bus", "/hotel"), pages, strict=True))
            read_into(ledger, urls, now=lambda: at[0], fetcher=fetcher(now=lambda: at[0]))
            at[0] += timedelta(hours=5)
    return Course(ledger=path, bus=urls[0], hotel=urls[1])
