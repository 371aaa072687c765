"""Decisions of `review` on stories, sources and lineages."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook import deciding
from tollbook.commands.deciding import REASON, WHY, day_of, decides, done, id_of
from tollbook.commands.options import chosen_stories, known_word, now, opened
from tollbook.commands.reviewing import review as review
from tollbook.errors import UnknownWord, UsageError
from tollbook.ledger import Ledger
from tollbook.model import Source, SourceKind

# -------------------------------------------------------------------------------------------- stories, sources, lineages


@review.command(name="merge")
@click.argument("story")
@click.argument("others", nargs=-1, required=True)
@REASON
@decides
def merge(story: str, others: tuple[str, ...], reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Makes one story of several: STORY lives on.

    \b
    Example:
      tollbook review merge kazakhstan-unrest-2022-01 almaty-unrest-2022-01 --reason "one event"
    """
    with opened(ledger) as book:
        done(book, deciding.merge_stories(book, story, others, by=by, now=now, reason=reason, on=on))


@review.command(name="split")
@click.argument("story")
@click.argument("members", nargs=-1, required=True)
@click.option("--to", help="Into this story; by default into a new one.")
@click.option("--title", help="The title of the story.")
@REASON
@decides
def split(
    story: str,
    members: tuple[str, ...],
    to: str | None,
    title: str | None,
    reason: str,
    by: str,
    on: int | None,
    ledger: Path,
) -> None:
    """Takes reports or claims out of a story.

    MEMBERS are ids of reports, or of single claims: one report may tell of several stories.

    \b
    Example:
      tollbook review split kazakhstan-unrest-2022-01 r0123456789abcdef --title "Bus accident in Santiago"
    """
    with opened(ledger) as book:
        ids = [id_of(book, m) for m in members]
        made = deciding.split_story(book, story, ids, to=to, title=title, by=by, now=now, reason=reason, on=on)
        done(book, made, f"They are of story {made.decision.value}.")


@review.command(name="set")
@click.argument("story")
@click.option("--title", help="What it is called.")
@click.option("--zone", help="Its time zone, as Asia/Almaty: days end there.")
@click.option("--rule", help="Its inclusion rule, in words of your own: what counts, where, until when.")
@click.option("--country", multiple=True, metavar="CODE", help="Only figures of this country count, as KZ; again for more.")
@click.option(
    "--in", "places", multiple=True, metavar="PLACE", help="Only figures of this place, as claims name it; again for more."
)
@click.option("--from", "start", metavar="DAY", help="What was over before this day is of another event.")
@click.option("--until", "end", metavar="DAY", help="What began after this day is of another event.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only figures told of this kind of event, as earthquake.")
@click.option("--who", multiple=True, metavar="WHO", help="Only this side or group counts, as state_forces, others, children.")
@click.option("--signers", type=int, help="How many persons must sign a toll before it is first published: 1 or 2.")
@REASON
@decides
def set_(
    story: str,
    title: str | None,
    zone: str | None,
    rule: str | None,
    country: tuple[str, ...],
    places: tuple[str, ...],
    start: str | None,
    end: str | None,
    kinds: tuple[str, ...],
    who: tuple[str, ...],
    signers: int | None,
    reason: str,
    by: str,
    on: int | None,
    ledger: Path,
) -> None:
    """Sets a story's title, zone, inclusion rule, signers.

    What the rule leaves out is set aside, with the reason, and comes back when the rule is changed. "any" clears a part of it.

    \b
    Examples:
      tollbook review set kazakhstan-unrest-2022-01 --title "January events" --signers 2
      tollbook review set kazakhstan-unrest-2022-01 --from 2022-01-02 --until 2022-01-15 --in Almaty
    """
    with opened(ledger) as book:
        asked = (country, places, start, end, kinds, who)
        inclusion = (
            deciding.changed_rule(book.book(story), countries=country, places=places, start=start, end=end, kinds=kinds, who=who)
            if any(asked)
            else None
        )
        made = deciding.set_story(
            book,
            story,
            title=title,
            zone=zone,
            rule=rule,
            inclusion=inclusion,
            signers=signers,
            by=by,
            now=now,
            reason=reason,
            on=on,
        )
        done(book, made, *([f"Rule: {made.decision.settings.rule}"] if inclusion and made.decision.settings else []))


