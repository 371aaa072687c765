"""A person at a terminal, going through the queue: a claim at a time, a key a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click

from tollbook import deciding
from tollbook.asking import last_known, toll_of
from tollbook.commands.deciding import correction_fields
from tollbook.commands.options import books_of
from tollbook.deciding import Task
from tollbook.errors import DecidedSince, TollbookError
from tollbook.ledger import Ledger
from tollbook.model import Book, Decided
from tollbook.publish.tables import says, short
from tollbook.publish.terminal import count, review_label, wrapped

KEYS = {
    "a": "accept",
    "c": "correct",
    "r": "reject",
    "s": "skip",
    "u": "undo your last",
    "g": "sign a toll",
    "q": "quit",
}
FIELDS = ("interval", "measure", "who", "side", "where", "said_by", "standing", "frame")


class Session:
    """What one person does at one sitting. Each decision is recorded at once."""

    def __init__(self, ledger: Ledger, *, by: str, story: str | None, now: Callable[[], datetime], width: int) -> None:
        self.ledger, self.by, self.story, self.now, self.width = ledger, by, story, now, width
        self.done: list[Decided] = []
        self._passed: set[str] = set()

    def run(self) -> None:
        """Goes through the queue until it is empty or the person quits."""
        self._say("Each decision is recorded at once, and can be undone.")
        while (found := self._next()) is not None:
            book, task, left = found
            self._show(book, task, left)
            if not self._decided(book, task):
                break
        else:
            self._say("Nothing is left to look at.")
        number, digest = self.ledger.head()
        self._say(f"{count(len(self.done), 'decision')} recorded. Head {digest} (entry {number})")

    def _next(self) -> tuple[Book, Task, int] | None:
        books = {b.story.id: b for b in books_of(self.ledger, self.story)}
        tasks = [t for b in books.values() for t in deciding.queue(b) if t.claim.id not in self._passed]
        tasks.sort(key=lambda t: -t.weight)
        return (books[tasks[0].story], tasks[0], len(tasks)) if tasks else None

    # ----------------------------------------------------------------------------------------------------------- showing

    def _say(self, words: str, lead: str = "") -> None:
        for line in wrapped(words, lead, lead + "  ", self.width):
            click.echo(line)

    def _show(self, book: Book, task: Task, left: int) -> None:
        row = deciding.task_row(book, task)
        at, end = (row["figure"][k] - row["sentence"]["start"] for k in ("start", "end"))
        words = row["sentence"]["text"]
        click.echo("")
        self._say(f"{book.story.title} · {count(left, 'claim')} to look at")
        for line in wrapped(" ".join(f"“{words[:at]}>>{words[at:end]}<<{words[end:]}”".split()), "  ", "  ", self.width):
            click.echo(line)
        source = (row["said_by"] or "the report itself").replace("The ", "the ", 1)
        self._say(f"{says(row)} · according to {source} · {row['standing']}", "  ")
        self._say(f"{short(row['claim'])} in {short(row['report'])}, {row['published'] or 'undated'}. {task.why}", "  ")

    # ---------------------------------------------------------------------------------------------------------- deciding

    def _decided(self, book: Book, task: Task) -> bool:
        """Asks for a key until the claim is dealt with; false where the person quits."""
        while True:
            self._say(", ".join(f"[{k}] {v}" for k, v in KEYS.items()), "  ")
            key = click.getchar().lower()
            try:
                match key:
                    case "q" | "\x1b" | "\x03" | "\x04":
                        return False
                    case "s":
                        self._passed.add(task.claim.id)
                    case "a" | "c" | "r" if not self._judge(key, book, task):
                        continue
                    case "a" | "c" | "r":
                        pass
                    case "u":
                        self._undo()
                    case "g":
                        self._sign(book)
                    case _:
                        continue
            except DecidedSince as error:
                self._say(f"{error.message} {error.remedy}", "  ! ")
            except TollbookError as error:
                self._say(f"{error.message} {error.remedy}", "  ! ")
                continue
            return True

    def _judge(self, key: str, book: Book, task: Task) -> bool:
        """Accepts, corrects or rejects; false where the person thought better of it."""
        claim, on = task.claim.id, book.upto
        if key == "a":
            self._record(deciding.accept(self.ledger, claim, by=self.by, now=self.now, on=on))
            return True
        fields: dict[str, object] = {}
        if key == "c":
            fields = self._fields()
            if not fields:
                return False
        reason = self._ask("Why? (empty: back)")
        if not reason:
            return False
        if key == "r":
            self._record(deciding.reject(self.ledger, claim, by=self.by, now=self.now, on=on, reason=reason))
        else:
            done = deciding.correct(self.ledger, claim, by=self.by, now=self.now, on=on, reason=reason, **fields)  # type: ignore[arg-type]  # fields of `correct`, by name
            self._record(done)
            self._passed.add(claim)
        return True

    def _fields(self) -> dict[str, object]:
        """What is to be corrected, field by field."""
        given: dict[str, str | None] = {}
        while name := self._ask(f"Which field? {', '.join(FIELDS)} (empty: done)"):
            known = [f for f in FIELDS if f.startswith(name.replace(" ", "_").casefold())]
            if len(known) != 1:
                self._say(f"{name!r} is {'none' if not known else 'more than one'} of them.", "  ! ")
                continue
            value = self._ask(f"{known[0].replace('_', ' ')} (empty clears it)")
            try:
                correction_fields({known[0]: value})
            except TollbookError as error:
                self._say(f"{error.message} {error.remedy}", "  ! ")
                continue
            given[known[0]] = value
        return {k: v for k, v in correction_fields(given).items() if v is not None}

    def _ask(self, words: str) -> str:
        for line in wrapped(words, "  ", "  ", self.width):
            click.echo(line)
        answer: str = click.prompt("  ", default="", show_default=False, prompt_suffix="> ")
        return answer.strip()

    def _undo(self) -> None:
        if not self.done:
            self._say("You have decided nothing at this sitting; `tollbook review undo ENTRY` takes back earlier ones.", "  ! ")
            return
        last = self.done.pop()
        deciding.undo(self.ledger, last.number, by=self.by, now=self.now, reason="at the same sitting")
        self._passed.discard(last.decision.subject)
        self._say(f"Entry {last.number} is undone.", "  ")

    def _sign(self, book: Book) -> None:
        """Signs one of the whole tolls of the claim's story, as of its newest report."""
        found = [e for e in toll_of(book, last_known(book)) if e.scope.side is None and e.scope.group is None]
        for n, e in enumerate(found, 1):
            self._say(f"{n}. [{review_label(e) or 'not reviewed'}] {e.sentence}", "  ")
        answer = self._ask(f"Which do you sign as {self.by}? A number (empty: none)")
        if answer.isdecimal() and 1 <= int(answer) <= len(found):
            self._record(deciding.sign(self.ledger, found[int(answer) - 1], by=self.by, now=self.now))

    def _record(self, decided: Decided) -> None:
        self.done.append(decided)
        self._say(f"Entry {decided.number}: {decided.decision.act.value.replace('_', ' ')}.", "  ")
