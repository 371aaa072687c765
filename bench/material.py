"""Reports of our own for the benchmarks: made up by rule, the same in every run, of the length of a news report."""

from __future__ import annotations

import random

PLACES = "Almaty Talas Beirut Derna Shymkent Aktobe Kyzylorda Benghazi Tripoli Osh Bishkek Tyre Sidon Taraz".split()
BODIES = (
    "the health ministry",
    "the interior ministry",
    "police",
    "officials",
    "a monitoring group",
    "the mayor",
    "doctors at the main hospital",
    "the Red Crescent",
)
PEOPLE = ("people", "protesters", "soldiers", "members of the security forces", "children", "rescue workers", "passengers")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TOLLS = (
    "At least {n} {people} were killed in {place} on {day}, {body} said.",
    "{Body} said that {n} {people} had been injured, {m} of them seriously.",
    "More than {n} {people} have been arrested in {place} since {day}, according to {body}.",
    "The number of the dead rose to {n}, {body} said on {day}; earlier it had given {m}.",
    "Another {n} {people} are missing in {place}, and nobody could say where they were.",
    "A figure of {n} dead could not be verified.",
    "Some {n} houses were destroyed and {m} vehicles burned, {body} said.",
)
OTHERS = (
    "Shops stayed closed for the rest of the day, and few cars were seen in the streets around the central square.",
    "“We heard it all night long,” said a woman who lives near the river, and who did not want to be named.",
    "The road to {place}, a town of 140,000 inhabitants, was opened again on {day} after {m} days.",
    "A meeting of the cabinet was called for {day}; the president was to speak on television in the evening.",
    "The price of fuel had been raised by 25 percent in the week before, to 120 a litre.",
    "Telephone lines to {place} were down, and the mobile network worked for two or three hours a day.",
    "A commission was set up in 2019 to look at what had gone wrong, and its 300 pages were never published.",
)
QUIET = (
    "The council of {place} voted on {day} to widen the road along the river, which carries 14,000 cars a day.",
    "Prices of bread rose by {m} percent over the month, traders at the market in {place} said.",
    "The head of the railway said that two more trains a day would run to {place} from the spring.",
    "A choir of 40 sang in the old theatre, which had been closed for eleven years.",
    "“It was worth the wait,” said a teacher who had come from {place} with her class.",
    "The minister of finance promised a budget without new taxes, and gave no figures.",
    "Police asked drivers to keep away from the bridge on {day}, when the marathon goes over it.",
    "Rain is expected until {day}; in the mountains above {place} it may turn to snow.",
    "The club from {place} won {m} to 1 at home and leads the table by four points.",
    "A new school for 600 pupils opens in September, the mayor announced at a ceremony in {place}.",
    "Talks about the price of gas go on in {place} on {day}, according to a spokesman of the company.",
    "The university counted 2,300 students in its first year, and more than half of them came from the countryside.",
    "Workers of the harbour and their employers agreed on a contract for three years.",
)
MENU = "Home World Politics Business Sport Culture Weather Video Opinion Science Travel Health Archive Contact".split()


def paragraph(chance: random.Random) -> str:
    """Three to five sentences, one or two of them with a figure of a toll."""
    lines = chance.sample(TOLLS, chance.randint(1, 2)) + chance.sample(OTHERS, chance.randint(2, 3))
    chance.shuffle(lines)
    said = []
    for line in lines:
        body = chance.choice(BODIES)
        facts = {"n": chance.randint(12, 1_900), "m": chance.randint(2, 11), "people": chance.choice(PEOPLE), "body": body}
        facts |= {"Body": body[0].upper() + body[1:], "place": chance.choice(PLACES), "day": chance.choice(DAYS)}
        said.append(line.format(**facts))
    return " ".join(said)


def texts(count: int, paragraphs: int = 7) -> tuple[str, ...]:
    """``count`` plain texts of some 450 words: headline, dateline, body."""
    chance = random.Random(20220109)
    found = []
    for _ in range(count):
        place, body = chance.choice(PLACES), [paragraph(chance) for _ in range(paragraphs)]
        headline = f"Unrest in {place}: dozens dead, hundreds held"
        dateline = f"{place.upper()}, Jan {chance.randint(2, 30)} (Reuters) - "
        found.append("\n\n".join((headline, dateline + body[0], *body[1:])) + "\n")
    return tuple(found)


def quiet_texts(count: int) -> tuple[str, ...]:
    """``count`` plain texts as long as those of `texts`, in which nobody and nothing comes to harm."""
    chance = random.Random(20220110)
    found = []
    for _ in range(count):
        lines = [line for _ in range(3) for line in chance.sample(QUIET, 9)]
        facts = [{"place": chance.choice(PLACES), "day": chance.choice(DAYS), "m": chance.randint(2, 9)} for _ in lines]
        said = [line.format(**fact) for line, fact in zip(lines, facts, strict=True)]
        body = [" ".join(said[k : k + 4]) for k in range(0, len(said), 4)]
        found.append("\n\n".join((f"A quiet week in {chance.choice(PLACES)}", *body)) + "\n")
    return tuple(found)


def pages(count: int) -> tuple[str, ...]:
    """The same reports as web pages, with the menus, scripts, teasers and footers that pages have."""
    return tuple(_page(text.strip().split("\n\n"), number) for number, text in enumerate(texts(count)))


def _page(parts: list[str], number: int) -> str:
    menu = "".join(f'<li class="item"><a href="/{word.lower()}"><span>{word}</span></a></li>' for word in MENU)
    teasers = "".join(
        f'<div class="card"><a href="/{n}"><img src="/{n}.jpg" alt=""><h3>Another report of this week, number {n}</h3></a></div>'
        for n in range(24)
    )
    script = "<script>" + "window.data=window.data||[];function f(a,b){return a+b}" * 120 + "</script>"
    body = "".join(
        f'<p class="text">{part.replace("&", "&amp;")}</p>' + ('<div class="ad">Advertisement</div>' if n % 3 == 2 else "")
        for n, part in enumerate(parts[1:])
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{parts[0]} | Example News</title>'
        f'<meta property="og:title" content="{parts[0]}"><meta property="og:site_name" content="Example News">'
        f'<meta property="article:published_time" content="2022-01-{number % 28 + 1:02d}T17:33:00+02:00">{script}</head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{parts[0]}</h1>"
        f'<figure><img src="a.jpg"><figcaption>The square on Friday evening.</figcaption></figure>{body}</article>'
        f"<aside><h2>Most read</h2>{teasers}</aside></main><footer><ul>{menu}</ul><p>© 2022 Example News</p></footer>"
        f"{script}</body></html>"
    )