@review.command(name="name-source")
@click.argument("wordings", nargs=-1, required=True)
@click.option("--source", help="The body, by its id or name, as reports of the story have it.")
@click.option("--new", "name", help="A body of another name.")
@click.option("--kind", help="Its kind, as ministry, monitor.")
@click.option("--country", help="Its country, as KZ.")
@click.option("--party", help="Whose side it is on, as kz state.")
@click.option("--story", help="In this story only; by default in all.")
@REASON
@decides
def name_source(
    wordings: tuple[str, ...],
    source: str | None,
    name: str | None,
    kind: str | None,
    country: str | None,
    party: str | None,
    story: str | None,
    reason: str,
    by: str,
    on: int | None,
    ledger: Path,
) -> None:
    """Says which body a wording stands for.

    \b
    Examples:
      tollbook review name-source "the ministry" --source "Interior Ministry" --story almaty-2022
      tollbook review name-source "the committee" --new "Neighbours' Committee" --kind monitor
    """
    with opened(ledger) as book:
        if (source is None) == (name is None):
            raise UsageError("One body is meant.", "Name it with --source, or describe a new one with --new and --kind.")
        if name is not None:
            known = known_word("kind of source", kind or "unknown", SourceKind)
            body = deciding.new_source(name, SourceKind(known or "unknown"), country=country, party_to=party)
        else:
            body = _source(book, source or "", story)
        only = chosen_stories(book, story)[0].id if story is not None else None
        done(book, deciding.name_source(book, wordings, body, story=only, by=by, now=now, reason=reason, on=on))


@review.command(name="merge-sources")
@click.argument("source")
@click.argument("others", nargs=-1, required=True)
@REASON
@decides
def merge_sources(source: str, others: tuple[str, ...], reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Makes one body of several: SOURCE lives on.

    Each is named by its id or its name, as `claims --format jsonl` and `why` show it.

    \b
    Example:
      tollbook review merge-sources "Interior Ministry" "MIA of Kazakhstan" --reason "one ministry"
    """
    with opened(ledger) as book:
        bodies = [_source(book, o, None) for o in others]
        done(book, deciding.merge_sources(book, _source(book, source, None), bodies, by=by, now=now, reason=reason, on=on))


def _source(book: Ledger, words: str, story: str | None) -> Source:
    known = {k: s for x in chosen_stories(book, story) for k, s in deciding.sources_of(book.book(x.id)).items()}
    found = [s for k, s in known.items() if words == k or words.casefold() == s.name.casefold()]
    if not found:
        names = sorted({s.name for s in known.values()})
        raise UnknownWord("source", words, (*names[:30], *([f"and {len(names) - 30} more"] if len(names) > 30 else [])))
    if len(found) > 1:
        raise UsageError(f"{len(found)} bodies are called {words!r}.", f"Take one by its id: {', '.join(s.id for s in found)}.")
    return found[0]


@review.command(name="one-origin")
@click.argument("a")
@click.argument("b")
@REASON
@decides
def one_origin(a: str, b: str, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Says that A says again what B says.

    Both are claims, or both reports (A reprints B). Together they are one origin.

    \b
    Example:
      tollbook review one-origin c0123456789abcdef c1123456789abcdef --reason "the same statement"
    """
    with opened(ledger) as book:
        done(book, deciding.one_origin(book, id_of(book, a), id_of(book, b), by=by, now=now, reason=reason, on=on))


@review.command(name="other-origin")
@click.argument("a")
@click.argument("b")
@REASON
@decides
def other_origin(a: str, b: str, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Says that A is an origin of its own, and not B's.

    \b
    Example:
      tollbook review other-origin c0123456789abcdef c1123456789abcdef --reason "counted by themselves"
    """
    with opened(ledger) as book:
        done(book, deciding.other_origin(book, id_of(book, a), id_of(book, b), by=by, now=now, reason=reason, on=on))


@review.command()
@click.argument("story")
@click.argument("start")
@click.argument("end")
@WHY
@decides
def silence(story: str, start: str, end: str, reason: str, by: str, on: int | None, ledger: Path) -> None:
    """Says why little was heard on some days.

    It is shown beside those days and changes no figure: no rise in what is reported is not calm.

    \b
    Example:
      tollbook review silence almaty-2022 2022-01-05 2022-01-10 --reason "the internet was cut"
    """
    with opened(ledger) as book:
        done(book, deciding.silence(book, story, day_of(start), day_of(end), reason, by=by, now=now))
